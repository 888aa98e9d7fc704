// Which trays of a rack, and which racks and trays of a pool, have room?

import { type FleetView, free, states } from "../../fleet/state.ts";
import type { OrderedSet } from "../../fleet/ordered-set.ts";
import type { Choice } from "../view.ts";

/** Takes `count` accelerators of a rack that has them: whole free trays first, the rest from the tray that it fills best. */
export function takeInRack(fleet: FleetView, rack: number, count: number, choice: Choice): void {
  const { rackFirstTray, acceleratorsOfTray } = fleet.hierarchy;
  const first = rackFirstTray[rack];
  const end = rackFirstTray[rack + 1];
  const all = count === fleet.racks[rack * states + free];
  let rest = count;
  let lastWhole = -1;
  for (let tray = first; tray < end && rest > 0; tray += 1) {
    const here = fleet.trays[tray * states + free];
    if (here === 0 || here > rest || !(all || here === acceleratorsOfTray[tray])) continue;
    choice.add(tray, here);
    rest -= here;
    lastWhole = tray;
  }
  if (rest > 0) takeParts(fleet, first, end, rest, lastWhole, choice);
}

/** What is left once whole trays up to `lastWhole` are taken: the fullest tray that holds it all; without one, trays from the emptiest on. */
function takeParts(fleet: FleetView, first: number, end: number, count: number, lastWhole: number, choice: Choice): void {
  const size = fleet.hierarchy.acceleratorsOfTray[first];
  const open = (tray: number): number => {
    const here = fleet.trays[tray * states + free];
    return here === size && tray <= lastWhole ? 0 : here;
  };
  let best = -1;
  for (let tray = first; tray < end; tray += 1) if (open(tray) >= count && (best < 0 || open(tray) < open(best))) best = tray;
  if (best >= 0) return choice.add(best, count);
  let rest = count;
  for (let most = size; most > 0 && rest > 0; most -= 1) {
    for (let tray = first; tray < end && rest > 0; tray += 1) {
      if (open(tray) !== most) continue;
      const taken = Math.min(most, rest);
      choice.add(tray, taken);
      rest -= taken;
    }
  }
}

/** First rack of a pod and the one past its last. */
export function racksOf(fleet: FleetView, pod: number): readonly [number, number] {
  const { podFirstRack } = fleet.hierarchy;
  return [podFirstRack[pod], podFirstRack[pod + 1]];
}

/** Free accelerators of a pod. */
export function freeInPod(fleet: FleetView, pod: number): number {
  return fleet.pods[pod * states + free];
}

/** Accelerators of each tray, and of each rack, of a pod: they are all alike. */
export function traySizeOf(fleet: FleetView, pod: number): number {
  return fleet.hierarchy.pods[pod].acceleratorsPerTray;
}
export function rackSizeOf(fleet: FleetView, pod: number): number {
  const { traysPerRack, acceleratorsPerTray } = fleet.hierarchy.pods[pod];
  return traysPerRack * acceleratorsPerTray;
}

/** What whole blocks leave of some free accelerators. */
export function usableOf(count: number, block: number): number {
  return count - (count % block);
}

/** First rack of a set that belongs to the pool; -1 for none. A pool's pods mostly stand side by side. */
export function rackInPool(fleet: FleetView, racks: OrderedSet, pool: number): number {
  const { pools, podFirstRack, podOfRack, poolOfPod } = fleet.hierarchy;
  const { pods } = pools[pool];
  const end = podFirstRack[pods[pods.length - 1] + 1];
  let rack = racks.next(podFirstRack[pods[0]]);
  while (rack >= 0 && rack < end && poolOfPod[podOfRack[rack]] !== pool) rack = racks.next(podFirstRack[podOfRack[rack] + 1]);
  return rack < end ? rack : -1;
}

/** The same for trays. */
export function trayInPool(fleet: FleetView, trays: OrderedSet, pool: number): number {
  const { pools, podFirstRack, podOfRack, poolOfPod, rackOfTray, rackFirstTray } = fleet.hierarchy;
  const { pods } = pools[pool];
  const end = rackFirstTray[podFirstRack[pods[pods.length - 1] + 1]];
  let tray = trays.next(rackFirstTray[podFirstRack[pods[0]]]);
  while (tray >= 0 && tray < end && poolOfPod[podOfRack[rackOfTray[tray]]] !== pool) tray = trays.next(rackFirstTray[podFirstRack[podOfRack[rackOfTray[tray]] + 1]]);
  return tray < end ? tray : -1;
}

/** Accelerators of a pod that whole blocks within racks can use; counting stops once there are `enough`. */
export function wholeBlocks(fleet: FleetView, pod: number, block: number, enough: number): number {
  if (block === 1) return freeInPod(fleet, pod);
  const [first, end] = racksOf(fleet, pod);
  let room = 0;
  for (let rack = first; rack < end && room < enough; rack += 1) room += usableOf(fleet.racks[rack * states + free], block);
  return room;
}

/** True where whole blocks within the racks of a pool add up to `count`. */
export function roomInPool(fleet: FleetView, pool: number, block: number, count: number): boolean {
  if (block === 1) return fleet.pools[pool * states + free] >= count;
  const { length } = fleet.rackByFree;
  let room = 0;
  for (let here = block; here < length && room < count; here += 1) room += fleet.poolRacks[pool * length + here] * usableOf(here, block);
  return room >= count;
}
