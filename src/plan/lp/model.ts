// What is a linear programme here? Columns and rows with keys that survive to every message, assembled once into sparse arrays.

import { align, type Axis, labelsAt, type Numbers, type Shift, sizeOf } from "./axis.ts";
import { Expression } from "./expression.ts";
import { Doubles, Integers } from "./growing.ts";
import { KeyStore, nameOf } from "./key-store.ts";

export { Expression, sum } from "./expression.ts";

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

/** What the families write to: columns, rows and the objective. */
export interface Rows {
  column(family: string, index: readonly string[], lower: number, upper: number): number;
  whole(family: string, index: readonly string[], lower: number, upper: number): number;
  atMost(family: string, index: readonly string[], unit: string, left: Expression, right?: number): void;
  atLeast(family: string, index: readonly string[], unit: string, left: Expression, right?: number): void;
  equal(family: string, index: readonly string[], unit: string, left: Expression, right?: number): void;
  reward(expression: Expression, factor?: number): void;
}

/** Columns along axes, the last axis running fastest: the column at a place is `first` + place. */
export interface ColumnBlock {
  readonly model: object;
  readonly family: string;
  readonly axes: readonly Axis[];
  readonly first: number;
}

/** A part of every row of a block: `factor` times the columns of `of` with the row's labels, summed over the axes in `over`. */
export interface Term {
  readonly of: ColumnBlock;
  readonly factor?: Numbers;
  readonly over?: readonly Axis[];
  readonly shift?: Shift;
}

/** Collects columns and rows; a missing value, a label that does not fit or a key given twice is an error, never a guess. */
export class ModelBuilder implements Rows {
  readonly #columnKeys = new KeyStore();
  readonly #rowKeys = new KeyStore();
  readonly #cost = new Doubles();
  readonly #lower = new Doubles();
  readonly #upper = new Doubles();
  readonly #integer = new Integers();
  readonly #rowLower = new Doubles();
  readonly #rowUpper = new Doubles();
  readonly #starts = new Integers();
  readonly #indices = new Integers();
  readonly #values = new Doubles();
  /** Where a column's last entry stands, to add up those of one row. */
  #last = new Int32Array(1024);
  #offset = 0;

  constructor() {
    this.#starts.push(0);
  }

