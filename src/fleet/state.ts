// Which accelerators are free, allocated, down, drained or dark, at every level of the hierarchy?

import type { Hierarchy } from "./hierarchy.ts";
import { OrderedSet } from "./ordered-set.ts";
import { type ShareView, Shares } from "./shares.ts";

/** The five states of an accelerator: columns of {@link FleetState} counts. */
export const dark = 0;
export const down = 1;
export const drained = 2;
export const free = 3;
export const allocated = 4;
export const states = 5;

/** What a placement may read: counts and the indexes over them. `counts[id * states + state]` at each level. */
export interface FleetView {
  readonly hierarchy: Hierarchy;
  readonly trays: Int32Array;
  readonly racks: Int32Array;
  readonly pods: Int32Array;
  readonly buildings: Int32Array;
  readonly sites: Int32Array;
  readonly pools: Int32Array;
  /** `trayByFree[f]`: the trays with exactly f free accelerators, from 1; `rackByFree` likewise. */
  readonly trayByFree: readonly OrderedSet[];
  readonly rackByFree: readonly OrderedSet[];
  /** `poolRacks[pool * rackByFree.length + f]`: how many racks of the pool have exactly f free. */
  readonly poolRacks: Int32Array;
  readonly shares: ShareView;
}

/**
 * The state of a fleet, by counts: an event costs what it touches, not what stands. Law 2 holds by construction, since every
 * change is a {@link FleetState.settle} or a move of whole accelerators between two states of one tray.
 */
export class FleetState implements FleetView {
  readonly hierarchy: Hierarchy;
  readonly trays: Int32Array;
  readonly racks: Int32Array;
  readonly pods: Int32Array;
  readonly buildings: Int32Array;
  readonly sites: Int32Array;
  readonly pools: Int32Array;
  readonly trayByFree: readonly OrderedSet[];
  readonly rackByFree: readonly OrderedSet[];
  readonly poolRacks: Int32Array;
  /** Allocated accelerators of which jobs hold parts. */
  readonly shares: Shares;
  /** Causes that keep the whole tray out, single accelerators out, and orders to drain, by tray. */
  readonly #outages: Uint16Array;
  readonly #broken: Uint16Array;
  readonly #drains: Uint16Array;
  readonly #dark: Uint8Array;
  /** Free accelerators by which each rack stands in `rackByFree`, and the racks where that is out of date. */
  readonly #indexed: Int32Array;
  readonly #stale: Int32Array;
  readonly #isStale: Uint8Array;
  #staleCount = 0;
  /** Counts up with every change: what was found out about an older version may be wrong. */
  version = 0;

  /** A fleet in which everything is dark: {@link arrive} brings pods in. */
  constructor(hierarchy: Hierarchy) {
    this.hierarchy = hierarchy;
    const trays = hierarchy.rackOfTray.length;
    const racks = hierarchy.podOfRack.length;
    this.trays = new Int32Array(trays * states);
    this.racks = new Int32Array(racks * states);
    this.pods = new Int32Array(hierarchy.pods.length * states);
    this.buildings = new Int32Array(hierarchy.buildings.length * states);
    this.sites = new Int32Array(hierarchy.sites.length * states);
    this.pools = new Int32Array(hierarchy.pools.length * states);
    const largest = (sizes: Int32Array) => sizes.reduce((most, size) => Math.max(most, size), 0);
    this.trayByFree = Array.from({ length: largest(hierarchy.acceleratorsOfTray) + 1 }, () => new OrderedSet(trays));
    this.rackByFree = Array.from({ length: largest(hierarchy.acceleratorsOfRack) + 1 }, () => new OrderedSet(racks));
    this.poolRacks = new Int32Array(hierarchy.pools.length * this.rackByFree.length);
    this.#indexed = new Int32Array(racks);
    this.#stale = new Int32Array(racks);
    this.#isStale = new Uint8Array(racks);
    this.#outages = new Uint16Array(trays);
    this.#broken = new Uint16Array(trays);
    this.#drains = new Uint16Array(trays);
    this.#dark = new Uint8Array(trays).fill(1);
    this.shares = new Shares(trays, hierarchy.pools.length, (tray) => hierarchy.poolOfPod[hierarchy.podOfRack[hierarchy.rackOfTray[tray]!]!]!);
    for (let tray = 0; tray < trays; tray += 1) this.#add(tray, dark, hierarchy.acceleratorsOfTray[tray]!);
  }

