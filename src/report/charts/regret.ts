// What does each first decision lose in each future against the best one there? A field of numbers, darker where more is lost.

import { decimal } from "../format.ts";
import type { FuturesView } from "../view/futures.ts";
import { moneyUnit } from "./axis.ts";
import { decimalsFor } from "./measure.ts";
import { at, hatch, label, mark, rect, svg } from "./svg.ts";
import { textWidth } from "./text.ts";

const row = 26;

/** A first decision's name as it stands, or in one word where there is no room: `common`, `mean`, `s01`. */
const inOneWord = (plan: string): string => plan.replace(/^for (the )?| plan$/g, "");

/** Rows: futures with their probability; columns: first decisions; cells: discounted USD lost. */
export function regret({ regret: { plans, scenarios, usd }, futures }: Pick<FuturesView, "regret" | "futures">, width: number): string {
  const known = usd.flat().filter((value) => value !== null);
  const most = Math.max(1, ...known);
  const { divide, unit } = moneyUnit(most);
  const decimals = Math.min(1, decimalsFor(most / divide) + 1);
  const left = Math.min(112, width * 0.27);
  const cell = (width - left) / Math.max(1, plans.length);
  const whole = plans.map((plan) => plan.split(",")[0]!);
  const fits = (names: readonly string[]): boolean => names.every((name) => textWidth(name, 11) <= cell - 4);
  const names = fits(whole) ? whole : whole.map(inOneWord);
  // Names that do not fit in one word either stand upright.
  const upright = !fits(names);
  const top = upright ? 30 + Math.max(...names.map((name) => textWidth(name, 11))) : 40;
  const height = top + scenarios.length * row + 6;
  const heads = names
    .map((name, position) => {
      const x = left + (position + 0.5) * cell;
      return upright ? label(x + 4, top - 8, name, "t b", "start", { transform: `rotate(-90 ${at(x + 4)} ${at(top - 8)})` }) : label(x, top - 10, name, "t b", "middle");
    })
    .join("");
  const numbers = (value: number): string => {
    const fine = decimal(value / divide, decimals);
    const rough = decimal(value / divide);
    return textWidth(fine, 11) <= cell - 4 ? fine : textWidth(rough, 11) <= cell - 2 ? rough : "";
  };
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
            rect(x + 1, y + 1, cell - 2, row - 2, look) +
              label(x + cell / 2, y + 17, value === null ? (textWidth(text, 11) > cell - 4 ? "none" : text) : numbers(value), ink, "middle"),
          );
        })
        .join("")
    );
  });
  return svg(
    { width, height },
    `Regret of ${plans.length} first decisions in ${scenarios.length} futures, ${unit} USD discounted`,
    hatch + label(0, top - 10, "future", "t2") + label(left, 12, `first decision; ${unit} USD lost, discounted`, "t2") + heads + rows.join(""),
  );
}
