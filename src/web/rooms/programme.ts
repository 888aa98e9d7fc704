// The first room: what will stand by the chosen quarter, where, when, and what each gap waits for.

import { ramp, rungNames, rungs, gapNames, type Rung } from "../../report/charts/ramp.ts";
import { crews } from "../../report/charts/crews.ts";
import { ganttRow } from "../../report/charts/gantt.ts";
import { finalMw, siteMap } from "../../report/charts/map.ts";
import { slider } from "../../report/charts/slider.ts";
import { timeX } from "../../report/charts/axis.ts";
import { decimal, escape, power } from "../../report/format.ts";
import type { Outlines } from "../../report/outlines.ts";
import type { CrewView, PageView } from "../../report/view.ts";
import { number, type Sheet, table } from "../html.ts";
import { columns, type State } from "../state.ts";
import { story } from "../story.ts";

const rows: Readonly<Record<Rung, string>> = { applied: "appliedKw", energized: "energizedKw", ready: "itReadyKw", racked: "rackedKw", running: "runningKw" };

export function programmeRoom(view: PageView, state: State, outlines: Outlines): string {
  const wide = columns(state.width);
  const frame = { width: wide.main - wide.gutter, left: wide.phone ? 38 : 56, right: 10 };
  const look = { bar: wide.phone ? 5 : 7, words: frame.width >= 520 };
  const { quarters, now } = view;
  const cursor = wide.gutter + timeX(frame, quarters.length)(state.quarter + 1);
  const used = view.sites.filter((site) => site.used);
  const abroad = view.sites.filter((site) => !site.xy);
  const gantt = used
    .map(
      (site) =>
        `<div class="axis-row ruled" data-key="gantt:${site.id}"><div class="gutter"><button class="site-name" data-site="${site.id}" data-key="row:${site.id}" aria-pressed="${site.id === state.site}"><b><i class="square site-${Math.min(site.rank, 10)}"></i>${escape(site.short)}</b><small>${decimal(finalMw(site))} MW IT, ${escape(site.authority.replace(/ \(.*/, ""))}</small></button></div><div>${ganttRow(site, quarters, state.quarter, now, frame, look)}</div></div>`,
    )
    .join("");
  const tightest = tightestPools(view);
  const people = tightest
    .map(
      (pool, index) =>
        `<div class="axis-row" data-key="crew:${pool.id}"><div class="gutter"><h3 style="padding-top:${index === 0 ? 12 : 6}px">${index === 0 ? "Crews, " : ""}${escape(pool.id.replaceAll("-", " "))}</h3><span class="caption">${wide.phone ? "" : "people on site, market"}</span></div><div>${crews(pool, quarters, state.quarter, now, frame, index === tightest.length - 1 ? 84 : 62, index === tightest.length - 1)}</div></div>`,
    )
    .join("");
  const map = `<div class="chart">${siteMap(outlines, view.sites, state.quarter, state.site, wide.main)}</div>`;
  const mapTools = `<div class="legend" style="margin:6px 0 14px">${legend(view)}<span class="tools" style="margin-left:auto"><button data-table="map" data-key="table:map" aria-expanded="${state.tables.has("map")}">table</button><button data-save="svg" data-key="svg:map">SVG</button><button data-save="csv" data-key="csv:map">CSV</button></span></div>`;
  const sheet = state.tables.has("map") ? table(ladderSheet(view, state)) : "";
  return `<h1 class="sentence" id="sentence">${headline(view, state.quarter)}</h1>
<p class="standfirst">${standfirst(view, state.quarter)}</p>
<div class="programme"><div class="main"><div data-panel="map" data-key="panel:map">${map}${mapTools}${abroad.length > 0 ? `<p class="note">Not on this map: ${escape(abroad.map((site) => site.name).join(", "))}.</p>` : ""}${sheet}</div>
<div class="axis-block"><div class="cursor" style="left:${cursor.toFixed(1)}px"></div>
<div class="axis-row slider-row"><div class="gutter play"><button data-act="play" data-key="play" aria-label="${state.playing ? "Pause" : "Play the quarters"}">${playIcon(state.playing)}</button><span>${quarters[state.quarter]}</span></div><div class="slide">${slider(quarters, state.quarter, now, frame)}<input type="range" data-key="quarter" id="quarter" min="0" max="${quarters.length - 1}" step="1" value="${state.quarter}" aria-label="Quarter" aria-valuetext="${quarters[state.quarter]}" style="left:${(frame.left + (frame.width - frame.left - frame.right) / quarters.length - 8).toFixed(1)}px;width:${((frame.width - frame.left - frame.right) * (1 - 1 / quarters.length) + 16).toFixed(1)}px"/><span class="focus-mark"></span></div></div>
<div class="axis-row"><div class="gutter"><h3>Capacity ramp</h3><span class="caption">IT MW, quarter’s end</span>${rungList(view, state)}</div><div>${ramp(view.ladder, quarters, state.quarter, now, frame, wide.phone ? 230 : 286)}</div></div>
<div class="axis-row head"><div class="gutter"><h3>Gantt by site</h3></div><div class="legend">${ganttLegend()}</div></div>
${gantt || '<p class="note">This plan builds at no site.</p>'}${people}</div>${crewNote(view, state)}</div>
<aside class="story" aria-label="The chosen site">${story(view, state, wide.story)}</aside></div>`;
}

