// How can one number of a plan be changed? Every way that the mutation test tries.

import type { Plan } from "../plan/plan.ts";
import { addQuarters } from "../units/calendar.ts";
import type { Quarter } from "../units/brand.ts";

export interface Mutant {
  readonly name: string;
  readonly plan: unknown;
}

/** Outside law 7: what the solver reports and what is said about worth and relaxations. */
const outside = new Set(["binding", "relaxations", "conflict", "solver"]);

interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Every mutant of `plan`, made one at a time. `keep` says which leaves to take (all numbers when it is always true). */
export function* mutants(plan: Plan, keep: (position: number) => boolean): Generator<Mutant> {
  for (const [position, leaf] of leavesOf(plan, []).entries()) {
    if (!keep(position)) continue;
    for (const [how, value] of changes(leaf)) if (value !== leaf.value) yield { name: `${leaf.path.join(".")} ${how}`, plan: replaced(plan, leaf.path, value) };
  }
  yield* moves(plan);
}

/** Every mutant of the decisions alone. */
export function* decisionMutants(plan: Plan): Generator<Mutant> {
  for (const leaf of leavesOf(plan.decisions, ["decisions"])) {
    for (const [how, value] of changes(leaf)) if (value !== leaf.value) yield { name: `${leaf.path.join(".")} ${how}`, plan: replaced(plan, leaf.path, value) };
  }
  yield* moves({ ...plan, derived: { ...plan.derived, equipment: {} } });
}

export function countLeaves(plan: Plan): number {
  return leavesOf(plan, []).length;
}

function leavesOf(node: unknown, path: readonly string[]): Leaf[] {
  if (path.length === 1 && outside.has(path[0]!)) return [];
  if (typeof node === "number") return [{ path, value: node }];
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => leavesOf(value, [...path, key]));
}

/** One unit more (a thousandth where numbers have three decimals), and 1 % more, rounded as the leaf is written. */
function changes({ path, value }: Leaf): [string, number][] {
  const number = value as number;
  const name = path.join(".");
  if (name.startsWith("objective.") || name.includes(".flop."))
    return [
      ["+ 1", number + 1],
      ["x 1.01", number * 1.01],
    ];
  if (/\.(training|work|unserved|installed|capacity|gridMwh|onsiteMwh)(\.|$)/.test(name))
    return [
      ["+ 0.001", Math.round(number * 1000 + 1) / 1000],
      ["+ 1", number + 1],
      ["x 1.01", Math.round(number * 1010) / 1000],
    ];
  return [
    ["+ 1", number + 1],
    ["- 1", number - 1],
    ["x 1.01", Math.round(number * 1.01)],
    ["+ 1000", number + 1000],
  ];
}

/** Decisions moved in time or place, taken away or added: every one that could be made another way. */
function* moves(plan: Plan): Generator<Mutant> {
  for (const site of Object.keys(plan.decisions.sites)) yield* siteMoves(plan, site);
  yield* noticeMoves(plan);
  for (const [milestone, campus] of Object.entries(plan.decisions.campus)) {
    for (const place of [null, ...Object.keys(plan.decisions.sites), ...Object.keys(plan.decisions.clouds)]) {
      // A milestone that gets nothing may be said to get nothing anywhere.
      if (place !== campus && (campus !== null || hasWork(plan, milestone)))
        yield { name: `${milestone}: on ${place ?? "no campus"}`, plan: replaced(plan, ["decisions", "campus", milestone], place) };
    }
  }
  for (const what of ["calls", "draws", "repayments"] as const) yield* shifts(plan, ["decisions", what], plan.decisions[what], 1_000_000);
  for (const [kind, { order }] of Object.entries(plan.derived.equipment)) yield* shifts(plan, ["derived", "equipment", kind], { order }, 1);
}

function* siteMoves(plan: Plan, site: string): Generator<Mutant> {
  const decision = plan.decisions.sites[site]!;
  const at = ["decisions", "sites", site];
  for (const what of ["starts", "racks", "running"] as const) yield* shifts(plan, [...at, what], decision[what], 1);
  for (const [kind, cohorts] of Object.entries(decision.retired ?? {})) yield* shifts(plan, [...at, "retired", kind], cohorts, 1);
  yield* shifts(plan, [...at, "work"], decision.work, 1);
  for (const what of ["onsite", "charge", "discharge"] as const) {
    for (const [option, quarters] of Object.entries(decision[what])) {
      for (const [quarter, slices] of quarters.entries()) yield* shifts(plan, [...at, what, option], { [quarter]: slices }, 1);
    }
  }
  if (decision.opened !== null) {
    for (const quarters of [-1, 1])
      yield { name: `${site}: opened ${quarters} quarter later`, plan: replaced(plan, [...at, "opened"], addQuarters(decision.opened as Quarter, quarters)) };
    yield { name: `${site}: never opened`, plan: replaced(plan, [...at, "opened"], null) };
  } else yield { name: `${site}: opened`, plan: replaced(plan, [...at, "opened"], plan.calendar.from) };
  for (const option of decision.options) {
    const others = decision.options.filter((other) => other !== option);
    yield { name: `${site}: without ${option}`, plan: replaced(plan, [...at, "options"], others) };
  }
}

/** A notice gone, a quarter earlier and later. */
function* noticeMoves(plan: Plan): Generator<Mutant> {
  const { notices } = plan.decisions;
  for (const [position, { quarter }] of notices.entries()) {
    const without = notices.filter((_, other) => other !== position);
    yield { name: `without notice ${position}`, plan: replaced(plan, ["decisions", "notices"], without) };
    for (const quarters of [-1, 1])
      yield { name: `notice ${position} ${quarters} quarter later`, plan: replaced(plan, ["decisions", "notices", String(position), "quarter"], addQuarters(quarter, quarters)) };
  }
}

/** Of each amount in a list so much (or all of it, if less) one place earlier, and one place later. */
function* shifts(plan: Plan, at: readonly string[], lists: Readonly<Record<string, readonly number[]>>, much: number): Generator<Mutant> {
  for (const [id, values] of Object.entries(lists)) {
    for (const [position, amount] of values.entries()) {
      for (const to of [position - 1, position + 1]) {
        if (amount === 0 || to < 0 || to >= values.length) continue;
        const part = Math.min(much, amount);
        const moved = values.map((value, place) => Math.round(1000 * (place === position ? value - part : place === to ? value + part : value)) / 1000);
        yield { name: `${part} of ${[...at, id].join(".")}[${position}] moved to ${to}`, plan: replaced(plan, [...at, id], moved) };
      }
    }
  }
}

function hasWork({ decisions }: Plan, milestone: string): boolean {
  const places = [
    ...Object.values(decisions.sites).flatMap(({ training }) => Object.values(training[milestone] ?? {})),
    ...Object.values(decisions.clouds).flatMap(({ work }) => [work[milestone] ?? []]),
  ];
  return places.flat().some((amount) => amount > 0);
}

/** The plan with one place replaced; everything else is shared. */
function replaced(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(node)) return node.map((inner, position) => (String(position) === key ? replaced(inner, rest, value) : inner));
  return { ...(node as Record<string, unknown>), [key]: replaced((node as Record<string, unknown>)[key], rest, value) };
}
