// What did the last plan decide, and how much of it is past? Its decisions on the new calendar, with what happened in place of what was planned.

import type { Programme } from "../../programme/programme.ts";
import type { Quarter } from "../../units/brand.ts";
import { type Calendar, indexOf, ordinal } from "../../units/calendar.ts";
import type { Actuals } from "../../programme/actuals.ts";
import { happened } from "./happened.ts";
import type { PlanningCase } from "../case.ts";
import type { ById, Decisions, Plan } from "../plan.ts";

/** A plan and the programme that it was made for. */
export interface LastPlan {
  readonly plan: Plan;
  readonly programme: Programme;
}

/** The last plan as it bears on a new one. */
export interface Baseline {
  /** First quarter that is still open to decide. */
  readonly asOf: Quarter;
  /** Its position in the new calendar; 0 where that begins later. */
  readonly free: number;
  /** Decisions of the last plan on the new calendar: cut where that begins later, nothing where it ends later. */
  readonly decisions: Decisions;
  /** Positions of the new calendar that the last plan covers: from the first to the last, inclusive. */
  readonly covers: readonly [number, number];
  /** Power options whose payments had begun before `asOf`, by site. */
  readonly begun: ById<readonly string[]>;
  /** What was built differs from what was planned: then work and money of the past follow from it and are not held. */
  readonly departed: boolean;
}

/** @param actuals what happened; a site and measure that it names replaces what the plan said of the quarters before `asOf` */
export function baselineOf({ plan, programme }: LastPlan, calendar: Calendar, asOf: Quarter, actuals: Actuals = []): Baseline {
  const shift = indexOf(plan.calendar, calendar.from);
  const free = Math.min(calendar.quarters, Math.max(0, indexOf(calendar, asOf)));
  const planned = onCalendar(plan.decisions, shift, calendar.quarters);
  const decisions = happened(planned, calendar, free, actuals);
  return {
    asOf,
    free,
    decisions,
    covers: [Math.max(0, -shift), Math.min(calendar.quarters, plan.calendar.quarters - shift) - 1],
    begun: Object.fromEntries(Object.entries(plan.decisions.sites).map(([id, { options }]) => [id, options.filter((option) => paymentsBegun(programme, id, option, asOf))])),
    departed: decisions !== planned,
  };
}

/** The case with what was started, delivered and sold before `asOf`, so that it has its place whatever the new inputs say. */
export function withDone(study: PlanningCase, { decisions, free }: Baseline): PlanningCase {
  if (free === 0) return study;
  const before = (lists: ById<readonly number[]> | undefined) => Object.fromEntries(Object.entries(lists ?? {}).map(([id, list]) => [id, list.slice(0, free)]));
  return {
    ...study,
    sites: study.sites.map((site) => {
      const { starts, racks, retired = {} } = decisions.sites[site.id] ?? {};
      return {
        ...site,
        done: { starts: before(starts), racks: before(racks), retired: Object.fromEntries(Object.entries(retired).map(([kind, cohorts]) => [kind, before(cohorts)])) },
      };
    }),
  };
}

/** An option's payments begin `powerPayments` quarters before its energization (docs/model.md, "Derived constants"). */
export function firstPayment(programme: Programme, site: string, option: string): number {
  const terms = programme.sites[site]?.power[option];
  return terms ? ordinal(terms.energized) - programme.catalogue.operations.powerPayments : Infinity;
}

function paymentsBegun(programme: Programme, site: string, option: string, asOf: Quarter): boolean {
  return programme.sites[site]?.power[option]?.committed === true || firstPayment(programme, site, option) < ordinal(asOf);
}

/** Decisions moved to a calendar that begins `shift` quarters after their own. */
function onCalendar(decisions: Decisions, shift: number, count: number): Decisions {
  const cut = <Value>(list: readonly Value[], nothing: Value): Value[] => Array.from({ length: count }, (_, t) => list[t + shift] ?? nothing);
  const lists = <Value extends number>(map: ById<readonly Value[]>): ById<Value[]> =>
    Object.fromEntries(Object.entries(map).map(([id, list]) => [id, cut(list, 0 as Value)])) as ById<Value[]>;
  const slices = (map: ById<readonly (readonly number[])[]>): ById<(readonly number[])[]> =>
    Object.fromEntries(
      Object.entries(map).map(([id, list]) => [
        id,
        cut(
          list,
          (list[0] ?? []).map(() => 0),
        ),
      ]),
    );
  if (shift === 0 && Object.values(decisions.calls).every((list) => list.length === count)) return decisions;
  return {
    ...decisions,
    sites: Object.fromEntries(
      Object.entries(decisions.sites).map(([id, site]) => [
        id,
        {
          ...site,
          starts: lists(site.starts),
          racks: lists(site.racks),
          ...(site.retired && { retired: Object.fromEntries(Object.entries(site.retired).map(([kind, cohorts]) => [kind, lists(cohorts)])) }),
          running: lists(site.running),
          onsite: slices(site.onsite),
          charge: slices(site.charge ?? {}),
          discharge: slices(site.discharge ?? {}),
          training: Object.fromEntries(Object.entries(site.training).map(([milestone, kinds]) => [milestone, lists(kinds)])),
          work: lists(site.work),
        },
      ]),
    ),
    clouds: Object.fromEntries(Object.entries(decisions.clouds).map(([id, { work }]) => [id, { work: lists(work) }])),
    calls: lists(decisions.calls),
    draws: lists(decisions.draws),
    repayments: lists(decisions.repayments),
  };
}
