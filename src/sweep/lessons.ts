// What does a record teach the planner? What became of its guesses: goodput, PUE by site and quarter, and when each milestone was done.

import type { Plan } from "../plan/plan.ts";
import type { Programme } from "../programme/programme.ts";
import { heldAfter } from "../programme/series.ts";
import { numberColumn, textColumn } from "../record/column.ts";
import type { RunRecord, Table } from "../record/record.ts";
import { packageH100e } from "../physics/compute.ts";
import { lastPlanned } from "../simulate/summary.ts";
import type { Day, Quarter } from "../units/brand.ts";
import { daysBetween, hoursIn, lastDay, quarterAt, quartersOf } from "../units/calendar.ts";

/** A coefficient as the plan had it, and as it was in the record. */
export interface Lesson {
  readonly planned: number;
  readonly simulated: number;
}

export interface Lessons {
  /** SHA-256 of the record's summary. */
  readonly record: string;
  /** The usual goodput: accelerators with power less those in repair and in reserve. */
  readonly goodput: Lesson;
  /** Of each training milestone on an own campus: productive over wall time, and less where it was not done in time. */
  readonly milestones: Readonly<Record<string, Lesson & { readonly plannedQuarter: Quarter; readonly done: Day | null; readonly delayDays: number | null }>>;
  /** Facility over IT energy of each site: by quarter in which anything ran, and over all of them. `factor` is what the planner's PUE of the typical climate is to be multiplied by. */
  readonly pue: Readonly<Record<string, Lesson & { readonly factor: Readonly<Record<string, number>> }>>;
  /** Useful compute at own sites, H100e-hours, and facility energy, MWh: what the plan promised and what came. */
  readonly useful: Lesson;
  readonly facilityMwh: Lesson;
}

/**
 * Reads the lessons off a record of a plan.
 * @param programme the one that the plan was made for, whatever a record has taught it before
 * @param hash SHA-256 of the record's summary
 */
export function lessonsOf(programme: Programme, plan: Plan, { tables, summary }: Pick<RunRecord, "tables" | "summary">, hash: string): Lessons {
  const pue = pueOf(programme, plan, tables["site-quarters"]!);
  const facility = Object.entries(pue).reduce((sums, [, { plannedMwh, simulatedMwh }]) => ({ planned: sums.planned + plannedMwh, simulated: sums.simulated + simulatedMwh }), {
    planned: 0,
    simulated: 0,
  });
  return {
    record: hash,
    goodput: { planned: programme.catalogue.operations.goodput, simulated: usualOf(programme, tables) },
    milestones: milestonesOf(programme, plan, tables, summary),
    pue: Object.fromEntries(Object.entries(pue).map(([site, { planned, simulated, factor }]) => [site, { planned, simulated, factor }])),
    useful: { planned: summary.waterfall.planned, simulated: summary.waterfall.useful },
    facilityMwh: facility,
  };
}

/** 1 less the share of accelerator-hours with power that went to repair and to the reserve of training runs. */
function usualOf({ catalogue }: Programme, tables: RunRecord["tables"]): number {
  const powered = total(numberColumn(tables["site-quarters"]!, "poweredH100eHours"));
  if (powered === 0) return catalogue.operations.goodput;
  const failures = tables["failures"]!;
  const [kinds, packages, hours] = [textColumn(failures, "accelerator"), numberColumn(failures, "packages"), numberColumn(failures, "repairHours")];
  let out = 0;
  for (let row = 0; row < failures.rows; row += 1) out += packages[row]! * hours[row]! * packageH100e(catalogue.accelerators[kinds[row]!]!.peak);
  const ettr = ettrOf(tables);
  const work = tables["work-quarters"]!;
  const [workloads, useful] = [textColumn(work, "workload"), numberColumn(work, "h100eHours")];
  let reserve = 0;
  for (let row = 0; row < work.rows; row += 1) {
    const share = ettr.get(workloads[row]!);
    if (share !== undefined) reserve += (catalogue.recovery.spares * useful[row]!) / share;
  }
  return Math.max(0, 1 - (out + reserve) / powered);
}

/** Effective training time ratio of the runs at own sites. */
function ettrOf(tables: RunRecord["tables"]): ReadonlyMap<string, number> {
  const runs = tables["trainings"]!;
  const ettr = numberColumn(runs, "ettr");
  return new Map(textColumn(runs, "workload").flatMap((id, row) => (Number.isFinite(ettr[row]) && ettr[row]! > 0 ? [[id, ettr[row]!] as const] : [])));
}

