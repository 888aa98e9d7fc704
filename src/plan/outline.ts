// What does one need to know of a plan to set it beside others?

import type { PlanningCase } from "./case.ts";
import { usefulHours } from "./objectives/values.ts";
import type { ById, Decisions, Derived, ObjectiveParts } from "./plan.ts";

export interface Outline {
  /** Discounted H100e-hours (measure `compute`), discounted cost and worth in USD. */
  readonly compute: number;
  readonly costUsd: number;
  readonly worthUsd: number;
  /** Capital spending in the calendar, USD, not discounted. */
  readonly capexUsd: number;
  /** Buildings started, by site that gets any. */
  readonly buildings: ById<number>;
  /** Sites opened, those bound before the calendar counted. */
  readonly sites: number;
  /** Nameplate of on-site plant taken, facility MW, storage aside. */
  readonly onsiteMw: number;
  /** Bills of all clouds in the calendar, USD, not discounted. */
  readonly cloudsUsd: number;
  /** Of the IT MW of halls ready at the calendar's end, the share at the site with most. */
  readonly largestShare: number;
  /** IT MW running at the calendar's end. */
  readonly runningMw: number;
}

export function outlineOf(study: PlanningCase, decisions: Decisions, derived: Derived, objective: ObjectiveParts): Outline {
  const total = (lists: Readonly<Record<string, readonly number[]>>) => Object.values(lists).reduce((sum, list) => sum + list.reduce((inner, value) => inner + value, 0), 0);
  const halls = study.sites.map(({ id }) => derived.sites[id]!.hallsKw.at(-1)!);
  const allHalls = halls.reduce((sum, kw) => sum + kw, 0);
  return {
    compute: usefulHours(study, derived),
    costUsd: objective.value - objective.total,
    worthUsd: objective.total,
    capexUsd: Object.values(derived.money.capex).reduce((sum, list) => sum + list.reduce((inner, cents) => inner + cents, 0), 0) / 100,
    buildings: Object.fromEntries(study.sites.map(({ id }): [string, number] => [id, total(decisions.sites[id]!.starts)]).filter(([, count]) => count > 0)),
    sites: study.sites.filter(({ id, bound }) => bound || decisions.sites[id]!.opened !== null).length,
    onsiteMw: study.sites.reduce(
      (sum, { id, options }) =>
        sum +
        options.reduce(
          (inner, { id: option, option: terms, grid, storage }) => inner + (!grid && !storage && decisions.sites[id]!.options.includes(option) ? terms.facility : 0),
          0,
        ),
      0,
    ),
    cloudsUsd: total(derived.money.clouds) / 100,
    largestShare: allHalls > 0 ? Math.max(...halls) / allHalls : 0,
    runningMw: derived.ladder.runningKw.at(-1)! / 1e3,
  };
}
