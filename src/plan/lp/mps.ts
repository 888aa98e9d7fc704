// How does a model leave the house? As free-format MPS, which every solver reads; names are positions, keys stand in comments.

import { nameOf } from "./key-store.ts";
import type { LinearModel } from "./model.ts";
import { transposed } from "./transpose.ts";

/**
 * Writes a model as free MPS, row i named `r<i>` and column j `c<j>`. MPS minimises, so the objective is negated, with its offset:
 * the optimum of the file is minus the model's. Keys stand in comments unless `keys` is false.
 */
export function mpsText(model: LinearModel, name: string, { keys = true }: { readonly keys?: boolean } = {}): string {
  const { rowLower, rowUpper, lower, upper, cost, integer } = model;
  const [rows, columns] = [model.rows.length, model.columns.length];
  // COIN-OR reads free format only when the first line says so; HiGHS takes the word as part of the name.
  const lines = [`NAME ${name.replaceAll(/\s+/g, "-")} FREE`, "ROWS", " N cost"];
  for (let row = 0; row < rows; row++) {
    if (keys) lines.push(comment(`r${row}`, model.rows.key(row)));
    lines.push(` ${kindOf(rowLower[row]!, rowUpper[row]!)} r${row}`);
  }
  lines.push("COLUMNS");
  const matrix = transposed(model, columns);
  let whole = false;
  for (let column = 0; column < columns; column++) {
    if (keys) lines.push(comment(`c${column}`, model.columns.key(column)));
    if ((integer[column] === 1) !== whole) {
      whole = !whole;
      lines.push(` M${column} 'MARKER' '${whole ? "INTORG" : "INTEND"}'`);
    }
    const [from, to] = [matrix.starts[column]!, matrix.starts[column + 1]!];
    if (cost[column] !== 0 || from === to) lines.push(` c${column} cost ${0 - cost[column]!}`);
    for (let at = from; at < to; at++) lines.push(` c${column} r${matrix.indices[at]} ${matrix.values[at]}`);
  }
  if (whole) lines.push(" MEND 'MARKER' 'INTEND'");
  lines.push("RHS");
  // By the convention of MPS the right side of the objective is what is taken off it.
  if (model.offset !== 0) lines.push(` right cost ${model.offset}`);
  for (let row = 0; row < rows; row++) {
    const kind = kindOf(rowLower[row]!, rowUpper[row]!);
    const right = kind === "N" ? 0 : kind === "G" ? rowLower[row]! : rowUpper[row]!;
    if (right !== 0) lines.push(` right r${row} ${right}`);
  }
  lines.push("RANGES");
  for (let row = 0; row < rows; row++) {
    const range = rowUpper[row]! - rowLower[row]!;
    if (range > 0 && range < Infinity) lines.push(` range r${row} ${range}`);
  }
  lines.push("BOUNDS");
  for (let column = 0; column < columns; column++) {
    const [low, high] = [lower[column]!, upper[column]!];
    if (low === high) lines.push(` FX bound c${column} ${low}`);
    else if (low === -Infinity && high === Infinity) lines.push(` FR bound c${column}`);
    else {
      if (low === -Infinity) lines.push(` MI bound c${column}`);
      else if (low !== 0) lines.push(` LO bound c${column} ${low}`);
      // Without a bound of their own, whole numbers would be read as 0 or 1.
      if (high < Infinity) lines.push(` UP bound c${column} ${high}`);
      else if (integer[column] === 1) lines.push(` PL bound c${column}`);
    }
  }
  lines.push("ENDATA", "");
  return lines.join("\n");
}

/** With a range, the side that is written is the one from which the range gives the other without rounding. */
function kindOf(low: number, high: number): "E" | "L" | "G" | "N" {
  if (low === high) return "E";
  if (high === Infinity) return low === -Infinity ? "N" : "G";
  return low > -Infinity && high - (high - low) !== low && low + (high - low) === high ? "G" : "L";
}

function comment(name: string, { family, index }: { readonly family: string; readonly index: readonly string[] }): string {
  return `* ${name} ${nameOf(family, index).replaceAll(/\s+/g, " ")}`;
}
