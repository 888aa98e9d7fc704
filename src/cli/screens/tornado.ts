// What moves the answer most? One line a figure: what it does at its low and at its high, its range, and how sure it is.

import type { Bar, Effect, Tornado } from "../../plan/sensitivity.ts";
import { pointWords } from "../../report/view/swings.ts";
import { number, table } from "../table.ts";
import { measured } from "./measure.ts";

export function tornadoScreen({ measure, relaxed, plan, bars, tried, still, interrupted }: Tornado): string {
  const effect = ({ delta, missed }: Effect): string => {
    if (delta === null) return "no plan";
    const sign = delta > 0 ? "+" : "";
    return `${sign}${measured(measure, delta)}${missed > 0 ? `, ${number(missed, 2)} quarters more missed` : ""}`;
  };
  const row = (bar: Bar): string[] => [bar.path, effect(bar.atLow), effect(bar.atHigh), range(bar), bar.confidence ?? "the programme's own"];
  const weak = bars.filter(({ confidence }) => confidence === null || confidence === "assumption" || confidence === "estimate").length;
  return [
    `what moves the answer most (${measure}, best of the relaxation with buildings and racks in fractions: ${measured(measure, relaxed)}${plan === null ? "" : `; the plan itself: ${measured(measure, plan)}`})`,
    bars.length > 0 ? table(["figure, alone", "at its low", "at its high", "value (low to high)", "confidence"], bars.map(row)) : "  nothing: no figure with a range moves it",
    `  ${number(tried)} ${tried === 1 ? "figure or uncertain entry was" : "figures and uncertain entries were"} moved one at a time, ${still === 0 ? "and none moves nothing" : still === 1 ? "and 1 of them moves nothing" : `and ${number(still)} of them move nothing`}; ${weak} of the ${bars.length} shown ${weak === 1 ? "rests" : "rest"} on an estimate or an assumption`,
    ...(interrupted ? ["  interrupted: some were not moved"] : []),
  ].join("\n");
}

/** `7.8 M USD (5.5 M USD to 9.1 M USD)`. */
function range(bar: Bar): string {
  const say = (point: number | string): string => pointWords(bar, point);
  return `${say(bar.value)} (${say(bar.low)} to ${say(bar.high)})`.replaceAll("\u00a0", " ");
}
