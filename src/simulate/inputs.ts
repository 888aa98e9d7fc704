// What does each site's simulation start from? Programme and plan, cut into one input a site.

import { coolingOf } from "../conditions/slices.ts";
import { type Stock, quarterStarts, stepsOf } from "../fleet/standing.ts";
import { packageFlopPerHour, packageH100e } from "../physics/compute.ts";
import { type Plan, retiredIn } from "../plan/plan.ts";
import type { Programme, Training } from "../programme/programme.ts";
import { type Calendar, daysInMonth, yearOf } from "../units/calendar.ts";
import type { CauseInput } from "./failures.ts";
import type { Conditions, KindInput, SiteGang, SiteInput, SiteWork } from "./site-input.ts";
import type { Split } from "./split.ts";
import { gridOf } from "./grid.ts";
import { type SupplyDraw, supplyOf } from "./supply.ts";

/** Sites at which the plan has power, halls or racks, in the programme's order. */
export function livingSites(programme: Programme, plan: Plan): string[] {
  return Object.keys(programme.sites).filter((id) => {
    const decision = plan.decisions.sites[id];
    if (!decision) return false;
    const racks = Object.values(decision.racks).some((delivered) => delivered.some((count) => count > 0));
    return racks || programme.sites[id]!.racks.length > 0 || decision.options.length > 0;
  });
}

/** Where a site's conditions come from, beside their hours. */
export interface Station {
  readonly pressurePa: number;
  readonly utcOffsetHours: number;
}

/** Everything that one site's simulation needs; `conditions` are its hours of weather, price and carbon, taken at `station`. */
export function siteInput(
  programme: Programme,
  plan: Plan,
  site: string,
  splits: readonly Split[],
  conditions: Conditions,
  station: Station,
  { seed, stepsPerHour }: SupplyDraw,
): SiteInput {
  const { calendar, catalogue } = programme;
  const starts = quarterStarts(calendar);
  const hours = starts[calendar.quarters]!;
  const months = monthStarts(calendar);
  const kinds = kindsAt(programme, plan, site);
  const packages = kinds.map((kind) => kind.packagesPerRack);
  const stocks = kinds.map((kind) => stockOf(programme, plan, site, kind.id));
  const atWork = stocks.map(({ running }) => running);
  const derived = plan.derived.sites[site]!;
  return {
    site,
    seed,
    hours,
    quarterStarts: starts,
    monthStarts: months,
    kinds,
    installed: stepsOf(
      stocks.map(({ racked }) => racked),
      starts,
      packages,
    ),
    atWork: stepsOf(atWork, starts, packages),
    meanAtWork: Float64Array.from(
      { length: calendar.quarters * kinds.length },
      (_, index) => meanOf(atWork[index % kinds.length]!, Math.floor(index / kinds.length)) * packages[index % kinds.length]!,
    ),
    energizedMw: Float64Array.from(derived.energizedKw, (kw) => kw / 1000),
    hallsMw: Float64Array.from(derived.hallsKw, (kw) => kw / 1000),
    itReadyMw: Float64Array.from(derived.itReadyKw, (kw) => kw / 1000),
    power: {
      ...supplyOf(programme, plan, site, hours / 24, conditions.sun ?? {}, { seed, stepsPerHour }),
      grid: gridOf(programme, site, { hours, stepsPerHour, seed, monthStarts: months, priceUsdPerMwh: conditions.priceUsdPerMwh, utcOffsetHours: station.utcOffsetHours }),
    },
    conditions,
    cooling: coolingOf(programme, site),
    chain: catalogue.chain,
    plant: {
      stages: Object.entries(catalogue.chain.stages ?? {}).map(([id, { unit, ...stage }]) => ({ id, unitMw: unit, ...stage })),
      designFacilityRatio: programme.sites[site]!.designFacilityRatio,
      pressurePa: station.pressurePa,
      waterM3PerYear: programme.sites[site]!.water ?? Number.POSITIVE_INFINITY,
    },
    stepsPerHour,
    loadFactor: catalogue.operations.loadFactor,
    causes: causesOf(programme),
    recovery: {
      detectHours: catalogue.recovery.detect / 60,
      restartHours: catalogue.recovery.restart / 60,
      stallHours: catalogue.recovery.stall / 60,
      elasticHours: catalogue.recovery.elasticStall === undefined ? null : catalogue.recovery.elasticStall / 60,
    },
    spareShare: catalogue.recovery.spares,
    gangs: gangsAt(programme, plan, site, kinds),
    ...worksAt(programme, plan, site, splits, kinds, atWork),
  };
}

export function causesOf(programme: Programme): CauseInput[] {
  return Object.entries(programme.catalogue.failures).map(([id, cause]) => ({ id, scope: cause.scope, ratePerDay: cause.rate, repairHours: cause.repair, silent: cause.silent }));
}

/** Accelerator kinds that ever stand at the site, in the catalogue's order. */
function kindsAt(programme: Programme, plan: Plan, site: string): KindInput[] {
  const delivered = plan.decisions.sites[site]!.racks;
  const before = programme.sites[site]!.racks;
  return Object.entries(programme.catalogue.accelerators)
    .filter(([id]) => delivered[id]?.some((count) => count > 0) || before.some((racks) => racks.accelerator === id))
    .map(([id, kind]) => ({
      id,
      packagesPerRack: kind.packagesPerRack,
      packagesPerTray: kind.packagesPerTray ?? kind.packagesPerRack,
      packagesPerDomain: kind.domain,
      itMw: kind.rackIt / kind.packagesPerRack,
      idle: kind.idle ?? programme.catalogue.operations.loadFactor,
      h100e: packageH100e(kind.peak),
    }));
}

