// What is the most that a rule could ever let through by a quarter? Upper bounds from data alone, before any decision.

import type { PlanningCase } from "../case.ts";
import type { SiteCase } from "../site-case.ts";
import { flopPerH100e, flopPerH100eOnCloud } from "../families/compute-milestone.ts";

/** Firm facility MW of a site in quarter t with every option taken, of each group the largest. */
export function firmMw(site: SiteCase, t: number): number {
  const groups = new Map<string, number>();
  let mw = 0;
  for (const { option, available, firm } of site.options) {
    const here = firm * available[t]!;
    if (option.group === undefined) mw += here;
    else groups.set(option.group, Math.max(groups.get(option.group) ?? 0, here));
  }
  for (const here of groups.values()) mw += here;
  return Math.min(mw, site.powerCapMw[t]!);
}

/** Running IT MW that the firm power of a site feeds. */
export function poweredItMw(site: SiteCase, t: number): number {
  return firmMw(site, t) / site.site.designFacilityRatio;
}

/** IT MW of halls that could be ready at a site in quarter t: what stands or is under way, and every building that the land takes, started at once. */
export function hallsMw({ buildings }: PlanningCase, site: SiteCase, t: number): number {
  const { startsPerQuarter: pace = Infinity } = site.site;
  const perKind = buildings.map(({ id, building }) => {
    const quartersToStart = t - building.ready + 1;
    const left = Math.max(0, (site.site.buildings[id] ?? 0) - (site.builtCount[id] ?? 0));
    return quartersToStart < 1 ? 0 : Math.min(left, pace * quartersToStart) * building.it;
  });
  return site.builtReadyMw[t]! + perKind.reduce((sum, mw) => sum + mw, 0);
}

/** Racks of a kind that could have been delivered in all by the end of quarter t. */
export function suppliedRacks(study: PlanningCase, g: number, t: number): number {
  let racks = 0;
  for (let at = 0; at <= t; at++) racks += study.accelerators[g]!.supply[at]!;
  return racks;
}

/** What buildings under way and committed power options cost within the calendar, by the end of each quarter, USD. */
export function committedUsd(study: PlanningCase): number[] {
  let usd = 0;
  return study.names.map((_, t) => {
    for (const { builtCents, options } of study.sites) {
      usd += builtCents[t]! / 100;
      for (const { option, parts } of options) if (option.committed) usd += parts[t]! / 100;
    }
    return usd;
  });
}

export interface MostFlop {
  /** Site or cloud. */
  readonly place: string;
  readonly flop: number;
  /** At a site: IT MW that could run at the end of the window, and what of power, halls and racks is least then. */
  readonly itMw?: number;
  readonly least?: "power" | "halls" | "racks";
}

/** The most FLOP that each place could do for milestone m in its window if it had everything there is; most first. */
export function mostFlop(study: PlanningCase, m: number): MostFlop[] {
  const { from, to, work } = study.trainings[m]!;
  const window = study.names.map((_, t) => t).filter((t) => t >= from && t <= to);
  const sites = study.sites.map((site): MostFlop => {
    const flopOf = window.map((t) => (flopAt(study, site, m, t) + (t === 0 ? flopAtStart(study, site, m) : flopAt(study, site, m, t - 1, t))) / 2);
    const parts = [
      ["power", poweredItMw(site, to)],
      ["halls", hallsMw(study, site, to)],
      ["racks", racksMw(study, site, to)],
    ] as const;
    const [least, itMw] = parts.toSorted((one, other) => one[1] - other[1])[0]!;
    return { place: site.id, flop: flopOf.reduce((sum, flop) => sum + flop, 0), itMw, least };
  });
  const clouds = study.clouds
    .filter(({ id, cloud }) => cloud.trains && work.clouds.includes(id))
    .map(({ id, most, campus }): MostFlop => {
      const open = window.filter((t) => study.terms.gate(id, t)?.opens !== false);
      return { place: id, flop: open.reduce((sum, t) => sum + Math.min(most[t]!, campus[t]!) * flopPerH100eOnCloud(study, m, t), 0) };
    });
  return [...sites, ...clouds].toSorted((one, other) => other.flop - one.flop || (one.place < other.place ? -1 : 1));
}

/** FLOP in a quarter `during` of the racks that could run at the end of quarter t, the best kinds first. */
function flopAt(study: PlanningCase, site: SiteCase, m: number, t: number, during = t): number {
  let mw = Math.min(poweredItMw(site, t), hallsMw(study, site, t));
  const { goodput } = study.programme.catalogue.operations;
  const kinds = study.accelerators
    .map(({ id, rackMw, rackH100e }, g) => ({
      mw: (suppliedRacks(study, g, t) + (site.racksBefore[id] ?? 0)) * rackMw,
      perMw: (goodput * rackH100e * flopPerH100e(study, m, g, during)) / rackMw,
    }))
    .toSorted((one, other) => other.perMw - one.perMw);
  let flop = 0;
  for (const { mw: there, perMw } of kinds) {
    const used = Math.min(mw, there);
    flop += used * perMw;
    mw -= used;
  }
  return flop;
}

/** The same of racks that ran before the calendar. */
function flopAtStart(study: PlanningCase, site: SiteCase, m: number): number {
  const { goodput } = study.programme.catalogue.operations;
  return study.accelerators.reduce((sum, { id, rackH100e }, g) => sum + (site.racksBefore[id] ?? 0) * goodput * rackH100e * flopPerH100e(study, m, g, 0), 0);
}

function racksMw(study: PlanningCase, site: SiteCase, t: number): number {
  return study.accelerators.reduce((sum, { id, rackMw }, g) => sum + (suppliedRacks(study, g, t) + (site.racksBefore[id] ?? 0)) * rackMw, 0);
}
