// Which columns must every scenario have? Those that any of them has use for before the scenarios part: a start or a rack that waits for late power is a loss there, not impossible.

import { type PlanningCase } from "../case.ts";
import { earliestOf } from "../bounds.ts";

/** The same cases, each site with the earliest start and delivery that any of them has use for. */
export function aligned(studies: readonly PlanningCase[]): PlanningCase[] {
  const earliest = studies[0]!.sites.map((_, s) => {
    const all = studies.map((study) => earliestOf(study, study.sites[s]!));
    return { start: Math.min(...all.map(({ start }) => start)), racks: Math.min(...all.map(({ racks }) => racks)), running: Math.min(...all.map(({ running }) => running)) };
  });
  return studies.map((study) => ({ ...study, sites: study.sites.map((site, s) => ({ ...site, earliest: earliest[s]! })) }));
}
