// What does the customer hand on of its revenue, by clause and quarter?

import type { ClauseOf, Inference } from "../programme/programme.ts";
import { held } from "../programme/series.ts";
import { yearOf } from "../units/calendar.ts";
import { inForce } from "./in-force.ts";
import { demandOf, workOf } from "./replay-compute.ts";
import { nothing, rounded, type Whole } from "./rounding.ts";
import type { Stand } from "./stand.ts";

type RevenueShare = ClauseOf<"revenue-share">;

/** One workload whose revenue counts for a clause, by quarter. */
interface Counted {
  readonly id: string;
  /** USD earned by one H100e-hour. */
  readonly earns: readonly number[];
  readonly demand: readonly number[];
}

/** Cents by clause and quarter, each rounded once. Clauses that another than the customer pays do not count. */
export function revenueShares(stand: Stand): Map<string, Whole[]> {
  const { programme, quarters, lastDays } = stand;
  const shares = new Map<string, Whole[]>();
  for (const [id, clause] of Object.entries(programme.agreements)) {
    if (clause.kind !== "revenue-share" || clause.payer !== programme.books.customer) continue;
    const counted = Object.entries(programme.workloads).flatMap(([workload, terms]) =>
      terms.kind === "inference" && counts(clause, terms) ? [countedOf(stand, workload, terms)] : [],
    );
    const binds = (quarter: number) => inForce(programme, "revenue-share", lastDays[quarter]!).some(([name]) => name === id);
    shares.set(
      id,
      quarters.map((_, quarter) => (binds(quarter) ? rounded(100 * effectiveRate(stand, clause, counted, quarter) * revenue(stand, clause, counted, quarter)) : nothing)),
    );
  }
  return shares;
}

function counts({ classes }: RevenueShare, workload: Inference): boolean {
  return classes === undefined || classes.includes(workload.class);
}

function countedOf(stand: Stand, id: string, workload: Inference): Counted {
  return { id, earns: held(workload.earns, stand.calendar), demand: demandOf(stand, workload) };
}

/** Revenue of a quarter, USD: of what is served where the clause counts it, under `net` less the price of the cloud it is served on. */
function revenue(stand: Stand, clause: RevenueShare, counted: readonly Counted[], quarter: number): number {
  const { plan, sites, hours } = stand;
  let perHour = 0;
  for (const { id, earns } of counted) {
    if (clause.cloud === undefined) for (const { decision } of sites) perHour += earns[quarter]! * workOf(decision, id, quarter);
    for (const [cloud, decision] of Object.entries(plan.decisions.clouds)) {
      if (clause.cloud !== undefined && clause.cloud !== cloud) continue;
      perHour += (earns[quarter]! - takenOff(stand, clause, cloud, quarter)) * workOf(decision, id, quarter);
    }
  }
  return perHour * hours[quarter]!;
}

/** What one H100e-hour bought of a cloud takes off net revenue. */
function takenOff({ programme, calendar }: Stand, { base }: RevenueShare, cloud: string | undefined, quarter: number): number {
  return base === "net" && cloud !== undefined ? held(programme.catalogue.clouds[cloud]!.price, calendar)[quarter]! : 0;
}

/** What the tiers make of the revenue of all demand in the clause's period, over that revenue. */
function effectiveRate(stand: Stand, clause: RevenueShare, counted: readonly Counted[], quarter: number): number {
  const { quarters, hours } = stand;
  const year = yearOf(quarters[quarter]!);
  let usd = 0;
  for (const [at, name] of quarters.entries()) {
    if (clause.per === "quarter" ? at !== quarter : yearOf(name) !== year) continue;
    for (const { earns, demand } of counted) usd += (earns[at]! - takenOff(stand, clause, clause.cloud, at)) * demand[at]! * hours[at]!;
  }
  return usd > 0 ? due(clause, usd) / usd : 0;
}

/** Marginal tiers: each share on the part of the revenue between its threshold and the next. */
function due({ tiers }: RevenueShare, usd: number): number {
  const rising = tiers.toSorted((a, b) => a.from - b.from);
  return rising.reduce((sum, { from, share }, tier) => sum + share * Math.max(0, Math.min(usd, rising[tier + 1]?.from ?? Number.POSITIVE_INFINITY) - from), 0);
}
