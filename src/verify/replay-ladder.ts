// Which kW of a site are applied for, energized, ready, racked and running?

import type { Ladder } from "../plan/plan.ts";
import type { SiteStand } from "./stand.ts";

/** The five rungs by quarter, in IT kW, unrounded; each at most the one before. */
export function siteLadder({ site, options, opened, gridMw, firmOnsiteMw, readyMw, rackedMw, runningMw }: SiteStand): Readonly<Record<keyof Ladder, number[]>> {
  const ratio = site.designFacilityRatio;
  const nameplateMw = options.reduce((sum, { option }) => sum + option.facility, 0);
  const appliedKw = readyMw.map((_, quarter) => (opened !== null && quarter >= opened ? (1000 * nameplateMw) / ratio : 0));
  const energizedKw = appliedKw.map((applied, quarter) => Math.min(applied, (1000 * (gridMw[quarter]! + firmOnsiteMw[quarter]!)) / ratio));
  const itReadyKw = energizedKw.map((energized, quarter) => Math.min(energized, 1000 * readyMw[quarter]!));
  const rackedKw = itReadyKw.map((ready, quarter) => Math.min(ready, 1000 * rackedMw[quarter]!));
  return { appliedKw, energizedKw, itReadyKw, rackedKw, runningKw: runningMw.map((mw) => 1000 * mw) };
}
