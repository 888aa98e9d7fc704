// What does a programme read once a record has taught it? The same, with the planner's guesses where the record has them.

import type { ResolvedProgramme } from "../programme/programme.ts";
import type { Figure } from "../programme/fields.ts";
import type { Lessons } from "./lessons.ts";

/** The confidence of what was simulated: nobody measured it, and it is as good as the simulation's own figures. */
const confidence = "estimate";

/**
 * The programme with the record's goodputs and PUE: `catalogue.operations.goodput`, `workloads.<milestone>.goodput`, `sites.<site>.pueFactor`; each a figure whose source is the record.
 * Rounded to four decimals. What the record says nothing of stays.
 */
export function calibrated(
  { programme, figures }: ResolvedProgramme,
  { record, goodput, milestones, pue }: Pick<Lessons, "record" | "goodput" | "milestones" | "pue">,
): ResolvedProgramme {
  const taught: Record<string, Figure> = {};
  const learn = (path: string, value: Figure["value"]): void => {
    taught[path] = { value, unit: "1", source: `simulated record ${record.slice(0, 12)}`, confidence };
  };
  const usual = Math.min(1, rounded(goodput.simulated));
  learn("catalogue.operations.goodput", usual);
  const workloads = Object.fromEntries(
    Object.entries(programme.workloads).map(([id, workload]) => {
      const found = milestones[id];
      if (workload.kind !== "training" || !found) return [id, workload];
      const own = Math.min(1, rounded(found.simulated));
      learn(`workloads.${id}.goodput`, own);
      return [id, { ...workload, goodput: own }];
    }),
  );
  const sites = Object.fromEntries(
    Object.entries(programme.sites).map(([id, site]) => {
      const found = pue[id];
      if (!found) return [id, site];
      const factor = Object.fromEntries(Object.entries(found.factor).map(([quarter, value]) => [quarter, rounded(value)]));
      learn(`sites.${id}.pueFactor`, factor);
      return [id, { ...site, pueFactor: factor }];
    }),
  );
  const operations = { ...programme.catalogue.operations, goodput: usual };
  return { programme: { ...programme, workloads, sites, catalogue: { ...programme.catalogue, operations } } as ResolvedProgramme["programme"], figures: { ...figures, ...taught } };
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
