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
        "capex[t] = sum over s of openingUsd[s] x open[s,t] + sum over s, b, a of buildingUsd[b,a] x starts[s,b,t-a] + sum over s of builtUsd[s,t] + sum over s, k of optionUsd[s,k,t] x taken[s,k] + sum over s, g of rackUsd[g,t] x racks[s,g,t] + sum over s of difference[s,t]",
      each: "quarter",
    },
    { states: "capexSoFar[t] = capexSoFar[t-1] + capex[t]", each: "quarter" },
    { states: "acceleratorsSoFar[t] = acceleratorsSoFar[t-1] + sum over s, g of rackUsd[g,t] x racks[s,g,t]", each: "quarter" },
    {
      states: "soldSoFar[t] = soldSoFar[t-1] + sum over s, g, i of rackUsd[g,i] x retired[s,g,i,t]",
      each: "quarter from the first on in which a rack of the calendar may be sold",
    },
  ],
  meaning:
    "What is decided is paid for as it falls due: buildings along their spend curve, power in equal parts before energization, racks on delivery. Where a site says what was spent to date, that takes the place of what its decisions come to by then: the money is gone, whatever the plan thought of it, and what falls due later still does. Running sums keep the other rows of money short.",
  asks: "any programme",
  limits: [
    { text: "Prices are those of the file by date; volume discounts and deposits are not in it." },
    {
      text: "Money spent beyond the decisions, or not spent, stands on no book: it is no ground for debt, is not written off and is worth nothing at the end.",
      touches: ({ sites }) => sites.some(({ spentCents }) => spentCents.some((cents) => cents !== undefined)),
    },
  ],
  sums: ["money.capex-so-far", "money.accelerators-so-far", "money.sold-so-far"],
  /** capex[t] = what falls due of openings, buildings, power and racks; capexSoFar[t] = capexSoFar[t-1] + capex[t]; racks, delivered and sold, likewise; M$. */
  build(draft) {
    const { model, study, money } = draft;
    for (const [t, quarter] of study.names.entries()) {
      const racks = acceleratorCost(draft, t);
      model.equal(
        "money.capex",
        [quarter],
        "M$",
        openingCost(draft, t).merge(buildingCost(draft, t)).merge(powerCost(draft, t)).merge(racks).merge(difference(draft, t)).add(money.capex[t]!, -1),
      );
      model.equal("money.capex-so-far", [quarter], "M$", change(money.capexSoFar, t).add(money.capex[t]!, -1));
      model.equal("money.accelerators-so-far", [quarter], "M$", change(money.acceleratorsSoFar, t).merge(racks, -1));
      if (money.soldSoFar[t] !== none) model.equal("money.sold-so-far", [quarter], "M$", change(money.soldSoFar, t).merge(costOfSold(draft, t), -1));
    }
  },
};

function change(columns: readonly number[], t: number): Expression {
  const out = sum().add(columns[t]!);
  return t > 0 && columns[t - 1] !== none ? out.add(columns[t - 1]!, -1) : out;
}

/** What the racks that are sold in quarter t had cost, M$; nothing for racks from before the calendar. */
function costOfSold({ study, sites }: Draft, t: number): Expression {
  const out = sum();
  for (const [g, { rackCents }] of study.accelerators.entries())
    for (const site of sites) for (const sale of site.retired[g]!) if (sale.t === t && sale.delivered >= 0) out.add(sale.column, cents(rackCents[sale.delivered]!));
  return out;
}

/** Spending of quarter t that is not in the decisions, M$: what was spent to its end at a site that says so, less what was known before and what its decisions come to since. */
function difference(draft: Draft, t: number): Expression {
  const out = sum();
  for (const [s, { spentCents }] of draft.study.sites.entries()) {
    if (spentCents[t] === undefined) continue;
    const before = spentCents.findLastIndex((spent, at) => at < t && spent !== undefined);
    out.plus(cents(spentCents[t] - (spentCents[before] ?? 0)));
    for (let at = before + 1; at <= t; at++) for (const cost of [openingCost, buildingCost, powerCost, acceleratorCost]) out.merge(cost(draft, at, s), -1);
  }
  return out;
}

/** @param only one site; all where it is left out */
function openingCost({ study, sites }: Draft, t: number, only?: number): Expression {
  const out = sum();
  for (const [s, site] of study.sites.entries()) if ((only ?? s) === s && sites[s]!.open[t] !== none) out.add(sites[s]!.open[t]!, cents(site.openingCents));
  return out;
}

function buildingCost({ study, sites }: Draft, t: number, only?: number): Expression {
  const out = sum();
  for (const [s, site] of study.sites.entries()) {
    if ((only ?? s) !== s) continue;
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

function powerCost(draft: Draft, t: number, only?: number): Expression {
  const out = sum();
  for (const [s, site] of draft.study.sites.entries()) if ((only ?? s) === s) for (const [k, { parts }] of site.options.entries()) out.merge(taken(draft, s, k), cents(parts[t]!));
  return out;
}

function acceleratorCost({ study, sites }: Draft, t: number, only?: number): Expression {
  const out = sum();
  for (const [g, { rackCents }] of study.accelerators.entries())
    for (const [s, site] of sites.entries()) if ((only ?? s) === s && site.racks[g]![t] !== none) out.add(site.racks[g]![t]!, cents(rackCents[t]!));
  return out;
}
