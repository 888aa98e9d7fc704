// power.permit: how much plant may burn fuel at a site, and for how long?

import { none, taken } from "../columns.ts";
import { sum } from "../lp/model.ts";
import { hoursPerYear } from "../time.ts";
import type { Family } from "./family.ts";

export const powerPermit: Family = {
  family: "power.permit",
  sentence:
    "Nameplate of the options taken that burn fuel (carbon above 0) is at most the site's `airPermit`; an option with `hours` makes at most `hours x facility x H / 8766` MWh in a quarter.",
  policy: true,
  formula: [
    { states: "sum over k that burn fuel of facility[s,k] x taken[s,k] <= airPermit[s]", each: "site with `airPermit`" },
    { states: "sum over h of share[t,h] x onsite[s,k,t,h] <= hours[s,k] x facility[s,k] / 8766", each: "option with `hours` and quarter" },
  ],
  meaning:
    "Engines and turbines run under an air permit, in megawatts installed and often in hours a year; the turbines at Abilene were filed so (Data Center Dynamics, 2025-01-27). Plant with no carbon needs none.",
  asks: "a site with `airPermit` and plant that burns fuel, or an option with `hours`",
  limits: [
    { text: "Hours are spread evenly over the quarters.", touches: ({ sites }) => sites.some(({ options }) => options.some(({ option }) => option.hours !== undefined)) },
    { text: "Tonnes of NOx and carbon are not limited, only megawatts and hours." },
  ],
  /**
   * Sum over options that burn fuel of facility_k x taken_k <= airPermit of the site;
   * for an option with hours: sum over h of share[h] x on-site_k[t,h] <= hours x facility / 8766 (mean MW of each quarter).
   */
  build(draft) {
    const { model, study, sites } = draft;
    for (const [s, site] of study.sites.entries()) {
      const burning = sum();
      for (const [k, { fuel, option }] of site.options.entries()) if (fuel) burning.merge(taken(draft, s, k), option.facility);
      if (site.site.airPermit !== undefined && burning.columns.length > 0) model.atMost("power.permit", [site.id, "air permit"], "MW facility", burning, site.site.airPermit);
      for (const [k, { id, option }] of site.options.entries()) {
        if (option.hours === undefined) continue;
        for (const [t, quarter] of study.names.entries()) {
          const made = sum();
          for (let h = 0; h < study.slicesPerQuarter; h++) {
            const column = sites[s]!.onsite[k]![t]![h]!;
            if (column !== none) made.add(column, site.slices.share[t * study.slicesPerQuarter + h]!);
          }
          if (made.columns.length > 0) model.atMost("power.permit", [site.id, id, quarter], "mean MW facility", made, (option.hours * option.facility) / hoursPerYear);
        }
      }
    }
  },
};
