// power.balance: what comes from the grid, from plant on site and out of storage, in each time slice?

import { meanRunningMw, none, taken, type Draft } from "../columns.ts";
import { type Expression, sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const powerBalance: Family = {
  family: "power.balance",
  sentence:
    "In each slice: load = PUE x loadFactor x mean running IT MW = grid + on-site + discharge - charge, grid at most the available grid options, on-site at most firm share x available (`sun x available` for a source that follows the sun).",
  policy: false,
  formula: [
    { states: "gridMw[s,t,h] <= sum over k on the grid of available[s,k,t] x taken[s,k]", each: "site, quarter and time slice" },
    { states: "gridMw[s,t,h] >= 0", each: "site with plant or storage, quarter and time slice" },
    { states: "sum over p of purchases[s,p,t,h] <= gridMw[s,t,h]", each: "site with a purchase clause in force, quarter and time slice" },
    { states: "onsite[s,k,t,h] <= outputMw[s,k,t,h] x taken[s,k]", each: "plant, quarter and time slice" },
  ],
  meaning:
    "Energy is bought, made and stored where it is cheapest, and all of the load is met in every slice of the quarter. Slices are the dearest 1 %, the next 9 %, the next 40 % and the cheapest 50 % of the hours at the site's price, each with the mean PUE and sun of its hours. The grid gives what is left: load less what plant and storage give.",
  asks: "a site with plant, storage or a purchase clause, or with a slice whose load may be above the design ratio",
  limits: [
    { text: "A few slices stand for the quarter: no hours, no ramps, no start-up of plant. `simulate` plays every hour." },
    { text: "Nothing is sold back to the grid." },
    { text: "Where the grid alone is firm and the design ratio covers the slice's load, `power.firm` says it all and the grid's row is left out." },
  ],
  /**
   * With load = pue[h] x loadFactor x mean running IT MW and grid = load - on-site - discharge + charge:
   * 0 <= grid <= sum over grid options of available_k[t] x taken_k; purchases <= grid;
   * on-site_k <= outputMw_k[t,h] x taken_k, which is firm_k x available_k[t], or sun_k[t,h] x available_k[t] for a source that follows the sun.
   */
  build(draft) {
    const { model, study, sites } = draft;
    for (const [s, site] of study.sites.entries()) {
      for (const [t, quarter] of study.names.entries()) {
        const mean = meanRunningMw(draft, s, t);
        if (mean.columns.length === 0) continue;
        for (let h = 0; h < study.slicesPerQuarter; h++) {
          const slice = `slice ${h + 1}`;
          const load = sum().merge(mean, loadPerItMw(draft, s, t, h));
          const fromGrid = sum()
            .merge(load)
            .merge(suppliedMw(draft, s, t, h), -1);
          for (const [k, { id, outputMw }] of site.options.entries()) {
            const column = sites[s]!.onsite[k]![t]![h]!;
            if (column === none) continue;
            const most = outputMw[t * study.slicesPerQuarter + h]!;
            const made = sum().add(column);
            if (sites[s]!.options[k] === none) model.atMost("power.balance", [site.id, id, quarter, slice], "MW facility", made, most);
            else model.atMost("power.balance", [site.id, id, quarter, slice], "MW facility", made.merge(taken(draft, s, k), -most));
          }
          const served = fromGrid.columns.length > load.columns.length;
          if (served) model.atMost("power.balance", [site.id, "no export", quarter, slice], "MW facility", sum().merge(fromGrid, -1));
          const purchased = sum();
          for (const { column } of sites[s]!.purchases[t]![h]!) purchased.add(column);
          if (purchased.columns.length > 0) model.atMost("power.balance", [site.id, "purchases", quarter, slice], "MW facility", purchased.merge(fromGrid, -1));
          for (const [k, { grid, available }] of site.options.entries()) if (grid) fromGrid.merge(taken(draft, s, k), -available[t]!);
          // Where the grid alone is firm, the firm rule already implies this row if the design ratio covers the slice's load.
          const others = site.options.some(({ grid, available }) => !grid && available[t]! > 0);
          if (others || loadPerItMw(draft, s, t, h) > site.site.designFacilityRatio) model.atMost("power.balance", [site.id, "grid", quarter, slice], "MW facility", fromGrid);
        }
      }
    }
  },
};

/** Facility MW that plant and storage on site give in a slice, less what storage takes in. */
export function suppliedMw({ sites, study }: Draft, s: number, t: number, h: number): Expression {
  const out = sum();
  const { onsite, charge, discharge } = sites[s]!;
  for (const [k] of study.sites[s]!.options.entries()) {
    if (onsite[k]![t]![h] !== none) out.add(onsite[k]![t]![h]!);
    if (discharge[k]![t]![h] !== none) out.add(discharge[k]![t]![h]!);
    if (charge[k]![t]![h] !== none) out.add(charge[k]![t]![h]!, -1);
  }
  return out;
}

/** Facility MW drawn per IT MW of running racks in a slice. */
export function loadPerItMw({ study }: Draft, s: number, t: number, h: number): number {
  return study.sites[s]!.slices.pue[t * study.slicesPerQuarter + h]! * study.programme.catalogue.operations.loadFactor;
}
