// What does a programme read once its uncertain entries have turned out? The same programme with the values at their paths moved.

import type { Programme } from "../programme.ts";
import type { Quarter } from "../../units/brand.ts";
import { addQuarters } from "../../units/calendar.ts";
import type { Move } from "./move.ts";

/** The programme with every move applied; moves on the same path add up. What is not moved is shared, not copied. */
export function moved(programme: Programme, moves: readonly Move[]): Programme {
  return moves.reduce((found, move) => replace(found, move.path.split("."), move, move.path) as Programme, programme);
}

/** The value at a path of ids, as `uncertain` writes it; undefined when it leads nowhere. */
export function at(programme: Programme, path: string): unknown {
  return path.split(".").reduce<unknown>((found, part) => (typeof found === "object" && found !== null ? (found as Record<string, unknown>)[part] : undefined), programme);
}

function replace(value: unknown, [first, ...rest]: readonly string[], move: Move, path: string): unknown {
  if (first === undefined) return shifted(value, move, path);
  if (typeof value !== "object" || value === null || !(first in value)) throw new Error(`${path} leads nowhere`);
  const inner = replace((value as Record<string, unknown>)[first], rest, move, path);
  if (Array.isArray(value)) return value.map((item: unknown, position) => (position === Number(first) ? inner : item));
  return { ...value, [first]: inner };
}

/** A slip moves a quarter, a day or a number of quarters; a factor scales a number, every number of a series or of a list. */
function shifted(value: unknown, { factor, slipQuarters }: Move, path: string): unknown {
  if (slipQuarters !== undefined) {
    if (typeof value === "number") return value + slipQuarters;
    if (typeof value === "string") return /^\d{4}-Q[1-4]$/.test(value) ? addQuarters(value as Quarter, slipQuarters) : laterDay(value, slipQuarters);
  } else if (typeof value === "number") return value * factor!;
  else if (Array.isArray(value)) return value.map((item: number) => item * factor!);
  else if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value as Record<string, number>).map(([key, number]) => [key, number * factor!]));
  throw new Error(`${path} cannot move: ${JSON.stringify(value)} is neither a date nor a number`);
}

/** The same day of the month three months a quarter later, or the month's last. */
function laterDay(day: string, quarters: number): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const months = year * 12 + month - 1 + 3 * quarters;
  const last = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate();
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}-${String(Math.min(date, last)).padStart(2, "0")}`;
}