  freeOf(tray: number): number {
    return this.trays[tray * states + free]!;
  }

  /** True when the tray is in service: neither dark nor out. A drained tray is. */
  live(tray: number): boolean {
    return this.#dark[tray] === 0 && this.#outages[tray] === 0;
  }

  /** Brings a pod into service. */
  arrive(pod: number): void {
    const [first, end] = this.traysOfPod(pod);
    for (let tray = first; tray < end; tray += 1) {
      this.#dark[tray] = 0;
      this.settle(tray);
    }
  }

  traysOfPod(pod: number): readonly [number, number] {
    const { rackFirstTray, podFirstRack } = this.hierarchy;
    return [rackFirstTray[podFirstRack[pod]!]!, rackFirstTray[podFirstRack[pod + 1]!]!];
  }

  /** A cause takes the whole tray out (+1) or is repaired (-1). What runs there is released by its owner before or after; then {@link settle}. */
  outage(tray: number, change: 1 | -1): void {
    this.#outages[tray] = this.#outages[tray]! + change;
    this.settle(tray);
  }

  /** One accelerator of the tray breaks (+1) or is repaired (-1). */
  breakage(tray: number, change: 1 | -1): void {
    this.#broken[tray] = this.#broken[tray]! + change;
    this.settle(tray);
  }

  /** The tray is to be drained (+1) or given back (-1): what is idle there is not given out, what runs goes on. */
  drain(tray: number, change: 1 | -1): void {
    this.#drains[tray] = this.#drains[tray]! + change;
    this.settle(tray);
    this.shares.drain(tray, this.#drains[tray]! > 0);
    this.version += 1;
  }

  /** Gives out a part of a card, or of an accelerator of the tray that is opened for it where `card` is -1; the card. */
  takePart(card: number, tray: number, milli: number): number {
    if (card < 0) this.allocate(tray, 1);
    const from = card < 0 ? this.shares.open(tray) : card;
    this.shares.take(from, milli);
    this.version += 1;
    return from;
  }

  /** Takes a part back; an accelerator of which nobody has a part any more is released. */
  givePart(card: number, milli: number): void {
    const tray = this.shares.trayOf(card);
    this.version += 1;
    if (this.shares.give(card, milli)) this.release(tray, 1);
  }

  allocate(tray: number, count: number): void {
    this.#move(tray, free, allocated, count);
  }

  /** What was allocated becomes what the tray is: free, drained or down. */
  release(tray: number, count: number): void {
    this.#move(tray, allocated, free, count);
    if (this.#outages[tray] !== 0 || this.#broken[tray] !== 0 || this.#drains[tray] !== 0) this.settle(tray);
  }

  /** {@link allocate} for the first `size` of many trays; those of one rack that stand together are added up once. */
  allocateAll(trays: Int32Array, counts: Int32Array, size: number): void {
    this.#moveAll(trays, counts, size, free, allocated);
  }

  /** {@link release} for many trays. */
  releaseAll(trays: Int32Array, counts: Int32Array, size: number): void {
    this.#moveAll(trays, counts, size, allocated, free);
    for (let at = 0; at < size; at += 1) {
      const tray = trays[at]!;
      if (this.#outages[tray] !== 0 || this.#broken[tray] !== 0 || this.#drains[tray] !== 0) this.settle(tray);
    }
  }

  /** Puts the accelerators of a tray that no job holds into the state that its outages, breakages and drains say. */
  settle(tray: number): void {
    const at = tray * states;
    const idle = this.hierarchy.acceleratorsOfTray[tray]! - this.trays[at + allocated]!;
    const isDark = this.#dark[tray] === 1;
    const out = isDark ? 0 : this.#outages[tray]! > 0 ? idle : Math.min(idle, this.#broken[tray]!);
    const rest = idle - out;
    const state = isDark ? dark : this.#drains[tray]! > 0 ? drained : free;
    this.#set(tray, dark, state === dark ? rest : 0);
    this.#set(tray, down, out);
    this.#set(tray, drained, state === drained ? rest : 0);
    this.#set(tray, free, state === free ? rest : 0);
  }

  #set(tray: number, state: number, count: number): void {
    const change = count - this.trays[tray * states + state]!;
    if (change !== 0) this.#add(tray, state, change);
  }

  /** Brings `rackByFree` and `poolRacks` up to date: call it before a placement reads it. A rack whose trays are given out one by one is moved once. */
  index(): void {
    for (let at = 0; at < this.#staleCount; at += 1) {
      const rack = this.#stale[at]!;
      const here = this.racks[rack * states + free]!;
      const before = this.#indexed[rack]!;
      this.#isStale[rack] = 0;
      if (here === before) continue;
      const pool = this.hierarchy.poolOfPod[this.hierarchy.podOfRack[rack]!]! * this.rackByFree.length;
      if (before > 0) this.rackByFree[before]!.delete(rack);
      if (before > 0) this.poolRacks[pool + before]! -= 1;
      if (here > 0) this.rackByFree[here]!.add(rack);
      if (here > 0) this.poolRacks[pool + here]! += 1;
      this.#indexed[rack] = here;
    }
    this.#staleCount = 0;
  }

  #move(tray: number, from: number, to: number, count: number): void {
    this.#inTray(tray, from, to, count);
    this.#above(this.hierarchy.rackOfTray[tray]!, from, -count, to);
  }

  #moveAll(trays: Int32Array, counts: Int32Array, size: number, from: number, to: number): void {
    const { rackOfTray } = this.hierarchy;
    for (let at = 0; at < size;) {
      const rack = rackOfTray[trays[at]!]!;
      let count = 0;
      for (; at < size && rackOfTray[trays[at]!] === rack; at += 1) {
        this.#inTray(trays[at]!, from, to, counts[at]!);
        count += counts[at]!;
      }
      this.#above(rack, from, -count, to);
    }
  }

