// The room of a re-plan: what was held, what happened, what moved, how late it is, and what each cause cost.

import { moneyUnit } from "../../report/charts/axis.ts";
import { bridge, type BridgeLook } from "../../report/charts/bridge.ts";
import { happened } from "../../report/charts/happened.ts";
import { late, quartersLate } from "../../report/charts/late.ts";
import { standing } from "../../report/charts/standing.ts";
import { decimal, dollars, escape } from "../../report/format.ts";
import type { PageView } from "../../report/view.ts";
import type { BridgeView } from "../../report/view/bridge.ts";
import { type ReplanView, totalRows } from "../../report/view/replan.ts";
import { empty, number, panel, type Sheet, table } from "../html.ts";
import { columns, type State } from "../state.ts";

export function replanRoom(view: PageView, state: State): string {
  const told = view.beside.replan;
  if (!told) return "";
  const width = columns(state.width).half;
  const pairs = [
    ...(view.feasible ? [[totalsPanel(told, state), latePanel(told, state, width)]] : []),
    [heldPanel(told, state, width), happenedPanel(told, state, width)],
    ...(view.feasible ? [[movedPanel(told, state), ...brokenPanel(told)], bridgePanels(told, state, width)] : []),
  ];
  return `<h2 class="sentence">${headline(view, told)}</h2><p class="standfirst">${standfirst(view, told)}</p>${pairs.map((panels) => `<div class="half">${panels.join("")}</div>`).join("")}`;
}

function headline({ feasible }: PageView, { asOf, late: [all], totals: { before, after } }: ReplanView): string {
  if (!feasible) return `With what is held, no plan keeps every rule from ${escape(asOf)} on.`;
  const quarters = all?.quarters ?? null;
  const when =
    quarters === null
      ? ""
      : Math.abs(quarters) < 0.005
        ? "its power comes as planned"
        : `its power comes ${number(`${decimal(Math.abs(quarters), 2)} quarters`, "replan:late.quarters")} ${quarters > 0 ? "later" : "sooner"}`;
  const [was, is] = [before.worthUsd, after.worthUsd];
  if (was === null || is === null) return `The re-plan runs on from ${escape(after.from)}${when ? `; ${when}` : ""}.`;
  const worth =
    Math.abs(is - was) < 5e4
      ? "The re-plan is worth what the last plan was"
      : `The re-plan is worth ${number(dollars(Math.abs(is - was)), "replan:totals.after.worthUsd")} ${is < was ? "less" : "more"}`;
  return `${worth}${when ? `, and ${when}` : ""}.`;
}

function standfirst({ feasible }: PageView, { asOf, from, changeItMw, everything }: ReplanView): string {
  const past = everything ? "all that the last plan did before it is held" : "what was built before it is held, and work and money follow from that";
  const moved = feasible ? ` Building starts and rack deliveries of ${number(`${decimal(changeItMw)}\u00a0MW IT`, "replan:changeItMw")} moved, out and in counted.` : "";
  return `Decisions of <span class="nowrap">${escape(asOf)}</span> and later are open; ${past}.${moved} The last plan: <code>${escape(from)}</code>.`;
}

function totalsPanel({ totals: { before, after } }: ReplanView, state: State): string {
  const say = (value: number | null, unit: string): string =>
    value === null ? "other quarters" : decimal(value / (unit.startsWith("M ") ? 1e6 : 1), unit === "MW IT" || Math.abs(value) < 1e8 ? 1 : 0);
  const sheet: Sheet = {
    columns: [{ name: "", text: true }, { name: "the last plan" }, { name: "this plan" }, { name: "difference" }],
    rows: totalRows.map(({ key, name, unit }) => {
      const [was, is] = [before[key], after[key]];
      const difference = was === null || is === null ? null : is - was;
      return [
        { text: `${name}, ${unit}` },
        { text: say(was, unit), at: `replan:totals.before.${key}` },
        { text: say(is, unit), at: `replan:totals.after.${key}` },
        { text: difference === null ? "" : `${difference > 0 ? "+" : ""}${say(difference, unit)}` },
      ];
    }),
  };
  return panel(state, { id: "replan-totals", title: "What the change comes to", caption: `${after.from} to ${after.to}, the quarters that both plans have`, chart: table(sheet) });
}