function milestonesOf(programme: Programme, plan: Plan, tables: RunRecord["tables"], summary: RunRecord["summary"]): Lessons["milestones"] {
  const { goodput } = programme.catalogue.operations;
  const work = tables["work-quarters"]!;
  const [workloads, quarters, useful, planned] = [
    textColumn(work, "workload"),
    textColumn(work, "quarter"),
    numberColumn(work, "h100eHours"),
    numberColumn(work, "plannedH100eHours"),
  ];
  return Object.fromEntries(
    [...ettrOf(tables)].flatMap(([id, ettr]): [string, Lessons["milestones"][string]][] => {
      const workload = programme.workloads[id];
      const last = lastPlanned(plan, id);
      if (workload?.kind !== "training" || last < 0) return [];
      const plannedQuarter = quarterAt(programme.calendar, last);
      const rows = [...workloads.keys()].filter((row) => workloads[row] === id && quarters[row]! <= plannedQuarter);
      // The plan's useful compute counts the usual goodput: over it stand the accelerators that it gives the run.
      const given = rows.reduce((sum, row) => sum + planned[row]!, 0) / goodput;
      const done = summary.milestones[id]?.done ?? null;
      const delayDays = done === null ? null : Math.max(0, daysBetween(lastDay(plannedQuarter), done as Day));
      const late = done === null || delayDays! > 0;
      const simulated = late && given > 0 ? Math.min(ettr, rows.reduce((sum, row) => sum + useful[row]!, 0) / given) : ettr;
      return [[id, { planned: workload.goodput ?? goodput, simulated, plannedQuarter, done: done as Day | null, delayDays }]];
    }),
  );
}

type SitePue = Lessons["pue"][string] & { readonly plannedMwh: number; readonly simulatedMwh: number };

function pueOf(programme: Programme, plan: Plan, table: Table): Readonly<Record<string, SitePue>> {
  const names = quartersOf(programme.calendar);
  const [sites, quarters, it, facility] = [textColumn(table, "site"), textColumn(table, "quarter"), numberColumn(table, "itMwh"), numberColumn(table, "facilityMwh")];
  const found: Record<string, SitePue> = {};
  for (const site of new Set(sites)) {
    const before = heldAfter(1, programme.sites[site]!.pueFactor, programme.calendar);
    const factor: Record<string, number> = {};
    const sums = { plannedIt: 0, planned: 0, it: 0, facility: 0 };
    for (let row = 0; row < table.rows; row += 1) {
      if (sites[row] !== site) continue;
      const t = names.indexOf(quarters[row] as Quarter);
      const energy = plannedEnergy(programme, plan, site, t);
      sums.plannedIt += energy.itMwh;
      sums.planned += energy.facilityMwh;
      sums.it += it[row]!;
      sums.facility += facility[row]!;
      if (energy.itMwh > 0 && energy.facilityMwh > 0 && it[row]! > 0) factor[names[t]!] = (before[t]! * (facility[row]! / it[row]!)) / (energy.facilityMwh / energy.itMwh);
    }
    if (Object.keys(factor).length > 0)
      found[site] = { planned: sums.planned / sums.plannedIt, simulated: sums.facility / sums.it, factor, plannedMwh: sums.planned, simulatedMwh: sums.facility };
  }
  return found;
}

/** IT and facility energy that the plan reckons with, MWh; what storage loses is no load. */
function plannedEnergy({ catalogue, calendar, sites }: Programme, { decisions, derived }: Plan, site: string, t: number): { itMwh: number; facilityMwh: number } {
  const hours = hoursIn(quarterAt(calendar, t));
  const decision = decisions.sites[site]!;
  const meanMw = Object.entries(decision.running).reduce((mw, [kind, list]) => {
    const before =
      t === 0 ? sites[site]!.racks.reduce((sum, { accelerator, racks, delivered }) => sum + (accelerator === kind && delivered < calendar.from ? racks : 0), 0) : list[t - 1]!;
    return mw + (catalogue.accelerators[kind]!.rackIt * (before + list[t]!)) / 2;
  }, 0);
  return { itMwh: catalogue.operations.loadFactor * meanMw * hours, facilityMwh: derived.sites[site]!.gridMwh[t]! + derived.sites[site]!.onsiteMwh[t]! };
}

function total(values: ArrayLike<number>): number {
  let sum = 0;
  for (let position = 0; position < values.length; position += 1) sum += values[position]!;
  return sum;
}
