// What does the planner need to know, in numbers by quarter? The programme read once into arrays (docs/model.md, "Derived constants").

import type { Building, Accelerator, BestEffort, Cloud, Inference, PowerOption, Programme, Site, Training } from "../programme/programme.ts";
import type { Library } from "../programme/library.ts";
import { amounts, held, joined } from "../programme/series.ts";
import { type SiteSlices, timeSlices } from "../conditions/slices.ts";
import { type Calendar, hoursIn, indexOf, lastDay, quartersOf, yearOf } from "../units/calendar.ts";
import type { Quarter } from "../units/brand.ts";
import { readTerms, type Terms } from "./terms.ts";

/** One H100e is this many dense FP8 TFLOP/s (docs/model.md). */
export const h100eTeraflops = 1979;
export const slicesPerQuarter = 4;

export interface BuildingCase {
  readonly id: string;
  readonly building: Building;
  readonly cents: number;
  /** Cents paid in each quarter after the start. */
  readonly parts: readonly number[];
  readonly lifeQuarters: number;
}

export interface AcceleratorCase {
  readonly id: string;
  readonly accelerator: Accelerator;
  readonly rackMw: number;
  readonly rackH100e: number;
  readonly rackCents: number;
  readonly supply: readonly number[];
  readonly lifeQuarters: number;
  /** Share of the price left after the useful life. */
  readonly residual: number;
}

export interface OptionCase {
  readonly id: string;
  readonly option: PowerOption;
  readonly grid: boolean;
  readonly firm: number;
  /** Variable cost of on-site generation, $/MWh, before escalation. */
  readonly variable: number;
  /** Available facility MW in each quarter if taken. */
  readonly available: readonly number[];
  readonly cents: number;
  readonly parts: readonly number[];
  readonly energized: number;
  readonly lifeQuarters: number;
}

export interface SiteCase {
  readonly id: string;
  readonly site: Site;
  /** Open before the calendar: built or committed. */
  readonly bound: boolean;
  readonly options: readonly OptionCase[];
  readonly slices: SiteSlices;
  /** What buildings under way before the calendar bring: MW ready, crews and cents in each quarter. */
  readonly builtReadyMw: readonly number[];
  readonly builtCrew: readonly number[];
  readonly builtCents: readonly number[];
  readonly builtCount: Readonly<Record<string, number>>;
  /** Racks standing before the calendar, by accelerator. */
  readonly racksBefore: Readonly<Record<string, number>>;
  readonly powerCapMw: readonly number[];
  readonly openingCents: number;
}

export interface PlanningCase {
  readonly programme: Programme;
  readonly calendar: Calendar;
  readonly names: readonly Quarter[];
  readonly count: number;
  readonly hours: readonly number[];
  readonly years: readonly number[];
  readonly discount: readonly number[];
  readonly discountEnd: number;
  readonly value: readonly number[];
  /** The most capital spending by the end of each quarter, USD: what is callable by then, at most the budget. */
  readonly spendableUsd: readonly number[];
  readonly energyEscalation: readonly number[];
  readonly costEscalation: readonly number[];
  readonly buildings: readonly BuildingCase[];
  readonly accelerators: readonly AcceleratorCase[];
  readonly sites: readonly SiteCase[];
  readonly clouds: readonly {
    readonly id: string;
    readonly cloud: Cloud;
    readonly price: readonly number[];
    readonly most: readonly number[];
    readonly campus: readonly number[];
  }[];
  readonly trainings: readonly { readonly id: string; readonly work: Training; readonly from: number; readonly to: number }[];
  readonly inferences: readonly { readonly id: string; readonly work: Inference; readonly demand: readonly number[]; readonly peak: number }[];
  readonly efforts: readonly { readonly id: string; readonly work: BestEffort; readonly most: readonly number[] }[];
  readonly terms: Terms;
}

/** Reads the programme into arrays. `known` of the programme decides which clauses count. */
export function planningCase(programme: Programme, library: Library): PlanningCase {
  const calendar = programme.calendar as Calendar;
  const names = quartersOf(calendar);
  const count = names.length;
  const { operations } = programme.catalogue;
  const escalation = (rate: number | undefined) => names.map((quarter) => (1 + (rate ?? 0)) ** (yearOf(quarter) - programme.dollars.year));
  const buildings = Object.entries(programme.catalogue.buildings)
    .toSorted(byId)
    .map(([id, building]) => buildingCase(id, building));
  const accelerators = Object.entries(programme.catalogue.accelerators)
    .toSorted(byId)
    .map(([id, accelerator]) => acceleratorCase(id, accelerator, calendar))
    .filter(({ id, supply }) => supply.some((racks) => racks > 0) || Object.values(programme.sites).some((site) => site.racks.some((standing) => standing.accelerator === id)));
  const terms = readTerms(programme, names);
  const sites = Object.entries(programme.sites)
    .toSorted(byId)
    .map(([id, site]) => siteCase(id, site, programme, calendar, buildings, operations.powerPayments, library, terms));
  const callable = programme.capital.callable && held(programme.capital.callable, calendar);
  const workloads = Object.entries(programme.workloads).toSorted(byId);
  return {
    programme,
    calendar,
    names,
    count,
    hours: names.map(hoursIn),
    years: names.map(yearOf),
    discount: names.map((_, t) => (1 + programme.discount) ** (-(t + 0.5) / 4)),
    discountEnd: (1 + programme.discount) ** (-count / 4),
    value: held(programme.objective.value, calendar),
    spendableUsd: names.map((_, t) => Math.min(programme.capital.budget, callable?.[t] ?? Infinity)),
    energyEscalation: escalation(programme.dollars.energyEscalation),
    costEscalation: escalation(programme.dollars.costEscalation),
    buildings,
    accelerators,
    sites,
    terms,
    clouds: Object.entries(programme.catalogue.clouds)
      .toSorted(byId)
      .map(([id, cloud]) => ({ id, cloud, price: held(cloud.price, calendar), most: held(cloud.most, calendar), campus: held(cloud.campus ?? cloud.most, calendar) })),
    trainings: workloads.flatMap(([id, work]) =>
      work.kind === "training" ? [{ id, work, from: Math.max(0, indexOf(calendar, work.between[0])), to: Math.min(count - 1, indexOf(calendar, work.between[1])) }] : [],
    ),
    inferences: workloads.flatMap(([id, work]) => (work.kind === "inference" ? [{ id, work, demand: joined(work.demand, calendar), peak: work.peakToMean ?? 1 }] : [])),
    efforts: workloads.flatMap(([id, work]) => (work.kind === "best-effort" ? [{ id, work, most: work.demand ? joined(work.demand, calendar) : names.map(() => Infinity) }] : [])),
  };
}

