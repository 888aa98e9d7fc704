// What does a sweep give? Its tables and its summary, from every future's outcome.

import type { Programme } from "../programme/programme.ts";
import type { Table } from "../record/record.ts";
import { finishes } from "../simulate/inputs.ts";
import { lastPlanned } from "../simulate/summary.ts";
import { quarterAt } from "../units/calendar.ts";
import { type Axis, plannersOnly } from "./axes.ts";
import type { Future } from "./future.ts";
import type { Outcome } from "./outcome.ts";
import type { Point } from "./play.ts";
import { type SweepPoint, summaryOf } from "./summary.ts";
import { tablesOfFutures } from "./tables.ts";

/** What `sweep.json` holds. */
export interface Sweep {
  readonly gigasite: 1;
  readonly programme: string;
  /** SHA-256 of `programme.json`. */
  readonly inputs: string;
  readonly seed: number;
  readonly draws: number;
  readonly seeds: number;
  readonly futures: number;
  /** `fixed`: one plan in every future; `each`: one for every point of the axes. */
  readonly plan: "fixed" | "each";
  readonly axes: readonly Axis[];
  /** What is uncertain or tried and cannot act on a plan that stands. */
  readonly unanswered: readonly string[];
  readonly points: readonly SweepPoint[];
}

/** What belongs to the whole sweep. */
export type SweepHead = Pick<Sweep, "inputs" | "seed" | "draws" | "seeds" | "plan" | "axes">;

/**
 * The sweep's summary and its tables.
 * @param outcomes one a future, in their order
 */
export function sweepOf(
  head: SweepHead,
  points: readonly Point[],
  futures: readonly Future[],
  outcomes: readonly Outcome[],
): { readonly sweep: Sweep; readonly tables: readonly Table[] } {
  const { programme } = points[0]!.resolved;
  const uncertain = futures.some(({ moves }) => moves.length > 0) ? programme.uncertain.map(({ path }) => path) : [];
  // A plan made for each point answers what its axes ask.
  const paths = [...uncertain, ...(head.plan === "fixed" ? head.axes.map(({ path }) => path) : [])];
  const sweep: Sweep = {
    gigasite: 1,
    programme: programme.programme,
    inputs: head.inputs,
    seed: head.seed,
    draws: head.draws,
    seeds: head.seeds,
    futures: futures.length,
    plan: head.plan,
    axes: head.axes,
    unanswered: [...new Set(paths)].flatMap((path) => plannersOnly(path)?.says ?? []),
    points: points.map(({ resolved, stated, plan }, point) => {
      const mine = futures.filter((future) => future.point === point);
      return summaryOf(
        resolved.programme,
        head.axes,
        point,
        mine,
        mine.map(({ index }) => outcomes[index]!),
        (milestone) => plannedIn(stated, plan, milestone),
      );
    }),
  };
  return { sweep, tables: tablesOfFutures(programme, head.axes, futures, outcomes) };
}

/** Quarter in which the plan has a milestone done; `none` where it does not finish it. */
function plannedIn(programme: Programme, plan: Point["plan"], milestone: string): string {
  const workload = programme.workloads[milestone];
  const last = workload?.kind === "training" && finishes(plan, milestone, workload) ? lastPlanned(plan, milestone) : -1;
  return last < 0 ? "none" : quarterAt(programme.calendar, last);
}
