// What does the customer hand on of what it earns? Each clause at its effective rate, a number from data, so that the plan stays linear.

import { effectiveShare } from "../agreements/revenue-share.ts";
import type { ClauseOf } from "../programme/programme.ts";
import type { PlanningCase } from "./case.ts";
import { none, type Draft } from "./columns.ts";
import { type Expression, sum } from "./lp/model.ts";
import type { ById, Decisions } from "./plan.ts";

/** What the customer hands on of its earnings in quarter t, M$. */
export function revenueShares(draft: Draft, t: number): Expression {
  const { study, sites, cloudInference } = draft;
  const out = sum();
  for (const { clause } of study.terms.shares(t)) {
    const rate = rateOf(study, clause, t);
    // kH100e to M$.
    const perUsd = (rate * study.hours[t]! * 1e3) / 1e6;
    for (const [w] of study.inferences.entries()) {
      if (!counts(study, clause, w)) continue;
      const earns = study.inferences[w]!.earns[t]!;
      if (clause.cloud === undefined) for (const site of sites) if (site.inference[w]![t] !== none) out.add(site.inference[w]![t]!, perUsd * earns);
      for (const [v, { id }] of study.clouds.entries()) {
        const column = cloudInference[v]![w]![t]!;
        if (column !== none && (clause.cloud === undefined || clause.cloud === id)) out.add(column, perUsd * (earns - takenOff(study, clause, v, t)));
      }
    }
  }
  return out;
}

/** The same from decisions, cents by clause and quarter. */
export function sharesOf(study: PlanningCase, { sites, clouds }: Pick<Decisions, "sites" | "clouds">): ById<number[]> {
  const out: Record<string, number[]> = {};
  for (const [t] of study.names.entries()) {
    for (const { id, clause } of study.terms.shares(t)) {
      let usd = 0;
      for (const [w, { id: workload, earns }] of study.inferences.entries()) {
        if (!counts(study, clause, w)) continue;
        if (clause.cloud === undefined) for (const { work } of Object.values(sites)) usd += earns[t]! * (work[workload]?.[t] ?? 0);
        for (const [v, { id: cloud }] of study.clouds.entries())
          if (clause.cloud === undefined || clause.cloud === cloud) usd += (earns[t]! - takenOff(study, clause, v, t)) * (clouds[cloud]?.work[workload]?.[t] ?? 0);
      }
      (out[id] ??= study.names.map(() => 0))[t] = Math.round(rateOf(study, clause, t) * usd * study.hours[t]! * 100);
    }
  }
  return out;
}

/**
 * Share that a clause takes of each dollar in quarter t: what its tiers make of the revenue of all the demand that counts in the period,
 * over that revenue (docs/model.md, "Readings").
 */
export function rateOf(study: PlanningCase, clause: ClauseOf<"revenue-share">, t: number): number {
  const cloud = study.clouds.findIndex(({ id }) => id === clause.cloud);
  let usd = 0;
  for (const [q] of study.names.entries()) {
    if (clause.per === "quarter" ? q !== t : study.years[q] !== study.years[t]) continue;
    for (const [w, { demand, earns }] of study.inferences.entries())
      if (counts(study, clause, w)) usd += demand[q]! * study.hours[q]! * (earns[q]! - (cloud === -1 ? 0 : takenOff(study, clause, cloud, q)));
  }
  return effectiveShare(clause, usd);
}

function counts({ inferences }: PlanningCase, { classes }: ClauseOf<"revenue-share">, w: number): boolean {
  return !classes || classes.includes(inferences[w]!.work.class);
}

/** What a net share takes off the revenue of an H100e-hour on cloud v, USD. */
function takenOff({ clouds }: PlanningCase, { base }: ClauseOf<"revenue-share">, v: number, t: number): number {
  return base === "net" ? clouds[v]!.price[t]! : 0;
}
