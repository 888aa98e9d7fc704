// Which fleet is it where no fleet file says so: of a trace alone, of a list of hosts, of a plan?

import { type Stock, quarterStarts, stepsOf } from "../../fleet/standing.ts";
import { type Plan, retiredIn } from "../../plan/plan.ts";
import type { Programme } from "../../programme/programme.ts";
import type { JobTrace, NodeTrace } from "../../record/trace.ts";
import type { Day } from "../../units/brand.ts";
import { addDays, firstDay } from "../../units/calendar.ts";
import type { Accelerator, ReadFleet } from "./read-fleet.ts";
import type { FleetFile } from "./schema.ts";
import { slug } from "./trace-terms.ts";

type Pod = FleetFile["sites"][string]["buildings"][string]["pods"][number];

/** A fleet, and the sentence that says what was taken. */
export interface MadeFleet {
  readonly fleet: ReadFleet;
  readonly sentence: string;
}

/** One site of alike hosts, just large enough: for the machine that the trace speaks of, or for its largest job. Nothing fails, no power is known. @param bare what an empty fleet file reads as */
export function fleetOfTrace(trace: JobTrace, bare: ReadFleet): MadeFleet {
  let largest = 0;
  let perTray = 1;
  for (const [job, milli] of trace.milliAccelerators.entries()) {
    const need = Math.ceil(milli / 1000);
    largest = Math.max(largest, need);
    if (trace.nodes[job] > 0) perTray = Math.max(perTray, Math.ceil(need / trace.nodes[job]));
  }
  const wanted = Math.max(largest, trace.machine ?? 0, 1);
  const hosts = Math.ceil(wanted / perTray);
  const made = oneSite(bare, "site", new Map([["accelerator", { fullWatts: 0, idleWatts: 0, perTray, traysPerRack: 1 }]]), [
    { accelerator: "accelerator", racks: hosts, count: 1 },
  ]);
  const why =
    trace.machine !== undefined && trace.machine >= largest
      ? `the trace speaks of a machine of ${trace.machine.toLocaleString("en-US")}`
      : `that is what its largest job asks for, ${largest.toLocaleString("en-US")}`;
  return {
    fleet: made,
    sentence: `no fleet is given: one site of ${(hosts * perTray).toLocaleString("en-US")} accelerators, ${perTray === 1 ? "one" : perTray} a host, as ${why}; nothing fails and no power is known (--fleet FLEET.yaml says otherwise)`,
  };
}

/** One site of the hosts that have accelerators. Nothing fails, no power is known. @throws RangeError where none has any */
export function fleetOfNodes(nodes: NodeTrace, bare: ReadFleet): MadeFleet {
  const groups = new Map<string, { readonly accelerator: string; readonly perTray: number; racks: number }>();
  for (const [node, count] of nodes.accelerators.entries()) {
    if (count === 0) continue;
    const name = slug(nodes.models[nodes.model[node]] ?? "accelerator");
    const key = `${name} ${count}`;
    const group = groups.get(key) ?? { accelerator: name, perTray: count, racks: 0 };
    group.racks += 1;
    groups.set(key, group);
  }
  if (groups.size === 0) throw new RangeError("no host has an accelerator");
  const all = [...groups.values()];
  const accelerators = new Map<string, Accelerator>();
  const pods = all.map(({ accelerator, perTray, racks }): Pod => {
    accelerators.set(accelerator, { fullWatts: 0, idleWatts: 0, perTray, traysPerRack: 1 });
    return { accelerator, racks, count: 1, perTray };
  });
  const total = all.reduce((sum, { racks, perTray }) => sum + racks * perTray, 0);
  return {
    fleet: oneSite(bare, "cluster", accelerators, pods),
    sentence: `a fleet of ${all.reduce((sum, { racks }) => sum + racks, 0).toLocaleString("en-US")} hosts with ${total.toLocaleString("en-US")} accelerators of ${accelerators.size} kinds; nothing fails and no power is known`,
  };
}

/**
 * The racks at work of a plan, each lot a pod that arrives on its day; causes of failures are the programme's.
 * @throws RangeError where the plan has no racks
 */
export function fleetOfPlan(programme: Programme, plan: Plan, bare: ReadFleet): MadeFleet {
  const { calendar, catalogue } = programme;
  const starts = quarterStarts(calendar);
  const begins = firstDay(calendar.from);
  const accelerators = new Map<string, Accelerator>();
  const sites: FleetFile["sites"] = {};
  let leaving = 0;
  for (const [site, decision] of Object.entries(plan.decisions.sites)) {
    const pods: Pod[] = [];
    for (const [id, kind] of Object.entries(catalogue.accelerators)) {
      const before = (programme.sites[site]?.racks ?? []).filter((racks) => racks.accelerator === id).reduce((sum, { racks }) => sum + racks, 0);
      const stock: Stock = { before, atEnd: Array.from({ length: calendar.quarters }, (_, quarter) => decision.running[id]?.[quarter] ?? 0) };
      const { hours, counts } = stepsOf([stock], starts, [1]);
      let stands = 0;
      for (const [step, count] of counts.entries()) {
        if (count <= stands) continue;
        pods.push({ accelerator: id, racks: count - stands, count: 1, ...(hours[step] === 0 ? {} : { arrives: addDays(begins, Math.ceil(hours[step] / 24)) }) });
        stands = count;
      }
      for (let quarter = 0; quarter < calendar.quarters; quarter += 1) leaving += retiredIn(decision, id, quarter);
      const perTray = kind.packagesPerTray ?? kind.packagesPerRack;
      const fullWatts = (kind.rackIt * 1e6) / kind.packagesPerRack;
      accelerators.set(id, { fullWatts, idleWatts: (kind.idle ?? 0) * fullWatts, perTray, traysPerRack: kind.packagesPerRack / perTray });
    }
    if (pods.length > 0) sites[site] = { buildings: { all: { pods } }, pue: 1 as never };
  }
  if (Object.keys(sites).length === 0) throw new RangeError("the plan has no racks at work");
  const failures = Object.fromEntries(Object.entries(catalogue.failures).map(([id, cause]) => [id, { ...cause, spread: "fixed" as const }]));
  const { recovery } = bare.file;
  const file: FleetFile = {
    ...bare.file,
    start: bare.file.start ?? (begins as Day),
    sites,
    failures,
    recovery: { ...recovery, detect: (catalogue.recovery.detect * 60) as never },
  };
  const total = Object.values(sites).flatMap((one) => one.buildings["all"].pods).reduce((sum, { accelerator, racks }) => {
    const { perTray, traysPerRack } = accelerators.get(accelerator)!;
    return sum + racks * perTray * traysPerRack;
  }, 0); // prettier-ignore
  return {
    fleet: { ...bare, file, accelerators, hourly: new Map() },
    sentence: `the plan's racks at work: ${total.toLocaleString("en-US")} accelerators at ${Object.keys(sites).length === 1 ? "one site" : `${Object.keys(sites).length} sites`}, each lot from its day on, second 0 of the trace on ${file.start!}${leaving > 0 ? "; racks that the plan takes out stay" : ""}; the plan's tariffs and cooling are not taken, so there is IT energy and no cost`,
  };
}

function oneSite(bare: ReadFleet, id: string, accelerators: ReadonlyMap<string, Accelerator>, pods: Pod[]): ReadFleet {
  return { ...bare, file: { ...bare.file, fails: false, sites: { [id]: { buildings: { one: { pods } }, pue: 1 as never } } }, accelerators, hourly: new Map() };
}