/** Racks in the hall and at work: before the calendar and at each quarter's end, those sold taken out. What stood before was at work. */
function stockOf(programme: Programme, plan: Plan, site: string, kind: string): { racked: Stock; running: Stock } {
  const decision = plan.decisions.sites[site]!;
  const before = programme.sites[site]!.racks.filter((racks) => racks.accelerator === kind).reduce((sum, { racks }) => sum + racks, 0);
  let stands = before;
  const racked = Array.from({ length: programme.calendar.quarters }, (_, quarter) => (stands += (decision.racks[kind]?.[quarter] ?? 0) - retiredIn(decision, kind, quarter)));
  return { racked: { before, atEnd: racked }, running: { before, atEnd: racked.map((_, quarter) => decision.running[kind]?.[quarter] ?? 0) } };
}

function meanOf(stock: Stock, quarter: number): number {
  return ((quarter === 0 ? stock.before : stock.atEnd[quarter - 1]!) + stock.atEnd[quarter]!) / 2;
}

function gangsAt(programme: Programme, plan: Plan, site: string, kinds: readonly KindInput[]): SiteGang[] {
  const { quarters } = programme.calendar;
  return Object.entries(programme.workloads).flatMap(([id, workload]): SiteGang[] => {
    const training = plan.decisions.sites[site]!.training[id];
    if (workload.kind !== "training" || plan.decisions.campus[id] !== site || !training) return [];
    const useful = (quarter: number, kind: KindInput) => training[kind.id]?.[quarter] ?? 0;
    const planned = Float64Array.from({ length: quarters * kinds.length }, (_, index) => {
      const kind = kinds[index % kinds.length]!;
      return useful(Math.floor(index / kinds.length), kind) / (programme.catalogue.operations.goodput * kind.h100e);
    });
    return [
      {
        id,
        flop: workload.compute,
        flopPerPackageHour: Float64Array.from(kinds, (kind) => packageFlopPerHour(programme.catalogue.accelerators[kind.id]!.peak, workload.precision, workload.mfu)),
        intervalHours: workload.checkpoint?.interval === undefined ? null : workload.checkpoint.interval / 60,
        planned,
        last: Math.floor(planned.findLastIndex((packages) => packages > 0) / Math.max(1, kinds.length)),
        finishes: finishes(plan, id, workload),
      },
    ];
  });
}

/** True when the plan gives the run all its FLOP (to what three decimals of H100e can say). */
export function finishes(plan: Plan, id: string, workload: Training): boolean {
  return (plan.derived.compute.flop[id] ?? 0) >= workload.compute * (1 - 1e-6);
}

function worksAt(
  programme: Programme,
  plan: Plan,
  site: string,
  splits: readonly Split[],
  kinds: readonly KindInput[],
  atWork: readonly Stock[],
): Pick<SiteInput, "works" | "workOrder"> {
  const { quarters } = programme.calendar;
  const share = capacityShare(programme, plan, kinds, atWork);
  const here = splits.filter((split) => (split.inference ? split.own[site] !== undefined : share.some((part) => part > 0)));
  const works = here.map((split): SiteWork => {
    const planned = split.own[site] ?? Array.from({ length: quarters }, () => 0);
    const part = (quarter: number) => (split.inference ? planned[quarter]! / Object.values(split.own).reduce((sum, work) => sum + work[quarter]!, 0) : share[quarter]!);
    return {
      id: split.id,
      inference: split.inference,
      planned: Float64Array.from(planned),
      overflow: Float64Array.from(planned, (work, quarter) =>
        (split.inference && work === 0) || split.unserved[quarter] === 0 || part(quarter) === 0 ? 0 : split.unserved[quarter]! * part(quarter),
      ),
      factor: split.factor,
    };
  });
  const workOrder = Int32Array.from(
    Array.from({ length: quarters }, (_, quarter) =>
      [...works.keys()].toSorted(
        (one, other) => Number(here[other]!.inference) - Number(here[one]!.inference) || here[other]!.worth[quarter]! - here[one]!.worth[quarter]! || one - other,
      ),
    ).flat(),
  );
  return { works, workOrder };
}

/** The site's share of all compute at work, by quarter. */
function capacityShare(programme: Programme, plan: Plan, kinds: readonly KindInput[], atWork: readonly Stock[]): number[] {
  const all = (quarter: number) =>
    livingSites(programme, plan).reduce(
      (sum, other) =>
        sum +
        kindsAt(programme, plan, other).reduce((part, kind) => part + meanOf(stockOf(programme, plan, other, kind.id).running, quarter) * kind.packagesPerRack * kind.h100e, 0),
      0,
    );
  return Array.from({ length: programme.calendar.quarters }, (_, quarter) => {
    const here = kinds.reduce((sum, kind, index) => sum + meanOf(atWork[index]!, quarter) * kind.packagesPerRack * kind.h100e, 0);
    return here > 0 ? here / all(quarter) : 0;
  });
}

/** First hour of each month of the calendar, and the end. */
function monthStarts(calendar: Calendar): Int32Array {
  const first = (Number(calendar.from.slice(6)) - 1) * 3;
  const year = yearOf(calendar.from);
  const starts = new Int32Array(calendar.quarters * 3 + 1);
  for (let month = 0; month < calendar.quarters * 3; month += 1)
    starts[month + 1] = starts[month]! + 24 * daysInMonth(year + Math.floor((first + month) / 12), (first + month) % 12);
  return starts;
}
