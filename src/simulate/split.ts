// How does the plan split each workload's demand over sites, clouds and no one?

import type { Plan } from "../plan/plan.ts";
import type { BestEffort, Inference, Programme } from "../programme/programme.ts";
import { held, joined } from "../programme/series.ts";
import { demandFactor } from "./demand.ts";

/** One inference or best-effort workload: useful H100e by quarter. */
export interface Split {
  readonly id: string;
  readonly inference: boolean;
  /** Demand; Infinity for best effort without one. */
  readonly demand: readonly number[];
  readonly own: Readonly<Record<string, readonly number[]>>;
  readonly clouds: readonly number[];
  readonly cloud: Readonly<Record<string, readonly number[]>>;
  /** Demand that the plan gives to no one. */
  readonly unserved: readonly number[];
  /** What one unit is worth, to say who goes first. */
  readonly worth: readonly number[];
  readonly factor: Float64Array | null;
}

/** The plan's split of every inference and best-effort workload, in the programme's order. */
export function splitOf(programme: Programme, plan: Plan, quarterStarts: Int32Array): Split[] {
  const out: Split[] = [];
  for (const [id, workload] of Object.entries(programme.workloads)) if (workload.kind !== "training") out.push(splitOne(programme, plan, quarterStarts, id, workload));
  return out;
}

function splitOne(programme: Programme, plan: Plan, quarterStarts: Int32Array, id: string, workload: Inference | BestEffort): Split {
  const { calendar } = programme;
  const inference = workload.kind === "inference";
  const all = (value: number) => Array.from({ length: calendar.quarters }, () => value);
  const demand = workload.demand === undefined ? all(Number.POSITIVE_INFINITY) : joined(workload.demand, calendar);
  const placed = (decisions: Readonly<Record<string, { readonly work: Readonly<Record<string, readonly number[]>> }>>) =>
    Object.fromEntries(Object.entries(decisions).flatMap(([place, decision]) => (decision.work[id]?.some((work) => work > 0) ? [[place, decision.work[id]]] : [])));
  const own = placed(plan.decisions.sites);
  const cloud = placed(plan.decisions.clouds);
  const sum = (places: Readonly<Record<string, readonly number[]>>, quarter: number) => Object.values(places).reduce((total, work) => total + work[quarter]!, 0);
  const clouds = demand.map((_, quarter) => sum(cloud, quarter));
  return {
    id,
    inference,
    demand,
    own,
    cloud,
    clouds,
    unserved: demand.map((wanted, quarter) => Math.max(0, wanted - clouds[quarter]! - sum(own, quarter))),
    worth: inference ? held(workload.earns, calendar) : demand.map(() => workload.worth),
    factor: inference ? demandFactor(demand, quarterStarts, workload.peakToMean ?? 1, programme.catalogue.operations.peakHour) : null,
  };
}
