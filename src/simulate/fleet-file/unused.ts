// Which fields of a fleet file and a trace have no part in a run, so that nobody believes that they mattered?

import type { JobTrace } from "../../record/trace.ts";
import type { Policy } from "../../schedule/view.ts";
import { modelsOfTrace } from "./trace-terms.ts";
import type { FleetStudy } from "./fleet-study.ts";
import type { ReadFleet } from "./read-fleet.ts";

/** A sentence for each field that is there and is not used. @param given whether the fleet is the user's own file */
export function unusedInputs(trace: JobTrace, { file, own, accelerators }: ReadFleet, { fleet, energy }: FleetStudy, policy: Policy): readonly string[] {
  const out: string[] = [];
  const parts = [policy.discipline, policy.placement, ...policy.allowances, policy.shift, policy.route].map(({ id }) => id);
  const states = (pattern: RegExp): boolean => [...own].some((path) => pattern.test(path));
  const say = (field: string, why: string) => void out.push(`${field} is not used: ${why}`);
  const pods = fleet.sites.flatMap(({ buildings }) => buildings.flatMap((building) => building.pods));
  const causes = Object.values(file.failures);
  if (pods.some(({ oversubscription }) => oversubscription !== undefined)) say("fleet: oversubscription", "a job runs equally fast wherever it lies");
  if (fleet.sites.some(({ capWatts }) => capWatts !== undefined) && !parts.includes("power-cap")) say("fleet: cap", "the policy has no power-cap");
  if (own.has("policy.depth") && !parts.includes("conservative")) say("fleet: policy.depth", "the policy has no conservative");
  if (own.has("policy.mix") && !parts.includes("fgd")) say("fleet: policy.mix", "the policy has no fgd");
  if (own.has("policy.spares") && !parts.includes("spares-share")) say("fleet: policy.spares", "the policy has no spares-share");
  if (own.has("policy.spareProbability") && !parts.includes("spares-quantile")) say("fleet: policy.spareProbability", "the policy has no spares-quantile");
  if (own.has("policy.failoverShare") && !parts.some((id) => id.startsWith("failover-"))) say("fleet: policy.failoverShare", "the policy has no failover");
  if (pods.some(({ racksPerCdu }) => racksPerCdu !== undefined) && !(file.fails && causes.some(({ scope }) => scope === "cdu")))
    say("fleet: racksPerCdu", "no cause of failures has the scope cdu");
  if (states(/\.substation$/) && !(file.fails && causes.some(({ scope }) => scope === "substation"))) say("fleet: substation", "no cause of failures has the scope substation");
  if (!file.fails && states(/^(failures|infancy|lemons|crews)(\.|$)/)) say("fleet: failures, infancy, lemons and crews", "`fails` is false");
  if (file.fails) for (const crew of Object.keys(file.crews)) if (!causes.some((cause) => cause.crew === crew)) say(`fleet: crew ${crew}`, "no cause of failures names it");
  const used = new Set(fleet.models.map(({ id }) => id));
  for (const id of Object.keys(file.accelerators)) if (accelerators.has(id) && !used.has(id)) say(`fleet: accelerator ${id}`, "no pod has it");
  const slack = Object.values(file.classes).some((one) => one.slack > 0);
  if (slack && policy.shift.id === "at-once") say("fleet: slack of classes", "the policy has neither cheapest nor cleanest");
  const preempts = policy.discipline.id === "priority";
  if (!preempts && states(/^classes\.[^.]+\.preemptible$/)) say("fleet: preemptible of classes", "only the discipline priority preempts");
  if (!preempts && states(/^classes\.[^.]+\.priority$/)) say("fleet: priority of classes", "only the discipline priority looks at it");
  const parted = new Set(trace.tenants.length > 0 ? trace.tenants : trace.users);
  for (const tenant of Object.keys(file.tenants)) if (!parted.has(tenant)) say(`fleet: tenant ${tenant}`, "no job of the trace is of it");
  if (energy.every(({ carbonKgPerMwh }) => carbonKgPerMwh === undefined) && /clean/.test(parts.join()))
    say(`policy: ${parts.filter((id) => /clean/.test(id)).join(", ")}`, "no site has a carbon intensity");
  if (energy.every(({ priceUsdPerMwh }) => priceUsdPerMwh === undefined) && /cheap/.test(parts.join()))
    say(`policy: ${parts.filter((id) => /cheap/.test(id)).join(", ")}`, "no site has a price");
  const any = (values: Int32Array | Float64Array | undefined): boolean => values?.some((value) => value > 0) ?? false;
  if (any(trace.milliCores) || any(trace.memoryMib)) say("trace: cores and memory", "only accelerators are short here");
  if (any(trace.nodes)) say("trace: nodes", "the placement decides on how many hosts a job lies");
  if (trace.queues.length > 1) say("trace: queue", "there is one queue for each accelerator model at each site");
  if (trace.tenants.length > 0 && trace.users.length > 0) say("trace: user", "the trace has tenants, and jobs are theirs");
  if (trace.models.length > 0 && modelsOfTrace(fleet, trace) === undefined) say("trace: accelerator model", "the fleet has none of those that the trace names");
  if (trace.startSeconds.some((time) => time >= 0)) say("trace: start time", "when a job starts is what is simulated");
  return out;
}
