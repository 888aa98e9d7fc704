// What does each first decision lose in each future against the best one there? A field of numbers, darker where more is lost.

import { decimal } from "../format.ts";
import type { FuturesView } from "../view/futures.ts";
import { moneyUnit } from "./axis.ts";
import { decimalsFor } from "./measure.ts";
import { hatch, label, mark, rect, svg } from "./svg.ts";
import { fit, textWidth } from "./text.ts";

const row = 26;
const top = 40;

export function regretHeight(futures: number): number {
  return top + futures * row + 6;
}

/** Rows: futures with their probability; columns: first decisions; cells: discounted USD lost. */
export function regret({ regret: { plans, scenarios, usd }, futures }: Pick<FuturesView, "regret" | "futures">, width: number): string {
  const known = usd.flat().filter((value) => value !== null);
  const most = Math.max(1, ...known);
  const { divide, unit } = moneyUnit(most);
  const decimals = Math.min(1, decimalsFor(most / divide) + 1);
  const left = Math.min(112, width * 0.27);
  const cell = (width - left) / Math.max(1, plans.length);
  const heads = plans.map((plan, position) => label(left + (position + 0.5) * cell, top - 10, fit(plan.split(",")[0]!, cell - 6, 11), "t b", "middle")).join("");
  const rows = scenarios.map((id, place) => {
    const y = top + place * row;
    const likely = futures.find((future) => future.id === id)?.probability;
    return (
      label(0, y + 17, id, "t b") +
      (likely === undefined ? "" : label(left - 12, y + 17, `${decimal(likely * 100)}\u00a0%`, "t", "end")) +
      plans
        .map((_, position) => {
          const value = usd[position]?.[place] ?? null;
          const x = left + position * cell;
          const shade = value === null ? 0 : Math.round((5 * value) / most);
          const look = value === null ? "unserved" : shade === 0 ? "f-sunk" : `ink-${7 - shade}`;
          const ink = shade >= 4 ? "on-dark" : "t b";
          const text = value === null ? "no way on" : decimal(value / divide, decimals);
          return mark(
            "g",
            {
              class: "n",
              role: "button",
              tabindex: "0",
              "data-at": `scenarios:regret.usd[${position}][${place}]`,
              "data-key": `regret:${position}:${place}`,
              "aria-label": `${plans[position]!} in ${id}: ${text} ${value === null ? "" : `${unit} USD lost`}`,
            },
            rect(x + 1, y + 1, cell - 2, row - 2, look) + label(x + cell / 2, y + 17, textWidth(text, 11) > cell - 4 ? "none" : text, ink, "middle"),
          );
        })
        .join("")
    );
  });
  return svg(
    { width, height: regretHeight(scenarios.length) },
    `Regret of ${plans.length} first decisions in ${scenarios.length} futures, ${unit} USD discounted`,
    hatch + label(0, top - 10, "future", "t2") + label(left, 12, `first decision; ${unit} USD lost, discounted`, "t2") + heads + rows.join(""),
  );
}
