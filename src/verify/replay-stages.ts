// What is the plan by each measure of its objective, in order?

import type { Programme } from "../programme/programme.ts";
import type { MeasureName } from "../plan/plan.ts";
import { inForce } from "./in-force.ts";
import { type Compute, demandOf, windowOf, worthOf } from "./replay-compute.ts";
import type { Part, Parts } from "./replay-objective.ts";
import { settled } from "./rounding.ts";
import type { Stand } from "./stand.ts";

type Kind = Programme["objective"]["kind"];
type OwnMeasure = Exclude<MeasureName, "change">;

export interface Stage extends Part {
  readonly name: OwnMeasure;
  readonly unit: string;
}

/** The measures of each kind of objective. `change` against another plan is none of this plan's own. */
export const measuresOf: Readonly<Record<Kind, readonly OwnMeasure[]>> = {
  worth: ["worth"],
  lexicographic: ["service", "compute", "cost"],
  "most-compute": ["compute", "cost"],
  "least-cost": ["demand", "cost"],
};

export const unitOf: Readonly<Record<OwnMeasure, string>> = { worth: "USD", service: "quarters", demand: "quarters", compute: "H100e-hours", cost: "USD" };

/** The plan by each measure of its kind, in order. */
export function stages(stand: Stand, compute: Compute, parts: Parts): Stage[] {
  const values: Readonly<Record<OwnMeasure, () => Part>> = {
    worth: () => parts.total,
    service: () => sum([...lateness(stand, compute), ...missed(stand, compute, (workload, quarter) => isExclusive(stand, workload, quarter))]),
    demand: () => sum([...lateness(stand, compute), ...missed(stand, compute, () => true)]),
    compute: () => sum(usefulHours(stand, compute)),
    cost: () => ({ value: parts.value.value - parts.total.value, size: parts.total.size }),
  };
  return measuresOf[stand.programme.objective.kind].map((name) => ({ name, unit: unitOf[name], ...values[name]() }));
}

/** For each wanted milestone and quarter from the last of its window on: the part of it that is not done by the quarter's end. */
function lateness(stand: Stand, { flopIn }: Compute): number[] {
  const last = stand.quarters.length - 1;
  return Object.entries(stand.programme.workloads).flatMap(([id, workload]) => {
    if (workload.kind !== "training" || !workload.wanted) return [];
    const due = Math.min(last, windowOf(stand, workload)[1]);
    let done = 0;
    const open: number[] = [];
    for (const [quarter, flop] of flopIn.get(id)!.entries()) {
      done += flop;
      if (quarter >= due) open.push(1 - done / workload.compute);
    }
    return open;
  });
}

/** For each inference workload and quarter that counts: the part of its demand that is not served. */
function missed(stand: Stand, { unserved }: Compute, counts: (workload: string, quarter: number) => boolean): number[] {
  const stored = stand.plan.derived.compute.unserved;
  return Object.entries(stand.programme.workloads).flatMap(([id, workload]) => {
    if (workload.kind !== "inference") return [];
    const parts: number[] = [];
    for (const [quarter, demand] of demandOf(stand, workload).entries()) {
      if (demand > 0 && counts(id, quarter)) parts.push(settled(unserved.get(id)![quarter]!, Math.round(1000 * (stored[id]?.[quarter] ?? 0))) / 1000 / demand);
    }
    return parts;
  });
}

function isExclusive({ programme, lastDays }: Stand, id: string, quarter: number): boolean {
  const workload = programme.workloads[id]!;
  return workload.kind === "inference" && inForce(programme, "exclusivity", lastDays[quarter]!).some(([, terms]) => terms.class === workload.class && !terms.except.includes(id));
}

/** Discounted useful compute by workload and quarter, H100e-hours. */
function usefulHours({ programme, hours }: Stand, { work }: Compute): number[] {
  return Object.entries(programme.workloads).flatMap(([id, workload]) =>
    hours.map((length, quarter) => ((1 + programme.discount) ** (-(quarter + 0.5) / 4) * length * worthOf(workload) * work.get(id)![quarter]!.low) / 1000),
  );
}

function sum(terms: readonly number[]): Part {
  let [value, size] = [0, 0];
  for (const term of terms) {
    value += term;
    size += Math.abs(term);
  }
  return { value, size };
}