function latePanel({ late: rows, milestones, totals: { after } }: ReplanView, state: State, width: number): string {
  const planned = rows.filter(({ plannedItMw, itMw }) => plannedItMw > 0 || itMw > 0);
  const done = milestones
    .map(({ id, due, before, after: now }, position) => {
      const when = now === null ? "not done in the calendar" : `done in ${now}`;
      const was = before === now ? "as planned" : before === null ? "not done in the last plan" : `planned for ${before}`;
      const window = now !== null && now > due ? `; its window ended in ${due}` : "";
      return `<li><span>${escape(id)}</span><span>${number(`${when}, ${was}`, `replan:late.milestones[${position}]`)}${escape(window)}</span></li>`;
    })
    .join("");
  return panel(state, {
    id: "late",
    title: "How late it is",
    caption: "quarters by which the last plan’s running power comes later",
    chart: planned.length > 0 ? late(planned, width) : empty("No power to be late.", `The last plan runs nothing by ${escape(after.to)}.`),
    note: `Each MW IT that the last plan runs at the end of ${escape(after.to)} counts alike; what never comes counts up to then, and what comes beyond it does not count.${done ? `</p><ul class="facts">${done}</ul><p class="note">Training milestones: the quarter in which the last of their work is done.` : ""}`,
    ...(planned.length > 0
      ? {
          sheet: {
            columns: [{ name: "site", text: true }, { name: "planned to run, MW IT" }, { name: "runs, MW IT" }, { name: "quarters later" }],
            rows: planned.map(({ name, address, plannedItMw, itMw, quarters }) => [
              { text: name },
              { text: decimal(plannedItMw, 1), at: address.replace(/quarters$/, "plannedItMw") },
              { text: decimal(itMw, 1), at: address.replace(/quarters$/, "itMw") },
              { text: quarters === null ? "" : quartersLate(quarters), at: address },
            ]),
          },
        }
      : {}),
  });
}

function heldPanel({ asOf, fixed, standing: sites }: ReplanView, state: State, width: number): string {
  const fact = (name: string, megawatts: number, unit: string, key: string): string =>
    `<li><span>${name}</span><span>${number(`${decimal(megawatts)}\u00a0${unit}`, `replan:fixed.${key}`)}</span></li>`;
  const facts = `<ul class="facts" style="margin:0 0 12px">${fact("halls started", fixed.hallsItMw, "MW IT", "hallsItMw")}${fact("racks delivered", fixed.racksItMw, "MW IT", "racksItMw")}${fact("power signed or paid for", fixed.powerFacilityMw, "MW facility", "powerFacilityMw")}</ul>`;
  const where = fixed.sites.length > 0 ? ` Held at ${escape(listed(fixed.sites))}.` : "";
  return panel(state, {
    id: "held",
    title: "Held as built or committed",
    caption: `before ${asOf}; MW IT by site, outline: planned`,
    chart: `${facts}${sites.length > 0 ? standing(sites, width) : empty("Nothing stands yet.", `The last plan began nothing before ${escape(asOf)}.`)}`,
    note: `Halls count from their start, racks from their delivery.${where}`,
    ...(sites.length > 0
      ? {
          sheet: {
            columns: [{ name: "site", text: true }, { name: "halls planned, MW IT" }, { name: "started" }, { name: "racks planned, MW IT" }, { name: "delivered" }],
            rows: sites.map(({ name, planned, there }, position) => [
              { text: name },
              { text: decimal(planned.halls, 1), at: `replan:standing[${position}].plannedHallsItMw` },
              { text: decimal(there.halls, 1), at: `replan:standing[${position}].hallsItMw` },
              { text: decimal(planned.racks, 1), at: `replan:standing[${position}].plannedRacksItMw` },
              { text: decimal(there.racks, 1), at: `replan:standing[${position}].racksItMw` },
            ]),
          },
        }
      : {}),
  });
}

