// money.capex: what does building cost in each quarter?

import { cents, none, taken, type Draft } from "../columns.ts";
import { sum, type Expression } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const moneyCapex: Family = {
  family: "money.capex",
  sentence: "Capital spending is opening, buildings, power and racks as they fall due.",
  policy: false,
  formula: [
    {
      states:
        "capex[t] = sum over s of openingUsd[s] x open[s,t] + sum over s, b, a of buildingUsd[b,a] x starts[s,b,t-a] + sum over s of builtUsd[s,t] + sum over s, k of optionUsd[s,k,t] x taken[s,k] + sum over s, g of rackUsd[g,t] x racks[s,g,t]",
      each: "quarter",
    },
    { states: "capexSoFar[t] = capexSoFar[t-1] + capex[t]", each: "quarter" },
    { states: "acceleratorsSoFar[t] = acceleratorsSoFar[t-1] + sum over s, g of rackUsd[g,t] x racks[s,g,t]", each: "quarter" },
  ],
  meaning:
    "What is decided is paid for as it falls due: buildings along their spend curve, power in equal parts before energization, racks on delivery. Running sums keep the other rows of money short.",
  asks: "any programme",
  limits: [{ text: "Prices are those of the file by date; volume discounts and deposits are not in it." }],
  sums: ["money.capex-so-far", "money.accelerators-so-far"],
  /** capex[t] = what falls due of openings, buildings, power and racks; capexSoFar[t] = capexSoFar[t-1] + capex[t]; racks likewise; M$. */
  build(draft) {
    const { model, study, money } = draft;
    for (const [t, quarter] of study.names.entries()) {
      const racks = acceleratorCost(draft, t);
      model.equal("money.capex", [quarter], "M$", openingCost(draft, t).merge(buildingCost(draft, t)).merge(powerCost(draft, t)).merge(racks).add(money.capex[t]!, -1));
      model.equal("money.capex-so-far", [quarter], "M$", change(money.capexSoFar, t).add(money.capex[t]!, -1));
      model.equal("money.accelerators-so-far", [quarter], "M$", change(money.acceleratorsSoFar, t).merge(racks, -1));
    }
  },
};

function change(columns: readonly number[], t: number): Expression {
  const out = sum().add(columns[t]!);
  return t > 0 ? out.add(columns[t - 1]!, -1) : out;
}

export function openingCost({ study, sites }: Draft, t: number): Expression {
  const out = sum();
  for (const [s, site] of study.sites.entries()) if (sites[s]!.open[t] !== none) out.add(sites[s]!.open[t]!, cents(site.openingCents));
  return out;
}

export function buildingCost({ study, sites }: Draft, t: number): Expression {
  const out = sum();
  for (const [s, site] of study.sites.entries()) {
    out.plus(cents(site.builtCents[t]!));
    for (const [b, { parts }] of study.buildings.entries()) {
      for (const [age, part] of parts.entries()) {
        const start = sites[s]!.starts[b]![t - age];
        if (start !== undefined && start !== none) out.add(start, cents(part));
      }
    }
  }
  return out;
}

export function powerCost(draft: Draft, t: number): Expression {
  const out = sum();
  for (const [s, site] of draft.study.sites.entries()) for (const [k, { parts }] of site.options.entries()) out.merge(taken(draft, s, k), cents(parts[t]!));
  return out;
}

export function acceleratorCost({ study, sites }: Draft, t: number): Expression {
  const out = sum();
  for (const [g, { rackCents }] of study.accelerators.entries()) for (const site of sites) if (site.racks[g]![t] !== none) out.add(site.racks[g]![t]!, cents(rackCents[t]!));
  return out;
}