  /** Makes room for what will be added, so that nothing is moved on the way: for who has counted first. */
  reserve({ columns = 0, rows = 0, entries = 0 }: { readonly columns?: number; readonly rows?: number; readonly entries?: number }): void {
    for (const list of [this.#cost, this.#lower, this.#upper, this.#integer]) list.reserve(columns);
    for (const list of [this.#rowLower, this.#rowUpper, this.#starts]) list.reserve(rows);
    for (const list of [this.#indices, this.#values]) list.reserve(entries);
  }

  /** Adds a column with bounds; returns its number. */
  column(family: string, index: readonly string[], lower: number, upper: number): number {
    return this.#column(family, index, lower, upper, 0);
  }

  /** Adds a whole-number column. */
  whole(family: string, index: readonly string[], lower: number, upper: number): number {
    return this.#column(family, index, lower, upper, 1);
  }

  /** Adds a column for every place along the axes. Bounds are one number or a table along axes among these. */
  columns(family: string, axes: readonly Axis[], lower: Numbers, upper: Numbers): ColumnBlock {
    return this.#columns(family, axes, lower, upper, 0);
  }

  wholes(family: string, axes: readonly Axis[], lower: Numbers, upper: Numbers): ColumnBlock {
    return this.#columns(family, axes, lower, upper, 1);
  }

  /** An empty expression that belongs to this model. */
  sum(): Expression {
    return new Expression(this);
  }

  /** Adds to the objective (which is maximised). */
  reward(expression: Expression, factor = 1): void {
    this.#own(expression, "objective");
    for (let i = 0; i < expression.columns.length; i++) {
      const column = this.#known(expression.columns[i]!, "objective");
      this.#cost.set(column, this.#cost.at(column) + factor * finite(expression.factors[i]!, "objective"));
    }
    this.#offset += finite(factor * expression.constant, "objective");
  }

  /** Adds `factor` times every column of a block to the objective. */
  rewardAll(block: ColumnBlock, factor: Numbers): void {
    this.#ownBlock(block, "objective");
    const factors = along(factor, block.axes, "objective");
    for (let place = 0, size = sizeOf(block.axes); place < size; place++) {
      const column = block.first + place;
      this.#cost.set(column, this.#cost.at(column) + finite(factors(place), "objective"));
    }
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

  /**
   * Adds a row for every place along the axes: lower <= the sum of the terms <= upper. Labels are matched by name: a term runs along
   * axes of the row and those it is summed `over`; a label its columns do not have is an error.
   */
  rows(family: string, axes: readonly Axis[], unit: string, terms: readonly Term[], lower: Numbers, upper: Numbers): void {
    const parts = terms.map(({ of, factor, over = [], shift }) => {
      const what = `${family}: ${of.family}`;
      this.#ownBlock(of, what);
      for (const axis of over) if (axes.some(({ name }) => name === axis.name)) throw new Error(`${what} is summed over ${axis.name}, along which the rows run`);
      // A column that an axis of the sum does not move would be added as often as that axis has labels.
      for (const axis of over) if (!of.axes.some(({ name }) => name === axis.name)) throw new Error(`${what} is summed over ${axis.name}, along which it does not run`);
      const offsets = align(of.axes, [...axes, ...over], what, shift);
      return { first: of.first, offsets, inner: sizeOf(over), factors: along(factor ?? 1, [...axes, ...over], what) };
    });
    const lowers = along(lower, axes, `${family}: its lower side`);
    const uppers = along(upper, axes, `${family}: its upper side`);
    const count = sizeOf(axes);
    this.#rowKeys.addBlock(family, axes, unit);
    const entries = count * parts.reduce((total, { inner }) => total + inner, 0);
    this.reserve({ rows: count, entries });
    for (let place = 0; place < count; place++) {
      for (const { first, offsets, inner, factors } of parts) {
        for (let at = place * inner, to = at + inner; at < to; at++) {
          const factor = factors(at);
          // Infinity - Infinity and NaN - NaN are not 0: one comparison finds both.
          if (factor - factor !== 0) finite(factor, nameOf(family, labelsAt(axes, place)));
          if (factor !== 0) this.#entry(first + offsets[at]!, factor);
        }
      }
      const [low, high] = [lowers(place), uppers(place)];
      if (!(low <= high) || low === Infinity || high === -Infinity) throw new Error(`${nameOf(family, labelsAt(axes, place))} has no values between ${low} and ${high}`);
      if (this.#endOfRow() === 0 && (low > 1e-9 || high < -1e-9)) throw new EmptyRow(family, labelsAt(axes, place), 0, low, high);
      this.#starts.push(this.#indices.length);
      this.#rowLower.push(low);
      this.#rowUpper.push(high);
    }
  }

  build(): LinearModel {
    return {
      columns: this.#columnKeys.keys((family, index) => ({ family, index })),
      rows: this.#rowKeys.keys((family, index, unit) => ({ family, index, unit })),
      cost: Float64Array.from(this.#cost.view()),
      offset: this.#offset,
      lower: this.#lower.view(),
      upper: this.#upper.view(),
      integer: Uint8Array.from(this.#integer.view()),
      rowLower: this.#rowLower.view(),
      rowUpper: this.#rowUpper.view(),
      starts: this.#starts.view(),
      indices: this.#indices.view(),
      values: this.#values.view(),
    };
  }

  #column(family: string, index: readonly string[], lower: number, upper: number, integer: number): number {
    if (!(lower <= upper)) throw new Error(`${nameOf(family, index)} has no values between ${lower} and ${upper}`);
    this.#columnKeys.add(family, index, "");
    this.#cost.push(0);
    this.#lower.push(lower);
    this.#upper.push(upper);
    this.#integer.push(integer);
    return this.#columnKeys.length - 1;
  }

  #columns(family: string, axes: readonly Axis[], lower: Numbers, upper: Numbers, integer: number): ColumnBlock {
    const [lowers, uppers] = [along(lower, axes, `${family}: its lower bound`), along(upper, axes, `${family}: its upper bound`)];
    const size = sizeOf(axes);
    for (let place = 0; place < size; place++)
      if (!(lowers(place) <= uppers(place))) throw new Error(`${nameOf(family, labelsAt(axes, place))} has no values between ${lowers(place)} and ${uppers(place)}`);
    const first = this.#columnKeys.length;
    this.#columnKeys.addBlock(family, axes, "");
    this.reserve({ columns: size });
    for (let place = 0; place < size; place++) {
      this.#cost.push(0);
      this.#lower.push(lowers(place));
      this.#upper.push(uppers(place));
      this.#integer.push(integer);
    }
    return { model: this, family, axes, first };
  }

  #row(family: string, index: readonly string[], unit: string, left: Expression, lower: number, upper: number): void {
    const name = () => nameOf(family, index);
    this.#own(left, family);
    const constant = left.constant;
    if (constant - constant !== 0) finite(constant, name());
    if (!(lower <= upper) || lower === Infinity || upper === -Infinity) throw new Error(`${name()} has no values between ${lower} and ${upper}`);
    const { columns, factors } = left;
    for (let at = 0; at < columns.length; at++) {
      if (factors[at]! - factors[at]! !== 0) finite(factors[at]!, name());
      if (!(columns[at]! < this.#columnKeys.length) || columns[at]! < 0) this.#known(columns[at]!, name());
    }
    for (let at = 0; at < columns.length; at++) this.#entry(columns[at]!, factors[at]!);
    if (this.#endOfRow() === 0) {
      if (constant < lower - 1e-9 || constant > upper + 1e-9) throw new EmptyRow(family, index, constant, lower, upper);
      return;
    }
    try {
      this.#rowKeys.add(family, index, unit);
    } catch (error) {
      this.#values.length = this.#indices.length = this.#starts.at(this.#starts.length - 1);
      throw error;
    }
    this.#starts.push(this.#indices.length);
    this.#rowLower.push(lower - constant);
    this.#rowUpper.push(upper - constant);
  }

  /** Adds an entry to the row being written; a column's second entry is added to its first. */
  #entry(column: number, factor: number): void {
    if (column >= this.#last.length) {
      const larger = new Int32Array(Math.max(this.#columnKeys.length, this.#last.length * 2));
      larger.set(this.#last);
      this.#last = larger;
    }
    const before = this.#last[column]!;
    if (before >= this.#starts.at(this.#starts.length - 1) && before < this.#indices.length && this.#indices.at(before) === column)
      return this.#values.set(before, this.#values.at(before) + factor);
    this.#last[column] = this.#indices.length;
    this.#indices.push(column);
    this.#values.push(factor);
  }

  /** Takes out entries that add up to nothing; returns how many stay. */
  #endOfRow(): number {
    const from = this.#starts.at(this.#starts.length - 1);
    let to = from;
    for (let at = from; at < this.#indices.length; at++) {
      if (this.#values.at(at) === 0) continue;
      if (to < at) {
        this.#indices.set(to, this.#indices.at(at));
        this.#values.set(to, this.#values.at(at));
      }
      to++;
    }
    this.#indices.length = this.#values.length = to;
    return to - from;
  }

  #own({ model }: Expression, where: string): void {
    if (model !== undefined && model !== this) throw new Error(`${where}: an expression of another model`);
  }

  #ownBlock({ model }: ColumnBlock, where: string): void {
    if (model !== this) throw new Error(`${where}: columns of another model`);
  }

  #known(column: number, where: string): number {
    if (!(Number.isInteger(column) && column >= 0 && column < this.#columnKeys.length)) throw new Error(`${where}: this model has no column ${column}`);
    return column;
  }
}

/** A row without columns whose constant breaks its bounds: nothing the plan decides can keep the rule. */
export class EmptyRow extends Error {
  readonly family: string;
  readonly index: readonly string[];
  readonly value: number;
  constructor(family: string, index: readonly string[], value: number, lower: number, upper: number) {
    super(`${nameOf(family, index)}: ${value} is not between ${lower} and ${upper}, and no decision can change it`);
    this.family = family;
    this.index = index;
    this.value = value;
  }
}

/** Reads numbers by their place along axes. */
function along(numbers: Numbers, axes: readonly Axis[], what: string): (place: number) => number {
  if (typeof numbers === "number") return () => numbers;
  const { values } = numbers;
  if (numbers.axes.length === axes.length && numbers.axes.every((axis, at) => axis === axes[at])) return (place) => values[place]!;
  const offsets = align(numbers.axes, axes, what);
  return (place) => values[offsets[place]!]!;
}

function finite(value: number, where: string): number {
  if (!Number.isFinite(value)) throw new Error(`${where}: a coefficient is ${value}`);
  return value;
}

/** The same model with new bounds for some columns: fixes whole numbers, keeps the rest. */
export function withBounds(model: LinearModel, lower: Float64Array, upper: Float64Array, continuous: boolean): LinearModel {
  return { ...model, lower, upper, integer: continuous ? new Uint8Array(model.integer.length) : model.integer };
}
