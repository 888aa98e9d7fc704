// How much more of one thing would make a milestone reachable in its window? More firm power with halls at one campus, more racks, or more money; every other rule holds.

import type { PlanningCase } from "../case.ts";
import { none, type Draft } from "../columns.ts";
import type { LinearModel } from "../lp/model.ts";
import type { Solver } from "../lp/solver.ts";
import { InterruptedError } from "../no-plan.ts";
import { effort } from "./effort.ts";
import { leastOf } from "./least.ts";
import { type Slack, withSlacks } from "./elastic.ts";
import { withoutRepeatedBounds } from "./binding.ts";
import { withCampusesAt } from "./nearest.ts";
import { hallsMw, poweredItMw, suppliedRacks } from "./limits.ts";
import { acceleratorName, amount, dollars, listed, megawatts, siteName } from "./names.ts";

/**
 * What would do instead of being late, in words that follow "or with": the least of each thing alone or, where no thing alone is enough, of all together; at the campuses of the nearest plan where that is enough.
 * @param near columns of the nearest plan
 * @param milestones those out of reach
 */
export async function moreOfSomething(
  draft: Draft,
  model: LinearModel,
  near: Float64Array,
  milestones: readonly string[],
  solver: Solver,
  signal?: AbortSignal,
): Promise<string[]> {
  const { study } = draft;
  const short = study.trainings.filter(({ id }) => milestones.includes(id));
  if (short.length === 0) return [];
  const until = Math.max(...short.map(({ to }) => to));
  const rows = rowsByFamily(model);
  const campus = campusOf(draft, near, short[0]!.id) ?? bestCampus(draft, until);
  const things = [...(campus === undefined ? [] : [morePower(draft, rows, campus, until)]), moreRacks(draft, rows, until), moreMoney(study, rows)];
  // Racks beyond the supply: bounds that repeat it are lifted, the rows hold.
  const lifted = withoutRepeatedBounds(draft, model);
  const least = async (tried: readonly Thing[]): Promise<string[] | undefined> => {
    InterruptedError.check(signal, "while looking for what would do");
    const slacks = tried.flatMap((thing) => thing.slacks);
    const elastic = withSlacks(lifted, slacks);
    // Where the nearest plan has its campuses first: a search of all places takes several times as long.
    const there = await solver.solve(withCampusesAt(draft, elastic, near), { limits: effort(model, 0.5) });
    const { values } = there.values.length > 0 ? there : await leastOf(elastic, solver, signal);
    if (values.length === 0) return undefined;
    let at = model.columns.length;
    return tried.flatMap((thing) => thing.said(Array.from(thing.slacks, () => values[at++]!)));
  };
  const alone: string[] = [];
  for (const thing of things) alone.push(...((await least([thing])) ?? []));
  if (alone.length > 0) return alone;
  const together = (await least(things)) ?? [];
  return together.length === 0 ? [] : [listed(together)];
}

/** Something that could be had more of. */
interface Thing {
  /** Each weighed by the thing's own size in the case, so that things can be traded against each other. */
  readonly slacks: readonly Slack[];
  said(found: readonly number[]): string[];
}

interface RowAt {
  readonly row: number;
  readonly index: readonly string[];
}

function rowsByFamily(model: LinearModel): Map<string, RowAt[]> {
  const out = new Map<string, RowAt[]>();
  for (let row = 0; row < model.rows.length; row++) {
    const { family, index } = model.rows.key(row);
    out.set(family, [...(out.get(family) ?? []), { row, index }]);
  }
  return out;
}

/** The site that a plan gives a run. */
function campusOf({ study, campus }: Draft, near: Float64Array, milestone: string): { readonly id: string; readonly s: number } | undefined {
  const m = study.trainings.findIndex(({ id }) => id === milestone);
  const s = study.sites.findIndex((_, place) => campus[m]![place] !== none && near[campus[m]![place]!]! > 0.5);
  return s === -1 ? undefined : { id: study.sites[s]!.id, s };
}

