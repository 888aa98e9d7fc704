// How is it said what binds, why there is no plan, and why a site is not in it?

import { amount, dollarAndCents, dollars } from "../../plan/reasons/names.ts";
import type { Price } from "../../plan/reasons/prices.ts";
import type { WhyNot } from "../../plan/reasons/why-not.ts";
import type { Plan } from "../../plan/plan.ts";
import { number, percent, table, wrap } from "../table.ts";

const shown = 5;
const width = 116;

/** What binds most: each price with its range and what re-solving said. */
export function pricesScreen(prices: readonly Price[], quick: boolean): string {
  const head = "what binds most, and what one more unit is worth (discounted USD, at the plan's whole numbers)";
  if (prices.length === 0) return `${head}\n  nothing binds`;
  const lines = prices.slice(0, shown).map((price) => wrap(priceSentence(price), "  ", width));
  const signs = quick ? ["  (as the plan's own search left them; without --quick the first three are solved again)"] : [];
  return [head, ...lines, ...signs].join("\n");
}

/** `One more rack ... is worth 3.1 M USD. This holds for up to 220 racks more or 40 racks fewer. Solved again with the plan's whole numbers held: 3.1 M USD.` */
export function priceSentence({ sentence, unit, more, fewer, again }: Price): string {
  const each = (usd: number) => (unit === "$" ? dollarAndCents(usd) : dollars(usd));
  const units = (value: number | null, direction: "more" | "fewer") => {
    const way = unit === "$" && direction === "fewer" ? "less" : direction;
    if (value === null) return `any number ${way}`;
    const count = unit === "$" ? dollars(value) : amount(value);
    return value < least ? `none ${way}` : unit === "$" ? `${count} ${way}` : `${count} ${plural(unit, value)} ${way}`;
  };
  const range = more === null && fewer === null ? "This holds without limit." : `This holds for up to ${units(more, "more")} or ${units(fewer, "fewer")}.`;
  return [sentence.replace(/\.?$/, "."), range, ...(again === undefined ? [] : [solvedAgain(again, each)])].join(" ");
}

/** Units below which a range is a rounding. */
const least = 1e-3;

/** A search with every decision free ends by a gap: what is smaller than that it cannot tell from nothing. */
function solvedAgain({ step, fixedUsd, free }: NonNullable<Price["again"]>, each: (usd: number) => string): string {
  const held =
    fixedUsd === null ? "Solved again with the plan's whole numbers held, there is no plan" : `Solved again with the plan's whole numbers held: ${each(Math.abs(fixedUsd))}`;
  if (free === null) return `${held}.`;
  const [adds, within] = [free.addsUsd / Math.abs(step), free.withinUsd === null ? null : free.withinUsd / Math.abs(step)];
  if (within !== null && Math.abs(adds) <= within) return `${held}; with every decision free, less than the ${each(within)} that the searches leave open.`;
  return `${held}; with every decision free: ${each(adds)}${within === null ? "" : `, give or take ${each(within)}`}.`;
}

function plural(unit: string, value: number): string {
  return (unit === "rack" || unit === "worker") && value !== 1 ? `${unit}s` : unit;
}

/** Which rules conflict, and what would have to give way. */
export function infeasibleScreen({ conflict, relaxations }: Pick<Plan, "conflict" | "relaxations">): string {
  const said = (sentences: readonly { readonly family: string; readonly sentence: string }[]) =>
    sentences.map(({ family, sentence }) => wrap(`${sentence} (${family})`, "  ", width));
  return [
    "no plan keeps every rule",
    ...(conflict.length > 0 ? ["these cannot hold together:", ...said(conflict)] : []),
    "the programme has a plan if these gave way:",
    ...said(relaxations),
  ].join("\n");
}

/** Why a site is not in the plan. */
export function whyNotScreen({ site, option, settled, free, forced, binds = [], changes = [], interrupted }: WhyNot): string {
  const name = option === undefined ? site : `${site}:${option}`;
  const lines = settled === undefined ? [`why not ${name}`] : [`why not ${name}: ${settled}`];
  if (free && forced) {
    const rows: [string, number, number, number][] = [
      ["objective, $M", (free.usd ?? 0) / 1e6, (forced.usd ?? 0) / 1e6, 1],
      ["spending, not discounted, $M", free.costUsd / 1e6, forced.costUsd / 1e6, 1],
      ["useful compute, thousand H100e, mean", free.computeH100e / 1e3, forced.computeH100e / 1e3, 2],
      ["running at the end, MW IT", free.runningMw, forced.runningMw, 1],
    ];
    const gap =
      free.gap === null || forced.gap === null
        ? undefined
        : `${percent(Math.max(free.gap, forced.gap), 2)} of the objective, ${dollars(Math.max(free.gap * Math.abs(free.usd ?? 0), forced.gap * Math.abs(forced.usd ?? 0)))}`;
    lines.push(
      table(
        ["", "without it", "forced in", "difference"],
        rows.map(([label, one, other, digits]) => [label, number(one, digits), number(other, digits), number(other - one, digits)]),
      ),
      gap === undefined ? "  how far the searches are from their best is not known" : `  each search may fall short of its best by ${gap}`,
      ...(binds.length > 0
        ? [
            "with it, these rules bind more:",
            ...binds.map(({ sentence, beforeUsd, unit }) =>
              wrap(`${sentence.replace(/\.$/, "")} (${unit === "$" ? dollarAndCents(beforeUsd) : dollars(Math.abs(beforeUsd))} without it).`, "  ", width),
            ),
          ]
        : []),
      ...(changes.length > 0 ? ["the least change that brings it in, one at a time:", ...changes.map(({ sentence }) => wrap(sentence, "  ", width))] : []),
    );
    if (changes.length === 0 && !interrupted && settled === undefined)
      lines.push("  A plan with it is as good, as far as the searches can tell: nothing has to change to bring it in.");
  }
  if (interrupted) lines.push("  stopped before every change was tried");
  return lines.join("\n");
}
