// What does the page show of money: spend by kind, what paid for it, cash, debt, and each investor's calls?

import { capexKinds, opexKinds, type Plan } from "../../plan/plan.ts";
import type { ResolvedProgramme } from "../../programme/programme.ts";
import { held } from "../../programme/series.ts";
import type { Settlement } from "../../settle/settle.ts";
import { running, toDollars } from "./sites.ts";

export interface InvestorView {
  readonly id: string;
  readonly name: string;
  readonly commitment: number;
  readonly unsigned: boolean;
  readonly calls: readonly number[];
}

export interface DebtView {
  readonly id: string;
  readonly lender: string;
  readonly limit: number;
  readonly rate: number;
  readonly draws: readonly number[];
  readonly debt: readonly number[];
}

/** One side of sources and uses: cumulative dollars by quarter. */
export interface Stack {
  readonly name: string;
  readonly address: string;
  readonly sum: readonly number[];
}

export interface MoneyView {
  readonly budget: number;
  readonly callable: readonly number[];
  /** Cumulative capital spending by kind. */
  readonly capex: readonly Stack[];
  /** Calls and draws so far. */
  readonly raised: readonly number[];
  readonly cash: readonly number[];
  readonly floor: number;
  readonly debts: readonly DebtView[];
  readonly investors: readonly InvestorView[];
  readonly sources: readonly Stack[];
  readonly uses: readonly Stack[];
  /** True when sources and uses come from the settled ledger, not from the plan. */
  readonly settled: boolean;
  readonly toBeRaised: number;
}

export function moneyView({ programme }: ResolvedProgramme, plan: Plan, settlement: Settlement | undefined): MoneyView {
  const count = plan.calendar.quarters;
  const { money } = plan.derived;
  const party = (id: string): string => programme.parties[id]?.name ?? id;
  const sum = (flows: Readonly<Record<string, readonly number[]>>): number[] =>
    Array.from({ length: count }, (_, t) => Object.values(flows).reduce((total, flow) => total + (flow[t] ?? 0), 0));
  const stack = (name: string, address: string, flow: readonly number[]): Stack => ({ name, address, sum: running(flow, count).map(toDollars) });
  const { calls, draws, repayments } = plan.decisions;
  const planned = {
    sources: [
      ...Object.keys(programme.capital.equity).map((id) => stack(party(id), `plan:decisions.calls.${id}`, calls[id] ?? [])),
      ...Object.keys(programme.capital.debt).map((id) => stack(`${party(programme.capital.debt[id]!.lender)}, debt`, `plan:decisions.draws.${id}`, draws[id] ?? [])),
      ...Object.entries(money.income ?? {}).map(([id, flow]) => stack(id.replaceAll("-", " "), `plan:derived.money.income.${id}`, flow)),
      ...(money.resale ? [stack("used racks sold", "plan:derived.money.resale.sales", sum(money.resale.sales))] : []),
    ],
    uses: [
      ...capexKinds.map((kind) => stack(kind, `plan:derived.money.capex.${kind}`, money.capex?.[kind] ?? [])),
      ...(money.capex?.difference ? [stack("spent to date beyond that", "plan:derived.money.capex.difference", money.capex.difference)] : []),
      ...opexKinds.map((kind) => stack(kind, `plan:derived.money.opex.${kind}`, money.opex?.[kind] ?? [])),
      stack("interest and fees", "plan:derived.money.interest", sum({ ...prefixed("i", money.interest), ...prefixed("f", money.fees) })),
      stack("debt repaid", "plan:decisions.repayments", sum(repayments ?? {})),
      { name: "cash left", address: "plan:derived.money.cash", sum: Array.from({ length: count }, (_, t) => toDollars(money.cash?.[t] ?? 0)) },
    ],
  };
  const booked = settlement && settlement.sourcesAndUses.length > 0 ? bookedStacks(settlement, plan, party) : undefined;
  return {
    budget: programme.capital.budget,
    callable: programme.capital.callable ? held(programme.capital.callable, plan.calendar) : [],
    capex: planned.uses.slice(0, capexKinds.length + (money.capex?.difference ? 1 : 0)),
    raised: running(sum({ ...prefixed("c", calls), ...prefixed("d", draws) }), count).map(toDollars),
    cash: planned.uses.at(-1)!.sum,
    floor: programme.capital.cashFloor ?? 0,
    debts: Object.entries(programme.capital.debt).map(([id, facility]) => ({
      id,
      lender: party(facility.lender),
      limit: facility.limit,
      rate: facility.rate,
      draws: Array.from({ length: count }, (_, t) => toDollars(draws[id]?.[t] ?? 0)),
      debt: Array.from({ length: count }, (_, t) => toDollars(money.debt?.[id]?.[t] ?? 0)),
    })),
    investors: Object.entries(programme.capital.equity).map(([id, equity]) => ({
      id,
      name: party(id),
      commitment: equity.commitment,
      unsigned: equity.unsigned,
      calls: Array.from({ length: count }, (_, t) => toDollars(calls[id]?.[t] ?? 0)),
    })),
    ...lively(booked ?? planned),
    settled: booked !== undefined,
    toBeRaised: toDollars(money.toBeRaisedCents ?? 0),
  };
}

function prefixed(prefix: string, flows: Readonly<Record<string, readonly number[]>> | undefined): Record<string, readonly number[]> {
  return Object.fromEntries(Object.entries(flows ?? {}).map(([id, flow]) => [`${prefix}:${id}`, flow]));
}

/** The ledger's sources and uses, summed over the quarters so far. */
function bookedStacks(settlement: Settlement, plan: Plan, party: (id: string) => string): { sources: Stack[]; uses: Stack[] } {
  const count = plan.calendar.quarters;
  const side = (of: "sources" | "uses"): Stack[] => {
    const names = [...new Set(settlement.sourcesAndUses.flatMap((entry) => Object.keys(entry[of])))];
    return names.map((name) => {
      const each = Array.from({ length: count }, (_, t) => Number(settlement.sourcesAndUses[t]?.[of][name] ?? 0));
      // Cash is a stock: what was there when the calendar began, and what is there now.
      const flow = name === "cash at start" ? each.map(() => each[0]!) : name === "cash at end" ? each : running(each, count);
      return { name: readable(name, party), address: `ledger:sourcesAndUses.${of}.${name}`, sum: flow.map(Math.round) };
    });
  };
  return { sources: side("sources"), uses: side("uses") };
}

/** `capex: buildings` is buildings, `draws: first-facility` is drawn, first facility. */
function readable(name: string, party: (id: string) => string): string {
  const [kind, rest] = name.split(/:\s*/);
  const words = (rest ?? "").replaceAll("-", " ");
  if (rest === undefined) return name.replaceAll("-", " ");
  return { capex: words, opex: words, calls: `called, ${party(rest)}`, draws: `drawn, ${words}`, income: words, repayments: `repaid, ${words}` }[kind!] ?? `${kind}, ${words}`;
}

function lively(sides: { sources: readonly Stack[]; uses: readonly Stack[] }): { sources: Stack[]; uses: Stack[] } {
  const some = (stack: Stack): boolean => stack.sum.some((value) => value !== 0);
  return { sources: sides.sources.filter(some), uses: sides.uses.filter(some) };
}