  #inTray(tray: number, from: number, to: number, count: number): void {
    const at = tray * states;
    const before = this.trays[at + free]!;
    if (this.trays[at + from]! < count) throw new RangeError(`tray ${tray} has ${this.trays[at + from]} accelerators in state ${from}, not ${count}`);
    this.trays[at + from]! -= count;
    this.trays[at + to]! += count;
    this.#indexTray(tray, before);
  }

  #indexTray(tray: number, before: number): void {
    const now = this.trays[tray * states + free]!;
    if (now === before) return;
    if (before > 0) this.trayByFree[before]!.delete(tray);
    if (now > 0) this.trayByFree[now]!.add(tray);
  }

  #add(tray: number, state: number, change: number): void {
    const at = tray * states;
    const before = this.trays[at + free]!;
    this.trays[at + state]! += change;
    this.#indexTray(tray, before);
    this.#above(this.hierarchy.rackOfTray[tray]!, state, change, -1);
  }

  /** Adds to one state of a rack and all it stands in; takes the same from `other` where that is not -1. */
  #above(rack: number, state: number, change: number, other: number): void {
    const { hierarchy } = this;
    const pod = hierarchy.podOfRack[rack]!;
    const building = hierarchy.buildingOfPod[pod]!;
    count(this.racks, rack, state, change, other);
    count(this.pods, pod, state, change, other);
    count(this.buildings, building, state, change, other);
    count(this.sites, hierarchy.siteOfBuilding[building]!, state, change, other);
    count(this.pools, hierarchy.poolOfPod[pod]!, state, change, other);
    this.version += 1;
    if (this.#isStale[rack] === 1) return;
    this.#isStale[rack] = 1;
    this.#stale[this.#staleCount] = rack;
    this.#staleCount += 1;
  }
}

function count(counts: Int32Array, id: number, state: number, change: number, other: number): void {
  counts[id * states + state]! += change;
  if (other >= 0) counts[id * states + other]! -= change;
}
