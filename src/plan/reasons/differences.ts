// Which inputs differ between two programmes, and to which group does each belong? Paths as in the programme file.

import type { Programme } from "../../programme/programme.ts";

export const groups = [
  "standing",
  "site power",
  "energy prices",
  "sites",
  "supply",
  "prices",
  "technology",
  "demand",
  "capital",
  "agreements",
  "labour",
  "objective",
  "calendar",
  "other",
] as const;
export type Group = (typeof groups)[number];

export interface Difference {
  readonly path: readonly string[];
  readonly group: Group;
  /** Undefined where that programme has nothing at the path. */
  readonly a: unknown;
  readonly b: unknown;
}

/** Every value that differs, at the deepest path that both programmes have; a list is one value. */
export function inputDifferences(a: Programme, b: Programme): Difference[] {
  const out: Difference[] = [];
  const walk = (one: unknown, other: unknown, path: readonly string[]): void => {
    if (one === other || (isMap(one) && isMap(other) && one === other)) return;
    if (isMap(one) && isMap(other)) {
      for (const key of [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted()) walk(one[key], other[key], [...path, key]);
      return;
    }
    if (JSON.stringify(one) !== JSON.stringify(other)) out.push({ path, group: groupOf(path), a: one, b: other });
  };
  walk(a, b, []);
  return out;
}

/** The programme with each difference's value of A put back at its path. */
export function switchedBack(b: Programme, differences: readonly Difference[]): Programme {
  return differences.reduce<unknown>((programme, { path, a }) => put(programme, path, a), b) as Programme;
}

function put(at: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const map = isMap(at) ? at : {};
  const inside = put(map[key], rest, value);
  const { [key]: _, ...others } = map;
  return inside === undefined ? others : { ...others, [key]: inside };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Which question of the programme a path answers. */
function groupOf([top, , third, fourth, fifth]: readonly string[]): Group {
  switch (top) {
    case "sites":
      // What is built, delivered or signed.
      if (third === "built" || third === "racks" || third === "committed" || third === "status" || fifth === "committed") return "standing";
      return third === "power" ? "site power" : third === "tariff" || third === "carbon" ? "energy prices" : "sites";
    case "catalogue":
      if (fourth === "supply" || fourth === "firstShip" || fourth === "slots" || fourth === "orders" || fourth === "lead" || fourth === "most" || fourth === "campus")
        return "supply";
      return fourth === "rackPrice" || fourth === "prices" || fourth === "resale" || fourth === "adders" || fourth === "cost" || fourth === "price" || fourth === "variable"
        ? "prices"
        : "technology";
    case "workloads":
    case "regions":
      return "demand";
    case "capital":
    case "discount":
    case "parties":
    case "books":
      return "capital";
    case "agreements":
    case "events":
    case "known":
      // The day of the file decides which clauses count.
      return "agreements";
    case "labour":
      return "labour";
    case "objective":
      return "objective";
    case "calendar":
    case "dollars":
      return "calendar";
    default:
      return "other";
  }
}
