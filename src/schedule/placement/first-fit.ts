// The first domain with room, in the order of the hierarchy.

import { type FleetView, free, states } from "../../fleet/state.ts";
import type { Choice, Placement, Request } from "../view.ts";
import { withinPod, withinRack, withinTray } from "../jobs.ts";
import { freeInPod, racksOf, rackSizeOf, takeInRack, traySizeOf, usableOf, wholeBlocks } from "./domains.ts";

export const firstFit: Placement = {
  id: "first-fit",
  sentence: "The first tray that holds the job, else the first rack, else whatever is free from the first rack on.",
  place(fleet, request, choice) {
    const { pods } = fleet.hierarchy.pools[request.pool];
    const { count, within } = request;
    for (const pod of pods) if (freeInPod(fleet, pod) >= count && count <= traySizeOf(fleet, pod) && inTray(fleet, pod, count, choice)) return true;
    if (within === withinTray) return false;
    for (const pod of pods) if (freeInPod(fleet, pod) >= count && count <= rackSizeOf(fleet, pod) && inRack(fleet, pod, count, choice)) return true;
    if (within === withinRack) return false;
    if (within === withinPod) {
      const pod = pods.find((candidate) => roomIn(fleet, [candidate], request));
      return pod !== undefined && spread(fleet, [pod], request, choice);
    }
    return roomIn(fleet, pods, request) && spread(fleet, pods, request, choice);
  },
};

function inTray(fleet: FleetView, pod: number, count: number, choice: Choice): boolean {
  const [first, end] = racksOf(fleet, pod);
  const { rackFirstTray } = fleet.hierarchy;
  let found = Number.POSITIVE_INFINITY;
  for (let most = count; most <= traySizeOf(fleet, pod); most += 1) {
    const tray = fleet.trayByFree[most].next(rackFirstTray[first]);
    if (tray >= 0 && tray < found) found = tray;
  }
  if (found >= rackFirstTray[end]) return false;
  choice.add(found, count);
  return true;
}

function inRack(fleet: FleetView, pod: number, count: number, choice: Choice): boolean {
  const [first, end] = racksOf(fleet, pod);
  let found = end;
  for (let most = count; most <= rackSizeOf(fleet, pod); most += 1) {
    const rack = fleet.rackByFree[most].next(first);
    if (rack >= 0 && rack < found) found = rack;
  }
  if (found === end) return false;
  takeInRack(fleet, found, count, choice);
  return true;
}

/** True where whole blocks in the racks of these pods add up to the request. */
function roomIn(fleet: FleetView, pods: Iterable<number>, { count, block }: Request): boolean {
  let room = 0;
  for (const pod of pods) if (room < count) room += wholeBlocks(fleet, pod, block, count);
  return room >= count;
}

function spread(fleet: FleetView, pods: Iterable<number>, { count, block }: Request, choice: Choice): boolean {
  let rest = count;
  for (const pod of pods) {
    if (freeInPod(fleet, pod) === 0) continue;
    const [first, end] = racksOf(fleet, pod);
    for (let rack = first; rack < end && rest > 0; rack += 1) {
      const taken = Math.min(rest, usableOf(fleet.racks[rack * states + free], block));
      if (taken > 0) takeInRack(fleet, rack, taken, choice);
      rest -= taken;
    }
  }
  return rest === 0;
}
