// Gang packing: as few scale-up domains as possible, then as few pods, so that little crosses the spine.

import type { FleetView } from "../../fleet/state.ts";
import { withinRack, withinSite, withinTray } from "../jobs.ts";
import type { Choice, Placement, Request } from "../view.ts";
import { freeInPod, rackInPool, racksOf, rackSizeOf, roomInPool, takeInRack, trayInPool, usableOf, wholeBlocks } from "./domains.ts";

export const pack: Placement = {
  id: "pack",
  sentence: "One tray, rack or pod if one holds the job, the fullest that does; else the emptiest racks of the emptiest pods, so that few are crossed.",
  place(fleet, request, choice) {
    const { pods } = fleet.hierarchy.pools[request.pool];
    if (inOneTray(fleet, request, choice) || inOneRack(fleet, request, choice)) return true;
    if (!roomInPool(fleet, request.pool, request.block, request.count)) return false;
    if (inOnePod(fleet, pods, request, choice)) return true;
    return request.within === withinSite && acrossPods(fleet, pods, request, choice);
  },
};

/** The fullest tray with room, lowest id first. */
export function inOneTray(fleet: FleetView, { pool, count }: Request, choice: Choice): boolean {
  for (let room = count; room < fleet.trayByFree.length; room += 1) {
    const tray = trayInPool(fleet, fleet.trayByFree[room], pool);
    if (tray < 0) continue;
    choice.add(tray, count);
    return true;
  }
  return false;
}

/** The fullest rack with room. */
export function inOneRack(fleet: FleetView, { pool, count, within }: Request, choice: Choice): boolean {
  if (within === withinTray) return false;
  for (let room = count; room < fleet.rackByFree.length; room += 1) {
    if (fleet.poolRacks[pool * fleet.rackByFree.length + room] === 0) continue;
    const rack = rackInPool(fleet, fleet.rackByFree[room], pool);
    if (rack < 0) continue;
    takeInRack(fleet, rack, count, choice);
    return true;
  }
  return false;
}

/** The fullest pod with room. */
function inOnePod(fleet: FleetView, pods: Int32Array, request: Request, choice: Choice): boolean {
  const { count, within, block } = request;
  if (within === withinTray || within === withinRack) return false;
  let best = -1;
  for (const pod of pods) {
    const room = freeInPod(fleet, pod);
    if (room < count || (best >= 0 && room >= freeInPod(fleet, best))) continue;
    if (wholeBlocks(fleet, pod, block, count) >= count) best = pod;
  }
  if (best < 0) return false;
  takeInPod(fleet, best, count, block, choice);
  return true;
}

/** Pods with most free accelerators first, lowest id first among equals. */
function acrossPods(fleet: FleetView, pods: Int32Array, { count, block }: Request, choice: Choice): boolean {
  // One number a pod: sorted as numbers, since this is asked for every large job.
  const order = new Float64Array(pods.length);
  for (let at = 0; at < pods.length; at += 1) order[at] = at - freeInPod(fleet, pods[at]) * pods.length;
  order.sort();
  let rest = count;
  for (let next = 0; rest > 0; next += 1) {
    const pod = pods[((order[next] % pods.length) + pods.length) % pods.length];
    const taken = Math.min(rest, wholeBlocks(fleet, pod, block, rest));
    takeInPod(fleet, pod, taken, block, choice);
    rest -= taken;
  }
  return true;
}

/** Emptiest racks first, the last part into the rack that it fills best. */
function takeInPod(fleet: FleetView, pod: number, count: number, block: number, choice: Choice): void {
  const [first, end] = racksOf(fleet, pod);
  let rest = count;
  for (let size = rackSizeOf(fleet, pod); size > 0 && rest > 0; size -= 1) {
    const usable = usableOf(size, block);
    if (usable === 0) return;
    const racks = fleet.rackByFree[size];
    if (racks.size === 0) continue;
    for (let rack = racks.next(first); rack >= 0 && rack < end && rest > 0; rack = racks.next(rack + 1)) {
      if (rest >= usable) {
        takeInRack(fleet, rack, usable, choice);
        rest -= usable;
        continue;
      }
      let last = rack;
      for (let smaller = rest; smaller < size; smaller += 1) {
        const candidate = fleet.rackByFree[smaller].next(first);
        if (candidate < 0 || candidate >= end) continue;
        last = candidate;
        break;
      }
      takeInRack(fleet, last, rest, choice);
      rest = 0;
    }
  }
}
