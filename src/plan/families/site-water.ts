// site.water: how much water may the cooling draw?

import type { PlanningCase } from "../case.ts";
import { meanRunningMw } from "../columns.ts";
import { sum } from "../lp/model.ts";
import { hoursPerYear } from "../time.ts";
import type { Family } from "./family.ts";

export const siteWater: Family = {
  family: "site.water",
  sentence: "Water drawn in a quarter, `loadFactor x mean running IT MW x sum over slices of H x share x pumped`, is at most `water x H / 8766`.",
  policy: true,
  formula: [{ states: "H[t] x loadFactor x (sum over h of share[t,h] x pumped[s,t,h]) x meanRunningMw[s,t] <= water[s] x H[t] / 8766", each: "site with `water` and quarter" }],
  meaning:
    "Evaporative and adiabatic cooling draws water from a utility or a well, and the permit or contract gives cubic metres a year. Water per MWh of IT follows from the cooling design and the typical climate of the site; dry designs draw none and have no row.",
  asks: "a site that gives `water` and whose cooling evaporates some",
  limits: [
    { text: "The yearly permit is spread evenly over the quarters: a dry spring does not save water for the summer." },
    { text: "Only cooling counts: no water of construction, of plant on site or of people." },
    { text: "The climate is the typical year, not a hot one; `simulate` plays years that differ." },
  ],
  /** H[t] x loadFactor x (sum over h of share[h] x pumped[h]) x mean running IT MW <= water x H[t] / 8766, m3. */
  build(draft) {
    const { model, study } = draft;
    for (const [s, site] of study.sites.entries()) {
      if (site.site.water === undefined) continue;
      for (const [t, quarter] of study.names.entries()) {
        const mean = meanRunningMw(draft, s, t);
        const drawn = waterPerItMw(study, s, t);
        if (mean.columns.length > 0 && drawn > 0)
          model.atMost("site.water", [site.id, quarter], "m3", sum().merge(mean, study.hours[t]! * drawn), (site.site.water * study.hours[t]!) / hoursPerYear);
      }
    }
  },
};

/** Mean m3 an hour drawn in quarter t for each IT MW of running racks. */
function waterPerItMw({ programme, sites, slicesPerQuarter }: PlanningCase, s: number, t: number): number {
  const { share, pumped } = sites[s]!.slices;
  let mean = 0;
  for (let h = 0; h < slicesPerQuarter; h++) mean += share[t * slicesPerQuarter + h]! * pumped[t * slicesPerQuarter + h]!;
  return programme.catalogue.operations.loadFactor * mean;
}

/** The most mean running IT MW that the water of a site allows in quarter t; Infinity without a limit. */
export function wateredItMw(study: PlanningCase, s: number, t: number): number {
  const { water } = study.sites[s]!.site;
  const drawn = waterPerItMw(study, s, t);
  return water === undefined || drawn === 0 ? Infinity : water / hoursPerYear / drawn;
}
