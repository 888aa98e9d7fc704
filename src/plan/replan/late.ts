// How late is the re-plan? In quarters: the IT power that the last plan runs at the end, by site, and each training milestone.

import type { Quarter } from "../../units/brand.ts";
import { indexOf, quarterAt, quartersOf } from "../../units/calendar.ts";
import type { Programme } from "../../programme/programme.ts";
import type { ByQuarter, Plan } from "../plan.ts";

/** IT power of the last plan against this one, over the quarters that both have. */
export interface LatePower {
  /** What the last plan runs at the end of the last common quarter, and what this one runs then, MW IT. */
  readonly plannedItMw: number;
  readonly itMw: number;
  /**
   * Quarters by which the last plan's power runs later, each MW counted alike; less than 0: sooner. Power that never comes counts up to the end of the common
   * quarters, power beyond the last plan's does not count. Null where the last plan runs none at the end.
   */
  readonly quarters: number | null;
}

export interface LateMilestone {
  readonly id: string;
  /** Last quarter of its window. */
  readonly due: Quarter;
  /** Quarter in which the last of its FLOP is done; null where it is not done in the calendar. */
  readonly before: Quarter | null;
  readonly after: Quarter | null;
}

export interface Late extends LatePower {
  readonly sites: readonly (LatePower & { readonly site: string })[];
  readonly milestones: readonly LateMilestone[];
}

/** @param programmes those of the two plans: what each milestone asks for */
export function lateOf(last: Plan, made: Plan, programmes: { readonly last: Programme; readonly made: Programme }): Late {
  const ids = [...new Set([...Object.keys(last.derived.sites), ...Object.keys(made.derived.sites)])];
  const of = (plan: Plan, site: string): ByQuarter => plan.derived.sites[site]?.runningKw ?? [];
  return {
    ...latePower(last, made, last.derived.ladder.runningKw, made.derived.ladder.runningKw),
    sites: ids
      .map((site) => ({ site, ...latePower(last, made, of(last, site), of(made, site)) }))
      .filter(({ plannedItMw, itMw }) => plannedItMw > 0 || itMw > 0)
      .toSorted((one, other) => other.plannedItMw - one.plannedItMw),
    milestones: Object.entries(programmes.made.workloads).flatMap(([id, workload]) =>
      workload.kind === "training" ? [{ id, due: workload.between[1], before: doneIn(last, programmes.last, id), after: doneIn(made, programmes.made, id) }] : [],
    ),
  };
}

/** Both by the quarters of their own plan. */
function latePower(last: Plan, made: Plan, before: ByQuarter, after: ByQuarter): LatePower {
  const common = quartersOf(made.calendar).flatMap((quarter, t) => {
    const was = indexOf(last.calendar, quarter);
    return was >= 0 && was < last.calendar.quarters ? [[before[was] ?? 0, after[t] ?? 0] as const] : [];
  });
  const [planned, runs] = common.at(-1) ?? [0, 0];
  // The area between two rising curves, over its height, is their mean distance in time.
  const missing = common.reduce((sum, [was, is]) => sum + Math.min(planned, was) - Math.min(planned, is), 0);
  return { plannedItMw: planned / 1000, itMw: runs / 1000, quarters: planned > 0 ? missing / planned : null };
}

/** The quarter in which a milestone gets the last of its compute, if it gets all of it. */
function doneIn({ calendar, decisions, derived }: Plan, { workloads }: Programme, id: string): Quarter | null {
  const work = workloads[id];
  if (work?.kind !== "training" || (derived.compute.flop[id] ?? 0) < work.compute * (1 - whole)) return null;
  const own = Object.values(decisions.sites).flatMap((site) => Object.values(site.training[id] ?? {}));
  const clouds = Object.values(decisions.clouds).flatMap((cloud) => (cloud.work[id] ? [cloud.work[id]] : []));
  const ends = [...own, ...clouds].map((list) => list.findLastIndex((value) => value > 0));
  const end = Math.max(-1, ...ends);
  return end === -1 ? null : quarterAt(calendar, end);
}

/** Share of its FLOP below which what is missing is rounding. */
const whole = 1e-3;
