// Which policy does `--policy` mean: names of ours, files of the user's, or both joined by +?

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { choicesOf, policyOf, type PolicyTerms } from "../schedule/policies.ts";
import type { Allowance, Discipline, Placement, Policy, Route, Shift } from "../schedule/view.ts";
import { didYouMean } from "../units/suggest.ts";
import { Stop } from "./stop.ts";

/** Choices by the function that only they have. */
const kinds = { decide: "disciplines", place: "placements", keptBack: "allowances", earliest: "shifts", choose: "routes" } as const;

type Own = Discipline | Placement | Allowance | Shift | Route;

export interface ChosenPolicy {
  readonly policy: Policy;
  /** Files of the user's that a part of it comes from. */
  readonly files: readonly string[];
}

/**
 * `easy+pack+power-cap`, `./my-policy.mjs` or `./my-policy.mjs+pack`: a file's exports are policies, each told by its one function.
 * @throws Stop 2 for a name that nobody has, two of one kind, and a file that has no policy
 */
export async function chosenPolicy(names: string, terms: PolicyTerms): Promise<ChosenPolicy> {
  const ours = choicesOf(terms);
  const choices: Record<(typeof kinds)[keyof typeof kinds], Own[]> = {
    disciplines: [...ours.disciplines],
    placements: [...ours.placements],
    allowances: [...ours.allowances],
    shifts: [...ours.shifts],
    routes: [...ours.routes],
  };
  const files: string[] = [];
  const wanted: string[] = [];
  for (const name of names.split("+").map((part) => part.trim())) {
    if (!/[/\\]|\.[cm]?js$/.test(name)) {
      wanted.push(name);
      continue;
    }
    const own = await policiesIn(name);
    files.push(name);
    for (const [kind, policy] of own) {
      // Of two with one id the user's is meant, and the default of each kind stays.
      choices[kind] = [...choices[kind].slice(0, 1).filter(({ id }) => id !== policy.id), policy, ...choices[kind].slice(1).filter(({ id }) => id !== policy.id)];
      wanted.push(policy.id);
    }
  }
  for (const [kind, all] of Object.entries(choices)) {
    const named = wanted.filter((name) => all.some(({ id }) => id === name));
    if (kind !== "allowances" && new Set(named).size > 1) throw new Stop(2, `simulate: --policy: expected one of the ${kind}, got ${named.join(" and ")}`);
  }
  const found = policyOf(wanted.join("+"), choices as unknown as typeof ours);
  if ("policy" in found) return { policy: found.policy, files };
  const known = Object.values(choices).flatMap((all) => all.map(({ id }) => id));
  const lines = found.unknown.map((name) => `simulate: --policy: there is no policy "${name}"${didYouMean(name, known)}`);
  const rows = Object.entries(choices).map(([kind, all]) => `  ${kind}: ${all.map(({ id }) => id).join(", ")}`);
  throw new Stop(2, [...lines, ...rows].join("\n"));
}

async function policiesIn(file: string): Promise<[(typeof kinds)[keyof typeof kinds], Own][]> {
  if (!existsSync(file)) throw new Stop(2, `simulate: --policy: ${file}: there is no such file`);
  let exported: Readonly<Record<string, unknown>>;
  try {
    exported = (await import(pathToFileURL(resolve(file)).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new Stop(2, `${file}: it cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
  const found: [(typeof kinds)[keyof typeof kinds], Own][] = [];
  for (const value of new Set(Object.values(exported))) {
    if (typeof value !== "object" || value === null) continue;
    for (const [method, kind] of Object.entries(kinds)) {
      if (typeof (value as Record<string, unknown>)[method] !== "function") continue;
      const { id } = value as { id?: unknown };
      if (typeof id !== "string" || id === "" || id.includes("+")) throw new Stop(2, `${file}: a policy needs an \`id\`, a text without +`);
      if (kind === "disciplines" && typeof (value as Partial<Discipline>).compare !== "function")
        throw new Stop(2, `${file}: ${id}: a discipline needs \`compare(jobs, a, b)\` beside \`decide\``);
      found.push([kind, value as Own]);
    }
  }
  if (found.length === 0) throw new Stop(2, `${file}: expected an export with one of ${Object.keys(kinds).map((method) => `${method}()`).join(", ")} (docs/policies.md)`); // prettier-ignore
  return found;
}
