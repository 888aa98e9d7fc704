// How does a solution become decisions in whole units? The second half of the one rounding step: kW, 0.001 H100e and cents.

import { callLimits, type OrderLimits } from "./call-limits.ts";
import { facilitiesOf, none, type Draft, type SiteColumns } from "./columns.ts";
import { keepCoverage } from "./coverage.ts";
import { debtLimits } from "./debt-limit.ts";
import { derive } from "./derive.ts";
import type { ById, CloudDecision, Decisions, Notice, SiteDecision } from "./plan.ts";
import type { Cents, H100e, Quarter } from "../units/brand.ts";
import { addQuarters, quarterAt } from "../units/calendar.ts";

/** Reads the columns of a solution whose whole-number columns are whole. Money is topped up by cents so that cash keeps its floor. */
export function decisionsOf(draft: Draft, values: Float64Array): Decisions {
  const { study } = draft;
  const sites = Object.fromEntries(study.sites.map(({ id }, s) => [id, siteDecision(draft, values, s)]));
  const compute = (columns: readonly number[]) => columns.map((column) => floorTo(column === none ? 0 : values[column]! * 1e3) as H100e);
  const clouds: Record<string, CloudDecision> = Object.fromEntries(
    study.clouds.map(({ id }, v) => [
      id,
      {
        work: used([
          ...study.trainings.map(({ id: milestone }, m): [string, H100e[]] => [milestone, compute(draft.cloudTraining[v]![m]!)]),
          ...study.inferences.map(({ id: workload }, w): [string, H100e[]] => [workload, compute(draft.cloudInference[v]![w]!)]),
        ]),
      },
    ]),
  );
  const places = [...study.sites, ...study.clouds].map(({ id }) => id);
  const campus = Object.fromEntries(study.trainings.map(({ id }, m) => [id, places[draft.campus[m]!.findIndex((column) => column !== none && values[column]! > 0.5)] ?? null]));
  return withMoney(draft, values, { sites, clouds, campus, notices: [...noticesOf(draft, clouds), ...siteNoticesOf(draft, sites)] });
}

function siteDecision(draft: Draft, values: Float64Array, s: number): SiteDecision {
  const { study, sites } = draft;
  const site = study.sites[s]!;
  const columns = sites[s]!;
  const whole = (list: readonly number[]) => list.map((column) => (column === none ? 0 : Math.round(values[column]!)));
  const compute = (list: readonly number[]) => list.map((column) => floorTo(column === none ? 0 : values[column]! * 1e3) as H100e);
  // Each to the nearest kW, so that no figure lies more than half a kW off its rules (docs/model.md, "Readings").
  const bySlice = (options: SiteColumns["onsite"]) =>
    Object.fromEntries(
      site.options
        .map(({ id }, k): [string, number[][]] => [id, options[k]!.map((slices) => slices.map((column) => (column === none ? 0 : Math.round(values[column]! * 1e3))))])
        .filter(([, list]) => list.some((slices) => slices.some((kw) => kw > 0))),
    );
  const opened = columns.open.findIndex((column) => column !== none && values[column]! > 0.5);
  return {
    opened: opened === -1 ? null : (study.names[opened]! as Quarter),
    options: site.options.filter((_, k) => columns.options[k] === none || values[columns.options[k]!]! > 0.5).map(({ id }) => id),
    starts: used(study.buildings.map(({ id }, b): [string, number[]] => [id, whole(columns.starts[b]!)])),
    racks: used(study.accelerators.map(({ id }, g): [string, number[]] => [id, whole(columns.racks[g]!)])),
    ...(study.accelerators.some(({ resale }) => resale) && { retired: retiredOf(draft, values, s) }),
    running: used(study.accelerators.map(({ id }, g): [string, number[]] => [id, whole(columns.running[g]!)])),
    onsite: bySlice(columns.onsite),
    charge: bySlice(columns.charge),
    discharge: bySlice(columns.discharge),
    training: Object.fromEntries(
      study.trainings
        .map(({ id }, m): [string, ById<H100e[]>] => [id, used(study.accelerators.map(({ id: kind }, g): [string, H100e[]] => [kind, compute(columns.training[m]![g]!)]))])
        .filter(([, kinds]) => Object.keys(kinds).length > 0),
    ),
    work: used([
      ...study.inferences.map(({ id }, w): [string, H100e[]] => [id, compute(columns.inference[w]!)]),
      ...study.efforts.map(({ id }, e): [string, H100e[]] => [id, compute(columns.effort[e]!)]),
    ]),
  };
}

/** Racks sold by accelerator and quarter of delivery; what nothing is sold of is left out. */
function retiredOf({ study, sites }: Draft, values: Float64Array, s: number): NonNullable<SiteDecision["retired"]> {
  const out: Record<string, Record<string, number[]>> = {};
  for (const [g, { id }] of study.accelerators.entries())
    for (const { delivered, t, column } of sites[s]!.retired[g]!) {
      const racks = Math.round(values[column]!);
      if (racks > 0) ((out[id] ??= {})[quarterAt(study.calendar, delivered)] ??= study.names.map(() => 0))[t] = racks;
    }
  return out;
}

