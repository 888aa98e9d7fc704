// Which accelerators do several jobs share, and how much of each is left?

import { OrderedSet } from "./ordered-set.ts";

/** Thousandths of a whole accelerator. */
export const wholeMilli = 1000;

/** What a placement may read of shared accelerators: cards, each one accelerator of one tray, by what is left of them. Cards of trays that are drained are left out. */
export interface ShareView {
  /** The least that is left of a card of the pool and not below `from` thousandths; -1 for none. */
  leftFrom(pool: number, from: number): number;
  /** A card of the pool with exactly so much left, on its lowest tray. */
  cardWith(pool: number, left: number): number;
  trayOf(card: number): number;
}

/** Shared accelerators. An accelerator is opened by the first job that takes a part of it and closed when the last gives its part back; whole ones cost nothing here. */
export class Shares implements ShareView {
  /** Thousandths left of the cards of each pool: that may be given out, and that are on drained trays. */
  readonly rest: Int32Array;
  readonly drainedRest: Int32Array;
  readonly #poolOfTray: (tray: number) => number;
  readonly #trays: number;
  readonly #tray: number[] = [];
  readonly #left: number[] = [];
  readonly #next: number[] = [];
  readonly #spare: number[] = [];
  readonly #firstOn = new Map<number, number>();
  readonly #drained = new Set<number>();
  /** By pool: which remainders there are, and the trays that have a card with each. */
  readonly #lefts: readonly OrderedSet[];
  readonly #traysWith = new Map<number, OrderedSet>();

  constructor(trays: number, pools: number, poolOfTray: (tray: number) => number) {
    this.#trays = trays;
    this.#poolOfTray = poolOfTray;
    this.rest = new Int32Array(pools);
    this.drainedRest = new Int32Array(pools);
    this.#lefts = Array.from({ length: pools }, () => new OrderedSet(wholeMilli + 1));
  }

  leftFrom(pool: number, from: number): number {
    return this.#lefts[pool]!.next(from);
  }

  cardWith(pool: number, left: number): number {
    const tray = this.#traysWith.get(pool * (wholeMilli + 1) + left)?.next(0) ?? -1;
    return tray < 0 ? -1 : this.#onTray(tray, left);
  }

  trayOf(card: number): number {
    return this.#tray[card]!;
  }
  leftOf(card: number): number {
    return this.#left[card]!;
  }

  /** First card of a tray and the one after a card; -1 for none. */
  firstOn(tray: number): number {
    return this.#firstOn.get(tray) ?? -1;
  }
  nextOn(card: number): number {
    return this.#next[card]!;
  }

  /** A new card of which all is left. Whoever opens it has allocated the accelerator. */
  open(tray: number): number {
    const card = this.#spare.pop() ?? this.#tray.length;
    this.#tray[card] = tray;
    this.#left[card] = 0;
    this.#next[card] = this.firstOn(tray);
    this.#firstOn.set(tray, card);
    this.#change(card, wholeMilli);
    return card;
  }

  /** @throws RangeError where less than that is left */
  take(card: number, milli: number): void {
    if (this.#left[card]! < milli) throw new RangeError(`card ${card} has ${this.#left[card]} thousandths left, not ${milli}`);
    this.#change(card, -milli);
  }

  /** Gives a part back; true where nobody has a part any more: the card is closed, and its accelerator is to be released. */
  give(card: number, milli: number): boolean {
    this.#change(card, milli);
    if (this.#left[card] !== wholeMilli) return false;
    this.#change(card, -wholeMilli);
    const tray = this.#tray[card]!;
    const next = this.#next[card]!;
    if (this.firstOn(tray) !== card) {
      let before = this.firstOn(tray);
      while (this.#next[before] !== card) before = this.#next[before]!;
      this.#next[before] = next;
    } else if (next >= 0) this.#firstOn.set(tray, next);
    else this.#firstOn.delete(tray);
    this.#spare.push(card);
    return true;
  }

  /** What is left on a tray that is drained is not given out. */
  drain(tray: number, drained: boolean): void {
    if (this.#drained.has(tray) === drained) return;
    const cards: number[] = [];
    for (let card = this.firstOn(tray); card >= 0; card = this.nextOn(card)) cards.push(card);
    const lefts = cards.map((card) => this.#left[card]!);
    for (const [at, card] of cards.entries()) this.#change(card, -lefts[at]!);
    if (drained) this.#drained.add(tray);
    else this.#drained.delete(tray);
    for (const [at, card] of cards.entries()) this.#change(card, lefts[at]!);
  }

  #change(card: number, change: number): void {
    const tray = this.#tray[card]!;
    const pool = this.#poolOfTray(tray);
    const before = this.#left[card]!;
    const now = before + change;
    this.#left[card] = now;
    if (this.#drained.has(tray)) {
      this.drainedRest[pool]! += change;
      return;
    }
    this.rest[pool]! += change;
    if (before > 0 && this.#onTray(tray, before) < 0) {
      const trays = this.#withLeft(pool, before);
      trays.delete(tray);
      if (trays.size === 0) this.#lefts[pool]!.delete(before);
    }
    if (now === 0) return;
    this.#withLeft(pool, now).add(tray);
    this.#lefts[pool]!.add(now);
  }

  #onTray(tray: number, left: number): number {
    let card = this.firstOn(tray);
    while (card >= 0 && this.#left[card] !== left) card = this.#next[card]!;
    return card;
  }

  #withLeft(pool: number, left: number): OrderedSet {
    const key = pool * (wholeMilli + 1) + left;
    let trays = this.#traysWith.get(key);
    if (trays === undefined) this.#traysWith.set(key, (trays = new OrderedSet(this.#trays)));
    return trays;
  }
}