function happenedPanel({ happened: figures, asOf }: ReplanView, state: State, width: number): string {
  return panel(state, {
    id: "happened",
    title: "What happened against the plan",
    caption: "by site and quarter, as a share of what was planned",
    chart:
      figures.length > 0
        ? happened(figures, width)
        : empty(
            "Nothing was told of what happened.",
            `What the last plan had for the quarters before ${escape(asOf)} is taken as done; <code>--actuals happened.csv</code> says otherwise.`,
          ),
    ...(figures.length > 0
      ? {
          sheet: {
            columns: [
              { name: "site", text: true },
              { name: "quarter", text: true },
              { name: "measure", text: true },
              { name: "planned" },
              { name: "actual" },
              { name: "difference" },
              { name: "unit", text: true },
              { name: "source", text: true },
            ],
            rows: figures.map(({ site, quarter, what, planned, actual, difference, unit, source, address }) => [
              { text: site },
              { text: quarter },
              { text: what },
              { text: planned, at: `${address}.planned` },
              { text: actual, at: `${address}.value` },
              { text: difference, at: `${address}.difference` },
              { text: unit },
              { text: source },
            ]),
          },
        }
      : {}),
  });
}

/** Sentences shown before the table is opened. */
const shown = 8;

function movedPanel({ moved }: ReplanView, state: State): string {
  const rest = moved.length - shown;
  const lines = moved
    .slice(0, shown)
    .map(({ sentence }) => `<li>${escape(sentence)}</li>`)
    .join("");
  return panel(state, {
    id: "moved",
    title: "What moved",
    caption: "the most MW IT first",
    chart: lines ? `<ul class="says">${lines}</ul>` : empty("Nothing moved.", "Every start and delivery that was open stays in its quarter."),
    ...(rest > 0 ? { note: `${decimal(rest)} more ${rest === 1 ? "stands" : "stand"} in the table.` } : {}),
    ...(lines
      ? {
          sheet: {
            columns: [{ name: "in words", text: true }, { name: "change, MW IT" }],
            rows: moved.map(({ sentence, itMw }, position) => [{ text: sentence }, { text: `${itMw > 0 ? "+" : ""}${decimal(itMw, 1)}`, at: `replan:moved[${position}].itMw` }]),
          },
        }
      : {}),
  });
}

/** Only where the past breaks a rule, or has no place any more. */
function brokenPanel({ broken, lost }: ReplanView): string[] {
  const lines = [...broken, ...lost].map((sentence) => `<li>${escape(sentence)}</li>`).join("");
  return lines
    ? [
        `<section class="panel" data-key="panel:broken"><header><h3>Facts that break a rule</h3><span class="caption">taken as they are, and told</span></header><ul class="says">${lines}</ul></section>`,
      ]
    : [];
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)!}`;
}

const bridgeNames: Readonly<Record<BridgeView["key"], { readonly title: string; readonly unit: string }>> = {
  objectiveUsd: { title: "worth", unit: "USD, discounted" },
  runningItMw: { title: "IT power running at the end", unit: "MW IT" },
  capexUsd: { title: "capital spending", unit: "USD" },
  computeH100eHours: { title: "useful compute", unit: "H100e-hours" },
};

/** Causes whose words are long for a chart; the table has them whole. */
const shorter: Readonly<Record<string, string>> = {
  "what these do together beyond each by itself": "together, beyond each",
  "what happened instead of what was planned": "what happened",
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
        chart: empty("What each cause cost was not sought.", "<code>gigasite plan FILE --from PLAN --bridge</code> plans the last inputs again for each of them."),
      }),
    ];
  const names = causes.map(({ says, alone }) => (alone ? says : `${says} (not alone)`));
  const short = names.map((says) => shorter[says] ?? says);
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
