// How does a person read a model? As an LP file, the format of CPLEX that HiGHS, CBC, GLPK and SCIP read: rows as formulas, keys in comments.

import { nameOf } from "./key-store.ts";
import type { LinearModel } from "./model.ts";

// Readers of LP files have limits on the length of a line (CPLEX: 560 characters).
const widest = 240;

/** Writes a model as an LP file, row i named `r<i>` and column j `c<j>`; the optimum of the file is the model's, offset included. */
export function lpText(model: LinearModel, name: string): string {
  const { rowLower, rowUpper, lower, upper, cost, integer, starts, indices, values } = model;
  const columns = model.columns.length;
  const lines = [`\\ ${name.replaceAll(/\s+/g, " ")}`];
  for (let column = 0; column < columns; column++) lines.push(comment(`c${column}`, model.columns.key(column)));
  lines.push("Maximize");
  const objective: string[] = [];
  for (let column = 0; column < columns; column++) if (cost[column] !== 0) objective.push(part(cost[column]!, `c${column}`));
  // Not every reader takes a bare number in the objective: the offset is the coefficient of a column fixed at one.
  if (model.offset !== 0) objective.push(part(model.offset, "offset"));
  if (objective.length === 0) objective.push(columns > 0 ? "0 c0" : "0 offset");
  const offset = model.offset !== 0 || columns === 0;
  wrapped(lines, " objective:", objective);
  lines.push("Subject To");
  for (let row = 0; row < model.rows.length; row++) {
    const [low, high] = [rowLower[row]!, rowUpper[row]!];
    lines.push(comment(`r${row}`, model.rows.key(row)));
    if (low === -Infinity && high === Infinity) continue;
    const left: string[] = [];
    for (let at = starts[row]!; at < starts[row + 1]!; at++) left.push(part(values[at]!, `c${indices[at]}`));
    if (left.length === 0) left.push(columns > 0 ? "0 c0" : "0 offset");
    if (low === high) wrapped(lines, ` r${row}:`, [...left, `= ${low}`]);
    else {
      // A row with two sides is two rows: not every reader takes `low <= sum <= high`.
      if (high < Infinity) wrapped(lines, ` r${row}:`, [...left, `<= ${high}`]);
      if (low > -Infinity) wrapped(lines, ` r${row}${high < Infinity ? "_low" : ""}:`, [...left, `>= ${low}`]);
    }
  }
  lines.push("Bounds");
  if (offset) lines.push(" offset = 1");
  for (let column = 0; column < columns; column++) {
    const [low, high] = [lower[column]!, upper[column]!];
    if (low === high) lines.push(` c${column} = ${low}`);
    else if (low === -Infinity && high === Infinity) lines.push(` c${column} free`);
    else if (low !== 0 || high < Infinity) lines.push(` ${low === -Infinity ? "-inf" : low} <= c${column}${high < Infinity ? ` <= ${high}` : ""}`);
  }
  const whole = Array.from(integer.keys()).filter((column) => integer[column] === 1);
  if (whole.length > 0) {
    lines.push("Generals");
    wrapped(
      lines,
      "",
      whole.map((column) => `c${column}`),
    );
  }
  lines.push("End", "");
  return lines.join("\n");
}

function part(factor: number, column: string): string {
  return `${factor < 0 ? "-" : "+"} ${Math.abs(factor)} ${column}`;
}

function wrapped(lines: string[], head: string, parts: readonly string[]): void {
  let line = head;
  for (const next of parts) {
    if (line.length + next.length > widest) {
      lines.push(line);
      line = " ";
    }
    line += ` ${next}`;
  }
  lines.push(line);
}

function comment(name: string, { family, index }: { readonly family: string; readonly index: readonly string[] }): string {
  const text = `\\ ${name} ${nameOf(family, index).replaceAll(/\s+/g, " ")}`;
  return text.length > widest ? `${text.slice(0, widest - 3)}...` : text;
}