/** The site that could run most by the deadline, and could run something. */
function bestCampus({ study, sites }: Draft, until: number): { readonly id: string; readonly s: number } | undefined {
  return study.sites
    .map((site, s) => ({ id: site.id, s, mw: Math.min(poweredItMw(site, until), hallsMw(study, site, until)) }))
    .filter(({ s }) => sites[s]!.racks.some((kind) => kind.slice(0, until + 1).some((column) => column !== none)))
    .toSorted((one, other) => other.mw - one.mw || (one.id < other.id ? -1 : 1))[0];
}

/** The first quarter in which racks could be delivered there: what the extra power must be ready for. */
function firstUse({ sites }: Draft, s: number, until: number): number {
  const firsts = sites[s]!.racks.map((kind) => kind.findIndex((column) => column !== none)).filter((t) => t !== -1);
  return Math.min(until, ...firsts);
}

/** One MW of firm power in every quarter, and the halls that it can feed. */
function morePower(draft: Draft, rows: ReadonlyMap<string, readonly RowAt[]>, { id, s }: { readonly id: string; readonly s: number }, until: number): Thing {
  const { study } = draft;
  const { designFacilityRatio } = study.programme.sites[id]!;
  const at = (family: string, factor: number, only?: string) =>
    (rows.get(family) ?? []).flatMap(({ row, index }) => (index[0] === id && (only === undefined || index[1] === only) ? [{ row, factor }] : []));
  const moves = [...at("power.firm", -1), ...at("agreement.power-cap", -1), ...at("power.balance", -1, "grid"), ...at("chip.hall", -1 / designFacilityRatio)];
  const by = study.names[firstUse(draft, s, until)];
  return {
    slacks: [{ family: "more.power", index: [id], moves, weight: 1 / Math.max(1, poweredItMw(study.sites[s]!, until) * designFacilityRatio) }],
    said: ([mw]) => (mw! <= 1e-6 ? [] : [`${megawatts(up(mw!))} (facility) more of firm power, with halls for it, at ${siteName(study, id)} by ${by}`]),
  };
}

/** One rack more in a quarter's supply, counted by its MW. */
function moreRacks({ study }: Draft, rows: ReadonlyMap<string, readonly RowAt[]>, until: number): Thing {
  const inTime = new Set(study.names.slice(0, until + 1) as readonly string[]);
  const supply = (rows.get("chip.supply") ?? []).filter(({ index }) => inTime.has(index[1]!));
  const suppliedMw = study.accelerators.reduce((sum, { rackMw }, g) => sum + suppliedRacks(study, g, until) * rackMw, 0);
  return {
    slacks: supply.map(({ row, index }) => {
      const { rackMw } = study.accelerators.find(({ id }) => id === index[0])!;
      return { family: "more.racks", index, moves: [{ row, factor: -1 }], weight: rackMw / Math.max(1, suppliedMw) };
    }),
    said: (found) =>
      study.accelerators.flatMap(({ id }) => {
        const racks = supply.reduce((sum, { index }, position) => sum + (index[0] === id ? found[position]! : 0), 0);
        return racks <= 1e-6 ? [] : [`${amount(Math.ceil(racks - 1e-6))} racks of ${acceleratorName(study, id)} more by ${study.names[until]}`];
      }),
  };
}

/** One M$ of equity more from the first quarter on: in every limit that counts what is spent so far, and in cash. */
function moreMoney(study: PlanningCase, rows: ReadonlyMap<string, readonly RowAt[]>): Thing {
  const budget = (rows.get("money.budget") ?? []).map(({ row }) => ({ row, factor: -1 }));
  const cash = (rows.get("money.cash") ?? []).slice(0, 1).map(({ row }) => ({ row, factor: 1 }));
  return {
    slacks: [{ family: "more.money", index: [], moves: [...budget, ...cash], weight: 1e6 / Math.max(1e6, study.spendableUsd.at(-1)!) }],
    said: ([millions]) => (millions! <= 1e-6 ? [] : [`${dollars(millions! * 1e6)} more to spend from ${study.names[0]} on`]),
  };
}

/** Told to a tenth of a MW, never less than needed. */
function up(mw: number): number {
  return Math.ceil(mw * 10 - 1e-6) / 10;
}
