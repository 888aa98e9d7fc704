// power.firm: what can the connections and plants feed for certain?

import { runningMw, taken } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const powerFirm: Family = {
  family: "power.firm",
  sentence: "Running racks need firm power: grid and the firm share of on-site plant, at the facility's design ratio.",
  policy: false,
  /** designFacilityRatio x running IT MW <= sum of firm_k x available_k[t] x taken_k; and <= a power cap in force. */
  build(draft) {
    for (const [s, site] of draft.study.sites.entries()) {
      for (const [t, quarter] of draft.study.names.entries()) {
        const running = runningMw(draft, s, t);
        if (running.columns.length === 0) continue;
        const need = sum().merge(running, site.site.designFacilityRatio);
        const firm = sum().merge(need);
        for (const [k, { available, firm: share }] of site.options.entries()) firm.merge(taken(draft, s, k), -share * available[t]!);
        draft.model.atMost("power.firm", [site.id, quarter], "MW facility", firm);
        if (site.powerCapMw[t]! < Infinity) draft.model.atMost("agreement.power-cap", [site.id, quarter], "MW facility", need, site.powerCapMw[t]!);
      }
    }
  },
};
