// What is fixed because it is past? Bounds for every decision before the as-of quarter, and rules that the past has broken already.

import { type Draft, facilitiesOf, none } from "../columns.ts";
import { owedIn } from "../coverage-tests.ts";
import { type Baseline, firstPayment } from "./baseline.ts";
import type { LinearModel } from "../lp/model.ts";
import { running } from "../round.ts";
import { begunAt, type DecisionKind, placed, roundedMillions } from "./dated-decisions.ts";
import type { Decisions, Notice } from "../plan.ts";
import { indexOf, ordinal, parseQuarter, quarterAt } from "../../units/calendar.ts";

/** What stands cannot be undone; work and money of the past are held while the new inputs allow it. */
const built: ReadonlySet<DecisionKind> = new Set(["opening", "start", "racks", "retired"]);
const all: ReadonlySet<DecisionKind> = new Set(["opening", "start", "racks", "retired", "running", "power", "work", "money"]);

/** Whether all of the past is held, or only what was built: openings, starts, racks, options begun, campuses and notices. */
export type Scope = "everything" | "built";

export interface HeldPast {
  readonly scope: Scope;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Columns of decisions that are past, with the last plan's own value. */
  readonly past: ReadonlyMap<number, number>;
  /** Rules that no decision can keep any more: their bounds are moved to what stands. */
  readonly broken: readonly { readonly family: string; readonly index: readonly string[]; readonly unit: string; readonly amount: number }[];
  /** Decisions of the past that the new inputs have no place for. */
  readonly lost: readonly { readonly family: string; readonly index: readonly string[]; readonly value: number }[];
}

/** Bounds under which every decision before `asOf` is the last plan's. */
export function holdPast(draft: Draft, model: LinearModel, baseline: Baseline, scope: Scope): HeldPast {
  const lower = Float64Array.from(model.lower);
  const upper = Float64Array.from(model.upper);
  const past = new Map<number, number>();
  const lost: HeldPast["lost"][number][] = [];
  const kinds = scope === "everything" ? all : built;
  const hold = (column: number, value: number, below = 0, above = 0) => {
    // A figure rounded past the end of its range stands at that end.
    lower[column] = value - below < model.lower[column]! && value >= model.lower[column]! ? model.lower[column]! : value - below;
    upper[column] = value + above > model.upper[column]! && value <= model.upper[column]! ? model.upper[column]! : value + above;
    past.set(column, value);
  };
  for (const { column, value, below, above, t, kind, family, index } of placed(draft, baseline.decisions)) {
    if (t >= baseline.free || !kinds.has(kind)) continue;
    if (column !== none) hold(column, value, below, above);
    else if (value > 0 && built.has(kind) && !(kind === "opening" && standsOpen(draft, index[0]!))) lost.push({ family, index, value });
  }
  if (scope === "everything") holdTests(draft, baseline, hold);
  holdOpenings(draft, baseline, upper);
  holdOptions(draft, baseline, hold);
  holdCampuses(draft, baseline, hold);
  holdNotices(draft, baseline, upper);
  const bounds = { ...model, lower, upper, ...(scope === "everything" ? withinRounding(draft, model, baseline, lower) : {}) };
  holdStanding(draft, baseline, bounds);
  const held = new Set([...past.keys(), ...holdSpending(draft, bounds)]);
  return { scope, lower, upper, past, lost, ...brokenRules(bounds, held) };
}

/** What was spent, and what falls due of it whatever is decided later: sums so far are at least that. @returns their columns */
function holdSpending({ study, money }: Draft, model: LinearModel): readonly number[] {
  const least = new Map<number, number>();
  const places = new Map(money.capex.map((column, t) => [column, t]));
  for (let row = 0; row < model.rowLower.length; row++) {
    if (model.rows.key(row).family !== "money.capex") continue;
    let sum = -model.rowUpper[row]!;
    let at = -1;
    for (let position = model.starts[row]!; position < model.starts[row + 1]!; position++) {
      const [column, factor] = [model.indices[position]!, model.values[position]!];
      if (places.has(column)) at = places.get(column)!;
      else sum += factor * (factor > 0 ? model.lower[column]! : model.upper[column]!);
    }
    least.set(at, sum);
  }
  let soFar = 0;
  for (const [t] of study.names.entries()) {
    soFar += least.get(t) ?? -Infinity;
    if (soFar > model.lower[money.capexSoFar[t]!]!) model.lower[money.capexSoFar[t]!] = soFar;
  }
  return money.capexSoFar;
}

