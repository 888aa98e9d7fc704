// Under the plan: what more compute costs, what moves the answer, which other plans are as good, what is held.

import { alternatives, coloured } from "../../report/charts/alternatives.ts";
import { equipment } from "../../report/charts/equipment.ts";
import { sizeOf } from "../../report/charts/measure.ts";
import { pareto } from "../../report/charts/pareto.ts";
import { tornado } from "../../report/charts/tornado.ts";
import { decimal, escape, percent } from "../../report/format.ts";
import type { PageView } from "../../report/view.ts";
import type { SwingView } from "../../report/view/swings.ts";
import { empty, number, panel } from "../html.ts";
import { columns, type State } from "../state.ts";

/** Panels of the files that stand beside the plan, in pairs; nothing for those that do not. */
export function besidePlan(view: PageView, state: State): string {
  const wide = columns(state.width);
  const { front, swings, others } = view.beside;
  const wider = [
    ...(swings ? [swingsPanel(view, state, wide.half)] : []),
    ...(front ? [frontPanel(view, state, wide.half)] : []),
    ...(others ? [othersPanel(view, state, wide.half)] : []),
  ];
  const panels = [...wider, ...equipmentPanels(view, state)];
  const pairs = [];
  for (let position = 0; position < panels.length; position += 2) pairs.push(`<div class="half">${panels.slice(position, position + 2).join("")}</div>`);
  return pairs.join("") + notAsked(view);
}

/** One line: what no command has made yet, and which one does. */
function notAsked({ beside: { front, swings, others, futures } }: PageView): string {
  const missing = [
    ...(swings ? [] : ["<code>--tornado</code> says what moves it most"]),
    ...(front ? [] : ["<code>--pareto</code> what more compute costs"]),
    ...(others ? [] : ["<code>--alternatives</code> which plans are nearly as good"]),
    ...(futures ? [] : ["<code>--scenarios 6</code> what to decide before it is known how things turn out"]),
  ];
  return missing.length > 0 ? `<p class="note" style="margin-top:24px">With <code>gigasite plan FILE</code>, ${missing.join("; ")}.</p>` : "";
}

function swingsPanel(view: PageView, state: State, width: number): string {
  const swings = view.beside.swings!;
  const { bars, relaxed, unit, tried, still } = swings;
  const size = sizeOf(unit, Math.abs(relaxed));
  const weak = bars.filter(({ confidence }) => confidence === null || confidence === "assumption" || confidence === "estimate").length;
  const effect = (bar: SwingView, position: number, key: "atLow" | "atHigh") => {
    const { delta } = bar[key];
    const small = sizeOf(unit, Math.max(...bars.flatMap(({ atLow, atHigh }) => [Math.abs(atLow.delta ?? 0), Math.abs(atHigh.delta ?? 0)])));
    return { text: delta === null ? "no plan" : `${delta > 0 ? "+" : ""}${decimal(delta / small.divide, 1)} ${small.unit}`, at: `tornado:bars[${position}].${key}.delta` };
  };
  return panel(state, {
    id: "tornado",
    title: "What moves the answer most",
    caption: `${swings.measure}; faint at the figure’s low, strong at its high`,
    chart: bars.length > 0 ? tornado(swings, width) : empty("Nothing moves it.", `${decimal(tried)} figures with a range were moved alone.`),
    note: `Each figure moved alone, all else as it is; buildings and racks in fractions, at best ${number(`${decimal(relaxed / size.divide, 2)} ${size.unit}`, "tornado:relaxed")}. ${decimal(tried)} figures and uncertain entries were moved, ${decimal(still)} of them change nothing; ${decimal(weak)} of the ${decimal(bars.length)} shown ${weak === 1 ? "rests" : "rest"} on an estimate or an assumption.`,
    sheet: {
      columns: [
        { name: "figure", text: true },
        { name: "value" },
        { name: "low" },
        { name: "high" },
        { name: "at its low" },
        { name: "at its high" },
        { name: "confidence", text: true },
        { name: "source", text: true },
      ],
      rows: bars.map((bar, position) => [
        { text: bar.name, at: `programme:${bar.path}` },
        { text: bar.value },
        { text: bar.low },
        { text: bar.high },
        effect(bar, position, "atLow"),
        effect(bar, position, "atHigh"),
        { text: bar.confidence ?? "own" },
        { text: bar.source },
      ]),
    },
  });
}

