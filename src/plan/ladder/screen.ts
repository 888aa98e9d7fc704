// Which sites need no search? Those that the plan in fractions leaves alone, and that would cost more to bring in than they are near to being worth.

import { landLeft } from "../bounds.ts";
import { type Draft, none } from "../columns.ts";
import type { Solution } from "../lp/solver.ts";

/** A site is searched when the fractions open more of it than this, or when its loss is within this share of what entering costs. */
const opened = 0.05;
const near = 0.02;

/** Positions of the sites that are left out of a search. Bound sites never are. @param relaxed the money stage solved in fractions, M$ */
export function screenedSites(draft: Draft, relaxed: Solution): number[] {
  const { study, sites } = draft;
  return study.sites.flatMap(({ bound }, s) => {
    if (bound) return [];
    const value = sites[s]!.open.reduce((sum, column) => sum + (column === none ? 0 : relaxed.values[column]!), 0);
    return value > opened || lossOf(draft, relaxed, s) <= near * entryMillions(draft, s) ? [] : [s];
  });
}

/**
 * What every plan that opens the site and builds there is behind the fractions' objective at least: the reduced costs of one opening, of the
 * fewest buildings and of one power option, each the least (by the duality of linear programmes). Never negative.
 */
export function lossOf({ study, sites }: Draft, { reducedCosts }: Solution, s: number): number {
  const least = (columns: readonly number[]): number => {
    const own = columns.filter((column) => column !== none);
    return own.length === 0 ? 0 : Math.max(0, Math.min(...own.map((column) => -reducedCosts[column]!)));
  };
  const { open, starts, options } = sites[s]!;
  const fewest = Math.max(1, study.sites[s]!.site.fewest ?? 1);
  return least(open) + fewest * least(starts.flat()) + (options.includes(none) ? 0 : least(options));
}

/** Opening, the fewest of the cheapest buildings and the cheapest option, M$. */
function entryMillions({ study }: Draft, s: number): number {
  const site = study.sites[s]!;
  const buildings = study.buildings.flatMap(({ parts }, b) => (landLeft(study, site, b) > 0 ? [parts.reduce((sum, part) => sum + part, 0)] : []));
  const cheapest = (list: readonly number[]): number => (list.length === 0 ? 0 : Math.min(...list));
  return (site.openingCents + Math.max(1, site.site.fewest ?? 1) * cheapest(buildings) + cheapest(site.options.map(({ cents }) => cents))) / 1e8;
}

/** Columns of the screened sites' whole numbers, all of which are then 0. */
export function columnsOfSites({ sites }: Draft, positions: readonly number[]): number[] {
  return positions.flatMap((s) => {
    const { open, busy, starts, options } = sites[s]!;
    return [...open, ...busy, ...starts.flat(), ...options].filter((column) => column !== none);
  });
}
