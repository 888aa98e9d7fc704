// Which buildings would a sensible person start, in order? A plan of whole numbers in milliseconds: the solver's start and its oracle.

import { landLeft, mostTraining } from "./bounds.ts";
import { feedOf, firstSideOf } from "./feeds.ts";
import { wateredItMw } from "./families/site-water.ts";
import { flopPerH100e, flopPerH100eOnCloud } from "./families/compute-milestone.ts";
import type { Start } from "./lp/solver.ts";
import type { PlanningCase } from "./case.ts";
import type { SiteCase } from "./site-case.ts";
import { type Draft, none } from "./columns.ts";
import { SharedMeans } from "./shared-means.ts";

interface SiteState {
  readonly site: SiteCase;
  readonly options: ReadonlySet<number>;
  /** IT MW that the options taken can feed, by quarter. */
  readonly firmMw: readonly number[];
  readonly readyMw: number[];
  readonly starts: number[][];
  readonly banned: boolean;
}

/** Fills the best sites first, quarter by quarter, within power, land, pace, phase, crews, equipment, rack supply and money. Every whole-number column gets a value. */
export function greedy(draft: Draft): Start {
  let banned = new Set<string>();
  let states = fill(draft, banned);
  // Each pass bans a site at least, so that the last has none short.
  for (let short = shortOf(states); short.length > 0; short = shortOf(states)) {
    banned = new Set([...banned, ...short]);
    states = fill(draft, banned);
  }
  return assignment(draft, states);
}

/** Sites that would be opened with too few buildings. */
function shortOf(states: readonly SiteState[]): string[] {
  return states.filter(({ site, starts }) => !site.bound && total(starts) > 0 && total(starts) < (site.site.fewest ?? 0)).map(({ site }) => site.id);
}

function fill(draft: Draft, banned: ReadonlySet<string>): SiteState[] {
  const { study } = draft;
  const states = study.sites
    .map((site) => siteState(study, site, banned.has(site.id)))
    .toSorted((a, b) => Number(b.site.bound) - Number(a.site.bound) || rank(study, b) - rank(study, a));
  const means = new SharedMeans(study);
  for (const [t] of study.names.entries()) for (const state of states) if (!state.banned) startAt(draft, state, means, t);
  return states;
}

/** Starts what quarter t has room for at a site: its phase at least, or nothing. */
function startAt({ study, sites }: Draft, state: SiteState, means: SharedMeans, t: number): void {
  const { site, starts, readyMw } = state;
  const columns = sites[study.sites.indexOf(site)]!.starts;
  const start = (b: number, times: number) => {
    const { building } = study.buildings[b]!;
    starts[b]![t]! += times;
    for (let q = t + building.ready; q < study.count; q++) readyMw[q]! += times * building.it;
    means.take(site, b, t, times);
  };
  const startedNow = () => starts.reduce((sum, kind) => sum + kind[t]!, 0);
  for (const [b, { building }] of study.buildings.entries()) {
    while (
      columns[b]![t] !== none &&
      startedNow() < (site.site.startsPerQuarter ?? Infinity) &&
      total([starts[b]!]) < landLeft(study, site, b) &&
      worstRoom(state, t + building.ready) >= building.it * filled &&
      means.enough(site, b, t, filled)
    )
      start(b, 1);
  }
  if (startedNow() < (site.site.phase ?? 0)) for (const [b, kind] of starts.entries()) if (kind[t]! > 0) start(b, -kind[t]!);
}

/** Share of a building that power and racks must fill for it to be worth a start. */
const filled = 0.75;

function siteState(study: PlanningCase, site: SiteCase, banned: boolean): SiteState {
  const options = new Set<number>();
  const best = new Map<string, number>();
  const size = (k: number) => site.options[k]!.available.reduce((sum, mw, t) => sum + mw * site.options[k]!.firm * study.discount[t]!, 0);
  for (const [k, { option }] of site.options.entries()) {
    if (option.committed) options.add(k);
    if (option.group === undefined) options.add(k);
    else if (!best.has(option.group) || size(k) > size(best.get(option.group)!)) best.set(option.group, k);
  }
  for (const [group, k] of best) if (![...options].some((other) => site.options[other]!.option.group === group)) options.add(k);
  for (const k of options) if (size(k) === 0 && !site.options[k]!.option.committed) options.delete(k);
  keepPermit(site, options);
  const firstSide = firstSideOf(site, (k) => options.has(k));
  const firm = (t: number, on: (k: number) => boolean) => [...options].reduce((mw, k) => (on(k) ? mw + site.options[k]!.available[t]! * site.options[k]!.firm : mw), 0);
  const isFirst = (k: number) => firstSide.has(feedOf(site.options[k]!));
  const carried = (t: number) =>
    site.site.redundancy === "2N"
      ? Math.min(
          firm(t, isFirst),
          firm(t, (k) => !isFirst(k)),
        )
      : firm(t, () => true) - Math.max(0, ...[...options].map((k) => site.options[k]!.oneOutMw[t]!));
  const firmMw = study.names
    .map((_, t) => Math.min(site.powerCapMw[t]!, carried(t)) / site.site.designFacilityRatio)
    .map((mw, t) => Math.min(mw, wateredItMw(study, study.sites.indexOf(site), t)));
  return { site, options, firmMw, readyMw: [...site.builtReadyMw], starts: study.buildings.map(() => study.names.map(() => 0)), banned };
}

