// How can one number of a plan be changed? Every way that the mutation test tries.

import type { Plan } from "../plan/plan.ts";
import { addQuarters } from "../units/calendar.ts";
import type { Quarter } from "../units/brand.ts";

export interface Mutant {
  readonly name: string;
  readonly plan: unknown;
}

/** Outside law 7: what the solver reports and what is said about worth and relaxations. */
const outside = new Set(["binding", "relaxations", "solver"]);

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

/** Decisions moved: a start or a delivery a quarter earlier, an opening earlier, a notice gone, an option more or fewer, a campus elsewhere. */
function* moves(plan: Plan): Generator<Mutant> {
  for (const [site, decision] of Object.entries(plan.decisions.sites)) {
    const at = ["decisions", "sites", site];
    for (const what of ["starts", "racks", "running"] as const) {
      for (const [kind, values] of Object.entries(decision[what])) {
        for (const [quarter, amount] of values.entries()) {
          if (quarter === 0 || amount === 0) continue;
          const earlier = [...values];
          earlier[quarter]! -= 1;
          earlier[quarter - 1]! += 1;
          yield { name: `${site}: one of ${what}.${kind}[${quarter}] a quarter earlier`, plan: replaced(plan, [...at, what, kind], earlier) };
        }
      }
    }
    if (decision.opened !== null) yield { name: `${site}: opened a quarter earlier`, plan: replaced(plan, [...at, "opened"], addQuarters(decision.opened as Quarter, -1)) };
    for (const option of decision.options)
      yield {
        name: `${site}: without ${option}`,
        plan: replaced(
          plan,
          [...at, "options"],
          decision.options.filter((other) => other !== option),
        ),
      };
  }
  for (const position of plan.decisions.notices.keys())
    yield {
      name: `without notice ${position}`,
      plan: replaced(
        plan,
        ["decisions", "notices"],
        plan.decisions.notices.filter((_, other) => other !== position),
      ),
    };
  for (const [milestone, campus] of Object.entries(plan.decisions.campus)) {
    const elsewhere = Object.keys(plan.decisions.sites).find((site) => site !== campus);
    if (campus !== null && elsewhere) yield { name: `${milestone}: on ${elsewhere}`, plan: replaced(plan, ["decisions", "campus", milestone], elsewhere) };
  }
}

/** The plan with one place replaced; everything else is shared. */
function replaced(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(node)) return node.map((inner, position) => (String(position) === key ? replaced(inner, rest, value) : inner));
  return { ...(node as Record<string, unknown>), [key]: replaced((node as Record<string, unknown>)[key], rest, value) };
}