function frontPanel(view: PageView, state: State, width: number): string {
  const front = view.beside.front!;
  const price = (usd: number | null): string => (usd === null ? "" : decimal(usd));
  return panel(state, {
    id: "pareto",
    title: "What more compute costs",
    caption: "useful compute against cost, both discounted",
    chart: front.points.length > 1 ? pareto(front, width, columns(state.width).phone ? 300 : 340) : empty("There is one point.", "All plans of this programme cost the same."),
    note: "Each point is a plan in whole buildings and racks. The knee lies farthest above the straight line between the two ends; beyond it compute becomes dearer faster.",
    sheet: {
      columns: [
        { name: "point", text: true },
        { name: "cost, USD" },
        { name: "H100e-years" },
        { name: "USD per H100e-year, from the point before" },
        { name: "at its whole numbers" },
        { name: "MW IT" },
        { name: "sites" },
        { name: "gap" },
      ],
      rows: front.points.map((point, position) => [
        { text: `${position + 1}${position === front.knee ? ", the knee" : ""}` },
        { text: decimal(point.costUsd), at: `pareto:points[${position}].costUsd` },
        { text: decimal(point.h100eYears), at: `pareto:points[${position}].compute` },
        { text: price(point.stepUsd), at: `pareto:points[${position}].stepUsdPerH100eYear` },
        { text: price(point.hereUsd), at: `pareto:points[${position}].usdPerH100eYear` },
        { text: decimal(point.runningMw), at: `pareto:points[${position}].plan.runningMw` },
        { text: decimal(point.sites), at: `pareto:points[${position}].plan.sites` },
        { text: point.gap === null ? "unknown" : percent(point.gap, 2), at: `pareto:points[${position}].gap` },
      ]),
    },
  });
}

function othersPanel(view: PageView, state: State, width: number): string {
  const others = view.beside.others!;
  const sites = view.sites.filter(({ id }) => others.plans.some(({ buildings }) => (buildings[id] ?? 0) > 0));
  const plainly = sites.filter(({ rank }) => !coloured(rank));
  const square = (look: string, name: string): string => `<span><i class="square ${look}"></i>${escape(name)}</span>`;
  const legend = [
    ...sites.filter(({ rank }) => coloured(rank)).map(({ rank, short }) => square(`site-${rank}`, short)),
    ...(plainly.length > 0
      ? [square("site-10", plainly.length < 3 ? plainly.map(({ short }) => short).join(", ") : `${decimal(plainly.length)} other sites, named in the table`)]
      : []),
  ].join("");
  return panel(state, {
    id: "alternatives",
    title: "Plans nearly as good",
    caption: `${others.measure} within ${percent(others.within, 0)} of this plan’s`,
    chart: `${alternatives(others, sites, width)}<div class="legend" style="margin-top:8px">${legend}</div>`,
    sheet: {
      columns: [
        { name: "plan", text: true },
        { name: "it has", text: true },
        { name: `${others.measure}, ${others.unit}` },
        ...sites.map(({ short }) => ({ name: `${short}, buildings` })),
        { name: "MW IT" },
        { name: "capital, USD" },
        { name: "gap" },
      ],
      rows: others.plans.map((plan) => {
        const at = plan.address === "best" ? "alternatives:best.plan" : `alternatives:${plan.address}.plan`;
        return [
          { text: plan.name },
          { text: plan.extent },
          { text: decimal(plan.main), at: at.replace(".plan", ".stages") },
          ...sites.map(({ id }) => ({ text: decimal(plan.buildings[id] ?? 0), at: `${at}.buildings.${id}` })),
          { text: decimal(plan.runningMw), at: `${at}.runningMw` },
          { text: decimal(plan.capexUsd), at: `${at}.capexUsd` },
          { text: plan.gap === null ? "" : percent(plan.gap, 2) },
        ];
      }),
    },
  });
}

function equipmentPanels(view: PageView, state: State): string[] {
  const { equipment: kinds, quarters, now } = view;
  const wide = columns(state.width);
  return kinds.map((kind) => {
    const short = kind.limited && kind.needed.some((units, t) => units > kind.available[t]!);
    return panel(state, {
      id: `equipment-${kind.id}`,
      title: `${kind.name[0]!.toUpperCase()}${kind.name.slice(1)}`,
      caption: kind.limited ? "units so far: needed (line), can be there (dashed)" : "units needed so far",
      chart: equipment(kind, quarters, state.quarter, now, wide.half, 180),
      note: `Lead time ${number(`${decimal(kind.leadQuarters)} quarters`, `programme:catalogue.equipment.${kind.id}.lead`)}; open dots: the latest orders. ${kind.limited ? (short ? "Where the area is red, the plan needs more than can be there." : "It suffices throughout.") : "The catalogue states neither slots held nor orders that can be placed, so buildings do not wait for it."}`,
      sheet: {
        columns: [{ name: "quarter", text: true }, { name: "needed so far, units" }, { name: "can be there, units" }, { name: "to order, units" }],
        rows: quarters.map((quarter, t) => [
          { text: quarter },
          { text: decimal(kind.needed[t] ?? 0), at: `plan:derived.equipment.${kind.id}.needed[${t}]` },
          { text: kind.limited ? decimal(kind.available[t] ?? 0) : "", at: `plan:derived.equipment.${kind.id}.available[${t}]` },
          { text: decimal(kind.order[t] ?? 0), at: `plan:derived.equipment.${kind.id}.order[${t}]` },
        ]),
        now: state.quarter,
      },
    });
  });
}
