// What do used racks bring, what did they cost, and is that a gain or a loss?

import { heldAfter } from "../../programme/series.ts";
import type { Quarter } from "../../units/brand.ts";
import { indexOf } from "../../units/calendar.ts";
import type { Facts } from "./facts.ts";
import { byQuarter, heading, type Row } from "./sheet.ts";

/** Racks of one kind and one quarter of delivery that the plan sells, all sites. */
export interface SoldCohort {
  readonly accelerator: string;
  readonly delivered: Quarter;
  /** Its position in the calendar, below 0 before it. */
  readonly at: number;
  readonly racks: readonly number[];
}

/** Cohorts of which anything is sold, by kind and age. */
export function soldCohorts({ plan, count }: Pick<Facts, "plan" | "count">): SoldCohort[] {
  const found = new Map<string, { accelerator: string; delivered: Quarter; racks: number[] }>();
  for (const { retired } of Object.values(plan.decisions.sites))
    for (const [accelerator, cohorts] of Object.entries(retired ?? {}))
      for (const [delivered, list] of Object.entries(cohorts)) {
        const key = `${accelerator} ${delivered}`;
        const cohort = found.get(key) ?? { accelerator, delivered: delivered as Quarter, racks: Array.from({ length: count }, () => 0) };
        found.set(key, { ...cohort, racks: cohort.racks.map((racks, t) => racks + (list[t] ?? 0)) });
      }
  return [...found].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, cohort]) => ({ ...cohort, at: indexOf(plan.calendar, cohort.delivered) }));
}

/** Rows of the Cash flow sheet; none where the programme has no market for used racks. */
export function resaleRows(facts: Facts): Row[] {
  const { programme, plan, count, accelerators } = facts;
  if (plan.derived.money.resale === undefined) return [];
  const cohorts = soldCohorts(facts);
  const last = count - 1;
  const money = (key: string, label: string, formula: (t: number) => string): Row => ({
    key,
    label,
    unit: "USD",
    style: "money",
    quarters: byQuarter(count, formula),
    total: { formula: `SUM([${key}@0:${last}])` },
  });
  const kinds = accelerators.filter((id) => cohorts.some(({ accelerator }) => accelerator === id));
  const over = (id: string, t: number, one: (cohort: SoldCohort) => string | undefined): string => {
    const terms = cohorts.flatMap((cohort) => {
      const each = cohort.accelerator === id && t > cohort.at ? one(cohort) : undefined;
      return each === undefined ? [] : [`[${soldKey(cohort)}@${t}]*${each}`];
    });
    return terms.length > 0 ? `ROUND(${terms.join("+")},2)` : "0";
  };
  const all = (what: string, label: string): Row => money(what, label, (t) => kinds.map((id) => `[${what}.${id}@${t}]`).join("+") || "0");
  return [
    heading("Used racks"),
    ...kinds.flatMap((id): Row[] => {
      const { name } = programme.catalogue.accelerators[id]!;
      return [
        money(`sales.${id}`, `${name}: sold for`, (t) =>
          over(id, t, ({ at, delivered }) => (at < 0 ? `[brings.${id}.${delivered}@${t}]` : `ROUND([rack.${id}@${at}]*[brings.${id}@${t - at}],2)`)),
        ),
        // What came before the calendar was paid before it and stands on no book.
        money(`sold-cost.${id}`, `${name}: what they had cost`, (t) => over(id, t, ({ at }) => (at < 0 ? undefined : `[price.${id}@${at}]`))),
        money(`sold-book.${id}`, `${name}: of that on the books`, (t) => over(id, t, ({ at }) => (at < 0 ? undefined : `[price.${id}@${at}]*[left.${id}@${t - at}]`))),
      ];
    }),
    all("sales", "All sales"),
    all("sold-cost", "What they had cost"),
    all("sold-book", "Of that on the books"),
    money("sale-gain", "Gain, or loss where below nothing", (t) => `[sales@${t}]-[sold-book@${t}]`),
  ];
}

export const soldKey = ({ accelerator, delivered }: SoldCohort): string => `sold.${accelerator}.${delivered}`;

/** What one rack from before the calendar brings in each quarter, USD. */
export function usedBefore({ programme, count }: Facts, { accelerator, delivered, at }: SoldCohort): number[] {
  const { rackPrice, prices } = programme.catalogue.accelerators[accelerator]!;
  const price = heldAfter(rackPrice, prices, { from: delivered, quarters: 1 })[0]!;
  return Array.from({ length: count }, (_, t) => Math.round(price * usedShare(programme, accelerator, t - at) * 100) / 100);
}

/** Share of its price that a rack brings at an age in quarters: docs/model.md, "Derived constants". */
export function usedShare({ catalogue }: Facts["programme"], accelerator: string, age: number): number {
  const points = [1, ...(catalogue.accelerators[accelerator]!.resale?.shares ?? [0])];
  const year = Math.min(Math.floor(age / 4), points.length - 1);
  const next = Math.min(year + 1, points.length - 1);
  return points[year]! + (points[next]! - points[year]!) * Math.min(1, age / 4 - year);
}
