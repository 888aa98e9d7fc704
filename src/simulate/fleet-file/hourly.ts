// What does a CSV of hourly prices and carbon say?

import type { Problem } from "../../programme/document.ts";

/** A row an hour, from second 0 on; $/MWh and kg/MWh at the meter. */
export interface HourlySeries {
  readonly price?: Float64Array;
  readonly carbon?: Float64Array;
}

/** Reads a CSV with a header line that names `price`, `carbon` or both; other columns are left. Every problem stands with its line. */
export function readHourly(file: string, text: string): HourlySeries | { readonly problems: readonly Problem[] } {
  const lines = text.split(/\r?\n/);
  const names = lines[0]!.split(",").map((name) => name.trim().toLowerCase());
  const problems: Problem[] = [];
  const say = (line: number, column: number, message: string) => void problems.push({ code: "value.kind", position: { file, line, column }, path: "", message });
  const wanted = (["price", "carbon"] as const).filter((name) => names.includes(name));
  if (wanted.length === 0) say(1, 1, `expected a header line with price, carbon or both, got "${lines[0]!.slice(0, 60)}"`);
  const rows = lines.slice(1).map((line) => line.split(","));
  while (rows.length > 0 && rows.at(-1)!.join("").trim() === "") rows.pop();
  if (rows.length === 0) say(1, 1, "expected a row for each hour, got none");
  const column = (name: "price" | "carbon") => {
    const at = names.indexOf(name);
    return Float64Array.from(rows, (cells, row) => {
      const cell = (cells[at] ?? "").trim();
      const value = cell === "" ? Number.NaN : Number(cell);
      const least = name === "carbon" ? 0 : Number.NEGATIVE_INFINITY;
      if (!Number.isFinite(value) || value < least) say(row + 2, 1, `${name}: expected a number${name === "carbon" ? " of at least 0" : ""}, got "${cell}"`);
      return value;
    });
  };
  const series = Object.fromEntries(wanted.map((name) => [name, column(name)]));
  return problems.length > 0 ? { problems } : series;
}
