// Under the plan: what more compute costs, what moves the answer, which other plans are as good, what is held, what the last plan became.

import { alternatives } from "../../report/charts/alternatives.ts";
import { bridge, type BridgeLook } from "../../report/charts/bridge.ts";
import { equipment } from "../../report/charts/equipment.ts";
import { sizeOf } from "../../report/charts/measure.ts";
import { pareto } from "../../report/charts/pareto.ts";
import { tornado } from "../../report/charts/tornado.ts";
import { moneyUnit } from "../../report/charts/axis.ts";
import { decimal, dollars, escape, percent } from "../../report/format.ts";
import type { PageView } from "../../report/view.ts";
import type { BridgeView, ReplanView } from "../../report/view/bridge.ts";
import type { SwingView } from "../../report/view/swings.ts";
import { empty, number, panel, type Sheet } from "../html.ts";
import { columns, type State } from "../state.ts";

/** Panels of the files that stand beside the plan, in pairs; nothing for those that do not. */
export function besidePlan(view: PageView, state: State): string {
  const wide = columns(state.width);
  const { front, swings, others, replan } = view.beside;
  const wider = [
    ...(swings ? [swingsPanel(view, state, wide.half)] : []),
    ...(front ? [frontPanel(view, state, wide.half)] : []),
    ...(others ? [othersPanel(view, state, wide.half)] : []),
  ];
  const bridges = replan ? bridgePanels(replan, state, wide.half) : [];
  const panels = [...bridges, ...wider, ...equipmentPanels(view, state)];
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
    note: `Each figure moved alone, all else as it is; buildings and racks in fractions, at best ${number(`${decimal(relaxed / size.divide, 2)} ${size.unit}`, "tornado:relaxed")}. ${decimal(tried)} figures and uncertain entries were moved, ${decimal(still)} of them change nothing; ${decimal(weak)} of the ${decimal(bars.length)} shown rest on an estimate or an assumption.`,
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
  const legend = sites.map(({ rank, short }) => `<span><i class="square site-${Math.min(rank < 0 ? 10 : rank, 10)}"></i>${escape(short)}</span>`).join("");
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

const bridgeNames: Readonly<Record<BridgeView["key"], { readonly title: string; readonly unit: string }>> = {
  objectiveUsd: { title: "worth", unit: "USD, discounted" },
  runningItMw: { title: "IT power running at the end", unit: "MW IT" },
  capexUsd: { title: "capital spending", unit: "USD" },
  computeH100eHours: { title: "useful compute", unit: "H100e-hours" },
};

function bridgePanels(replan: ReplanView, state: State, width: number): string[] {
  const { bridges, causes, withinUsd, asOf } = replan;
  const title = "From the last plan to this one";
  if (bridges.length === 0)
    return [
      panel(state, {
        id: "bridge",
        title,
        caption: `as of ${asOf}`,
        chart: empty("The causes were not found.", "The search was interrupted; run <code>gigasite plan FILE --from</code> again."),
      }),
    ];
  const names = causes.map(({ says, alone }) => (alone ? says : `${says} (not alone)`));
  const short = names.map((says) => (says === "what these do together beyond each by itself" ? "together, beyond each" : says));
  const sheet: Sheet = {
    columns: [{ name: "", text: true }, ...bridges.map(({ key }) => ({ name: `${bridgeNames[key].title}, ${bridgeNames[key].unit}` }))],
    rows: [
      [{ text: "the last plan" }, ...bridges.map(({ key, before }) => ({ text: decimal(before, key === "runningItMw" ? 1 : 0), at: `replan:bridge.before.${key}` }))],
      ...names.map((says, position) => [
        { text: says },
        ...bridges.map(({ key, parts }) => ({
          text: decimal(parts[position]!, key === "runningItMw" ? 1 : 0),
          at: `replan:bridge.parts[${position}].delta${key[0]!.toUpperCase()}${key.slice(1)}`,
        })),
      ]),
      [{ text: "this plan" }, ...bridges.map(({ key, after }) => ({ text: decimal(after, key === "runningItMw" ? 1 : 0), at: `replan:bridge.after.${key}` }))],
    ],
  };
  const look = ({ key, before, after }: BridgeView): BridgeLook => {
    const name = `${title}, ${bridgeNames[key].title}`;
    if (key === "runningItMw") return { title: name, divide: 1, unit: "MW IT", decimals: 1 };
    const { divide, unit } = moneyUnit(Math.max(Math.abs(before), Math.abs(after)));
    return { title: name, divide, unit: `${unit} USD`, decimals: divide === 1e9 ? 3 : 1 };
  };
  const of = (key: BridgeView["key"]): BridgeView => bridges.find((entry) => entry.key === key)!;
  const one = (key: BridgeView["key"], id: string, more: { readonly note?: string; readonly sheet?: Sheet }): string =>
    panel(state, {
      id,
      title: `${title}: ${bridgeNames[key].title}`,
      caption: `${look(of(key)).unit}${key === "objectiveUsd" ? ", discounted" : ""}, as of ${asOf}`,
      chart: bridge(of(key), short, look(of(key)), width),
      ...more,
    });
  return [
    one("objectiveUsd", "bridge", {
      sheet,
      note: `Each cause by itself, put into the last plan’s inputs; what is left is what they do together. Searches end by a gap: a part may be off by ${number(dollars(withinUsd), "replan:bridge.withinUsd")}.`,
    }),
    one("runningItMw", "bridge-power", { sheet }),
  ];
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
