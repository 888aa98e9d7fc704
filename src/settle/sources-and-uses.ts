// Where did the company's money come from each quarter, and where did it go, to the cent?

import { capexKinds } from "../plan/plan.ts";
import type { Quarter } from "../units/brand.ts";
import { formatMoney, parseMoney } from "../units/money.ts";
import { cash } from "./ledger.ts";
import type { SourcesAndUses, Transaction } from "./settle.ts";

/** Stocks among the lines: cash before and after, and what cash lacks to the floor. All other lines are flows of the quarter. */
export const stocks = { start: "cash at start", end: "cash at end", shortfall: "cash shortfall", shortfallBefore: "cash shortfall before" } as const;

export interface CashPosition {
  readonly quarter: Quarter;
  /** The company's cash in its book at the quarter's end, whole cents; under the floor or negative when money is missing. */
  readonly cash: bigint;
  /** What it lacks to the floor. */
  readonly shortfall: bigint;
}

/** Cash at the end of each quarter, from the ledger's legs. */
export function cashPositions(ledger: readonly Transaction[], company: string, quarters: readonly Quarter[], floor: bigint): CashPosition[] {
  let held = 0n;
  return quarters.map((quarter) => {
    for (const { legs } of ledger.filter((entry) => entry.quarter === quarter))
      for (const { party, account, amount } of legs) if (party === company && account === cash) held += parseMoney(amount);
    return { quarter, cash: held, shortfall: held < floor ? floor - held : 0n };
  });
}

/**
 * Sources and uses of the company. Where its cash is under the floor, the missing money is a source of its own name (nobody has
 * given it yet) that the next quarter has to make good; cash at the end of a quarter is cash at the start of the next.
 */
export function sourcesAndUses(ledger: readonly Transaction[], company: string, positions: readonly CashPosition[]): SourcesAndUses[] {
  return positions.map(({ quarter, cash: held, shortfall }, t) => {
    const before = positions[t - 1] ?? { cash: 0n, shortfall: 0n };
    const sides = { sources: new Map<string, bigint>(), uses: new Map<string, bigint>() };
    const put = (side: "sources" | "uses", name: string, cents: bigint) => sides[side].set(name, (sides[side].get(name) ?? 0n) + cents);
    put("sources", stocks.start, before.cash + before.shortfall);
    for (const { legs } of ledger.filter((entry) => entry.quarter === quarter)) {
      for (const { party, account, amount } of legs) {
        if (party !== company || account === cash || parseMoney(amount) === 0n) continue;
        const cents = parseMoney(amount);
        const [side, name] = lineOf(account, cents);
        put(side, name, side === "sources" ? -cents : cents);
      }
    }
    if (shortfall > 0n) put("sources", stocks.shortfall, shortfall);
    if (before.shortfall > 0n) put("uses", stocks.shortfallBefore, before.shortfall);
    put("uses", stocks.end, held + shortfall);
    const total = [...sides.sources.values()].reduce((sum, cents) => sum + cents, 0n);
    const used = [...sides.uses.values()].reduce((sum, cents) => sum + cents, 0n);
    if (total !== used) throw new Error(`${quarter}: sources of ${formatMoney(total)} are not uses of ${formatMoney(used)}`);
    const written = (side: ReadonlyMap<string, bigint>) => Object.fromEntries([...side].map(([name, cents]) => [name, formatMoney(cents)]));
    return { quarter, sources: written(sides.sources), uses: written(sides.uses), total: formatMoney(total) };
  });
}

/** The line that a leg of the company's book belongs to. Income and expenses keep their side when they are corrected; debt goes by its sign. */
function lineOf(account: string, cents: bigint): ["sources" | "uses", string] {
  const [kind, ...rest] = account.split(":");
  const detail = rest.join(":");
  if (kind === "equity") return ["sources", `calls: ${detail}`];
  if (kind === "liability") return cents < 0n ? ["sources", `draws: ${detail}`] : ["uses", `repayments: ${detail}`];
  if (kind === "income") return ["sources", `income: ${detail}`];
  if (kind === "asset") return ["uses", [...capexKinds, "difference"].includes(detail) ? `capex: ${detail}` : detail];
  return ["uses", detail === "interest" ? "interest" : detail === "financing-fee" ? "fees" : `opex: ${detail}`];
}
