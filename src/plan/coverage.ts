// Does debt service stay covered to the cent? Repayments wait where rounding left a test of coverage short.

import type { PlanningCase } from "./case.ts";
import { facilitiesOf } from "./columns.ts";
import { firstTest, owedIn, testQuarters } from "./coverage-tests.ts";
import type { ById, Derived } from "./plan.ts";
import { running } from "./round.ts";

/** Debt of the plan in whole cents by facility; repayments are moved. */
export interface Debts {
  readonly draws: ById<readonly number[]>;
  readonly repayments: ById<number[]>;
  /** The most that a facility may have lent by the end of each quarter. */
  readonly limits: ById<readonly number[]>;
}

/**
 * Cuts repayments, the latest first, until every test of coverage holds, as far as the debt's limits and tenors leave room.
 * The solver's rows leave more than rounding costs, so that this moves cents, if anything.
 */
export function keepCoverage(study: PlanningCase, { income, opex }: Pick<Derived["money"], "income" | "opex">, debts: Debts): void {
  for (const [id, { dscr, tested }] of facilitiesOf(study)) {
    if (dscr === undefined) continue;
    for (let t = firstTest(study, tested); t < study.count; t++) {
      const window = study.names.map((_, q) => q).slice(t - testQuarters + 1, t + 1);
      if (!owedIn(debtOf(debts, id), t)) continue;
      const earned = window.reduce((sum, q) => sum + all(income, q) - all(opex, q), 0);
      for (let short = shortOf(study, debts, window, dscr, earned); short > 0;) {
        if (!repayLess(study, debts, window, Math.ceil(short / dscr))) break;
        short = shortOf(study, debts, window, dscr, earned);
      }
    }
  }
}

/** Cents missing to a test. */
function shortOf(study: PlanningCase, debts: Debts, window: readonly number[], dscr: number, earned: number): number {
  const due = facilitiesOf(study).reduce((sum, [id, { rate }]) => {
    const debt = debtOf(debts, id);
    return sum + window.reduce((inner, q) => inner + debts.repayments[id]![q]! + (q === 0 ? 0 : Math.round((rate / 4) * debt[q - 1]!)), 0);
  }, 0);
  return Math.ceil(dscr * due - earned);
}

/** Cuts one repayment of the window by up to so many cents; false where none can wait. */
function repayLess(study: PlanningCase, debts: Debts, window: readonly number[], most: number): boolean {
  for (const q of window.toReversed()) {
    for (const [id, { tenor }] of facilitiesOf(study)) {
      const debt = debtOf(debts, id);
      const quarters = Math.round(tenor * 4);
      const young = (t: number) => debts.draws[id]!.slice(Math.max(0, t - quarters + 1), t + 1).reduce((sum, draw) => sum + draw, 0);
      const room = Math.min(...debt.map((owed, t) => (t < q ? Infinity : Math.min(debts.limits[id]![t]!, young(t)) - owed)));
      const cut = Math.min(most, debts.repayments[id]![q]!, room);
      if (cut < 1) continue;
      debts.repayments[id]![q]! -= cut;
      return true;
    }
  }
  return false;
}

function debtOf({ draws, repayments }: Debts, id: string): number[] {
  return running(draws[id]!.map((draw, t) => draw - repayments[id]![t]!));
}

function all(lists: ById<readonly number[]>, t: number): number {
  return Object.values(lists).reduce((sum, list) => sum + list[t]!, 0);
}
