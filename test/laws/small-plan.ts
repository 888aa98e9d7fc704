// What may a plan decide for a small programme? Decisions drawn by chance within the rules of docs/model.md that the simulation relies on: racks that were
// bought, work within what runs, exclusive work on its cloud. Some plans want more power than there is: then the simulation sheds. What follows is derived.

import { planningCase } from "../../src/plan/case.ts";
import { derive } from "../../src/plan/derive.ts";
import type { Decisions, Plan, SiteDecision } from "../../src/plan/plan.ts";
import type { Library } from "../../src/programme/library.ts";
import type { Programme } from "../../src/programme/programme.ts";
import { joined } from "../../src/programme/series.ts";
import { ordinal, quarterAt } from "../../src/units/calendar.ts";
import { type Chance, chanceOf } from "./small-programme.ts";

/** No solver was asked. */
const solver = {
  name: "chance",
  status: "greedy",
  incumbent: null,
  bound: null,
  gap: null,
  nodes: 0,
  rows: 0,
  columns: 0,
  integers: 0,
  nonzeros: 0,
  greedy: null,
  fixed: null,
  stoppedByClock: false,
  stages: [],
};
const h100eFlops = 1979e12;

/** A plan of random decisions for the programme of a seed. */
export function smallPlan(seed: number, programme: Programme, library: Library): Plan {
  const study = planningCase(programme, library);
  const chance = chanceOf(seed, "plan");
  const halls = Object.fromEntries(Object.keys(programme.sites).map((site) => [site, siteOf(programme, site, chance)]));
  const nothing: Omit<Decisions, "sites"> = { clouds: {}, notices: [], campus: {}, ...moneyOf(programme, chance) };
  const ready = derive(study, { ...nothing, sites: halls }).derived.sites;
  const sites = Object.fromEntries(Object.entries(halls).map(([site, decision]) => [site, { ...decision, ...racksOf(programme, site, ready[site]!.itReadyKw, chance) }]));
  const decisions = workOf(programme, { ...nothing, sites }, chance);
  const { derived, objective } = derive(study, decisions);
  const { programme: name, calendar } = programme;
  return {
    gigasite: 1,
    programme: name,
    inputs: "laws",
    calendar: study.calendar,
    feasible: calendar.quarters > 0,
    decisions,
    derived,
    objective,
    binding: [],
    relaxations: [],
    conflict: [],
    solver,
  } as unknown as Plan;
}

/** Opening, options and halls of a site. */
function siteOf(programme: Programme, id: string, { pick, some }: Chance): SiteDecision {
  const { quarters, from } = programme.calendar;
  const { power, buildings, built, committed } = programme.sites[id]!;
  const used = committed || some(0.7);
  const options: string[] = [];
  for (const [option, { committed: signed, group }] of Object.entries(power)) {
    const clash = group !== undefined && options.some((other) => power[other]!.group === group);
    if (signed || (used && !clash && some(0.8))) options.push(option);
  }
  const starts = Object.fromEntries(
    Object.entries(buildings).map(([kind, most]) => {
      let left = used ? most - built.filter(({ building }) => building === kind).reduce((sum, { count }) => sum + count, 0) : 0;
      return [kind, Array.from({ length: quarters }, () => (left > 0 && some(0.2) ? ((left -= 1), 1) : 0))];
    }),
  );
  const first = Math.min(...Object.values(starts).map((list) => (list.includes(1) ? list.indexOf(1) : quarters - 1)));
  const opened = committed || !used ? null : quarterAt({ from, quarters }, pick(0, first));
  return { opened, options: options.toSorted(), starts, racks: {}, running: {}, onsite: {}, charge: {}, discharge: {}, training: {}, work: {} };
}

