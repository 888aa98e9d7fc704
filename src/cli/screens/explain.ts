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
  const signs = quick ? ["  (ranges are those of the plan; without --quick the first three are solved again)"] : [];
  return [head, ...lines, ...signs].join("\n");
}

/** `One more rack ... is worth 3.1 M USD (valid for up to 220 racks more, 40 fewer; re-solved: 3.1 M USD).` */
export function priceSentence({ sentence, unit, more, fewer, again }: Price): string {
  const each = (usd: number) => (unit === "$" ? dollarAndCents(usd) : dollars(usd));
  const units = unit === "$" ? dollars : (value: number) => `${amount(value)} ${plural(unit, value)}`;
  const range =
    more === null && fewer === null
      ? "valid without limit"
      : `valid for up to ${more === null ? "any number" : units(more)} more, ${fewer === null ? "any number" : units(fewer)} fewer`;
  const solved = again === undefined ? [] : [`re-solved: ${again.fixedUsd === null ? "no solution" : each(Math.abs(again.fixedUsd))}`];
  const free =
    again === undefined || again.free === null
      ? []
      : [
          `with every decision free: ${each(again.free.addsUsd / Math.abs(again.step))}${again.free.withinUsd === null ? "" : `, known to within ${each(again.free.withinUsd / Math.abs(again.step))}`}`,
        ];
  return `${sentence.replace(/\.$/, "")} (${[range, ...solved, ...free].join("; ")}).`;
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
        ? "unknown"
        : `${percent(Math.max(free.gap, forced.gap), 2)} of the objective, ${dollars(Math.max(free.gap * Math.abs(free.usd ?? 0), forced.gap * Math.abs(forced.usd ?? 0)))}`;
    lines.push(
      table(
        ["", "without it", "forced in", "difference"],
        rows.map(([label, one, other, digits]) => [label, number(one, digits), number(other, digits), number(other - one, digits)]),
      ),
      `  each search may be short of its best by (gap): ${gap}`,
      ...(binds.length > 0
        ? [
            "then these bind more:",
            ...binds.map(({ sentence, beforeUsd, unit }) =>
              wrap(`${sentence.replace(/\.$/, "")} (${unit === "$" ? dollarAndCents(beforeUsd) : dollars(Math.abs(beforeUsd))} without it).`, "  ", width),
            ),
          ]
        : []),
      ...(changes.length > 0 ? ["the least change that brings it in, one at a time:", ...changes.map(({ sentence }) => wrap(sentence, "  ", width))] : []),
    );
    if (changes.length === 0 && !interrupted && settled === undefined) lines.push("  a plan with it is as good, within the gap: no change is needed");
  }
  if (interrupted) lines.push("  stopped before every change was tried");
  return lines.join("\n");
}
