// The room of futures: what to decide now, what may follow, and what each first decision would cost where things turn out otherwise.

import { regret } from "../../report/charts/regret.ts";
import { decimal, dollars, escape, percent } from "../../report/format.ts";
import type { PageView } from "../../report/view.ts";
import { number, panel } from "../html.ts";
import { columns, type State } from "../state.ts";

export function futuresRoom(view: PageView, state: State): string {
  const told = view.beside.futures;
  if (!told) return "";
  const wide = columns(state.width);
  const { futures, now, later } = told;
  const fields = panel(state, {
    id: "regret",
    title: "Regret",
    caption: "what each first decision loses against the best one of each future",
    chart: regret(told, wide.half),
    note: "0 is the best that was found for that future; hatched: with that first decision, that future has no plan.",
    sheet: {
      columns: [{ name: "future", text: true }, { name: "probability" }, ...told.regret.plans.map((name) => ({ name: `${name}, USD` }))],
      rows: told.regret.scenarios.map((id, place) => [
        { text: id },
        { text: percent(futures.find((future) => future.id === id)?.probability ?? 0, 0), at: `scenarios:scenarios[${place}].probability` },
        ...told.regret.plans.map((_, position) => {
          const value = told.regret.usd[position]?.[place] ?? null;
          return { text: value === null ? "no way on" : decimal(value), at: `scenarios:regret.usd[${position}][${place}]` };
        }),
      ]),
    },
  });
  const list = panel(state, {
    id: "futures",
    title: "The futures",
    caption: "how the uncertain entries turn out, and what the plan is worth there",
    chart: `<ol class="binds">${futures
      .map(
        ({ id, probability, says, worthUsd }, place) =>
          `<li><div><p>${says.map(escape).join("; ")}</p><small>${escape(id)}, ${number(percent(probability, 0), `scenarios:scenarios[${place}].probability`)} likely</small></div><div class="worth"><b>${number(dollars(worthUsd), `scenarios:scenarios[${place}].worthUsd`)}</b><small>discounted</small></div></li>`,
      )
      .join("")}</ol>`,
    sheet: {
      columns: [{ name: "future", text: true }, { name: "probability" }, { name: "worth, USD" }, { name: "had one known, USD" }, { name: "how things turn out", text: true }],
      rows: futures.map(({ id, probability, says, worthUsd, foresightUsd }, place) => [
        { text: id },
        { text: percent(probability, 0), at: `scenarios:scenarios[${place}].probability` },
        { text: decimal(worthUsd), at: `scenarios:scenarios[${place}].worthUsd` },
        { text: foresightUsd === null ? "" : decimal(foresightUsd), at: `scenarios:scenarios[${place}].foresight` },
        { text: says.join("; ") },
      ]),
    },
  });
  const decide = `<section class="panel" data-key="panel:decide"><header><h3>What to decide now, and what can wait</h3><span class="caption">${told.commonUntil === null ? "common throughout" : `common until ${escape(told.commonUntil)}`}</span></header><ul class="says">${now.map((line) => `<li>${escape(line)}</li>`).join("")}</ul>${later.length > 0 ? `<h4>What follows when something turns out otherwise</h4><ul class="says">${later.map((line) => `<li>${escape(line)}</li>`).join("")}</ul>` : ""}</section>`;
  return `<h2 class="sentence">${headline(view)}</h2><p class="standfirst">${standfirst(view)}</p><div class="half"><div class="stack">${decide}${builtPanel(view, state)}</div><div class="stack">${fields}${list}</div></div>`;
}

function headline(view: PageView): string {
  const { built, futures } = view.beside.futures!;
  const name = (id: string): string => view.sites.find((site) => site.id === id)?.short ?? id;
  const always = Object.entries(built).flatMap(([id, likely]) => (likely > 0.999 ? [name(id)] : []));
  const all = `all ${futures.length} futures`;
  if (always.length === 0) return `No site is built in ${all}.`;
  return `${escape(always.length === 1 ? always[0]! : `${always.slice(0, -1).join(", ")} and ${always.at(-1)!}`)} ${always.length === 1 ? "is" : "are"} built in ${all}.`;
}

function standfirst(view: PageView): string {
  const { meanUsd, gap, perfectInformationUsd, stochasticSolutionUsd } = view.beside.futures!;
  const known =
    perfectInformationUsd === null ? "" : ` Knowing beforehand which future comes would add ${number(dollars(perfectInformationUsd), "scenarios:perfectInformationUsd.value")}.`;
  const mean =
    stochasticSolutionUsd === null
      ? ""
      : ` Planning for all of them instead of for their mean adds ${number(dollars(stochasticSolutionUsd), "scenarios:stochasticSolutionUsd.value")}.`;
  return `The common plan is worth ${number(dollars(meanUsd), "scenarios:result.meanUsd")} on average, discounted, at most ${number(percent(gap, 2), "scenarios:result.gap")} from the best possible.${known}${mean}`;
}

/** Probability that each site gets buildings. */
function builtPanel(view: PageView, state: State): string {
  const { built } = view.beside.futures!;
  const sites = view.sites.filter(({ id }) => built[id] !== undefined).toSorted((one, other) => built[other.id]! - built[one.id]!);
  const rows = sites.map(
    ({ id, short, rank }) =>
      `<li><span><i class="square site-${Math.min(rank < 0 ? 10 : rank, 10)}"></i>${escape(short)}</span><i class="share"><i style="width:${(built[id]! * 100).toFixed(1)}%"></i></i>${number(percent(built[id]!, 0), `scenarios:built.${id}`)}</li>`,
  );
  return panel(state, {
    id: "built",
    title: "How likely each site is built",
    caption: "probability that it gets buildings in the calendar",
    chart: `<ul class="likely">${rows.join("")}</ul>`,
    sheet: {
      columns: [{ name: "site", text: true }, { name: "probability" }],
      rows: sites.map(({ id, name }) => [{ text: name }, { text: percent(built[id]!, 0), at: `scenarios:built.${id}` }]),
    },
  });
}