/** Racks that come, go and run: as many as there is room for, or now and then more. */
function racksOf(programme: Programme, id: string, itReadyKw: readonly number[], { pick, some, between }: Chance): Pick<SiteDecision, "racks" | "running" | "retired"> {
  const { quarters } = programme.calendar;
  const kinds = Object.entries(programme.catalogue.accelerators).filter(([kind]) => kind === "plain" || kind === "node");
  const before = new Map(kinds.map(([kind]) => [kind, programme.sites[id]!.racks.filter(({ accelerator }) => accelerator === kind).reduce((sum, { racks }) => sum + racks, 0)]));
  const stands = new Map(before);
  const racks = Object.fromEntries(kinds.map(([kind]) => [kind, Array.from({ length: quarters }, () => 0)]));
  const running = Object.fromEntries(kinds.map(([kind]) => [kind, Array.from({ length: quarters }, () => 0)]));
  const sold = new Map<string, number[]>();
  const share = pick(0.3, 0.8, 1, 1, 1.3);
  const second = some(0.3);
  for (let t = 0; t < quarters; t++) {
    let roomMw = (share * itReadyKw[t]!) / 1000;
    for (const [kind, { rackIt, resale }] of kinds) {
      if (kind === "node" && !second && before.get(kind) === 0) continue;
      const free = Math.floor(Math.max(0, roomMw * between(0.3, 1) - stands.get(kind)! * rackIt) / rackIt);
      const come = Math.min(free, 120);
      racks[kind]![t] = come;
      stands.set(kind, stands.get(kind)! + come);
      if (resale && t > 0 && racks[kind]![0]! > 0 && !sold.has(kind) && some(0.4)) {
        const gone = Math.ceil(racks[kind]![0]! / 2);
        sold.set(
          kind,
          Array.from({ length: quarters }, (_, at) => (at === t ? gone : 0)),
        );
        stands.set(kind, stands.get(kind)! - gone);
      }
      running[kind]![t] = some(0.7) ? stands.get(kind)! : Math.floor(stands.get(kind)! * between(0, 1));
      roomMw -= stands.get(kind)! * rackIt;
    }
  }
  const delivered = quarterAt(programme.calendar, 0);
  const retired = sold.size === 0 ? {} : { retired: Object.fromEntries([...sold].map(([kind, list]) => [kind, { [delivered]: list }])) };
  return { racks, running, ...retired };
}

