// The second room: what the plan makes best, what holds it back, what one more unit is worth, and why to believe it.

import { objectiveParts } from "../../report/charts/objective.ts";
import { decimal, dollars, escape, percent, plain } from "../../report/format.ts";
import type { Binding, PageView } from "../../report/view.ts";
import { empty, number, panel, table } from "../html.ts";
import { columns, type State } from "../state.ts";
import { besidePlan } from "./plan-beside.ts";
import { stagesHeadline, stagesPanel } from "./stages.ts";

export function planRoom(view: PageView, state: State): string {
  const wide = columns(state.width);
  if (!view.feasible) return infeasible(view);
  const binds = strongest(view)
    .map(
      ({ binding, index }) =>
        `<li><div><p>${escape(binding.sentence)}</p><small>${escape(binding.family)}: ${escape(binding.index)}</small></div><div class="worth"><b>${number(dollars(binding.worthUsd), `plan:binding[${index}]`)}</b><small>per ${escape(binding.unit)}, discounted</small></div></li>`,
    )
    .join("");
  const what = panel(state, {
    id: "binds",
    title: "What binds",
    caption: "five rules, by what one more unit is worth",
    chart: binds ? `<ol class="binds">${binds}</ol>` : empty("Nothing binds.", "No rule of this plan has a price."),
  });
  const parts = panel(state, {
    id: "objective",
    title: view.stages.length > 1 ? "What it is worth in dollars" : "The objective",
    caption: "B USD, discounted",
    chart: objectiveParts(view.objective, wide.five),
    sheet: {
      columns: [{ name: "part", text: true }, { name: "USD, discounted" }],
      rows: Object.entries(view.objective).flatMap(([part, value]) =>
        typeof value === "number" ? [[{ text: part }, { text: decimal(value), at: `plan:objective.${part}` }]] : [],
      ),
    },
  });
  return `<h2 class="sentence">${planHeadline(view)}</h2><p class="standfirst">${planStandfirst(view)}</p><div class="pair"><div class="stack">${stagesPanel(view, state, wide.seven)}${what}${check(view, state)}</div><div class="stack">${parts}${solver(view)}</div></div>${besidePlan(view, state)}`;
}

/** The first of each rule and subject, five in all: one rule in ten quarters is one finding. */
export function strongest(view: PageView): { binding: Binding; index: number }[] {
  const subject = (binding: Binding): string => `${binding.family} ${binding.index.split(",")[0]}`;
  return view.binding
    .map((binding, index) => ({ binding, index }))
    .filter(({ binding }, index) => view.binding.findIndex((other) => subject(other) === subject(binding)) === index)
    .slice(0, 5);
}

export function planHeadline(view: PageView): string {
  if (view.stages.length > 1) return stagesHeadline(view);
  const binding = view.binding[0];
  return binding ? `${escape(binding.sentence.replace(/\.?$/, "."))}` : `The plan is worth ${dollars(view.objective.total)}, discounted.`;
}

function planStandfirst(view: PageView): string {
  const { solver: report, check: checked } = view;
  const gap = report.gap === null ? "no gap is known" : `at most ${number(percent(report.gap, 2), "plan:solver.gap")} from the best possible`;
  const rows = checked
    ? ` An independent replay ${checked.accepted ? "keeps" : "refuses"} it: ${number(decimal(checked.rows), "certificate:rows")} rows in ${checked.families.length} families${checked.accepted ? ", none broken" : ""}.`
    : " It was not verified.";
  const worth = number(dollars(view.objective.total), "plan:objective.total");
  const first =
    view.stages.length > 1
      ? `In dollars the plan is worth ${worth}, discounted. ${view.stages.some(({ name }) => name === "change") ? "Its searches before least change each" : "Each of its searches"} ended ${gap}.`
      : `The plan is worth ${worth} discounted, ${gap}.`;
  return `${first}${rows}${report.stoppedByClock ? " The search was stopped by the clock." : ""}`;
}

