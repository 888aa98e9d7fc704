// Within what bounds does a decision lie? Every number that links a binary to what it switches, or ends a column's range, computed from data.

import type { DebtFacility } from "../programme/programme.ts";
import type { PlanningCase } from "./case.ts";
import { testQuarters } from "./coverage-tests.ts";
import { capexKinds, opexKinds } from "./plan.ts";
import type { SiteCase } from "./site-case.ts";
import { hoursPerYear } from "./time.ts";
import { workersIn } from "./workers.ts";

/** Buildings of a kind that the land of a site still takes. */
export function landLeft(study: PlanningCase, site: SiteCase, b: number): number {
  const { id } = study.buildings[b]!;
  return Math.max(0, (site.site.buildings[id] ?? 0) - (site.builtCount[id] ?? 0));
}

/** Buildings of all kinds that the land still takes. */
function allLandLeft(study: PlanningCase, site: SiteCase): number {
  return study.buildings.reduce((total, _, b) => total + landLeft(study, site, b), 0);
}

/** Most starts of a building kind at a site in one quarter: its land, at the site's pace. Links `site.open` to starts. */
export function mostStarts(study: PlanningCase, site: SiteCase, b: number): number {
  return Math.min(landLeft(study, site, b), site.site.startsPerQuarter ?? Infinity);
}

/** Most starts of all kinds at a site in one quarter. Links `site.phase` to starts. */
export function mostStartsInAll(study: PlanningCase, site: SiteCase): number {
  return Math.min(allLandLeft(study, site), site.site.startsPerQuarter ?? Infinity);
}

/** Most MW IT that can ever be ready at a site: what is under way, and all that the land still takes, or what a last plan has started whatever the land takes. */
export function mostReadyMw(study: PlanningCase, site: SiteCase): number {
  const done = (id: string) => (site.done?.starts[id] ?? []).reduce((sum, count) => sum + count, 0);
  return study.buildings.reduce((mw, { id, building }, b) => mw + Math.max(landLeft(study, site, b), done(id)) * building.it, Math.max(0, ...site.builtReadyMw));
}

/** First quarter with power at a site from any option; Infinity when none comes in the calendar. */
function firstPower({ options }: SiteCase): number {
  return Math.min(Infinity, ...options.map(({ available }) => indexOrInfinity(available.findIndex((mw) => mw > 0))));
}

/** Quarters from start to ready of the fastest building that the land still takes; Infinity when it takes none. */
function shortestBuilding(study: PlanningCase, site: SiteCase): number {
  return Math.min(Infinity, ...study.buildings.flatMap(({ building }, b) => (landLeft(study, site, b) > 0 ? [building.ready as number] : [])));
}

/**
 * Quarters of the first start, the first racks and the first running racks of a site; Infinity where there is none. Racks may wait in a ready
 * hall for the power, so that power says only when they run.
 */
export function earliestOf(study: PlanningCase, site: SiteCase): { readonly start: number; readonly racks: number; readonly running: number } {
  const start = earliestStart(study, site);
  const racks = Math.min(indexOrInfinity(site.builtReadyMw.findIndex((mw) => mw > 0)), start + shortestBuilding(study, site));
  return { start, racks, running: Math.max(racks, firstPower(site)) };
}

/**
 * First quarter in which a start can pay. Halls without power earn nothing, so the last starts may wait for the first power; the first
 * ones stand ahead of them only as far as the site's pace and the crews of its pool, kept busy by all its sites, spread them out.
 */
function earliestStart(study: PlanningCase, site: SiteCase): number {
  const byPace = Math.ceil(allLandLeft(study, site) / (site.site.startsPerQuarter ?? Infinity));
  return Math.max(0, firstPower(site) - shortestBuilding(study, site) - Math.max(byPace, quartersOfCrews(study, site)));
}

/**
 * Quarters in which the workers of a site's pool, as few as they are in the first quarter, build all that the pool's land takes when each kind of
 * each site has its own turn: as many at once as whole crews there are at their largest, each batch for as long as a crew stays.
 */
function quartersOfCrews(study: PlanningCase, { site: { labour } }: SiteCase): number {
  const pools = [labour, "national"].filter((pool) => pool !== undefined);
  const inTurn = (pool: string, site: SiteCase, b: number): number => {
    const { crew } = study.buildings[b]!.building;
    if (pool !== "national" && site.site.labour !== pool) return 0;
    const atOnce = Math.floor(workersIn(study, pool, 0) / Math.max(...crew));
    return atOnce === Infinity ? 0 : Math.ceil(landLeft(study, site, b) / Math.max(1, atOnce)) * crew.length;
  };
  return Math.max(0, ...pools.map((pool) => study.sites.reduce((sum, site) => sum + study.buildings.reduce((inner, _, b) => inner + inTurn(pool, site, b), 0), 0)));
}

/** Most kH100e that one training run can have on a cloud in quarter t: what it sells, at most one campus of it. */
export function mostTraining({ most, campus }: Pick<PlanningCase["clouds"][number], "most" | "campus">, t: number): number {
  return Math.min(most[t]!, campus[t]!) / 1e3;
}

/** Most kH100e of an inference workload on a cloud in quarter t: what it sells, at most the demand. */
export function mostServing(most: readonly number[], demand: readonly number[], t: number): number {
  return Math.min(most[t]!, demand[t]!) / 1e3;
}

/** All of a training run's FLOP, in percent of them: what a campus takes over or leaves. Links `campus` to work there. */
export const wholeRun = 100;

