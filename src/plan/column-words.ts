// What is a column of the model, in words? Its unit, and what its value says with the names of the file.

import type { PlanningCase } from "./case.ts";
import type { Key } from "./lp/model.ts";
import { acceleratorName, investors, siteName } from "./reasons/names.ts";

export interface ColumnWords {
  /** Of one of it: "rack"; empty for a choice between 0 and 1. */
  readonly unit: string;
  /** "racks of GB300 delivered at Abilene in 2026-Q3"; for a choice what it says when it is 1: "Abilene is opened in 2026-Q1". */
  readonly phrase: string;
}

/** What the columns of a family are, all together: "racks delivered". */
export interface ColumnFamily {
  readonly unit: string;
  readonly plural: string;
  readonly phrase: (study: PlanningCase, index: readonly string[]) => string;
}

const power = (what: string): ColumnFamily => ({
  unit: "MW",
  plural: `${what}, mean facility MW by time slice`,
  phrase: (study, [site, option, quarter, slice]) => `${what} by ${option} at ${siteName(study, site!)} in ${quarter}, ${slice}`,
});
const money = (plural: string, one: string): ColumnFamily => ({ unit: "USD", plural, phrase: (_, [quarter]) => `${one} ${quarter}` });
const loan = (plural: string, one: string): ColumnFamily => ({ unit: "USD", plural, phrase: (_, [facility, quarter]) => `${one.replace("*", facility!)} ${quarter}` });
const year = (plural: string, one: string): ColumnFamily => ({ unit: "USD", plural, phrase: (_, [clause, of]) => `${one.replace("*", clause!)} ${of}` });
const racks = (plural: string, of: (kind: string, site: string, quarter: string) => string): ColumnFamily => ({
  unit: "rack",
  plural,
  phrase: (study, [site, kind, quarter]) => of(acceleratorName(study, kind!), siteName(study, site!), quarter!),
});

/** Every family of columns, in reading order. */
export const columnFamilies: Readonly<Record<string, ColumnFamily>> = {
  "site.open": { unit: "", plural: "whether and when a site is opened", phrase: (study, [site, quarter]) => `${siteName(study, site!)} is opened in ${quarter}` },
  "build.start": {
    unit: "building",
    plural: "buildings started",
    phrase: (study, [site, kind, quarter]) => `${kind} buildings started at ${siteName(study, site!)} in ${quarter}`,
  },
  "build.busy": {
    unit: "",
    plural: "whether a site starts buildings in a quarter",
    phrase: (study, [site, quarter]) => `${siteName(study, site!)} starts any building in ${quarter}`,
  },
  "build.ready-mw": { unit: "MW", plural: "halls ready for racks, MW IT", phrase: (study, [site, quarter]) => `IT MW of halls ready at ${siteName(study, site!)} in ${quarter}` },
  "build.nowhere": { unit: "building", plural: "buildings that cannot start any more", phrase: (study, [site]) => `buildings started at ${siteName(study, site!)}` },
  "power.option": { unit: "", plural: "whether a power option is taken", phrase: (study, [site, option]) => `${option} at ${siteName(study, site!)} is taken` },
  "power.side": { unit: "", plural: "on which of two sides a feed stands", phrase: (study, [site, feed]) => `feed ${feed} stands on the first side at ${siteName(study, site!)}` },
  "power.first-side": {
    unit: "",
    plural: "whether a power option is taken and stands on the first side",
    phrase: (study, [site, option]) => `${option} at ${siteName(study, site!)} is taken and stands on the first side`,
  },
  "power.onsite": power("output"),
  "power.charge": power("power taken in"),
  "power.discharge": power("power given back"),
  "power.purchase": {
    unit: "MW",
    plural: "grid power bought under purchase clauses, mean facility MW by time slice",
    phrase: (study, [site, clause, quarter, slice]) => `grid power bought under ${clause} at ${siteName(study, site!)} in ${quarter}, ${slice}`,
  },
  "chip.racks": racks("racks delivered", (kind, site, quarter) => `racks of ${kind} delivered at ${site} in ${quarter}`),
  "chip.standing": racks("racks that stand at a quarter's end", (kind, site, quarter) => `racks of ${kind} standing at ${site} at the end of ${quarter}`),
  "chip.running": racks("racks at work at a quarter's end", (kind, site, quarter) => `racks of ${kind} at work at ${site} at the end of ${quarter}`),
  "chip.retired": {
    unit: "rack",
    plural: "racks taken out and sold, by the quarter of their delivery",
    phrase: (study, [site, kind, delivered, quarter]) => `racks of ${acceleratorName(study, kind!)} from ${delivered} sold at ${siteName(study, site!)} in ${quarter}`,
  },
  "work.training": {
    unit: "H100e",
    plural: "useful compute for milestones, by site and kind of accelerator",
    phrase: (study, [site, milestone, kind, quarter]) => `compute of ${acceleratorName(study, kind!)} at ${siteName(study, site!)} for ${milestone} in ${quarter}`,
  },
  "work.inference": {
    unit: "H100e",
    plural: "useful compute for inference, by site",
    phrase: (study, [site, work, quarter]) => `compute at ${siteName(study, site!)} for ${work} in ${quarter}`,
  },
  "work.effort": {
    unit: "H100e",
    plural: "useful compute for best-effort work, by site",
    phrase: (study, [site, work, quarter]) => `compute at ${siteName(study, site!)} for ${work} in ${quarter}`,
  },
  "work.cloud": { unit: "H100e", plural: "compute bought from clouds", phrase: (_, [cloud, work, quarter]) => `compute bought from ${cloud} for ${work} in ${quarter}` },
  "work.nowhere": { unit: "H100e", plural: "milestones that no place can run", phrase: (_, [milestone]) => `compute for ${milestone}` },
  campus: { unit: "", plural: "where a milestone runs", phrase: (study, [milestone, place]) => `${milestone} runs at ${siteName(study, place!)}` },
  "money.capex": money("capital spending", "capital spending in"),
  "money.capex-so-far": money("capital spending so far", "capital spending up to the end of"),
  "money.accelerators-so-far": money("spending on racks so far", "spending on racks up to the end of"),
  "money.sold-so-far": money("cost of the racks sold so far", "cost of the racks sold up to the end of"),
  "money.opex": money("running costs", "running costs in"),
  "money.cash": money("cash at a quarter's end", "cash at the end of"),
  "money.call": {
    unit: "USD",
    plural: "capital called, by order of investors",
    phrase: (study, [order, quarter]) => `capital called from ${investors(study, order!)} in ${quarter}`,
  },
  "money.draw": loan("debt drawn", "drawn from * in"),
  "money.repay": loan("debt repaid", "repaid to * in"),
  "money.debt": loan("debt owed at a quarter's end", "owed to * at the end of"),
  "money.owed": {
    unit: "",
    plural: "whether a lender is owed anything in the four quarters of a test of coverage",
    phrase: (_, [facility, quarter]) => `${facility} is owed something in the four quarters to ${quarter}`,
  },
  "money.shortfall": year("paid for compute that was not bought, by clause and year", "paid under * for compute not bought in"),
  "money.excess": year("spend above a commitment, by clause and year", "spend above the commitment of * in"),
  "money.carried": year("spend carried on into the next year, by clause and year", "spend under * carried on from"),
};

export function columnWords(study: PlanningCase, { family, index }: Key): ColumnWords {
  const { unit, phrase } = columnFamilies[family]!;
  return { unit, phrase: phrase(study, index) };
}