/** At most four labour pools, those that come nearest to their market. */
function tightestPools(view: PageView): CrewView[] {
  const tight = (pool: CrewView): number => Math.max(...pool.people.map((people, t) => people / Math.max(1, pool.most[t]!)));
  return view.crews.toSorted((a, b) => tight(b) - tight(a)).slice(0, 4);
}

function crewNote(view: PageView, state: State): string {
  if (view.crews.length === 0) return "";
  const others = view.crews.length - tightestPools(view).length;
  const sheet: Sheet = {
    columns: [{ name: "quarter", text: true }, ...view.crews.map((pool) => ({ name: `${pool.id.replaceAll("-", " ")}, people` }))],
    rows: view.quarters.map((quarter, t) => [{ text: quarter }, ...view.crews.map((pool) => ({ text: decimal(pool.people[t] ?? 0), at: `plan:derived.crews.${pool.id}[${t}]` }))]),
    now: state.quarter,
  };
  return `<div data-panel="crews" data-key="panel:crews"><div class="legend" style="margin-top:8px"><span>${others > 0 ? `The ${tightestPools(view).length} labour pools that come nearest to their market; ${others} more stand in the table.` : "Dotted: the labour market’s size."}</span><span class="tools"><button data-table="crews" data-key="table:crews" aria-expanded="${state.tables.has("crews")}">table</button><button data-save="csv" data-key="csv:crews">CSV</button></span></div>${state.tables.has("crews") ? table(sheet) : ""}</div>`;
}

/** The finding, in the tense of the quarter. */
export function headline(view: PageView, quarter: number): string {
  const name = view.quarters[quarter]!;
  if (!view.feasible) return `This programme cannot be kept: ${view.relaxations.length === 1 ? "one rule has" : `${view.relaxations.length} rules have`} to give way.`;
  const powered = view.ladder.energized[quarter] ?? 0;
  const runs = view.ladder.running[quarter] ?? 0;
  const past = quarter + 1 <= view.now;
  const building = view.sites.reduce((sum, site) => sum + (site.building[quarter] ?? 0), 0);
  const keep = (megawatts: number): string => `<span class="nowrap">${power(megawatts)}</span>`;
  if (powered === 0 && building === 0) return `By ${name}, nothing ${past ? "had" : "will have"} power and nothing ${past ? "was" : "will be"} under construction.`;
  if (powered === 0) return `By ${name}, ${keep(building)} ${past ? "was" : "will be"} under construction; nothing ${past ? "had" : "will have"} power yet.`;
  if (runs === 0) return `By ${name}, ${keep(powered)} ${past ? "had" : "will have"} power; nothing ${past ? "ran" : "will be running"} yet.`;
  return `By ${name}, ${keep(powered)} ${past ? "had" : "will have"} power and ${keep(runs)} ${past ? "was" : "will be"} running.`;
}

