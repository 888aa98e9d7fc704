// power.balance: what runs on the grid and what on site, in each time slice?

import { meanRunningMw, none, taken, type Draft } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const powerBalance: Family = {
  family: "power.balance",
  sentence: "In every time slice the load is met by grid and on-site power, each within what it has.",
  policy: false,
  /** load = pue[h] x loadFactor x mean running IT MW; 0 <= load - on-site <= grid available; on-site_k <= firm_k x available_k x taken_k. */
  build(draft) {
    const { model, study, sites } = draft;
    for (const [s, site] of study.sites.entries()) {
      for (const [t, quarter] of study.names.entries()) {
        const mean = meanRunningMw(draft, s, t);
        if (mean.columns.length === 0) continue;
        for (let h = 0; h < site.slices.share.length / study.count; h++) {
          const load = sum().merge(mean, loadPerItMw(draft, s, t, h));
          const fromGrid = sum().merge(load);
          const onsite = sum();
          for (const [k, { id, available, firm }] of site.options.entries()) {
            const column = sites[s]!.onsite[k]![t]![h]!;
            if (column === none) continue;
            onsite.add(column);
            fromGrid.add(column, -1);
            if (sites[s]!.options[k] !== none)
              model.atMost(
                "power.balance",
                [site.id, id, quarter, `slice ${h + 1}`],
                "MW facility",
                sum()
                  .add(column)
                  .merge(taken(draft, s, k), -firm * available[t]!),
              );
            else model.atMost("power.balance", [site.id, id, quarter, `slice ${h + 1}`], "MW facility", sum().add(column), firm * available[t]!);
          }
          if (onsite.columns.length > 0) model.atMost("power.balance", [site.id, "no export", quarter, `slice ${h + 1}`], "MW facility", onsite.merge(load, -1));
          const purchased = sum();
          for (const { column } of sites[s]!.purchases[t]![h]!) purchased.add(column);
          if (purchased.columns.length > 0) model.atMost("power.balance", [site.id, "purchases", quarter, `slice ${h + 1}`], "MW facility", purchased.merge(fromGrid, -1));
          for (const [k, { grid, available }] of site.options.entries()) if (grid) fromGrid.merge(taken(draft, s, k), -available[t]!);
          // Without on-site plant the firm rule already implies this row wherever the design ratio covers the slice's load.
          if (onsite.columns.length > 0 || loadPerItMw(draft, s, t, h) > site.site.designFacilityRatio)
            model.atMost("power.balance", [site.id, "grid", quarter, `slice ${h + 1}`], "MW facility", fromGrid);
        }
      }
    }
  },
};

/** Facility MW drawn per IT MW of running racks in a slice. */
export function loadPerItMw({ study }: Draft, s: number, t: number, h: number): number {
  const { slices } = study.sites[s]!;
  return slices.pue[t * (slices.pue.length / study.count) + h]! * study.programme.catalogue.operations.loadFactor;
}
