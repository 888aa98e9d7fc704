// What does the planner need to know, in numbers by quarter? The programme read once into arrays (docs/model.md, "Derived constants").

import type { BestEffort, Cloud, Inference, Programme, Training } from "../programme/programme.ts";
import type { Library } from "../programme/library.ts";
import { held, joined } from "../programme/series.ts";
import { type Calendar, hoursIn, indexOf, quartersOf, yearOf } from "../units/calendar.ts";
import type { Quarter } from "../units/brand.ts";
import { type AcceleratorCase, acceleratorCase, type BuildingCase, buildingCase } from "./asset-case.ts";
import { byId } from "./by-id.ts";
import { type EquipmentCase, equipmentCases } from "./equipment.ts";
import { type SiteCase, siteCase } from "./site-case.ts";
import { readTerms, type Terms } from "./terms.ts";

export interface PlanningCase {
  readonly programme: Programme;
  readonly calendar: Calendar;
  readonly names: readonly Quarter[];
  readonly count: number;
  readonly hours: readonly number[];
  readonly slicesPerQuarter: number;
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
  readonly equipment: readonly EquipmentCase[];
  readonly sites: readonly SiteCase[];
  readonly clouds: readonly {
    readonly id: string;
    readonly cloud: Cloud;
    readonly price: readonly number[];
    readonly most: readonly number[];
    readonly campus: readonly number[];
  }[];
  /** `to`: the last quarter it may run in; `due`: the last of its window, which a wanted one may run past. */
  readonly trainings: readonly { readonly id: string; readonly work: Training; readonly from: number; readonly to: number; readonly due: number }[];
  readonly inferences: readonly { readonly id: string; readonly work: Inference; readonly demand: readonly number[]; readonly earns: readonly number[]; readonly peak: number }[];
  readonly efforts: readonly { readonly id: string; readonly work: BestEffort; readonly most: readonly number[] }[];
  readonly terms: Terms;
}

/** Reads the programme into arrays. `known` of the programme decides which clauses count. */
export function planningCase(programme: Programme, library: Library): PlanningCase {
  const { from, quarters, slices = 4 } = programme.calendar;
  const calendar: Calendar = { from, quarters };
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
    slicesPerQuarter: slices,
    years: names.map(yearOf),
    discount: names.map((_, t) => (1 + programme.discount) ** (-(t + 0.5) / 4)),
    discountEnd: (1 + programme.discount) ** (-count / 4),
    value: held(programme.objective.value, calendar),
    spendableUsd: names.map((_, t) => Math.min(programme.capital.budget, callable?.[t] ?? Infinity)),
    energyEscalation: escalation(programme.dollars.energyEscalation),
    costEscalation: escalation(programme.dollars.costEscalation),
    buildings,
    accelerators,
    equipment: equipmentCases(programme, calendar),
    sites,
    terms,
    clouds: Object.entries(programme.catalogue.clouds)
      .toSorted(byId)
      .map(([id, cloud]) => ({ id, cloud, price: held(cloud.price, calendar), most: held(cloud.most, calendar), campus: held(cloud.campus ?? cloud.most, calendar) })),
    trainings: workloads.flatMap(([id, work]) => {
      if (work.kind !== "training") return [];
      const due = Math.min(count - 1, indexOf(calendar, work.between[1]));
      return [{ id, work, from: Math.max(0, indexOf(calendar, work.between[0])), to: work.wanted ? count - 1 : due, due }];
    }),
    inferences: workloads.flatMap(([id, work]) =>
      work.kind === "inference" ? [{ id, work, demand: joined(work.demand, calendar), earns: held(work.earns, calendar), peak: work.peakToMean ?? 1 }] : [],
    ),
    efforts: workloads.flatMap(([id, work]) => (work.kind === "best-effort" ? [{ id, work, most: work.demand ? joined(work.demand, calendar) : names.map(() => Infinity) }] : [])),
  };
}
