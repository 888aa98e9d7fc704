// How does one scenario's plan become a start for another? Its buildings are kept; sites, power and campuses follow by a short search.

import { none, type Draft } from "../columns.ts";
import type { LinearModel } from "../lp/model.ts";
import type { SolveLimits, Start } from "../lp/solver.ts";
import type { Extensive } from "./extensive.ts";
import type { Pool } from "./pool.ts";

/** Buildings started: by site, building kind and quarter. */
export type Starts = readonly (readonly (readonly number[])[])[];

export function startsOf({ sites }: Draft, values: ArrayLike<number>): Starts {
  return sites.map(({ starts }) => starts.map((kind) => kind.map((column) => (column === none ? 0 : Math.round(values[column]!)))));
}

/**
 * Completes known buildings to a whole start of a model over the block's columns.
 * @param model the block's model, with what is held in its bounds
 * @param known buildings of other plans, likeliest to fit first
 * @returns undefined when none of them fits
 */
export async function complete({ drafts }: Extensive, model: LinearModel, known: readonly Starts[], pool: Pool, limits: SolveLimits): Promise<Start | undefined> {
  for (const starts of known.slice(0, attempts)) {
    const lower = Float64Array.from(model.lower);
    const upper = Float64Array.from(model.upper);
    for (const { sites } of drafts)
      for (const [s, site] of sites.entries())
        for (const [b, kind] of site.starts.entries())
          for (const [t, column] of kind.entries()) if (column !== none) lower[column] = upper[column] = Math.min(upper[column]!, Math.max(lower[column]!, starts[s]![b]![t]!));
    const found = await pool.solve({ ...model, lower, upper }, { limits: { ...limits, gap: roughly, nodes: shortly } });
    if (found.values.length > 0) return wholeStart(model, found.values);
  }
  return undefined;
}

/** The whole-number columns of a solution. */
export function wholeStart({ integer }: LinearModel, values: Float64Array): Start {
  const indices = Int32Array.from([...integer.keys()].filter((column) => integer[column] === 1));
  return { indices, values: Float64Array.from(indices, (column) => Math.round(values[column]!)) };
}

/** A start need not be good, only there. */
const attempts = 4;
const roughly = 0.05;
const shortly = 100;
