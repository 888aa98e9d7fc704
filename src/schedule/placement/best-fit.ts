// The domain that is left with least room: what is large stays whole.

import type { FleetView } from "../../fleet/state.ts";
import { withinPod, withinRack, withinTray } from "../jobs.ts";
import type { Choice, Placement } from "../view.ts";
import { freeInPod, racksOf, rackSizeOf, takeInRack, usableOf, wholeBlocks } from "./domains.ts";
import { inOneRack, inOneTray } from "./pack.ts";

export const bestFit: Placement = {
  id: "best-fit",
  sentence: "The fullest tray that holds the job, else the fullest rack; a larger job fills up the fullest racks first.",
  place(fleet, request, choice) {
    const { pods } = fleet.hierarchy.pools[request.pool];
    const { count, within, block } = request;
    if (inOneTray(fleet, request, choice)) return true;
    if (within === withinTray) return false;
    if (inOneRack(fleet, request, choice)) return true;
    if (within === withinRack) return false;
    const order = Array.from(pods).toSorted((a, b) => freeInPod(fleet, a) - freeInPod(fleet, b) || a - b);
    if (within !== withinPod) return roomIn(fleet, order, block, count) >= count && fill(fleet, order, count, block, choice);
    const pod = order.find((candidate) => roomIn(fleet, [candidate], block, count) >= count);
    return pod !== undefined && fill(fleet, [pod], count, block, choice);
  },
};

function roomIn(fleet: FleetView, pods: readonly number[], block: number, enough: number): number {
  let room = 0;
  for (const pod of pods) if (room < enough) room += wholeBlocks(fleet, pod, block, enough);
  return room;
}

function fill(fleet: FleetView, pods: readonly number[], count: number, block: number, choice: Choice): boolean {
  let rest = count;
  for (const pod of pods) {
    const [first, end] = racksOf(fleet, pod);
    for (let size = block; size <= rackSizeOf(fleet, pod) && rest > 0; size += 1) {
      const racks = fleet.rackByFree[size];
      for (let rack = racks.next(first); rack >= 0 && rack < end && rest > 0; rack = racks.next(rack + 1)) {
        const taken = Math.min(rest, usableOf(size, block));
        takeInRack(fleet, rack, taken, choice);
        rest -= taken;
      }
    }
  }
  return rest === 0;
}
