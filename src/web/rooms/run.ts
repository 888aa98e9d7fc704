// The fourth room: the plan played out. What was delivered, what it drew, what broke, what was served.

import { deliveredByQuarter, steps, waterfall } from "../../report/charts/delivered.ts";
import { failuresByCause } from "../../report/charts/failures.ts";
import { type NamedMonths, powerByMonth, pueByMonth } from "../../report/charts/monthly.ts";
import { type Served, serving } from "../../report/charts/serving.ts";
import { trainings } from "../../report/charts/training.ts";
import { compute, decimal, dollars, escape, flop, percent } from "../../report/format.ts";
import type { RunView } from "../../report/view/run.ts";
import type { PageView } from "../../report/view.ts";
import { empty, number, panel, type Sheet } from "../html.ts";
import { columns, type State } from "../state.ts";

export function runRoom(view: PageView, state: State): string {
  const wide = columns(state.width);
  const { run, quarters, now } = view;
  const t = state.quarter;
  const hours = hoursOf(quarters[t]!);
  const none = empty("No record yet.", "<code>gigasite simulate</code> plays the plan out, hour by hour.");
  const delivered = panel(state, {
    id: "delivered",
    title: "Delivered against planned",
    caption: "useful H100e-hours a quarter on own sites; the tick is the plan",
    chart: run ? deliveredByQuarter(run, quarters, t, now, wide.seven, wide.phone ? 210 : 250) : none,
    ...(run ? { sheet: waterfallSheet(run, quarters, t) } : {}),
  });
  const fall = panel(state, {
    id: "waterfall",
    title: "From installed to useful",
    caption: `mean H100e of ${quarters[t]}`,
    chart: run ? waterfall(run, t, hours, wide.five) : none,
    ...(run ? { sheet: waterfallSheet(run, quarters, t) } : {}),
  });
  const months: NamedMonths[] = run
    ? view.sites.flatMap((site) => {
        const found = run.sites.find((entry) => entry.site === site.id);
        return found && found.itMw.some((value) => value > 0) ? [{ ...found, name: site.short, rank: site.rank }] : [];
      })
    : [];
  const power = panel(state, {
    id: "power",
    title: "Power by site and month",
    caption: "mean MW facility: green in the racks, grey around them, dashed made on site",
    chart: run ? powerByMonth(months, run, quarters, t, wide.seven) : none,
    ...(run ? { sheet: monthSheet(run, months, "facilityMw", "MW facility", 1) } : {}),
  });
  const pue = panel(state, {
    id: "pue",
    title: "PUE by site and month",
    caption: "facility over IT energy",
    chart: run ? pueByMonth(months, run, quarters, t, wide.five) : none,
    ...(run ? { sheet: monthSheet(run, months, "pue", "PUE", 3) } : {}),
  });
  const training = panel(state, {
    id: "training",
    title: "Training milestones",
    caption: "bracket: window; outline: planned; bar: done",
    chart: trainings(view.work, run, quarters, t, now, wide.seven),
    sheet: {
      columns: [
        { name: "milestone", text: true },
        { name: "campus", text: true },
        { name: "asked for" },
        { name: "window", text: true },
        { name: "done", text: true },
        { name: "ETTR" },
        { name: "interruptions" },
        { name: "checkpoint, min" },
      ],
      rows: view.work.milestones.map((milestone) => {
        const done = run?.trainings.find((entry) => entry.workload === milestone.id);
        const at = (column: string): string => `record:trainings?workload=${milestone.id}#${column}`;
        return [
          { text: milestone.id },
          { text: milestone.campus },
          { text: flop(milestone.flop), at: `programme:workloads.${milestone.id}.compute` },
          { text: `${milestone.from} to ${milestone.until}` },
          { text: done ? (done.end === null ? "not done" : (quarters[Math.floor(done.end)] ?? "")) : "no record" },
          done ? { text: done.ettr > 0 ? percent(done.ettr) : "of the cloud", at: at("ettr") } : { text: "" },
          done ? { text: decimal(done.interruptions), at: at("interruptions") } : { text: "" },
          done ? { text: decimal(done.checkpointMinutes, 1), at: at("checkpointMinutes") } : { text: "" },
        ];
      }),
    },
  });
  const failures = panel(state, {
    id: "failures",
    title: "Failures by cause",
    caption: `start to ${quarters[t]}; stops of training: whole record`,
    chart: run ? failuresByCause(run, t, wide.five) : none,
    ...(run
      ? {
          sheet: {
            columns: [{ name: "cause", text: true }, { name: "failures" }, { name: "training stops" }, { name: "job hours lost" }],
            rows: run.failures.map((entry) => [
              { text: entry.cause },
              { text: decimal(entry.counts.reduce((sum, value) => sum + value, 0)), at: `record:failures?cause=${entry.cause}#count` },
              { text: decimal(entry.interrupted), at: `record:failures?cause=${entry.cause}#workload` },
              { text: decimal(entry.lostHours, 1), at: `record:failures?cause=${entry.cause}#lostHours` },
            ]),
          },
        }
      : {}),
  });
  const served = servedOf(view);
  const demand = panel(state, {
    id: "serving",
    title: "Inference, asked for and served",
    caption: `mean H100e, ${run ? "by month, simulated" : "by quarter, planned"}; the line is demand`,
    chart: served.demand.length > 0 ? serving(served, quarters, t, now, wide.seven, wide.phone ? 220 : 260) : empty("No inference workload.", "This programme only trains."),
    sheet: servingSheet(view, t),
  });
  const by = `<section class="panel"><header><h3>By workload</h3><span class="caption">${quarters[t]}, mean H100e</span></header>${workloadTable(view, t)}</section>`;
  return `<h2 class="sentence">${runHeadline(view, t)}</h2><p class="standfirst">${runStandfirst(view, t)}</p><div class="pair">${delivered}${fall}</div><div class="pair">${power}${pue}</div><div class="pair"><div class="stack">${demand}${training}</div><div class="stack">${by}${failures}</div></div>`;
}

