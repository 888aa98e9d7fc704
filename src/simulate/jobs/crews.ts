// Who repairs what is broken, and when is it their turn?

/** Crews of a few hands each, one of every kind at every site. Tickets wait in order. */
export class Crews {
  readonly #hands: Float64Array;
  readonly #busy: Int32Array;
  readonly #waiting: number[][];
  readonly #kinds: number;

  /** @param hands of each kind, at each site */
  constructor(sites: number, hands: readonly number[]) {
    this.#kinds = hands.length;
    this.#hands = Float64Array.from({ length: sites * hands.length }, (_, at) => hands[at % hands.length]);
    this.#busy = new Int32Array(sites * hands.length);
    this.#waiting = Array.from({ length: sites * hands.length }, () => []);
  }

  /** True where the repair begins at once; else the ticket waits. */
  ask(site: number, kind: number, ticket: number): boolean {
    const crew = site * this.#kinds + kind;
    if (this.#busy[crew] < this.#hands[crew]) {
      this.#busy[crew] += 1;
      return true;
    }
    this.#waiting[crew].push(ticket);
    return false;
  }

  /** A repair is done: the ticket whose repair begins now, -1 for none. */
  done(site: number, kind: number): number {
    const crew = site * this.#kinds + kind;
    const next = this.#waiting[crew].shift();
    if (next === undefined) this.#busy[crew] -= 1;
    return next ?? -1;
  }
}
