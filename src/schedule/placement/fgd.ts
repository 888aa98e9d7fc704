// Fragmentation-aware placement: where does a job do least harm to those that may come?

import type { Placement } from "../view.ts";
import { trayInPool } from "./domains.ts";
import { pack } from "./pack.ts";

/**
 * Fragmentation gradient descent (Weng et al., USENIX ATC 2023): a tray's fragmentation is the free accelerators that a job drawn from the expected
 * mix could not use there; a job goes where that grows least. Whole accelerators only; jobs larger than a tray are packed.
 * @param mix how often a job that fits a tray asks for 1, 2, 3 ... accelerators; any positive weights
 */
export function fragmentationAware(mix: readonly number[]): Placement {
  const total = mix.reduce((sum, weight) => sum + weight, 0);
  const fragments = (room: number): number => room * mix.reduce((sum, weight, index) => (index + 1 > room ? sum + weight / total : sum), 0);
  return {
    id: "fgd",
    sentence: "The tray where the accelerators that later jobs cannot use grow least; a job larger than a tray is packed.",
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
  };
}