/** Drops the largest plant that burns fuel until the air permit is kept. */
function keepPermit(site: SiteCase, options: Set<number>): void {
  const burning = [...options].filter((k) => site.options[k]!.fuel);
  let mw = burning.reduce((sum, k) => sum + site.options[k]!.option.facility, 0);
  for (const k of burning.toSorted((a, b) => site.options[b]!.option.facility - site.options[a]!.option.facility)) {
    if (mw <= (site.site.airPermit ?? Infinity)) return;
    if (site.options[k]!.option.committed) continue;
    options.delete(k);
    mw -= site.options[k]!.option.facility;
  }
}

/** Sites with much power early and cheap energy come first. */
function rank(study: PlanningCase, { site, firmMw }: SiteState): number {
  const early = firmMw.reduce((sum, mw, t) => sum + mw * study.discount[t]!, 0);
  return early / (1 + site.site.tariff.energy / dearEnergy);
}

/** USD/MWh that make a MW count half. */
const dearEnergy = 1000;

/** The least room that firm power leaves from a quarter on. */
function worstRoom({ firmMw, readyMw }: SiteState, from: number): number {
  let room = Infinity;
  for (let t = from; t < firmMw.length; t++) room = Math.min(room, firmMw[t]! - readyMw[t]!);
  return room;
}

/** Shares of a campus that a training run may count on: of an own site that fills up, of one busy with a larger run, of a cloud that serves too. */
const siteShare = 0.5;
const besideAnother = 0.2;
const cloudShare = 0.25;

/** Campus of each milestone: the place whose ready and powered racks could do the most of it in its window. */
function assignment(draft: Draft, states: readonly SiteState[]): Start {
  const { study } = draft;
  const values = new Map<number, number>();
  const busy = new Map<number, Set<number>>();
  const milestones = study.trainings.map((_, m) => m).toSorted((a, b) => study.trainings[b]!.work.compute - study.trainings[a]!.work.compute);
  for (const m of milestones) {
    const { from, to, work } = study.trainings[m]!;
    const reach = draft.campus[m]!.map((column, p) => {
      if (column === none) return -1;
      let flop = 0;
      for (let t = from; t <= to; t++) {
        const g = shipping(study, t);
        if (p < study.sites.length) {
          const state = states.find(({ site }) => site === study.sites[p])!;
          const taken = busy.get(p)?.has(t) ? besideAnother : 1;
          flop +=
            (siteShare * taken * Math.min(state.readyMw[t]!, state.firmMw[t]!) * study.accelerators[g]!.rackH100e * flopPerH100e(study, m, g, t)) / study.accelerators[g]!.rackMw;
        } else flop += cloudShare * 1e3 * mostTraining(study.clouds[p - study.sites.length]!, t) * flopPerH100eOnCloud(study, m, t);
      }
      return flop;
    });
    const place = reach.indexOf(Math.max(...reach));
    for (const [p, column] of draft.campus[m]!.entries()) if (column !== none) values.set(column, p === place && (reach[p]! > 0 || !work.wanted) ? 1 : 0);
    for (let t = from; t <= to; t++) busy.set(place, (busy.get(place) ?? new Set()).add(t));
  }
  for (const state of states) {
    const s = study.sites.indexOf(state.site);
    const columns = draft.sites[s]!;
    const used = state.site.bound || total(state.starts) > 0;
    const first = Math.min(...state.starts.flatMap((kind) => kind.flatMap((n, t) => (n > 0 ? [t] : []))), Infinity);
    for (const [t, column] of columns.open.entries()) if (column !== none) values.set(column, t === first ? 1 : 0);
    for (const [t, column] of columns.busy.entries()) if (column !== none) values.set(column, state.starts.some((kind) => kind[t]! > 0) ? 1 : 0);
    for (const [k, column] of columns.options.entries()) if (column !== none) values.set(column, used && state.options.has(k) ? 1 : 0);
    const firstSide = firstSideOf(state.site, (k) => used && state.options.has(k));
    for (const [k, column] of columns.side.entries()) if (column !== none) values.set(column, firstSide.has(feedOf(state.site.options[k]!)) ? 1 : 0);
    for (const [b, kind] of columns.starts.entries()) for (const [t, column] of kind.entries()) if (column !== none) values.set(column, state.starts[b]![t]!);
  }
  // Whether anything is owed is left to the money: the debt that the tests of coverage allow.
  for (const facility of draft.money.owed) for (const column of facility) if (column !== none) values.set(column, 1);
  const indices = Int32Array.from(values.keys()).toSorted();
  return { indices, values: Float64Array.from(indices, (column) => values.get(column)!) };
}

/** The last kind with supply so far: what a site mostly holds. */
function shipping({ accelerators }: PlanningCase, t: number): number {
  let found = 0;
  for (const [g, { supply }] of accelerators.entries())
    if (supply.slice(0, t + 1).some((racks) => racks > 0) && accelerators[g]!.accelerator.firstShip >= accelerators[found]!.accelerator.firstShip) found = g;
  return found;
}

function total(starts: readonly (readonly number[])[]): number {
  return starts.reduce((sum, kind) => sum + kind.reduce((inner, n) => inner + n, 0), 0);
}
