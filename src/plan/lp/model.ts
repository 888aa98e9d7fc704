// What is a linear programme here? Columns and rows with keys that survive to every message, assembled once into sparse arrays.

/** Key of a column or row: its family and what it speaks of, for example `chip.supply` and `gb300-nvl72, 2026-Q3`. */
export interface Key {
  readonly family: string;
  readonly index: readonly string[];
}

export interface RowKey extends Key {
  /** Unit of the row's two sides. */
  readonly unit: string;
}

/** Keys in order; `key(i)` is made when asked for, so that a million rows need not be a million objects. */
export interface Keys<Type extends Key> {
  readonly length: number;
  key(position: number): Type;
}

/** Keys held in a list. */
export function keysOf<Type extends Key>(list: readonly Type[]): Keys<Type> {
  return { length: list.length, key: (position) => list[position]! };
}

/** A finished model: maximise `cost . x + offset` over `rowLower <= A x <= rowUpper`, `lower <= x <= upper`. */
export interface LinearModel {
  readonly columns: Keys<Key>;
  readonly rows: Keys<RowKey>;
  readonly cost: Float64Array;
  readonly offset: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1 where the column is whole. */
  readonly integer: Uint8Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Row-wise: entries of row i are at starts[i] .. starts[i + 1]. */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** A sum of columns with coefficients, and a constant. */
export class Expression {
  readonly columns: number[] = [];
  readonly factors: number[] = [];
  constant = 0;

  add(column: number, factor = 1): this {
    if (factor !== 0) {
      this.columns.push(column);
      this.factors.push(factor);
    }
    return this;
  }

  plus(value: number): this {
    this.constant += value;
    return this;
  }

  /** Adds `factor` times another expression. */
  merge(other: Expression, factor = 1): this {
    for (let i = 0; i < other.columns.length; i++) this.add(other.columns[i]!, factor * other.factors[i]!);
    this.constant += factor * other.constant;
    return this;
  }
}

export const sum = (): Expression => new Expression();

/** What the families write to: columns, rows and the objective. */
export interface Rows {
  column(family: string, index: readonly string[], lower: number, upper: number): number;
  whole(family: string, index: readonly string[], lower: number, upper: number): number;
  atMost(family: string, index: readonly string[], unit: string, left: Expression, right?: number): void;
  atLeast(family: string, index: readonly string[], unit: string, left: Expression, right?: number): void;
  equal(family: string, index: readonly string[], unit: string, left: Expression, right?: number): void;
  reward(expression: Expression, factor?: number): void;
}

/** Collects columns and rows; a missing value or a key given twice is an error, never a guess. */
export class ModelBuilder implements Rows {
  readonly #columns: Key[] = [];
  readonly #rows: RowKey[] = [];
  readonly #cost: number[] = [];
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #integer: number[] = [];
  readonly #rowLower: number[] = [];
  readonly #rowUpper: number[] = [];
  readonly #starts: number[] = [0];
  readonly #indices: number[] = [];
  readonly #values: number[] = [];
  readonly #keys = new Set<string>();
  #offset = 0;

  /** Adds a column with bounds; returns its number. */
  column(family: string, index: readonly string[], lower: number, upper: number): number {
    return this.#column(family, index, lower, upper, 0);
  }

  /** Adds a whole-number column. */
  whole(family: string, index: readonly string[], lower: number, upper: number): number {
    return this.#column(family, index, lower, upper, 1);
  }

  #column(family: string, index: readonly string[], lower: number, upper: number, integer: number): number {
    this.#unique(`x ${family}[${index.join(", ")}]`);
    if (Number.isNaN(lower) || Number.isNaN(upper) || lower > upper) throw new Error(`${family}[${index.join(", ")}] has no values between ${lower} and ${upper}`);
    this.#columns.push({ family, index });
    this.#cost.push(0);
    this.#lower.push(lower);
    this.#upper.push(upper);
    this.#integer.push(integer);
    return this.#columns.length - 1;
  }

  /** Adds to the objective (which is maximised). */
  reward(expression: Expression, factor = 1): void {
    for (let i = 0; i < expression.columns.length; i++) this.#cost[expression.columns[i]!]! += factor * finite(expression.factors[i]!, "objective");
    this.#offset += factor * expression.constant;
  }

  /** left <= right, as one row with the constants moved to the right side. */
  atMost(family: string, index: readonly string[], unit: string, left: Expression, right = 0): void {
    this.#row(family, index, unit, left, -Infinity, right);
  }

  atLeast(family: string, index: readonly string[], unit: string, left: Expression, right = 0): void {
    this.#row(family, index, unit, left, right, Infinity);
  }

  equal(family: string, index: readonly string[], unit: string, left: Expression, right = 0): void {
    this.#row(family, index, unit, left, right, right);
  }

  #row(family: string, index: readonly string[], unit: string, left: Expression, lower: number, upper: number): void {
    const name = `${family}[${index.join(", ")}]`;
    this.#unique(name);
    const merged = new Map<number, number>();
    for (let i = 0; i < left.columns.length; i++) merged.set(left.columns[i]!, (merged.get(left.columns[i]!) ?? 0) + finite(left.factors[i]!, name));
    if (merged.size === 0) {
      if (left.constant < lower - 1e-9 || left.constant > upper + 1e-9) throw new EmptyRow(family, index, left.constant, lower, upper);
      return;
    }
    for (const [column, factor] of merged) {
      this.#indices.push(column);
      this.#values.push(factor);
    }
    this.#starts.push(this.#indices.length);
    this.#rows.push({ family, index, unit });
    this.#rowLower.push(lower - finite(left.constant, name));
    this.#rowUpper.push(upper - left.constant);
  }

  #unique(key: string): void {
    if (this.#keys.has(key)) throw new Error(`${key} is given twice`);
    this.#keys.add(key);
  }

  build(): LinearModel {
    return {
      columns: keysOf(this.#columns),
      rows: keysOf(this.#rows),
      cost: Float64Array.from(this.#cost),
      offset: this.#offset,
      lower: Float64Array.from(this.#lower),
      upper: Float64Array.from(this.#upper),
      integer: Uint8Array.from(this.#integer),
      rowLower: Float64Array.from(this.#rowLower),
      rowUpper: Float64Array.from(this.#rowUpper),
      starts: Int32Array.from(this.#starts),
      indices: Int32Array.from(this.#indices),
      values: Float64Array.from(this.#values),
    };
  }
}

/** A row without columns whose constant breaks its bounds: nothing the plan decides can keep the rule. */
export class EmptyRow extends Error {
  readonly family: string;
  readonly index: readonly string[];
  readonly value: number;
  constructor(family: string, index: readonly string[], value: number, lower: number, upper: number) {
    super(`${family}[${index.join(", ")}]: ${value} is not between ${lower} and ${upper}, and no decision can change it`);
    this.family = family;
    this.index = index;
    this.value = value;
  }
}

function finite(value: number, where: string): number {
  if (!Number.isFinite(value)) throw new Error(`${where}: a coefficient is ${value}`);
  return value;
}

/** The same model with new bounds for some columns: fixes whole numbers, keeps the rest. */
export function withBounds(model: LinearModel, lower: Float64Array, upper: Float64Array, continuous: boolean): LinearModel {
  return { ...model, lower, upper, integer: continuous ? new Uint8Array(model.integer.length) : model.integer };
}
