// What is decided before the scenarios part? The whole-number decisions of the root, by name, so that one scenario's can be held in another.

import type { LinearModel } from "../lp/model.ts";
import type { Extensive } from "./extensive.ts";

/** Value of each whole-number decision of the root, by its name; what is left out is 0. */
export type FirstStage = ReadonlyMap<string, number>;

export function nameOf(family: string, index: readonly string[]): string {
  return `${family}[${index.join(", ")}]`;
}

/** The whole-number columns of the root. */
export function rootColumns({ shared, model }: Extensive): { readonly name: string; readonly column: number }[] {
  return shared.filter(({ node, column }) => node === "" && model.integer[column] === 1).map(({ family, index, column }) => ({ name: nameOf(family, index), column }));
}

/** Reads the root's decisions off a solution, each within what every scenario of `within` allows. */
export function firstStageOf(block: Extensive, values: Float64Array, within: Extensive): FirstStage {
  const { lower, upper } = within.model;
  const bounds = new Map(rootColumns(within).map(({ name, column }) => [name, [lower[column]!, upper[column]!]]));
  const out = new Map<string, number>();
  for (const { name, column } of rootColumns(block)) {
    const [least, most] = bounds.get(name) ?? [0, 0];
    const value = Math.min(most!, Math.max(least!, Math.round(values[column]!)));
    if (value !== 0) out.set(name, value);
  }
  return out;
}

/** The model with the root's whole numbers held at a first stage. */
export function held({ model, shared }: Extensive, first: FirstStage): LinearModel {
  const lower = Float64Array.from(model.lower);
  const upper = Float64Array.from(model.upper);
  for (const { node, family, index, column } of shared) if (node === "" && model.integer[column] === 1) lower[column] = upper[column] = first.get(nameOf(family, index)) ?? 0;
  return { ...model, lower, upper };
}

/** Whether two first stages are the same decisions. */
export function sameStage(one: FirstStage, other: FirstStage): boolean {
  return one.size === other.size && [...one].every(([name, value]) => other.get(name) === value);
}