function standfirst(view: PageView, quarter: number): string {
  if (!view.feasible) {
    const first = view.relaxations[0];
    return `${first ? escape(first.sentence) : "No way to relax it was found."} The nearest programme that can be kept is named under <a href="#plan">Plan</a>; what is drawn here stands only as far as it was decided.`;
  }
  const gaps = gapsAt(view, quarter);
  const say = (index: number, words: string): string =>
    gaps[index]! > 0.5 ? [`${number(`${decimal(gaps[index]!)} MW`, `plan:derived.ladder.${rows[rungs[index + 1]!]}[${quarter}]`)} ${words}`].join("") : "";
  const parts = [
    say(1, "of power waits for halls"),
    say(2, "of halls wait for racks"),
    say(3, "of racks wait for work"),
    say(0, "still waits for the grid or on-site plant"),
  ].filter(Boolean);
  const gap = parts.length === 0 ? "Every rung of the ladder is full." : `${parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)!}`}.`;
  const binds = view.binding[0] ? ` ${escape(view.binding[0].sentence.replace(/\.?$/, "."))}` : "";
  return `${gap}${binds} <em>IT load throughout; plan of ${escape(view.programme)}, known ${view.known}.</em>`;
}

function gapsAt(view: PageView, quarter: number): number[] {
  return rungs.slice(0, -1).map((rung, index) => Math.max(0, (view.ladder[rung][quarter] ?? 0) - (view.ladder[rungs[index + 1]!][quarter] ?? 0)));
}

function rungList(view: PageView, state: State): string {
  const gaps = gapsAt(view, state.quarter);
  return `<ul class="rungs">${rungs
    .map((rung, index) => {
      const value = `<li class="rung"><span><i class="chip ${rung}"></i>${rungNames[rung]}</span><b>${number(decimal(view.ladder[rung][state.quarter] ?? 0), `plan:derived.ladder.${rows[rung]}[${state.quarter}]`)}</b></li>`;
      return value + (index < gaps.length ? `<li class="gap"><span>${gapNames[index]}</span><span>${decimal(gaps[index]!)}</span></li>` : "");
    })
    .join("")}</ul>`;
}

/** The ladder of every quarter, MW IT. */
export function ladderSheet(view: PageView, state: State): Sheet {
  return {
    columns: [{ name: "quarter", text: true }, ...rungs.map((rung) => ({ name: `${rungNames[rung]}, MW IT` }))],
    rows: view.quarters.map((quarter, t) => [
      { text: quarter },
      ...rungs.map((rung) => ({ text: decimal(view.ladder[rung][t] ?? 0, 1), at: `plan:derived.ladder.${rows[rung]}[${t}]` })),
    ]),
    now: state.quarter,
  };
}

function legend(view: PageView): string {
  const mark = (inner: string, name: string): string => `<span><svg width="11" height="11" viewBox="0 0 11 11" aria-hidden="true">${inner}</svg>${name}</span>`;
  const disc = (look: string, name: string): string => mark(`<circle cx="5.5" cy="5.5" r="4.5" class="${look}"/>`, name);
  const candidates = view.sites.some((site) => !site.used);
  return (
    disc("ring-applied", "applied") +
    disc("ring-building", "building") +
    disc("s-energized", "energized") +
    disc("s-ready", "IT-ready") +
    disc("s-racked", "racked") +
    disc("s-running", "running") +
    (candidates ? mark('<path d="M5.5,1.5L9.5,5.5L5.5,9.5L1.5,5.5Z" class="candidate"/>', "candidate") : "")
  );
}

function ganttLegend(): string {
  const bar = (look: string, name: string): string =>
    `<span><svg width="16" height="7" aria-hidden="true"><rect width="16" height="7" rx="1" class="${look}"/></svg>${name}</span>`;
  return (
    bar("s-building", "build") +
    bar("s-ready", "halls ready") +
    bar("s-racked", "racks in") +
    bar("s-running", "running") +
    '<span><svg width="11" height="11" aria-hidden="true"><path d="M5.5,0.5L10.5,5.5L5.5,10.5L0.5,5.5Z" class="energization"/></svg>energization</span>' +
    '<span><svg width="24" height="8" aria-hidden="true"><circle cx="3.5" cy="4" r="2.4" class="order"/><line x1="6" x2="24" y1="4" y2="4" class="order-line"/></svg>order</span>' +
    '<span><svg width="20" height="8" aria-hidden="true"><line x1="0" x2="19" y1="4" y2="4" class="late"/><line x1="19" x2="19" y1="1" y2="7" class="late-end"/></svg>at worst</span>'
  );
}

function playIcon(playing: boolean): string {
  return playing
    ? '<svg width="10" height="12" viewBox="0 0 10 12"><path d="M1,1h3v10h-3zM6,1h3v10h-3z" class="f-ink"/></svg>'
    : '<svg width="10" height="12" viewBox="0 0 10 12"><path d="M1.5,0.8L9.5,6L1.5,11.2Z" class="f-ink"/></svg>';
}
