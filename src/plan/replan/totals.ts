// What does a plan come to over the quarters that another plan has too?

import type { Quarter } from "../../units/brand.ts";
import { type Calendar, hoursIn, indexOf, quartersOf } from "../../units/calendar.ts";
import type { Plan } from "../plan.ts";

export interface Totals {
  readonly from: Quarter;
  readonly to: Quarter;
  /** Worth of the plan, discounted USD; null where the calendars differ: then it speaks of other quarters. */
  readonly worthUsd: number | null;
  /** Useful compute of own sites, H100e-hours. */
  readonly computeH100eHours: number;
  readonly capexUsd: number;
  /** IT power running at the end of `to`, MW. */
  readonly runningItMw: number;
}

/** @param other the other plan's calendar; the two have at least one quarter in common */
export function totalsOf({ calendar, objective, derived }: Plan, other: Calendar): Totals {
  const common = quartersOf(calendar).flatMap((quarter, t) => (indexOf(other, quarter) >= 0 && indexOf(other, quarter) < other.quarters ? [{ quarter, t }] : []));
  const sum = (value: (t: number) => number) => common.reduce((total, { t }) => total + value(t), 0);
  return {
    from: common[0]!.quarter,
    to: common.at(-1)!.quarter,
    worthUsd: calendar.from === other.from && calendar.quarters === other.quarters ? objective.total : null,
    computeH100eHours: sum((t) => hoursIn(quartersOf(calendar)[t]!) * (derived.compute.capacity[t] ?? 0)),
    capexUsd: sum((t) => Object.values(derived.money.capex).reduce((cents, list) => cents + (list[t] ?? 0), 0) / 100),
    runningItMw: (derived.ladder.runningKw[common.at(-1)!.t] ?? 0) / 1000,
  };
}