export function runHeadline(view: PageView, t: number): string {
  const { run, quarters } = view;
  if (!run) return "The plan has not been played out yet.";
  const useful = run.waterfall.useful[t] ?? 0;
  const planned = run.waterfall.planned[t] ?? 0;
  if (planned === 0 && useful === 0) return `In ${quarters[t]}, no compute runs and none is planned.`;
  const mean = compute(useful / hoursOf(quarters[t]!));
  return planned > 0
    ? `In ${quarters[t]}, ${percent(useful / planned)} of the planned compute is delivered: ${mean} on average.`
    : `In ${quarters[t]}, ${mean} is delivered where nothing was planned.`;
}

function runStandfirst(view: PageView, t: number): string {
  const { run, quarters } = view;
  if (!run) return "A record holds every hour at every site: power, failures, training and serving. Until then, this room shows the plan’s own numbers where it has them.";
  const q = quarters[t]!;
  const facility = run.energy.facilityMwh[t] ?? 0;
  const it = run.energy.itMwh[t] ?? 0;
  const at = (column: string): string => `record:site-quarters?quarter=${q}#${column}`;
  const energy =
    facility > 0
      ? `The sites draw ${number(facility >= 1e6 ? `${decimal(facility / 1e6, 1)} TWh` : `${decimal(facility / 1000)} GWh`, at("facilityMwh"))} at a PUE of ${number(decimal(facility / it, 2), at("itMwh"))}, for ${number(dollars(run.energy.usd[t] ?? 0), at("energyUsd"))}, with ${number((run.energy.carbonT[t] ?? 0) >= 1e6 ? `${decimal((run.energy.carbonT[t] ?? 0) / 1e6, 1)} Mt` : `${decimal((run.energy.carbonT[t] ?? 0) / 1000, 1)} kt`, at("carbonT"))} of CO₂ and ${(run.energy.waterM3[t] ?? 0) >= 50 ? `${number(`${decimal((run.energy.waterM3[t] ?? 0) / 1000, 1)} ML`, at("waterM3"))} of water` : "no water for cooling"}.`
      : "No site draws power.";
  return `${energy} Over the whole record ${number(percent(run.summary.unservedShare, 2), "record:serving#unserved")} of the demand for inference goes unserved. <em>Simulated with seed ${run.seed}.</em>`;
}

function hoursOf(quarter: string): number {
  const year = Number(quarter.slice(0, 4));
  const month = (Number(quarter.slice(6)) - 1) * 3;
  return (Date.UTC(year, month + 3, 1) - Date.UTC(year, month, 1)) / 3_600_000;
}