/** Parts of a total by cumulative shares, each cumulative sum rounded: they always add up to the total. */
export function partsOf(total: number, shares: readonly number[]): number[] {
  let cumulative = 0;
  let before = 0;
  return shares.map((share, position) => {
    cumulative = position === shares.length - 1 ? 1 : cumulative + share;
    const here = Math.round(total * cumulative);
    const part = here - before;
    before = here;
    return part;
  });
}

/** Share of the cost still on the books after `age` quarters in service: straight down to the residual. */
export function bookShare(age: number, lifeQuarters: number, residual = 0): number {
  return age < 0 ? 1 : residual + (1 - residual) * Math.max(0, 1 - age / lifeQuarters);
}

function buildingCase(id: string, building: Building): BuildingCase {
  const cents = Math.round(building.cost * building.it * 100);
  return { id, building, cents, parts: partsOf(cents, building.spend), lifeQuarters: building.usefulLife * 4 };
}

function acceleratorCase(id: string, accelerator: Accelerator, calendar: Calendar): AcceleratorCase {
  const { network, storage, install } = accelerator.adders;
  return {
    id,
    accelerator,
    rackMw: accelerator.rackIt,
    rackH100e: (accelerator.packagesPerRack * accelerator.peak.fp8) / h100eTeraflops,
    rackCents: Math.round(accelerator.rackPrice * (1 + network + storage + install) * 100),
    supply: amounts(accelerator.supply, calendar).map((racks) => Math.floor(racks + 1e-9)),
    lifeQuarters: accelerator.usefulLife * 4,
    residual: accelerator.residual ?? 0,
  };
}

function siteCase(
  id: string,
  site: Site,
  programme: Programme,
  calendar: Calendar,
  buildings: readonly BuildingCase[],
  payments: number,
  library: Library,
  terms: Terms,
): SiteCase {
  const names = quartersOf(calendar);
  const ready = names.map(() => 0);
  const crew = names.map(() => 0);
  const cents = names.map(() => 0);
  const counts: Record<string, number> = {};
  for (const standing of site.built) {
    const kind = buildings.find((candidate) => candidate.id === standing.building)!;
    const start = indexOf(calendar, standing.started);
    counts[kind.id] = (counts[kind.id] ?? 0) + standing.count;
    for (let t = 0; t < names.length; t++) {
      if (t >= start + kind.building.ready) ready[t]! += standing.count * kind.building.it;
      crew[t]! += standing.count * (kind.building.crew[t - start] ?? 0);
      cents[t]! += standing.count * (kind.parts[t - start] ?? 0);
    }
  }
  const racksBefore: Record<string, number> = {};
  for (const standing of site.racks)
    if (standing.delivered < programme.calendar.from) racksBefore[standing.accelerator] = (racksBefore[standing.accelerator] ?? 0) + standing.racks;
  return {
    id,
    site,
    bound: site.committed || site.built.length > 0,
    options: Object.entries(site.power)
      .toSorted(byId)
      .map(([option, terms]) => optionCase(option, terms, programme, calendar, payments)),
    slices: timeSlices(programme, id, library),
    builtReadyMw: ready,
    builtCrew: crew,
    builtCents: cents,
    builtCount: counts,
    racksBefore,
    powerCapMw: names.map((quarter) => terms.powerCapMw(id, lastDay(quarter))),
    openingCents: Math.round(((site.opening ?? 0) + (site.land.cost ?? 0)) * 100),
  };
}

function optionCase(id: string, option: PowerOption, programme: Programme, calendar: Calendar, payments: number): OptionCase {
  const source = option.kind === "grid" ? undefined : programme.catalogue.powerSources[option.kind];
  const energized = indexOf(calendar, option.energized);
  const ramp = option.ramp ?? [1];
  const cents = Math.round(option.cost * 100);
  const parts = quartersOf(calendar).map(() => 0);
  for (const [position, part] of partsOf(
    cents,
    Array.from({ length: payments }, () => 1 / payments),
  ).entries()) {
    const at = energized - payments + position;
    if (at >= parts.length || (at < 0 && option.committed)) continue;
    parts[Math.max(0, at)]! += part;
  }
  return {
    id,
    option,
    energized,
    cents,
    parts,
    grid: source === undefined,
    firm: source?.firm ?? 1,
    variable: source?.variable ?? 0,
    available: quartersOf(calendar).map((_, t) => (t < energized ? 0 : option.facility * ramp[Math.min(t - energized, ramp.length - 1)]!)),
    lifeQuarters: (source?.usefulLife ?? programme.catalogue.operations.gridLife) * 4,
  };
}

function byId(one: readonly [string, unknown], other: readonly [string, unknown]): number {
  return one[0] < other[0] ? -1 : 1;
}
