// money.opex: what does running cost in each quarter?

import { bookValueOf } from "../book.ts";
import { meanRunningMw, none, runningMw, type Draft } from "../columns.ts";
import { sum, type Expression } from "../lp/model.ts";
import { hoursPerYear } from "../time.ts";
import type { Family } from "./family.ts";
import { loadPerItMw, suppliedMw } from "./power-balance.ts";

export const moneyOpex: Family = {
  family: "money.opex",
  sentence: "Running costs are energy, facility work, maintenance, insurance, rent and property tax.",
  policy: false,
  formula: [
    {
      states:
        "opex[t] = sum over s of energyCost[s,t] + H[t] / 8766 x (operationsUsd x costEscalation[t] x sum over s of readyMw[s,t] + itMaintenance x (acceleratorsSoFar[t] - soldSoFar[t]) + insurance x (capexSoFar[t] - soldSoFar[t])) + sum over s of (rent[s,t] + 3 x lease[s,t] x readyMw[s,t] + taxShare[s,t] x bookValueOf[s,t-1])",
      each: "quarter",
    },
  ],
  meaning:
    "Running costs of the company: energy with its demand charge, work on the facility by ready IT MW, maintenance and insurance by cost so far (of what was not sold), rent and leases that it pays, and property tax on book value.",
  asks: "any programme",
  limits: [
    { text: "Staff, research and the customer's own costs are not the company's and not in it." },
    { text: "The demand charge follows running IT MW at the design ratio, not the metered peak.", touches: ({ sites }) => sites.some(({ site }) => (site.tariff.demand ?? 0) > 0) },
    { text: "Income tax, its depreciation and its credits are left out: figures are before tax." },
  ],
  /** opex[t] = energy + facility work + maintenance + insurance + rent and leases + property tax, M$. */
  build(draft) {
    const { model, study, money } = draft;
    const { operations } = study.programme.catalogue;
    for (const [t, quarter] of study.names.entries()) {
      const year = study.hours[t]! / hoursPerYear;
      const opex = sum()
        .add(money.acceleratorsSoFar[t]!, operations.itMaintenance * year)
        .add(money.capexSoFar[t]!, operations.insurance * year)
        .add(money.opex[t]!, -1);
      if (money.soldSoFar[t] !== none) opex.add(money.soldSoFar[t]!, -(operations.itMaintenance + operations.insurance) * year);
      for (const [s, site] of study.sites.entries()) {
        opex.merge(energyCost(draft, s, t)).add(draft.sites[s]!.readyMw[t]!, (operations.facility * study.costEscalation[t]! * year) / 1e6);
        for (const { clause } of study.terms.leases(t))
          if (clause.site === site.id && clause.payer === study.programme.books.company) opex.add(draft.sites[s]!.readyMw[t]!, (3 * clause.price) / 1e6);
        opex.merge(rent(draft, s, t));
        if (t > 0 && site.taxShare[t]! > 0) opex.merge(bookValueOf(draft, s, t - 1), site.taxShare[t]!);
      }
      model.equal("money.opex", [quarter], "M$", opex);
    }
  },
};

/** Rent of a site's buildings that someone else owns, M$: each from the quarter in which it is ready. */
function rent({ study, sites }: Draft, s: number, t: number): Expression {
  const out = sum().plus(study.sites[s]!.builtRentUsd[t]! / 1e6);
  for (const [b, { rentUsd, building }] of study.buildings.entries()) {
    if (rentUsd === 0) continue;
    for (let at = 0; at + building.ready <= t; at++) if (sites[s]!.starts[b]![at] !== none) out.add(sites[s]!.starts[b]![at]!, rentUsd / 1e6);
  }
  return out;
}

/** Energy of a site in quarter t, M$: all that the grid gives (what storage takes in among it) at its price, less what purchases save, the variable cost of plant, and the demand charge. */
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
    out.merge(mean, (loadPerItMw(draft, s, t, h) * hours * price) / 1e6).merge(suppliedMw(draft, s, t, h), (-hours * price) / 1e6);
    for (const [k, { variable }] of site.options.entries()) {
      const column = sites[s]!.onsite[k]![t]![h]!;
      if (column !== none) out.add(column, (hours * variable * escalation) / 1e6);
    }
    for (const { column, usdPerMwh } of sites[s]!.purchases[t]![h]!) if (usdPerMwh < price) out.add(column, (hours * (usdPerMwh - price)) / 1e6);
  }
  return out.merge(runningMw(draft, s, t), ((tariff.demand ?? 0) * 3 * site.site.designFacilityRatio * escalation) / 1e6);
}