/** A campus for each milestone, and each workload's place, in whole thousandths of an H100e. */
function workOf(programme: Programme, decisions: Decisions, { pick, some, between }: Chance): Decisions {
  const { quarters, from } = programme.calendar;
  const { goodput } = programme.catalogue.operations;
  const zero = () => Array.from({ length: quarters }, () => 0);
  const down = (h100e: number) => Math.max(0, Math.floor(h100e * 1000) / 1000);
  const sites = Object.keys(decisions.sites);
  const free = Object.fromEntries(sites.map((site) => [site, capacity(programme, site, decisions.sites[site]!)]));
  const training: Record<string, Record<string, Record<string, number[]>>> = Object.fromEntries(sites.map((site) => [site, {}]));
  const work: Record<string, Record<string, number[]>> = Object.fromEntries(sites.map((site) => [site, {}]));
  const bought: Record<string, Record<string, number[]>> = Object.fromEntries(Object.keys(programme.catalogue.clouds).map((cloud) => [cloud, {}]));
  const campus: Record<string, string | null> = {};
  for (const [id, workload] of Object.entries(programme.workloads)) {
    if (workload.kind !== "training") continue;
    const place = pick(...sites, ...sites, ...workload.clouds, null);
    campus[id] = place;
    if (place === null) continue;
    const [start, end] = workload.between.map((quarter) => ordinal(quarter) - ordinal(from)) as [number, number];
    const share = pick(0.2, 0.6, 1);
    if (bought[place]) {
      bought[place][id] = zero().map((_, t) => (t >= start && t <= end ? pick(50, 400) : 0));
      continue;
    }
    training[place]![id] = Object.fromEntries(
      Object.keys(free[place]!).map((kind) => [
        kind,
        zero().map((_, t) => {
          const given = t >= start && t <= end ? down(free[place]![kind]![t]! * share * goodput) : 0;
          free[place]![kind]![t]! -= given / goodput;
          return given;
        }),
      ]),
    );
  }
  for (const [id, workload] of Object.entries(programme.workloads)) {
    if (workload.kind === "training") continue;
    const left = workload.demand === undefined ? zero().map(() => Number.POSITIVE_INFINITY) : joined(workload.demand, { from, quarters });
    const only = workload.kind === "inference" ? exclusive(programme, workload.class) : undefined;
    if (workload.kind === "inference")
      for (const [cloud, { party, most }] of Object.entries(programme.catalogue.clouds)) {
        if ((only !== undefined && party !== only) || some(0.4)) continue;
        const room = Object.values(most)[0]! / 4;
        bought[cloud]![id] = zero().map((_, t) => {
          const given = down(Math.min(left[t]!, room * between(0, 1)));
          left[t]! -= given;
          return given;
        });
      }
    if (only !== undefined) continue;
    for (const site of sites) {
      if (some(0.15)) continue;
      const share = between(0.2, 1);
      work[site]![id] = zero().map((_, t) => {
        const all = Object.values(free[site]!).reduce((sum, list) => sum + list[t]!, 0);
        const given = down(Math.min(left[t]!, all * share));
        left[t]! -= given;
        for (const list of Object.values(free[site]!)) if (all > 0) list[t]! *= 1 - given / all;
        return given;
      });
    }
  }
  return {
    ...decisions,
    campus,
    sites: Object.fromEntries(sites.map((site) => [site, { ...decisions.sites[site]!, training: training[site]!, work: work[site]! }])) as unknown as Decisions["sites"],
    clouds: Object.fromEntries(Object.entries(bought).map(([cloud, byWork]) => [cloud, { work: byWork }])) as unknown as Decisions["clouds"],
  };
}

/** H100e of the racks that run at a site, mean of each quarter, by kind. */
function capacity(programme: Programme, site: string, { running }: SiteDecision): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(running).map(([kind, atEnd]) => {
      const { packagesPerRack, peak } = programme.catalogue.accelerators[kind]!;
      const before = programme.sites[site]!.racks.filter(({ accelerator }) => accelerator === kind).reduce((sum, { racks }) => sum + racks, 0);
      return [kind, atEnd.map((end, t) => (((t === 0 ? before : atEnd[t - 1]!) + end) / 2) * packagesPerRack * ((peak.fp8 * 1e12) / h100eFlops))];
    }),
  );
}

function exclusive(programme: Programme, name: string): string | undefined {
  for (const clause of Object.values(programme.agreements)) if ("kind" in clause && clause.kind === "exclusivity" && clause.class === name) return clause.provider;
  return undefined;
}

/** Calls, draws and repayments in cents that no rule bounds: settlement books what the plan says. */
function moneyOf(programme: Programme, { some, between }: Chance): Pick<Decisions, "calls" | "draws" | "repayments"> {
  const { quarters } = programme.calendar;
  const amounts = (likely: number, most: number) =>
    Array.from({ length: quarters }, () => (some(likely) ? Math.round(between(0, most) * 1e8) + Math.round(between(0, 1) * 100) : 0));
  const draws = Object.fromEntries(Object.keys(programme.capital.debt).map((id) => [id, amounts(0.5, 0.6)]));
  const repayments = Object.fromEntries(Object.entries(draws).map(([id, list]) => [id, list.map((_, t) => (t > 0 && some(0.3) ? Math.floor(list[t - 1]! / 3) : 0))]));
  return { calls: Object.fromEntries(Object.keys(programme.capital.equity).map((id) => [id, amounts(0.7, 3)])), draws, repayments } as unknown as Pick<
    Decisions,
    "calls" | "draws" | "repayments"
  >;
}
