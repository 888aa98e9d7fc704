// The last room: how sure is all of it? Confidence of what the plan read, of what it spends, and every figure with its source.

import { moneyUnit } from "../../report/charts/axis.ts";
import { decimal, escape, percent } from "../../report/format.ts";
import type { Confidence, FigureView } from "../../report/view/sources.ts";
import type { PageView } from "../../report/view.ts";
import { confidenceMark, number, panel } from "../html.ts";
import type { State } from "../state.ts";

const order = ["measured", "vendor", "press", "estimate", "assumption"] as const;
const shown = 40;

export function sourcesRoom(view: PageView, state: State): string {
  const { counts, spend } = view.sources;
  const total = order.reduce((sum, confidence) => sum + counts[confidence], 0);
  const money = [...order, "own" as const].reduce((sum, confidence) => sum + spend[confidence], 0);
  const { divide, unit } = moneyUnit(money);
  const bars = (entries: readonly (readonly [Confidence | "", string, number, string])[], whole: number): string =>
    `<table class="dense"><tbody>${entries.map(([confidence, name, value, text]) => `<tr><td style="width:120px">${confidenceMark(confidence)} ${name}</td><td><span style="display:block;height:10px;margin-top:3px;background:var(--ink-d);width:${((100 * value) / Math.max(1, whole)).toFixed(2)}%;min-width:${value > 0 ? 1 : 0}px"></span></td><td class="r" style="width:150px">${text}</td></tr>`).join("")}</tbody></table>`.replaceAll(
      "<svg ",
      '<svg style="display:inline" ',
    );
  const left = panel(state, {
    id: "confidence",
    title: "Figures that this plan reads",
    caption: `${decimal(total)} sourced figures, by confidence`,
    chart: bars(
      order.map((confidence) => [confidence, confidence, counts[confidence], `${decimal(counts[confidence])}, ${percent(counts[confidence] / Math.max(1, total), 0)}`]),
      total,
    ),
  });
  const right = panel(state, {
    id: "rests",
    title: "What the spending rests on",
    caption: `capital, ${unit} USD, by the confidence of the price behind it`,
    chart: bars(
      [
        ...order.map((confidence): [Confidence, string, number, string] => [
          confidence,
          confidence,
          spend[confidence],
          `${decimal(spend[confidence] / divide, 2)}, ${percent(spend[confidence] / Math.max(1, money), 0)}`,
        ]),
        ["", "no source", spend.own, `${decimal(spend.own / divide, 2)}, ${percent(spend.own / Math.max(1, money), 0)}`],
      ],
      money,
    ),
  });
  return `<h2 class="sentence">${sourcesHeadline(view)}</h2><p class="standfirst">${sourcesStandfirst(view)}</p><div class="half">${left}${right}</div>${figures(view, state)}`;
}

export function sourcesHeadline(view: PageView): string {
  const { spend } = view.sources;
  const money = Object.values(spend).reduce((sum, value) => sum + value, 0);
  if (money === 0) return "This plan spends nothing, so nothing rests on a guess.";
  return `${percent((spend.estimate + spend.assumption) / money, 0)} of the capital spending rests on estimates and assumptions.`;
}

function sourcesStandfirst(view: PageView): string {
  const { counts, spend } = view.sources;
  const total = Object.values(counts).reduce((sum, value) => sum + value, 0);
  const loose = counts.estimate + counts.assumption;
  const money = Object.values(spend).reduce((sum, value) => sum + value, 0);
  const later = view.sources.figures.filter((figure) => figure[9] === 1 && figure[8] !== "" && figure[8] > view.known).length;
  return `${decimal(loose)} of the ${decimal(total)} sourced figures that this plan reads are estimates or assumptions${money > 0 ? `; ${percent((spend.vendor + spend.press) / money, 0)} of the spending rests on vendors’ and press figures` : ""}.${later > 0 ? ` ${decimal(later)} were learnt after ${view.known} and say so.` : ""}`;
}

function figures(view: PageView, state: State): string {
  const wanted = state.search.trim().toLowerCase();
  const all = view.sources.figures.filter((figure) => wanted === "" || [figure[0], figure[3], figure[4], figure[7]].some((text) => text.toLowerCase().includes(wanted)));
  const some = all.toSorted((a, b) => b[9] - a[9]).slice(0, shown);
  const range = (figure: FigureView): string =>
    figure[5] && figure[6] ? `${figure[2] !== "$" && figure[2] !== "1" ? figure[5].replace(/\u00a0.*$/, "") : figure[5]} to ${figure[6]}` : "";
  const rows = some
    .map(
      (figure) =>
        `<tr${figure[9] === 0 ? ' class="off"' : ""}><td>${confidenceMark(figure[3])}</td><td style="overflow-wrap:anywhere">${escape(figure[0])}</td><td class="r">${number(figure[1].length > 30 ? `${figure[1].slice(0, 29)}…` : figure[1], `programme:${figure[0]}`)}</td><td class="r">${range(figure)}</td><td>${escape(figure[4])}${figure[7] ? `; ${escape(figure[7])}` : ""}${figure[8] ? ` (learnt ${figure[8]})` : ""}</td></tr>`,
    )
    .join("");
  const none = `<p class="note">No figure matches “${escape(state.search)}”. Fewer letters find more.</p>`;
  return `<section class="panel" style="margin-top:34px" data-key="panel:figures"><header><h3>Every sourced figure</h3><span class="caption">${decimal(all.length)} of ${decimal(view.sources.figures.length)}${all.length > shown ? `, the first ${shown} shown` : ""}; grey: not read by this plan</span></header><input class="search" data-key="search" id="search" type="search" placeholder="path, source or confidence" aria-label="Find a figure" value="${escape(state.search)}"/>${all.length === 0 ? none : `<div class="scroll" style="max-height:480px"><table class="dense"><thead><tr><th></th><th style="min-width:260px">figure</th><th class="r">value</th><th class="r">low to high</th><th>source</th></tr></thead><tbody>${rows}</tbody></table></div>`}</section>`;
}

export function footer(view: PageView): string {
  return `<h2>Credits</h2><ul class="credits">${view.credits.map((credit) => `<li>${escape(credit.of)}: ${escape(credit.by)}${credit.licence ? ` (${escape(credit.licence)})` : ""}</li>`).join("")}</ul><p>${escape(view.programme)}, known ${view.known}. Made by gigasite; this page asks nobody for anything. ← → quarter, space play, [ ] site, J K line, T table, S source, D dark or light, ? keys</p>`;
}
