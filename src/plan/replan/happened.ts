// What happened, and what does it change? Dated figures by site that take the place of what the last plan said of the past.

import { type Actual, type Actuals, actualMeasures, measureOf } from "../../programme/actuals.ts";
import type { Programme, Site } from "../../programme/programme.ts";
import type { Quarter } from "../../units/brand.ts";
import { type Calendar, indexOf, ordinal, quarterAt } from "../../units/calendar.ts";
import type { Decisions, Plan, SiteDecision } from "../plan.ts";

/**
 * Decisions with the past as it happened. A site that has any figure of `starts:` (or `racks:`) before position `free` had just the starts
 * (deliveries) that are listed: those of the plan before `free` are taken out. The same object comes back where nothing differs.
 */
export function happened(decisions: Decisions, calendar: Calendar, free: number, actuals: Actuals): Decisions {
  const past = actuals.filter(({ quarter }) => indexOf(calendar, quarter) >= 0 && indexOf(calendar, quarter) < free);
  let out = decisions;
  for (const id of new Set(past.map(({ site }) => site))) {
    const site = decisions.sites[id];
    if (!site) continue;
    const mine = past.filter((actual) => actual.site === id);
    const replaced = { ...site, ...pastOf(site, "starts", mine, calendar, free), ...pastOf(site, "racks", mine, calendar, free) };
    if (JSON.stringify(replaced) !== JSON.stringify(site)) out = { ...out, sites: { ...out.sites, [id]: opened(replaced, calendar, free) } };
  }
  return out;
}

/** The site's `starts` or `racks` with the listed figures in the quarters before `free`. */
function pastOf(site: SiteDecision, which: "starts" | "racks", actuals: Actuals, calendar: Calendar, free: number): Partial<SiteDecision> {
  const found = actuals.flatMap((actual) => {
    const measure = measureOf(actual.measure);
    return measure?.name === `${which}:` ? [{ ...actual, kind: measure.kind!, t: indexOf(calendar, actual.quarter) }] : [];
  });
  if (found.length === 0) return {};
  const lists: Record<string, number[]> = {};
  for (const [kind, list] of Object.entries(site[which])) lists[kind] = list.map((value, t) => (t < free ? 0 : value));
  for (const { kind, t, value } of found.toSorted((one, other) => one.t - other.t)) {
    const list = (lists[kind] ??= Array.from({ length: calendar.quarters }, () => 0));
    // Racks are listed as a stock: what a quarter adds is delivered in it.
    list[t] = which === "starts" ? value : value - list.slice(0, t).reduce((sum, racks) => sum + racks, 0);
  }
  return { [which]: lists, ...(which === "racks" && site.retired && { retired: soldOfThese(site.retired, lists, calendar) }) };
}

/** Sales of what came: a cohort that turned out smaller has fewer to sell, the last sale first left out. */
function soldOfThese(retired: NonNullable<SiteDecision["retired"]>, racks: Readonly<Record<string, readonly number[]>>, calendar: Calendar): NonNullable<SiteDecision["retired"]> {
  const within = (list: readonly number[], came: number) => {
    let left = came;
    return list.map((count) => {
      const sold = Math.min(count, left);
      left -= sold;
      return sold;
    });
  };
  return Object.fromEntries(
    Object.entries(retired).map(([kind, cohorts]) => [
      kind,
      Object.fromEntries(
        Object.entries(cohorts).map(([quarter, list]) => {
          const at = indexOf(calendar, quarter as Quarter);
          return [quarter, at < 0 ? list : within(list, racks[kind]?.[at] ?? 0)];
        }),
      ),
    ]),
  );
}

/** A site whose first start happened in another quarter than planned was opened then; one without a start in the past was not opened in it. */
function opened(site: SiteDecision, calendar: Calendar, free: number): SiteDecision {
  const first = Math.min(
    Infinity,
    ...Object.values(site.starts)
      .map((list) => list.findIndex((n) => n > 0))
      .filter((t) => t !== -1),
  );
  if (site.opened === null || indexOf(calendar, site.opened) >= free) return first < free ? { ...site, opened: quarterAt(calendar, first) } : site;
  if (first === Infinity) return { ...site, opened: null };
  return { ...site, opened: quarterAt(calendar, first) };
}

/**
 * The programme with its connections as they were energized. What should have stood by the last figure of `energized-mw` before `asOf`, but is
 * not part of it, is missing from then on, until the programme gives it a date that was not past by then; what a ramp adds later still comes.
 * Power is missing from the options with the latest dates.
 */
export function asEnergized(programme: Programme, asOf: Quarter, actuals: Actuals): Programme {
  const sites: Record<string, Site> = { ...programme.sites };
  for (const [id, site] of Object.entries(programme.sites)) {
    const figures = actuals.filter(({ site: of, measure, quarter }) => of === id && measure === "energized-mw" && ordinal(quarter) < ordinal(asOf));
    const last = figures.toSorted((one, other) => ordinal(other.quarter) - ordinal(one.quarter))[0];
    if (last) sites[id] = { ...site, power: cutTo(site.power, last) };
  }
  return { ...programme, sites };
}

