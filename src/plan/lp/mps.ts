// How does a model leave the house? As free-format MPS, which every solver reads; names are positions, keys stand in comments.

import type { LinearModel } from "./model.ts";

/** Writes a model as free MPS. MPS minimises, so costs are negated: the optimum of the file is minus the model's, less its offset. */
export function mpsText(model: LinearModel, name: string): string {
  // COIN-OR reads free format only when the first line says so; HiGHS takes the word as part of the name.
  const lines = [`NAME ${name.replaceAll(/\s+/g, "-")} FREE`, "ROWS", " N cost"];
  for (let row = 0; row < model.rows.length; row++) {
    const { family, index } = model.rows.key(row);
    lines.push(`* r${row} ${family}[${index.join(", ")}]`);
    lines.push(` ${model.rowLower[row] === model.rowUpper[row] ? "E" : model.rowUpper[row]! < Infinity ? "L" : "G"} r${row}`);
  }
  lines.push("COLUMNS");
  const entries: [number, number][][] = Array.from({ length: model.columns.length }, () => []);
  for (let row = 0; row < model.rows.length; row++) for (let at = model.starts[row]!; at < model.starts[row + 1]!; at++) entries[model.indices[at]!]!.push([row, model.values[at]!]);
  let whole = false;
  for (let column = 0; column < model.columns.length; column++) {
    if ((model.integer[column] === 1) !== whole) {
      whole = !whole;
      lines.push(` M${column} 'MARKER' '${whole ? "INTORG" : "INTEND"}'`);
    }
    if (model.cost[column] !== 0) lines.push(` c${column} cost ${number(-model.cost[column]!)}`);
    for (const [row, value] of entries[column]!) lines.push(` c${column} r${row} ${number(value)}`);
    if (model.cost[column] === 0 && entries[column]!.length === 0) lines.push(` c${column} cost 0`);
  }
  if (whole) lines.push(" MEND 'MARKER' 'INTEND'");
  lines.push("RHS");
  for (let row = 0; row < model.rows.length; row++) {
    const right = model.rowUpper[row]! < Infinity ? model.rowUpper[row]! : model.rowLower[row]!;
    if (right !== 0) lines.push(` right r${row} ${number(right)}`);
  }
  lines.push("RANGES");
  for (let row = 0; row < model.rows.length; row++) {
    const range = model.rowUpper[row]! - model.rowLower[row]!;
    if (range > 0 && range < Infinity) lines.push(` range r${row} ${number(range)}`);
  }
  lines.push("BOUNDS");
  for (let column = 0; column < model.columns.length; column++) {
    const [lower, upper] = [model.lower[column]!, model.upper[column]!];
    if (lower === upper) lines.push(` FX bound c${column} ${number(lower)}`);
    else {
      if (lower === -Infinity) lines.push(` MI bound c${column}`);
      else if (lower !== 0) lines.push(` LO bound c${column} ${number(lower)}`);
      if (upper < Infinity) lines.push(` UP bound c${column} ${number(upper)}`);
      else if (model.integer[column] === 1) lines.push(` PL bound c${column}`);
    }
  }
  lines.push("ENDATA", "");
  return lines.join("\n");
}

/** Shortest text that reads back as the same number. */
function number(value: number): string {
  return String(value);
}
