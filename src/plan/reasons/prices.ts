// What is one more unit of a rule worth, how far does that hold, and does a real re-solve say the same?

import type { Frame } from "../bench.ts";
import type { SolveLimits } from "../lp/solver.ts";
import { InterruptedError } from "../no-plan.ts";
import { valueOf } from "../objectives/measure.ts";
import type { Binding } from "../plan.ts";
import { bindingRules, toldDirection, toldUnit } from "./binding.ts";
import { promisedOf, moneyOf, solveFixed, solveFree, type Standing } from "./standing.ts";

/** A price with what re-solving says of it; `undefined` where it was not re-solved. */
export interface Price extends Binding {
  readonly again?: Again;
}

/** The same case with `step` units more on the rule's right side (fewer when negative). */
export interface Again {
  readonly step: number;
  /** Worth of one unit by the linear programme at the plan's whole numbers; null when it has no solution. */
  readonly fixedUsd: number | null;
  /** What the whole step adds with every decision free, and by how much both searches may be short of the best (null: no bound is known); null when it has no solution. */
  readonly free: { readonly addsUsd: number; readonly withinUsd: number | null } | null;
}

const most = 12;
const checked = 3;

/**
 * Prices of the rules that bind most, at the plan's whole numbers; the first three solved again with one unit more.
 * @param limits of the searches with every decision free; without them nothing is solved again
 * @param say told before each rule is solved again
 */
export async function pricesOf(standing: Standing, limits: SolveLimits | undefined, say: (binding: Binding) => void = () => {}, signal?: AbortSignal): Promise<Price[]> {
  const { study, model, money, linear } = standing;
  const prices = bindingRules(study, model, money.solution, most);
  if (limits === undefined) return prices;
  const base = await solveFree(standing, limits, linear.values);
  const out: Price[] = [];
  for (const [position, price] of prices.entries()) {
    InterruptedError.check(signal, "while solving again");
    if (position >= checked) {
      out.push(price);
      continue;
    }
    say(price);
    out.push({ ...price, again: await again(standing, price, limits, base) });
  }
  return out;
}

async function again(standing: Standing, { family, index, worthUsd, more, fewer }: Binding, limits: SolveLimits, base: Awaited<ReturnType<typeof solveFree>>): Promise<Again> {
  const { frame, whole, money, linear } = standing;
  const { perRowUnit } = toldUnit(family)!;
  const row = rowOf(standing, family, index);
  const sign = toldDirection(family, worthUsd);
  const reach = sign > 0 ? more : fewer;
  // Dollars and H100e are tried by the million and the thousand where the price holds that far: one alone drowns in rounding.
  const size = reach !== null && reach < perRowUnit ? 1 : perRowUnit;
  const moved = movedBy(frame, row, (sign * size) / perRowUnit);
  const fixed = moneyOf(await solveFixed(standing, whole, promisedOf(linear.results), moved));
  const free = await solveFree(standing, limits, undefined, moved);
  const step = sign * size;
  const usd = (value: number) => valueOf("worth", value);
  const [was, is] = [moneyOf(base), moneyOf(free)];
  const bounds = [was, is].map((result) => (typeof result?.solution.bound === "number" ? Math.max(0, result.solution.bound - result.reached) : null));
  return {
    step,
    fixedUsd: fixed ? usd(fixed.reached - money.reached) / step : null,
    free: was && is ? { addsUsd: usd(is.reached - was.reached), withinUsd: bounds.includes(null) ? null : usd(Math.max(...(bounds as number[]))) } : null,
  };
}

function rowOf({ model }: Standing, family: string, index: string): number {
  for (let row = 0; row < model.rows.length; row++) {
    const key = model.rows.key(row);
    if (key.family === family && key.index.join(", ") === index) return row;
  }
  throw new Error(`there is no row ${family}[${index}]`);
}

/** The frame with one row's right side moved by `amount` of the row's unit; an infinite side stays. */
function movedBy(frame: Frame, row: number, amount: number): Frame {
  const rowLower = frame.rowLower.slice();
  const rowUpper = frame.rowUpper.slice();
  if (rowLower[row]! > -Infinity) rowLower[row]! += amount;
  if (rowUpper[row]! < Infinity) rowUpper[row]! += amount;
  return { ...frame, rowLower, rowUpper };
}
