// money.opex: what does running cost in each quarter?

import { meanRunningMw, none, runningMw, type Draft } from "../columns.ts";
import { sum, type Expression } from "../lp/model.ts";
import type { Family } from "./family.ts";
import { loadPerItMw } from "./power-balance.ts";

export const moneyOpex: Family = {
  family: "money.opex",
  sentence: "Running costs are energy, facility work, maintenance and insurance (and leases).",
  policy: false,
  build(draft) {
    const { model, study, money } = draft;
    const { operations } = study.programme.catalogue;
    for (const [t, quarter] of study.names.entries()) {
      const year = study.hours[t]! / 8766;
      const opex = sum()
        .add(money.acceleratorsSoFar[t]!, operations.itMaintenance * year)
        .add(money.capexSoFar[t]!, operations.insurance * year)
        .add(money.opex[t]!, -1);
      for (const [s, site] of study.sites.entries()) {
        opex.merge(energyCost(draft, s, t)).add(draft.sites[s]!.readyMw[t]!, (operations.facility * study.costEscalation[t]! * year) / 1e6);
        for (const { clause } of study.terms.leases(t))
          if (clause.site === site.id && clause.payer === study.programme.books.company) opex.add(draft.sites[s]!.readyMw[t]!, (3 * clause.price) / 1e6);
      }
      model.equal("money.opex", [quarter], "M$", opex);
    }
  },
};

/** Energy of a site in quarter t, M$: all load at the grid's price, less what on-site plant saves, plus the demand charge. */
function energyCost(draft: Draft, s: number, t: number): Expression {
  const { study, sites } = draft;
  const site = study.sites[s]!;
  const { tariff } = site.site;
  const out = sum();
  const mean = meanRunningMw(draft, s, t);
  if (mean.columns.length === 0 && mean.constant === 0) return out;
  const slices = site.slices.price.length / study.count;
  const escalation = study.energyEscalation[t]!;
  for (let h = 0; h < slices; h++) {
    const hours = study.hours[t]! * site.slices.share[t * slices + h]!;
    const price = (site.slices.price[t * slices + h]! + (tariff.delivery ?? 0)) * escalation;
    out.merge(mean, (loadPerItMw(draft, s, t, h) * hours * price) / 1e6);
    for (const [k, { variable }] of site.options.entries()) {
      const column = sites[s]!.onsite[k]![t]![h]!;
      if (column !== none) out.add(column, (hours * (variable * escalation - price)) / 1e6);
    }
    for (const { column, usdPerMwh } of sites[s]!.purchases[t]![h]!) if (usdPerMwh < price) out.add(column, (hours * (usdPerMwh - price)) / 1e6);
  }
  return out.merge(runningMw(draft, s, t), ((tariff.demand ?? 0) * 3 * site.site.designFacilityRatio * escalation) / 1e6);
}
