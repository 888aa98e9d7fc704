// How do columns grow whose length nobody knows beforehand?

type Values = Float64Array | Int32Array | Uint8Array;

/** Rows of numbers in columns of typed arrays, by name. */
export class Rows<Columns extends Record<string, Values>> {
  columns: Columns;
  count = 0;
  readonly #names: readonly (keyof Columns & string)[];
  #capacity: number;

  /** @param columns arrays of one length, at least 1: the capacity to begin with */
  constructor(columns: Columns) {
    this.columns = columns;
    this.#names = Object.keys(columns);
    this.#capacity = columns[this.#names[0]].length;
  }

  /** Makes room for one more row and gives its index. */
  add(): number {
    if (this.count === this.#capacity) {
      this.columns = Object.fromEntries(this.#names.map((name) => [name, wider(this.columns[name])])) as Columns;
      this.#capacity *= 2;
    }
    this.count += 1;
    return this.count - 1;
  }

  /** Adds a row of other rows. */
  copy(from: Rows<Columns>, row: number): void {
    const to = this.add();
    for (const name of this.#names) this.columns[name][to] = from.columns[name][row];
  }

  /** The columns cut to their rows. */
  cut(): Columns {
    return Object.fromEntries(this.#names.map((name) => [name, this.columns[name].subarray(0, this.count)])) as Columns;
  }
}

function wider(values: Values): Values {
  const out = new (values.constructor as new (length: number) => Values)(2 * values.length);
  out.set(values);
  return out;
}
