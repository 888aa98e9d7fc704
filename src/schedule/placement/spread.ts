// Spread for reliability: no domain holds much of a job, so that no failure takes much of it.

import { type FleetView, free, states } from "../../fleet/state.ts";
import { withinSite } from "../jobs.ts";
import type { Placement } from "../view.ts";
import { freeInPod, racksOf, takeInRack, usableOf } from "./domains.ts";
import { pack } from "./pack.ts";

export const spread: Placement = {
  id: "spread",
  sentence: "One block in each rack, over all pods in turn, the racks with most room first; a job that must stay in one domain is packed.",
  place(fleet, request, choice) {
    if (request.within !== withinSite) return pack.place(fleet, request, choice);
    const { pods } = fleet.hierarchy.pools[request.pool];
    const { block } = request;
    const racks = racksInTurn(fleet, pods, block);
    let room = 0;
    for (const rack of racks) room += usableOf(fleet.racks[rack * states + free], block);
    if (room < request.count) return false;
    const taken = new Map<number, number>();
    for (let rest = request.count; rest > 0;) {
      for (const rack of racks) {
        const before = taken.get(rack) ?? 0;
        const more = Math.min(rest, block, usableOf(fleet.racks[rack * states + free], block) - before);
        if (more <= 0) continue;
        taken.set(rack, before + more);
        rest -= more;
        if (rest === 0) break;
      }
    }
    for (const [rack, count] of taken) takeInRack(fleet, rack, count, choice);
    return true;
  },
};

/** Racks with room for a block: the emptiest of each pod, then the next of each, pods with most room first. */
function racksInTurn(fleet: FleetView, pods: Int32Array, block: number): readonly number[] {
  const order = Array.from(pods).toSorted((a, b) => freeInPod(fleet, b) - freeInPod(fleet, a) || a - b);
  const byPod = order.map((pod) => {
    const [first, end] = racksOf(fleet, pod);
    const racks = Array.from({ length: end - first }, (_, index) => first + index).filter((rack) => fleet.racks[rack * states + free] >= block);
    return racks.toSorted((a, b) => fleet.racks[b * states + free] - fleet.racks[a * states + free] || a - b);
  });
  const rounds = byPod.reduce((most, racks) => Math.max(most, racks.length), 0);
  return Array.from({ length: rounds }, (_, round) => byPod.flatMap((racks) => racks.slice(round, round + 1))).flat();
}
