// The page at work: reads its data, draws its rooms, and moves all of it with one quarter.

import type { Outlines } from "../report/outlines.ts";
import type { PageView } from "../report/view.ts";
import { keys } from "./keys.ts";
import { morph } from "./morph.ts";
import { openPalette } from "./palette.ts";
import { agreementsRoom, partiesOf, statementOf } from "./rooms/agreements.ts";
import { futuresRoom } from "./rooms/futures.ts";
import { moneyRoom } from "./rooms/money.ts";
import { planRoom } from "./rooms/plan.ts";
import { programmeRoom } from "./rooms/programme.ts";
import { replanRoom } from "./rooms/replan.ts";
import { runRoom } from "./rooms/run.ts";
import { footer, sourcesRoom } from "./rooms/sources.ts";
import { saveCsv, saveSvg } from "./save.ts";
import { closeSource, openSource } from "./source.ts";
import { columns, type State } from "./state.ts";

declare const pageData: PageView;
declare const pageOutlines: Outlines;

const rooms: readonly (readonly [string, string, (view: PageView, state: State) => string])[] = [
  ["programme", "Programme", (view, state) => programmeRoom(view, state, pageOutlines)],
  ["plan", "Plan", planRoom],
  ...(pageData.beside.replan ? ([["replan", "Re-plan", replanRoom]] as const) : []),
  ["money", "Money", moneyRoom],
  ...(pageData.beside.futures ? ([["futures", "Futures", futuresRoom]] as const) : []),
  ["run", "Run", runRoom],
  ["agreements", "Agreements", agreementsRoom],
  ["sources", "Sources", sourcesRoom],
];

function start(view: PageView): void {
  let state = firstState(view);
  let timer: ReturnType<typeof setInterval> | undefined;
  const root = document.querySelector("#page")!;
  root.innerHTML = frame(view);
  const bar = document.querySelector("#bar-tools")!;

  const draw = (): void => {
    document.documentElement.style.setProperty("--gutter", `${columns(state.width).gutter}px`);
    morph(bar, barTools(view, state));
    for (const [id, , room] of rooms) morph(document.querySelector(`#${id}`)!, room(view, state));
  };
  const change = (next: Partial<State>): void => {
    state = { ...state, ...next };
    draw();
  };
  const toQuarter = (quarter: number): void => {
    const bounded = Math.max(0, Math.min(view.quarters.length - 1, quarter));
    if (bounded !== state.quarter) change({ quarter: bounded });
  };
  const play = (on: boolean): void => {
    clearInterval(timer);
    if (on && state.quarter === view.quarters.length - 1) state = { ...state, quarter: 0 };
    timer = on ? setInterval(() => (state.quarter < view.quarters.length - 1 ? toQuarter(state.quarter + 1) : play(false)), 700) : undefined;
    change({ playing: on });
  };
  const toggleTable = (id: string): void => change({ tables: state.tables.has(id) ? new Set([...state.tables].filter((other) => other !== id)) : new Set([...state.tables, id]) });
  const save = (kind: string, panel: Element): void => {
    if (kind === "svg") return saveSvg(panel, view.programme);
    const id = panel.getAttribute("data-panel")!;
    if (!state.tables.has(id)) toggleTable(id);
    saveCsv(panel, view.programme);
  };
  const toSite = (step: number): void => {
    const index = view.sites.findIndex((site) => site.id === state.site);
    const next = view.sites[(index + step + view.sites.length) % view.sites.length];
    if (next) change({ site: next.id });
  };
  const toLine = (step: number): void => {
    const count = statementOf(view, state)?.lines.length ?? 0;
    if (count > 0) change({ line: Math.max(0, Math.min(count - 1, Math.min(state.line, count - 1) + step)) });
  };
  const theme = (): void => {
    const dark =
      getComputedStyle(document.documentElement).colorScheme === "dark" ||
      (getComputedStyle(document.documentElement).colorScheme === "light dark" && matchMedia("(prefers-color-scheme: dark)").matches);
    document.documentElement.style.colorScheme = dark ? "light" : "dark";
  };
  const goTo = (id: string): void => document.querySelector(`#${id}`)?.scrollIntoView({ behavior: "instant", block: "start" });
  const palette = (): void =>
    openPalette(
      view,
      rooms.map(([id, name]) => ({ id, name })),
      (choice) => {
        if (choice.site) change({ site: choice.site });
        if (choice.quarter !== undefined) toQuarter(choice.quarter);
        if (choice.party) change({ party: choice.party, line: 0 });
        if (choice.room) goTo(choice.room);
      },
    );

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    const find = (attribute: string): string | null => target.closest(`[${attribute}]`)?.getAttribute(attribute) ?? null;
    const address = find("data-at");
    if (address) return openSource(view, address, target.closest("[data-at]")!);
    if (!target.closest(".source")) closeSource();
    const act = find("data-act");
    if (act === "play") return play(!state.playing);
    if (act === "earlier" || act === "later") return toQuarter(state.quarter + (act === "later" ? 1 : -1));
    if (act === "theme") return theme();
    if (act === "jump") return palette();
    const tableId = find("data-table");
    if (tableId) return toggleTable(tableId);
    const kind = find("data-save");
    if (kind) return save(kind, target.closest("[data-panel]")!);
    const party = find("data-party");
    if (party) return change({ party, line: 0 });
    const site = find("data-site");
    if (site) return change({ site });
    const line = find("data-line");
    if (line) change({ line: Number(line) });
  });
  document.addEventListener("input", (event) => {
    const target = event.target as HTMLInputElement;
    if (target.id === "quarter") toQuarter(Number(target.value));
    if (target.id === "search") change({ search: target.value });
  });
  keys({
    toQuarter: (step) => toQuarter(state.quarter + step),
    play: () => play(!state.playing),
    toSite,
    toLine,
    theme,
    palette,
    room: (index) => rooms[index] && goTo(rooms[index][0]),
    table: toggleTable,
    close: closeSource,
  });
  addEventListener("resize", () => {
    const width = visibleWidth();
    if (width !== state.width) change({ width });
  });
  draw();
  followRoom();
}