function solver(view: PageView): string {
  const { solver: report } = view;
  const fact = (name: string, value: string): string => `<li><span>${name}</span><span>${value}</span></li>`;
  const money = (value: number | null): string => (value === null ? "none" : dollars(value));
  // With several stages, what each found and its bound stand with the stages.
  const found =
    view.stages.length > 1
      ? ""
      : fact("best found", number(money(report.incumbent), "plan:solver.incumbent")) + fact("no plan is better than", number(money(report.bound), "plan:solver.bound"));
  return `<section class="panel"><header><h3>The solver</h3><span class="caption">${escape(report.name)}, ended by ${escape(report.status)}</span></header><ul class="facts" style="margin-top:0">${found}${fact(view.stages.length > 1 ? "largest gap of the stages" : "gap", number(report.gap === null ? "unknown" : percent(report.gap, 2), "plan:solver.gap"))}${fact("greedy start", number(money(report.greedy), "plan:solver.greedy"))}${fact("rows, columns, integers", `${decimal(report.rows)}, ${decimal(report.columns)}, ${decimal(report.integers)}`)}${fact("nodes", decimal(report.nodes))}</ul></section>`;
}

function check(view: PageView, state: State): string {
  const checked = view.check;
  if (!checked) return `<section class="panel"><header><h3>Independent check</h3></header>${empty("Not verified.", "<code>gigasite verify</code> replays it.")}</section>`;
  const refused = checked.refusals
    .slice(0, 5)
    .map((refusal) => `<li>${escape(refusal.sentence)}</li>`)
    .join("");
  return panel(state, {
    id: "check",
    title: "Independent check",
    caption: checked.accepted ? `accepted, ${decimal(checked.rows)} rows` : `refused, ${checked.refusals.length} findings`,
    chart: `<p class="note" style="margin:0">${
      checked.accepted
        ? `${decimal(checked.families.reduce((sum, family) => sum + family.tight, 0))} rows hold with nothing to spare, most of them in ${escape(
            [...checked.families]
              .toSorted((a, b) => b.tight - a.tight)
              .slice(0, 3)
              .map((family) => family.family)
              .join(", "),
          )}.`
        : `<ul>${refused}</ul>`
    }</p>`,
    sheet: {
      columns: [{ name: "family", text: true }, { name: "rows" }, { name: "nothing to spare" }],
      rows: checked.families.map((family) => [
        { text: family.family },
        { text: decimal(family.rows), at: `certificate:${family.family}` },
        { text: decimal(family.tight), at: `certificate:${family.family}` },
      ]),
    },
  });
}

/** The nearest thing that is possible, in the field's own words. */
function infeasible(view: PageView): string {
  const rows = view.relaxations.map((relaxation, index) => [
    { text: relaxation.sentence },
    { text: `${relaxation.family}, ${relaxation.index}` },
    { text: `${plain(relaxation.amount)} ${relaxation.unit}`, at: `plan:relaxations[${index}].amount` },
  ]);
  const together = view.conflict.map(({ family, index, sentence }) => [{ text: sentence }, { text: `${family}, ${index}` }]);
  const conflict =
    together.length > 0
      ? `<div class="panel" style="margin-top:22px"><header><h3>What cannot hold together</h3><span class="caption">the rules that conflict</span></header>${table({
          columns: [
            { name: "in words", text: true },
            { name: "rule", text: true },
          ],
          rows: together,
        })}</div>`
      : "";
  return `<h2 class="sentence">No plan keeps every rule. The least that has to give:</h2><p class="standfirst">Relax these together and the programme can be kept. Nothing else has to change.</p><div class="panel" style="margin-top:22px"><header><h3>What to relax</h3><span class="caption">rule, and how far</span></header>${rows.length > 0 ? table({ columns: [{ name: "in words", text: true }, { name: "rule", text: true }, { name: "by" }], rows }) : empty("No relaxation was found.", "<code>gigasite check</code> shows what the programme asks for.")}</div>${conflict}`;
}