/**
 * The programme with what was really spent at its sites in the calendar's quarters before `asOf`. Sums that count from an earlier quarter,
 * the last plan's first, are told from the calendar's first on: less what was spent by then.
 * @param before by site, USD spent before the calendar since the quarter from which the figures count
 */
export function asSpent(programme: Programme, asOf: Quarter, actuals: Actuals, before: Readonly<Record<string, number>> = {}): Programme {
  const { calendar } = programme;
  const sites: Record<string, Site> = { ...programme.sites };
  for (const { site, quarter, measure, value } of actuals) {
    if (measure !== "spend-to-date-usd" || !sites[site] || indexOf(calendar, quarter) < 0 || ordinal(quarter) >= ordinal(asOf)) continue;
    const usd = Math.max(0, value - (before[site] ?? 0)) as NonNullable<Site["spentToDate"]>[string];
    sites[site] = { ...sites[site], spentToDate: { ...sites[site].spentToDate, [quarter]: usd } };
  }
  return { ...programme, sites };
}

/** What a site had really spent by the end of a plan's quarter `t`, USD: the last figure by then and what the plan spends after it. */
export function spentBy({ calendar, derived }: Plan, site: string, t: number, actuals: Actuals): number {
  const figures = actuals.filter(
    ({ site: of, measure, quarter }) => of === site && measure === "spend-to-date-usd" && indexOf(calendar, quarter) >= 0 && indexOf(calendar, quarter) <= t,
  );
  const last = figures.toSorted((one, other) => ordinal(other.quarter) - ordinal(one.quarter))[0];
  const planned = (from: number) => (derived.sites[site]?.capexCents ?? []).slice(from, t + 1).reduce((sum, cents) => sum + cents, 0) / 100;
  return last ? last.value + planned(indexOf(calendar, last.quarter) + 1) : planned(0);
}

function cutTo(power: Site["power"], { quarter, value }: Actual): Site["power"] {
  let left = value;
  const out: Record<string, Site["power"][string]> = { ...power };
  for (const [id, option] of Object.entries(power).toSorted(([a, one], [b, other]) => ordinal(one.energized) - ordinal(other.energized) || (a < b ? -1 : 1))) {
    const age = ordinal(quarter) - ordinal(option.energized);
    if (age < 0) continue;
    type Ramp = NonNullable<typeof option.ramp>;
    const ramp: readonly number[] = option.ramp ?? [1];
    const planned = (at: number) => ramp[Math.min(at, ramp.length - 1)]!;
    const stood = Math.min(planned(age), left / option.facility);
    const missing = planned(age) - stood;
    left -= stood * option.facility;
    if (missing <= 0) continue;
    const cut = Array.from({ length: Math.max(ramp.length, age + 1) }, (_, at) => (at <= age ? Math.min(planned(at), stood) : Math.max(0, planned(at) - missing)));
    out[id] = { ...option, ramp: cut as unknown as Ramp };
  }
  return out;
}

/** A figure beside what the last plan said of it. */
export interface Variance extends Actual {
  readonly unit: string;
  readonly planned: number;
  readonly difference: number;
}

/** Each figure that the last plan has a number for, beside that number. */
export function variances({ calendar, decisions, derived }: Plan, { sites }: Programme, actuals: Actuals): Variance[] {
  return actuals.flatMap((actual): Variance[] => {
    const t = indexOf(calendar, actual.quarter);
    const measure = measureOf(actual.measure);
    const [site, of] = [decisions.sites[actual.site], derived.sites[actual.site]];
    if (t < 0 || t >= calendar.quarters || !measure || !site || !of) return [];
    const { name, kind } = measure;
    const upTo = (list: readonly number[] | undefined) => (list ?? []).slice(0, t + 1).reduce((sum, value) => sum + value, 0);
    const before = (sites[actual.site]?.racks ?? []).reduce((sum, standing) => sum + (standing.accelerator === kind && standing.delivered < calendar.from ? standing.racks : 0), 0);
    const planned = {
      "energized-mw": () => (of.energizedKw[t]! / 1000) * (sites[actual.site]?.designFacilityRatio ?? 1),
      "it-ready-mw": () => of.itReadyKw[t]! / 1000,
      "running-mw": () => of.runningKw[t]! / 1000,
      "spend-to-date-usd": () => upTo(of.capexCents) / 100,
      "starts:": () => site.starts[kind!]?.[t] ?? 0,
      "racks:": () => before + upTo(site.racks[kind!]),
    }[name]();
    return [{ ...actual, unit: actualMeasures[name].unit, planned, difference: actual.value - planned }];
  });
}