/** Opens where the reader of the address wants, else in the quarter in which a third of the final power runs, on the largest site. */
function firstState(view: PageView): State {
  const asked = new URLSearchParams(location.search);
  const quarter = view.quarters.indexOf(asked.get("q") ?? "");
  const dark = asked.get("theme");
  if (dark === "dark" || dark === "light") document.documentElement.style.colorScheme = dark;
  const runs = view.ladder.running;
  const third = runs.findIndex((value) => value >= (runs.at(-1) ?? 0) / 3);
  return {
    quarter: quarter >= 0 ? quarter : Math.max(0, third),
    site: view.sites.find((site) => site.id === asked.get("site"))?.id ?? view.sites[0]?.id ?? "",
    party: partiesOf(view)[0]?.party ?? "",
    line: 0,
    tables: new Set(),
    search: "",
    playing: false,
    width: visibleWidth(),
  };
}

function frame(view: PageView): string {
  return `<header class="bar"><div class="wrap"><div class="brand"><span class="house"><b>gigasite</b> /</span><b></b></div><nav aria-label="Rooms">${rooms.map(([id, name]) => `<a href="#${id}" data-room="${id}">${name}</a>`).join("")}</nav><div class="tools-bar" id="bar-tools"></div></div></header><main class="wrap">${rooms.map(([id]) => `<section class="room" id="${id}"></section>`).join("")}</main><footer class="wrap"><div class="foot">${footer(view)}</div></footer>`
    .replace("<b></b>", `<b>${view.programme.replaceAll("<", "&lt;")}</b>`)
    .replace('<div class="foot">', '<div class="foot" role="contentinfo">');
}

function barTools(view: PageView, state: State): string {
  return `<button class="key" data-act="jump" data-key="jump">Jump to <kbd>Ctrl K</kbd></button><div class="stepper"><button class="icon" data-act="earlier" data-key="earlier" aria-label="Quarter before">${chevron("M10,3L5,8L10,13")}</button><b aria-live="polite">${view.quarters[state.quarter]}</b><button class="icon" data-act="later" data-key="later" aria-label="Quarter after">${chevron("M6,3L11,8L6,13")}</button></div><button class="icon" data-act="theme" data-key="theme" aria-label="Dark or light"><svg viewBox="0 0 16 16"><circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8,2a6,6 0 0 1 0,12z" fill="currentColor"/></svg></button>`;
}

function chevron(d: string): string {
  return `<svg viewBox="0 0 16 16"><path d="${d}" fill="none" stroke="currentColor" stroke-width="1.6"/></svg>`;
}

/** Width to draw for; a window that is not laid out yet counts as the narrowest phone. */
function visibleWidth(): number {
  return Math.max(320, document.documentElement.clientWidth);
}

/** Marks the room that is read. */
function followRoom(): void {
  const mark = (): void => {
    const current = rooms.toReversed().find(([id]) => (document.querySelector(`#${id}`)?.getBoundingClientRect().top ?? Infinity) < 140)?.[0] ?? rooms[0]![0];
    for (const link of document.querySelectorAll("[data-room]")) {
      if (link.getAttribute("data-room") === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  addEventListener("scroll", mark, { passive: true });
  mark();
}

start(pageData);