/** Sum over the inference workloads: of the record's months where there is one, else of the plan's quarters. */
function servedOf(view: PageView): Served {
  const lists = view.run && view.run.serving.length > 0 ? view.run.serving : view.work.inference;
  const sum = (key: "demand" | "own" | "clouds" | "unserved"): number[] =>
    (lists[0]?.[key] ?? []).map((_, index) => lists.reduce((total, work) => total + (work[key][index] ?? 0), 0));
  return { per: view.run && view.run.serving.length > 0 ? 3 : 1, demand: sum("demand"), own: sum("own"), clouds: sum("clouds"), unserved: sum("unserved") };
}

function workloadTable(view: PageView, t: number): string {
  const months = view.run?.serving;
  const mean = (values: readonly number[]): number => values.slice(t * 3, t * 3 + 3).reduce((sum, value) => sum + value, 0) / 3;
  const rows = view.work.inference.map((work) => {
    const seen = months?.find((entry) => entry.workload === work.id);
    const demand = seen ? mean(seen.demand) : (work.demand[t] ?? 0);
    const own = seen ? mean(seen.own) : (work.own[t] ?? 0);
    const clouds = seen ? mean(seen.clouds) : (work.clouds[t] ?? 0);
    const at = (column: string): string => (seen ? `record:serving?workload=${work.id}#${column}` : `plan:derived.compute.work.${work.id}[${t}]`);
    return `<tr><td>${escape(work.id)}</td><td class="r">${number(decimal(demand), at("demand"))}</td><td class="r">${number(decimal(own), at("own"))}</td><td class="r">${number(decimal(clouds), at("clouds"))}</td><td class="r">${demand > 0 ? percent((own + clouds) / demand) : "none asked"}</td></tr>`;
  });
  const research = view.work.research.map(
    (work) =>
      `<tr><td>${escape(work.id)}</td><td class="r">best effort</td><td class="r">${number(decimal(work.given[t] ?? 0), `plan:derived.compute.work.${work.id}[${t}]`)}</td><td class="r">0</td><td class="r"></td></tr>`,
  );
  return `<div class="scroll"><table class="dense"><thead><tr><th>workload</th><th class="r">asked</th><th class="r">own sites</th><th class="r">clouds</th><th class="r">served</th></tr></thead><tbody>${rows.join("")}${research.join("")}</tbody></table></div>`;
}

function waterfallSheet(run: RunView, quarters: readonly string[], t: number): Sheet {
  const keys = [...steps.map(([key]) => key), "planned" as const];
  return {
    columns: [{ name: "quarter", text: true }, ...keys.map((key) => ({ name: `${key}, H100e-hours` }))],
    rows: quarters.map((quarter, q) => [
      { text: quarter },
      ...keys.map((key) => ({ text: decimal(run.waterfall[key][q] ?? 0), at: `record:site-quarters?quarter=${quarter}#${key}H100eHours` })),
    ]),
    now: t,
  };
}

function monthSheet(run: RunView, sites: readonly NamedMonths[], key: "facilityMw" | "pue", unit: string, decimals: number): Sheet {
  return {
    columns: [{ name: "month", text: true }, ...sites.map((site) => ({ name: `${site.name}, ${unit}` }))],
    rows: run.months.map((month, index) => [
      { text: month },
      ...sites.map((site) => {
        const value = site[key][index];
        return value === null || value === undefined ? { text: "no load" } : { text: decimal(value, decimals), at: `record:hourly?site=${site.site}&month=${month}#itMw` };
      }),
    ]),
  };
}

function servingSheet(view: PageView, t: number): Sheet {
  const served = servedOf(view);
  const names = served.per === 3 && view.run ? view.run.months : view.quarters;
  const keys = ["demand", "own", "clouds", "unserved"] as const;
  return {
    columns: [{ name: served.per === 3 ? "month" : "quarter", text: true }, ...keys.map((key) => ({ name: `${key}, H100e` }))],
    rows: names.map((name, index) => [
      { text: name },
      ...keys.map((key) => ({ text: decimal(served[key][index] ?? 0), at: served.per === 3 ? `record:serving?month=${name}#${key}` : `plan:derived.compute.work[${index}]` })),
    ]),
    ...(served.per === 1 ? { now: t } : {}),
  };
}