/** The most that a facility may be owed, M$: its limit. Links `owed` to its debt. */
export function mostOwedMillions({ limit }: Pick<DebtFacility, "limit">): number {
  return limit / 1e6;
}

/**
 * The most that income less running costs less `dscr` x debt service of the four quarters up to t can lie below what a test asks, M$: no
 * income, all running costs and all service at their most, and what rounding can cost. Links `owed` to the test.
 */
export function mostShortMillions(study: PlanningCase, dscr: number, t: number): number {
  let usd = roundingRoomUsd(study);
  for (let q = Math.max(0, t - testQuarters + 1); q <= t; q++) usd += mostOpexUsd(study, q) + dscr * mostServiceUsd(study);
  return usd / 1e6;
}

/** Every facility's limit repaid at once, with a quarter's interest on it. */
function mostServiceUsd({ programme }: PlanningCase): number {
  return Object.values(programme.capital.debt).reduce((usd, { limit, rate }) => usd + limit * (1 + rate / 4), 0);
}

/** Most running costs of quarter t, USD: every hall that can ever be ready full and at work, storage charging and plant running all the time, all money spent that may be. */
export function mostOpexUsd(study: PlanningCase, t: number): number {
  const { operations } = study.programme.catalogue;
  const { company } = study.programme.books;
  const year = study.hours[t]! / hoursPerYear;
  const spent = study.spendableUsd[t]!;
  let usd = (operations.itMaintenance + operations.insurance) * year * spent;
  for (const site of study.sites) {
    const readyMw = mostReadyMw(study, site);
    const rents = study.terms.leases(t).reduce((sum, { clause }) => sum + (clause.site === site.id && clause.payer === company ? 3 * clause.price : 0), 0);
    usd += mostEnergyUsd(study, site, t) + readyMw * (operations.facility * study.costEscalation[t]! * year + rents) + site.taxShare[t]! * spent;
    usd += site.builtRentUsd[t]! + study.buildings.reduce((sum, { rentUsd }, b) => sum + rentUsd * landLeft(study, site, b), 0);
  }
  return usd;
}

function mostEnergyUsd(study: PlanningCase, site: SiteCase, t: number): number {
  const { tariff, designFacilityRatio } = site.site;
  const itMw = mostStandingMw(study, site);
  let usd = (tariff.demand ?? 0) * 3 * designFacilityRatio * itMw;
  for (let h = 0; h < study.slicesPerQuarter; h++) {
    const at = t * study.slicesPerQuarter + h;
    const hours = study.hours[t]! * site.slices.share[at]!;
    const price = Math.max(0, site.slices.price[at]! + (tariff.delivery ?? 0));
    usd += hours * price * site.slices.pue[at]! * study.programme.catalogue.operations.loadFactor * itMw;
    for (const { storage, available, variable } of site.options) usd += hours * available[t]! * (storage ? price : Math.max(0, variable));
  }
  return usd * study.energyEscalation[t]!;
}

/** Most IT MW of racks at a site: what its halls take, or what stands there whatever they take. */
function mostStandingMw(study: PlanningCase, site: SiteCase): number {
  const done = (id: string) => (site.done?.racks[id] ?? []).reduce((sum, count) => sum + count, 0);
  return Math.max(
    mostReadyMw(study, site),
    study.accelerators.reduce((mw, { id, rackMw }) => mw + ((site.racksBefore[id] ?? 0) + done(id)) * rackMw, 0),
  );
}

/** A limit on money less what rounding may call on top, M$. */
export function withRoom(study: PlanningCase, limitUsd: number): number {
  return Math.max(0, limitUsd - roundingRoomUsd(study)) / 1e6;
}

/**
 * What rounding can cost the company in the whole calendar at most, USD: mean power in whole kW, amounts in whole cents, and what a
 * solver's rows are off by.
 */
export function roundingRoomUsd(study: PlanningCase): number {
  const { sites, count, programme, terms } = study;
  const cents = 0.005 * sites.length * (capexKinds.length + opexKinds.length) * count + 0.005 * study.names.reduce((sum, _, t) => sum + terms.fees(t).length * sites.length, 0);
  const rows = (moneyRows + debtRows * Object.keys(programme.capital.debt).length) * count;
  return wholeKwUsd(study) + cents + rows * looseUsd;
}

/** Half a kW in each slice of each plant, two for storage (in and out), bought at the dearest price that the site pays in the slice. */
function wholeKwUsd({ sites, hours: hoursOf, energyEscalation, slicesPerQuarter }: PlanningCase): number {
  let usd = 0;
  for (const { options, slices, site } of sites) {
    for (const [t, hours] of hoursOf.entries()) {
      for (let h = 0; h < slicesPerQuarter; h++) {
        const at = t * slicesPerQuarter + h;
        const bought = Math.abs(slices.price[at]!) + (site.tariff.delivery ?? 0);
        for (const { grid, storage, variable } of options)
          if (!grid) usd += halfKw * (storage ? 2 : 1) * hours * slices.share[at]! * Math.max(bought, variable) * energyEscalation[t]!;
      }
    }
  }
  return usd;
}

const halfKw = 0.5e-3;
/** Rows of a quarter that add up to its cash, and those of a debt facility. */
const moneyRows = 6;
const debtRows = 3;
/** What a row in M$ may be off by: ten times the solvers' usual tolerance of 1e-7, for their scaling. */
const looseUsd = 1e-6 * 1e6;

function indexOrInfinity(index: number): number {
  return index === -1 ? Infinity : index;
}