/** Calls, draws and debt that fitted the plan's cents to the last one are held in a programme without cents: limits of the past leave as much room. */
function withinRounding(draft: Draft, model: LinearModel, { free, asOf }: Baseline, lower: Float64Array): Pick<LinearModel, "rowLower" | "rowUpper"> {
  const room = roundedMillions(draft);
  for (const column of draft.money.cash.slice(0, free)) if (column !== none) lower[column]! -= room;
  const rowLower = Float64Array.from(model.rowLower);
  const rowUpper = Float64Array.from(model.rowUpper);
  for (let row = 0; row < rowLower.length; row++) {
    if (rowLower[row] === rowUpper[row]) continue;
    const { family, index } = model.rows.key(row);
    if (!family.startsWith("money.") || !index.some((label) => parseQuarter(label) !== undefined && label < asOf)) continue;
    rowLower[row]! -= room;
    rowUpper[row]! += room;
  }
  return { rowLower, rowUpper };
}

/** A site that is committed or has buildings needs no opening: one that began in another quarter than planned has lost none. */
function standsOpen({ study }: Draft, site: string): boolean {
  return study.sites.some(({ id, bound }) => id === site && bound);
}

/** A test that looks back on a quarter of the past with debt is made. */
function holdTests({ study, money }: Draft, { decisions, free }: Baseline, hold: (column: number, value: number) => void): void {
  for (const [l, [id]] of facilitiesOf(study).entries()) {
    const debt = running((decisions.draws[id] ?? []).map((draw, t) => draw - (decisions.repayments[id]?.[t] ?? 0))).slice(0, free);
    for (const [t, column] of money.owed[l]!.entries()) if (column !== none && owedIn(debt, t)) hold(column, 1);
  }
}

/** A site opened before `asOf` is opened once. */
function holdOpenings({ study, sites }: Draft, { decisions, free }: Baseline, upper: Float64Array): void {
  for (const [s, { id }] of study.sites.entries()) {
    const opened = decisions.sites[id]?.opened ?? null;
    if (opened === null || indexOf(study.calendar, opened) >= free) continue;
    for (const [t, column] of sites[s]!.open.entries()) if (column !== none && t >= free) upper[column] = 0;
  }
}

/**
 * Options whose payments began are taken; those whose first payment lies in the past and was not made are gone. In a calendar without a past
 * the programme says what is committed.
 */
function holdOptions({ study, sites }: Draft, { begun, free, asOf }: Baseline, hold: (column: number, value: number) => void): void {
  if (free === 0) return;
  for (const [s, { id, options }] of study.sites.entries()) {
    for (const [k, option] of options.entries()) {
      const column = sites[s]!.options[k]!;
      if (column === none) continue;
      if (begun[id]?.includes(option.id)) hold(column, 1);
      else if (firstPayment(study.programme, id, option.id) < ordinal(asOf)) hold(column, 0);
    }
  }
}

/** A milestone whose run began stays where it is. */
function holdCampuses({ study, campus }: Draft, { decisions, free }: Baseline, hold: (column: number, value: number) => void): void {
  const places = [...study.sites, ...study.clouds].map(({ id }) => id);
  for (const [m, { id }] of study.trainings.entries()) {
    const at = begunAt(decisions, id, free);
    if (at !== undefined) for (const [p, column] of campus[m]!.entries()) if (column !== none) hold(column, places[p] === at ? 1 : 0);
  }
}

