// Fragmentation-aware placement: where does a job do least harm to those that may come?

import { wholeMilli } from "../../fleet/shares.ts";
import type { JobColumns } from "../jobs.ts";
import type { Placement } from "../view.ts";
import { trayInPool } from "./domains.ts";
import { pack } from "./pack.ts";

/** How often jobs that may come ask for a part of an accelerator, thousandths of it; any positive weight. */
export interface PartDemand {
  readonly milli: number;
  readonly weight: number;
}

/**
 * Fragmentation gradient descent (Weng et al., USENIX ATC 2023): a tray's fragmentation is what is free there that a job drawn from the expected mix could
 * not use: where the tray has no room for it, all; else the shared accelerators with less left than it asks for of one. A job goes where that grows least. What grows depends
 * on what is left of the one accelerator, or on how many whole ones the tray has, never on the rest of the tray, so that one tray of each kind is looked at and the answer is that of looking at all.
 * Jobs larger than a tray are packed. Processors and memory are not looked at.
 * @param mix how often a job that fits a tray asks for 1, 2, 3 ... accelerators; any positive weights
 * @param parts how often one asks for a part of an accelerator
 */
export function fragmentationAware(mix: readonly number[], parts: readonly PartDemand[] = []): Placement {
  const total = mix.reduce((sum, weight) => sum + weight, 0) + parts.reduce((sum, { weight }) => sum + weight, 0);
  const fragments = (room: number): number => room * mix.reduce((sum, weight, index) => (index + 1 > room ? sum + weight / total : sum), 0);
  // Of one accelerator with so much left (below a whole one): expected thousandths that jobs that want a part could not use, by what is left.
  const unusable = Float64Array.from({ length: wholeMilli }, (_, left) => left * parts.reduce((sum, { milli, weight }) => (milli > left ? sum + weight / total : sum), 0));
  const wholeShare = mix.reduce((sum, weight) => sum + weight, 0) / total;
  /** A part is taken from a card: jobs that want whole ones could not use it before nor now. */
  const growthOnCard = (left: number, milli: number): number => unusable[left - milli] - unusable[left] - milli * wholeShare;
  /** A part is taken from a whole one of a tray that has `room` of them. */
  const growthOnWhole = (room: number, milli: number): number => {
    const left = wholeMilli - milli;
    let growth = unusable[left];
    for (let index = 0; index < mix.length; index += 1) {
      const wanted = index + 1;
      growth += (mix[index] / total) * (room > wanted ? left : room === wanted ? wholeMilli * room - milli : -milli);
    }
    return growth;
  };
  return {
    id: "fgd",
    sentence: "The tray, and the shared accelerator, where what later jobs cannot use grows least; a job larger than a tray is packed.",
    place(fleet, request, choice) {
      const { count } = request;
      let best = -1;
      let least = Number.POSITIVE_INFINITY;
      for (let room = count; room < fleet.trayByFree.length; room += 1) {
        const growth = fragments(room - count) - fragments(room);
        if (growth >= least) continue;
        const tray = trayInPool(fleet, fleet.trayByFree[room], request.pool);
        if (tray < 0) continue;
        best = tray;
        least = growth;
      }
      if (best < 0) return pack.place(fleet, request, choice);
      choice.add(best, count);
      return true;
    },
    placePart(fleet, pool, milli, mayOpen, choice) {
      let bestLeft = -1;
      let bestTray = -1;
      let least = Number.POSITIVE_INFINITY;
      for (let left = fleet.shares.leftFrom(pool, milli); left >= 0; left = fleet.shares.leftFrom(pool, left + 1)) {
        const growth = growthOnCard(left, milli);
        if (growth >= least) continue;
        bestLeft = left;
        least = growth;
      }
      for (let room = mayOpen ? 1 : fleet.trayByFree.length; room < fleet.trayByFree.length; room += 1) {
        const growth = growthOnWhole(room, milli);
        if (growth >= least) continue;
        const tray = trayInPool(fleet, fleet.trayByFree[room], pool);
        if (tray < 0) continue;
        bestTray = tray;
        least = growth;
      }
      if (bestTray >= 0) choice.open(bestTray);
      else if (bestLeft >= 0) choice.onto(fleet.shares.cardWith(pool, bestLeft));
      return bestTray >= 0 || bestLeft >= 0;
    },
  };
}

/** What the jobs of a table ask for, for {@link fragmentationAware}: the distribution of the trace itself, as the paper takes it. @param most accelerators of the largest tray */
export function demandsOf(jobs: JobColumns, most: number): { readonly mix: readonly number[]; readonly parts: readonly PartDemand[] } {
  const mix = Array.from({ length: most }, () => 0);
  const parts = new Map<number, number>();
  for (let job = 0; job < jobs.count; job += 1) {
    const milli = jobs.part?.[job] ?? 0;
    if (milli > 0) parts.set(milli, (parts.get(milli) ?? 0) + 1);
    else if (jobs.need[job] > 0 && jobs.need[job] <= most) mix[jobs.need[job] - 1] += 1;
  }
  return { mix, parts: [...parts].toSorted(([a], [b]) => a - b).map(([milli, weight]) => ({ milli, weight })) };
}
