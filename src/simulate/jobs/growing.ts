// How do columns grow whose length nobody knows beforehand?

type Values = Float64Array | Int32Array | Uint8Array;

/** Rows of numbers in columns of typed arrays, by name. */
export class Rows<Columns extends Record<string, Values>> {
  columns: Columns;
  count = 0;

  /** @param columns arrays of one length, at least 1: the capacity to begin with */
  constructor(columns: Columns) {
    this.columns = columns;
  }

  /** Makes room for one more row and gives its index. */
  add(): number {
    const names = Object.keys(this.columns);
    if (this.count === this.columns[names[0]].length) {
      this.columns = Object.fromEntries(names.map((name) => [name, wider(this.columns[name])])) as Columns;
    }
    this.count += 1;
    return this.count - 1;
  }

  /** The columns cut to their rows. */
  cut(): Columns {
    return Object.fromEntries(Object.entries(this.columns).map(([name, values]) => [name, values.subarray(0, this.count)])) as Columns;
  }
}

function wider(values: Values): Values {
  const out = new (values.constructor as new (length: number) => Values)(2 * values.length);
  out.set(values);
  return out;
}