/** Capacity under first refusal for which no notice was given before `asOf` can be used `delay` quarters after it at the earliest. */
function holdNotices({ study, cloudTraining, cloudInference, sites }: Draft, { decisions, free, asOf }: Baseline, upper: Float64Array): void {
  if (free === 0) return;
  const given = (of: Partial<Notice>) =>
    decisions.notices.some(({ clause, cloud, site, quarter }) => clause === of.clause && cloud === of.cloud && site === of.site && quarter < asOf);
  for (const [v, { id }] of study.clouds.entries())
    for (let t = free; t < study.count; t++) {
      const gate = study.terms.gate(id, t);
      if (!gate || t - gate.delay >= free || given({ clause: gate.clause, cloud: id })) continue;
      for (const list of [...cloudTraining[v]!, ...cloudInference[v]!]) if (list[t] !== none) upper[list[t]!] = 0;
    }
  for (const [s, { id }] of study.sites.entries())
    for (let t = free; t < study.count; t++)
      for (const gate of study.terms.siteGates(id, t)) {
        if (t - gate.delay >= free || given({ clause: gate.clause, site: id })) continue;
        for (const kind of sites[s]!.starts) if (kind[t] !== none) upper[kind[t]!] = 0;
      }
}

/** Racks that stand follow from those delivered and sold: known in the past, and never fewer after it unless more can be sold. */
function holdStanding({ study, sites }: Draft, { decisions, free }: Baseline, { lower, upper }: LinearModel): void {
  for (const [s, site] of study.sites.entries())
    for (const [g, { id }] of study.accelerators.entries()) {
      let standing = site.racksBefore[id] ?? 0;
      for (const [t, column] of sites[s]!.standing[g]!.entries()) {
        if (t < free && sites[s]!.racks[g]![t] !== none) standing += decisions.sites[site.id]?.racks[id]?.[t] ?? 0;
        if (t < free)
          for (const sale of sites[s]!.retired[g]!) if (sale.t === t) standing -= decisions.sites[site.id]?.retired?.[id]?.[quarterAt(study.calendar, sale.delivered)]?.[t] ?? 0;
        if (column === none) continue;
        lower[column] = t < free || sites[s]!.retired[g]!.length === 0 ? standing : 0;
        if (t < free) upper[column] = standing;
      }
    }
}

/** Rows that the held columns break whatever the others do: what happened, happened. */
function brokenRules(model: LinearModel, past: ReadonlySet<number>): Pick<HeldPast, "rowLower" | "rowUpper" | "broken"> {
  const rowLower = Float64Array.from(model.rowLower);
  const rowUpper = Float64Array.from(model.rowUpper);
  const broken: HeldPast["broken"][number][] = [];
  for (let row = 0; row < model.rowLower.length; row++) {
    let [least, most, size, held] = [0, 0, 0, false];
    for (let at = model.starts[row]!; at < model.starts[row + 1]!; at++) {
      const [column, factor] = [model.indices[at]!, model.values[at]!];
      const ends = [factor * model.lower[column]!, factor * model.upper[column]!];
      least += Math.min(...ends);
      most += Math.max(...ends);
      size = Math.max(size, ...ends.filter(Number.isFinite).map(Math.abs));
      held ||= past.has(column);
    }
    if (!held) continue;
    const hair = arithmetic * Math.max(1, size);
    const over = least - rowUpper[row]!;
    const under = rowLower[row]! - most;
    if (!(over > hair) && !(under > hair)) continue;
    const { family, index, unit } = model.rows.key(row);
    broken.push({ family, index, unit, amount: Math.max(over, under) });
    if (over > hair) rowUpper[row] = least;
    if (under > hair) rowLower[row] = most;
  }
  return { rowLower, rowUpper, broken };
}

/** Below this share of a row's largest term a difference is arithmetic. */
const arithmetic = 1e-9;

/** Column values with those of the past as the last plan wrote them. */
export function withPast(values: Float64Array, { past }: HeldPast): Float64Array {
  const out = Float64Array.from(values);
  for (const [column, value] of past) out[column] = value;
  return out;
}

/** Notices given before `asOf` stand; one that is asked for in the past but covered by those is no second notice. */
export function withPastNotices(decisions: Decisions, baseline: Baseline): Decisions {
  const given = baseline.free === 0 ? [] : baseline.decisions.notices.filter(({ quarter }) => quarter < baseline.asOf);
  const covered = (notice: Notice) => given.some(({ clause, cloud, site }) => clause === notice.clause && cloud === notice.cloud && site === notice.site);
  const notices = [...given, ...decisions.notices.filter((notice) => !covered(notice))];
  return { ...decisions, notices };
}
