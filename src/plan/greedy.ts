// Which buildings would a sensible person start, in order? A plan of whole numbers in milliseconds: the solver's start and its oracle.

import { workersIn } from "./families/build-crew.ts";
import { flopPerH100e, flopPerH100eOnCloud } from "./families/compute-milestone.ts";
import type { Start } from "./lp/solver.ts";
import type { PlanningCase, SiteCase } from "./case.ts";
import { type Draft, none } from "./columns.ts";

interface SiteState {
  readonly site: SiteCase;
  readonly options: ReadonlySet<number>;
  /** IT MW that the options taken can feed, by quarter. */
  readonly firmMw: readonly number[];
  readonly readyMw: number[];
  readonly starts: number[][];
  readonly banned: boolean;
}

/** Fills the best sites first, quarter by quarter, within power, land, pace, crews, rack supply and money. Every whole-number column gets a value. */
export function greedy(draft: Draft): Start {
  let banned = new Set<string>();
  let states = fill(draft, banned);
  for (let pass = 0; pass < 3; pass++) {
    const short = states.filter(({ site, starts }) => !site.bound && total(starts) > 0 && total(starts) < (site.site.fewest ?? 0));
    if (short.length === 0) break;
    banned = new Set([...banned, ...short.map(({ site }) => site.id)]);
    states = fill(draft, banned);
  }
  return assignment(draft, states);
}

function fill(draft: Draft, banned: ReadonlySet<string>): SiteState[] {
  const { study } = draft;
  const states = study.sites.map((site) => siteState(study, site, banned.has(site.id))).toSorted((a, b) => rank(study, b) - rank(study, a));
  const supplyMw = cumulative(study.names.map((_, t) => study.accelerators.reduce((mw, { supply, rackMw }) => mw + supply[t]! * rackMw, 0)));
  const crews = new Map(
    [...Object.keys(study.programme.labour.pools), "national"].map((pool) => [
      pool,
      study.names.map((_, t) => study.sites.reduce((people, site) => people + (pool === "national" || site.site.labour === pool ? site.builtCrew[t]! : 0), 0)),
    ]),
  );
  const ready = study.names.map((_, t) => states.reduce((mw, state) => mw + state.readyMw[t]!, 0));
  for (const [t] of study.names.entries()) {
    for (const state of states) {
      if (state.banned) continue;
      const s = study.sites.indexOf(state.site);
      for (const [b, { id, building, cents }] of study.buildings.entries()) {
        const at = t + building.ready;
        const pools = [state.site.site.labour, "national"].flatMap((pool) => (pool !== undefined && crews.has(pool) && Number.isFinite(workersIn(study, pool, 0)) ? [pool] : []));
        while (
          draft.sites[s]!.starts[b]![t] !== none &&
          at < study.count &&
          state.starts[b]![t]! < (state.site.site.startsPerQuarter ?? Infinity) &&
          state.starts[b]!.reduce((sum, n) => sum + n, 0) + (state.site.builtCount[id] ?? 0) < (state.site.site.buildings[id] ?? 0) &&
          worstRoom(state, at) >= building.it * filled &&
          supplyMw[at]! - ready[at]! >= building.it * filled &&
          (ready[at]! + building.it) * costPerMw(study, cents / building.it) <= study.spendableUsd[at]! &&
          pools.every((pool) => building.crew.every((people, age) => t + age >= study.count || crews.get(pool)![t + age]! + people <= workersIn(study, pool, t + age)))
        ) {
          state.starts[b]![t]! += 1;
          for (let q = at; q < study.count; q++) {
            state.readyMw[q]! += building.it;
            ready[q]! += building.it;
          }
          for (const pool of pools) for (const [age, people] of building.crew.entries()) if (t + age < study.count) crews.get(pool)![t + age]! += people;
        }
      }
    }
  }
  return states;
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
  const firmMw = study.names.map(
    (_, t) =>
      Math.min(
        site.powerCapMw[t]!,
        [...options].reduce((mw, k) => mw + site.options[k]!.available[t]! * site.options[k]!.firm, 0),
      ) / site.site.designFacilityRatio,
  );
  return { site, options, firmMw, readyMw: [...site.builtReadyMw], starts: study.buildings.map(() => study.names.map(() => 0)), banned };
}

/** Sites with much power early and cheap energy come first; bound sites before all. */
function rank(study: PlanningCase, { site, firmMw }: SiteState): number {
  const early = firmMw.reduce((sum, mw, t) => sum + mw * study.discount[t]!, 0);
  return (site.bound ? 1e9 : 0) + early / (1 + site.site.tariff.energy / 1e3);
}

/** The least room that firm power leaves from a quarter on. */
function worstRoom({ firmMw, readyMw }: SiteState, from: number): number {
  let room = Infinity;
  for (let t = from; t < firmMw.length; t++) room = Math.min(room, firmMw[t]! - readyMw[t]!);
  return room;
}

function costPerMw(study: PlanningCase, buildingCentsPerMw: number): number {
  const dearest = Math.max(...study.accelerators.map(({ rackCents, rackMw }) => rackCents / rackMw));
  return (buildingCentsPerMw + dearest) / 100;
}

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
          const taken = busy.get(p)?.has(t) ? 0.2 : 1;
          flop += (taken * Math.min(state.readyMw[t]!, state.firmMw[t]!) * study.accelerators[g]!.rackH100e * flopPerH100e(study, m, g, t)) / study.accelerators[g]!.rackMw / 2;
        } else flop += (Math.min(study.clouds[p - study.sites.length]!.most[t]!, study.clouds[p - study.sites.length]!.campus[t]!) * flopPerH100eOnCloud(study, m, t)) / 4;
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
    for (const [k, column] of columns.options.entries()) if (column !== none) values.set(column, used && state.options.has(k) ? 1 : 0);
    for (const [b, kind] of columns.starts.entries()) for (const [t, column] of kind.entries()) if (column !== none) values.set(column, state.starts[b]![t]!);
  }
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

function cumulative(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}