/** First-refusal notices: one for each use that is gated and not yet covered by an earlier notice, `delay` quarters before it. */
function noticesOf({ study }: Draft, clouds: ById<CloudDecision>): Notice[] {
  const out: Notice[] = [];
  for (const [cloud, { work }] of Object.entries(clouds)) {
    for (const [t, quarter] of study.names.entries()) {
      const gate = study.terms.gate(cloud, t);
      const covered = out.some((notice) => notice.cloud === cloud && notice.clause === gate?.clause);
      if (gate && !covered && Object.values(work).some((list) => list[t]! > 0)) out.push({ clause: gate.clause, cloud, quarter: addQuarters(quarter, -gate.delay) });
    }
  }
  return out;
}

/** Notices before building at own sites: one for each clause that gates a start and was not told of the site before. */
function siteNoticesOf({ study }: Draft, sites: ById<SiteDecision>): Notice[] {
  const out: Notice[] = [];
  for (const [site, { starts }] of Object.entries(sites)) {
    for (const [t, quarter] of study.names.entries()) {
      if (!Object.values(starts).some((list) => list[t]! > 0)) continue;
      for (const { clause, delay } of study.terms.siteGates(site, t))
        if (!out.some((notice) => notice.site === site && notice.clause === clause)) out.push({ clause, site, quarter: addQuarters(quarter, -delay) });
    }
  }
  return out;
}

/** Calls, draws and repayments in cents; what rounding leaves missing to the cash floor is called from the order that is already called. */
function withMoney({ study, money }: Draft, values: Float64Array, rest: Omit<Decisions, "calls" | "draws" | "repayments">): Decisions {
  const inCents = (columns: readonly number[]) => columns.map((column) => Math.max(0, Math.round(values[column]! * 1e8)));
  const orders = callLimits(study);
  const called = orders.map((_, o) => inCents(money.calls[o]!));
  const facilities = facilitiesOf(study);
  const draws: Record<string, number[]> = {};
  const repayments: Record<string, number[]> = {};
  const limits: Record<string, number[]> = {};
  for (const [l, [id, facility]] of facilities.entries()) {
    // Debt follows the solver's, cut to the exact limit: its rows are kept to a relative tolerance only.
    const limit = (limits[id] = debtLimits(study, rest, facility));
    const drawn = inCents(money.draws[l]!);
    const repaid = inCents(money.repayments[l]!);
    let debt = 0;
    for (const [t] of study.names.entries()) {
      repaid[t] = Math.max(Math.min(repaid[t]!, debt), debt - limit[t]!);
      drawn[t] = Math.min(drawn[t]!, limit[t]! - debt + repaid[t]!);
      debt += drawn[t]! - repaid[t]!;
      // Cents that rounding leaves owed are repaid: a lender who is owed nothing asks for no coverage.
      if (debt > 0 && debt <= paidOff * 100 && values[money.debt[l]![t]!]! * 1e6 <= paidOff) {
        repaid[t]! += debt;
        debt = 0;
      }
    }
    draws[id] = drawn;
    repayments[id] = repaid;
  }
  const decide = (): Decisions => ({
    ...rest,
    calls: prorate(orders, called),
    draws: draws as unknown as ById<Cents[]>,
    repayments: repayments as unknown as ById<Cents[]>,
  });
  keepCoverage(study, derive(study, decide()).derived.money, { draws, repayments, limits });
  const floor = Math.round((study.programme.capital.cashFloor ?? 0) * 100);
  const { cash } = derive(study, decide()).derived.money;
  let added = 0;
  for (const [t] of study.names.entries()) {
    const missing = floor - (cash[t]! + added);
    if (missing <= 0) continue;
    // From the order that the quarter already calls, or the first with room: one always is, since the solver leaves a little to every limit.
    const open = orders.map(({ quarterlyUsd }, o) => quarterlyUsd[t]! * 100 - called[o]![t]! >= missing);
    const order = Math.max(
      0,
      called.findLastIndex((list, o) => list[t]! > 0 && open[o]!),
      open.indexOf(true),
    );
    called[order]![t]! += missing;
    added += missing;
  }
  return decide();
}

/** USD below which debt is the solver's tolerance and what rounding to cents left of it. */
const paidOff = 1;

/** Splits each order's call pro rata to commitments, whole cents by largest remainder. */
function prorate(orders: readonly OrderLimits[], called: readonly (readonly number[])[]): ById<Cents[]> {
  const out: Record<string, Cents[]> = {};
  for (const [o, { members, committedUsd }] of orders.entries()) {
    for (const [id] of members) out[id] = [];
    for (const call of called[o]!) {
      const exact = members.map(([, { commitment }]) => (committedUsd > 0 ? (call * commitment) / committedUsd : 0));
      const given = exact.map(Math.floor);
      let left = call - given.reduce((sum, part) => sum + part, 0);
      for (const { m } of exact.map((part, m) => ({ m, rest: part - given[m]! })).toSorted((a, b) => b.rest - a.rest || a.m - b.m)) {
        if (left <= 0) break;
        given[m]! += 1;
        left -= 1;
      }
      for (const [m, [id]] of members.entries()) out[id]!.push(given[m]! as Cents);
    }
  }
  return out;
}

function used<Type extends number>(entries: readonly [string, readonly Type[]][]): ById<Type[]> {
  return Object.fromEntries(entries.filter(([, list]) => list.some((value) => value !== 0))) as ById<Type[]>;
}

/** Cut to 0.001, so that sums of parts never pass the whole; dust of the solver is 0. */
function floorTo(value: number): number {
  return value < 1e-3 ? 0 : Math.floor(value * 1e3 + 1e-4) / 1e3;
}
