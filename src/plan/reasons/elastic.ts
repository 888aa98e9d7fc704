// How does a model get columns that stand in for what is missing? Each one moves some rows, costs its weight, and the sum of costs is least.

import type { Key, LinearModel } from "../lp/model.ts";

/** A column that makes rows easier: `factor` units of the row's left side for each unit of the column. */
export interface Slack extends Key {
  readonly moves: readonly { readonly row: number; readonly factor: number }[];
  /** Cost of one unit. */
  readonly weight: number;
}

/** Appends one column a slack, not negative, and replaces the objective: maximise minus their weighted sum. Slack i is column `model.columns.length + i`. */
export function withSlacks(model: LinearModel, slacks: readonly Slack[]): LinearModel {
  const columns = model.columns.length;
  const extra = new Map<number, { column: number; factor: number }[]>();
  for (const [position, { moves }] of slacks.entries()) for (const { row, factor } of moves) extra.set(row, [...(extra.get(row) ?? []), { column: columns + position, factor }]);
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (let row = 0; row < model.rows.length; row++) {
    for (let at = model.starts[row]!; at < model.starts[row + 1]!; at++) {
      indices.push(model.indices[at]!);
      values.push(model.values[at]!);
    }
    for (const { column, factor } of extra.get(row) ?? []) {
      indices.push(column);
      values.push(factor);
    }
    starts.push(indices.length);
  }
  const grown = (list: Float64Array, value: number) => Float64Array.from([...list, ...slacks.map(() => value)]);
  return {
    ...model,
    columns: { length: columns + slacks.length, key: (position) => (position < columns ? model.columns.key(position) : slacks[position - columns]!) },
    cost: Float64Array.from([...new Float64Array(columns), ...slacks.map(({ weight }) => -weight)]),
    offset: 0,
    lower: grown(model.lower, 0),
    upper: grown(model.upper, Infinity),
    integer: Uint8Array.from([...model.integer, ...slacks.map(() => 0)]),
    starts: Int32Array.from(starts),
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
  };
}
