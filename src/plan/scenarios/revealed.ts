// When does one learn how an uncertain entry turns out?

import type { Programme } from "../../programme/programme.ts";
import type { Quarter } from "../../units/brand.ts";
import { indexOf } from "../../units/calendar.ts";
import { at } from "../../programme/uncertain/moved.ts";
import type { Uncertainty } from "../../programme/uncertain/outcome.ts";

/**
 * Quarter of the calendar in which the outcome is known: `revealed` where the entry says so; a date's own quarter, because then it has
 * come or not; the first quarter with a number of a series; else at once (0).
 */
export function revealedAt(programme: Programme, { path, revealed }: Uncertainty): number {
  if (revealed !== undefined) return indexOf(programme.calendar, revealed);
  const value = at(programme, path);
  if (typeof value === "string" && quarterText.test(value)) return Math.max(0, indexOf(programme.calendar, value as Quarter));
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const quarters = Object.keys(value).filter((key) => quarterText.test(key));
    if (quarters.length > 0 && quarters.length === Object.keys(value).length) return Math.max(0, indexOf(programme.calendar, quarters.toSorted()[0] as Quarter));
  }
  return 0;
}

const quarterText = /^\d{4}-Q[1-4]$/;
