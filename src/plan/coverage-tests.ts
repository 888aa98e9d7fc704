// Over which quarters does a test of coverage look back, and which are tested?

import type { Quarter } from "../units/brand.ts";
import { indexOf } from "../units/calendar.ts";
import type { PlanningCase } from "./case.ts";

/** Quarters that one test looks back over. */
export const testQuarters = 4;

/** Last quarter of the first test: all its quarters lie in the calendar and are tested. */
export function firstTest({ calendar }: Pick<PlanningCase, "calendar">, tested: Quarter): number {
  return Math.max(0, indexOf(calendar, tested)) + testQuarters - 1;
}

/** Was anything owed at the start of one of the four quarters up to t? @param debt at the end of each quarter, any unit */
export function owedIn(debt: readonly number[], t: number): boolean {
  return debt.slice(Math.max(0, t - testQuarters), t).some((owed) => owed > 0);
}
