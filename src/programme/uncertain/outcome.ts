// How does one uncertain entry turn out at a quantile? Factors by their distribution, delays by their probabilities.

import type { Programme } from "../programme.ts";
import type { Move } from "./move.ts";

export type Uncertainty = Programme["uncertain"][number];

/**
 * The entry's value at a quantile between 0 and 1. Factors with `likely` are drawn as listed; two are the ends of a uniform
 * distribution; three are low, mode and high of a triangular one. Of delays the longest stand at the high end.
 */
export function outcomeAt(entry: number, { path, times, likely, slip }: Uncertainty, quantile: number): Move {
  if (slip) {
    const delays = slip.toSorted((one, other) => one.quarters - other.quarters);
    return {
      entry,
      path,
      slipQuarters:
        delays[
          listed(
            delays.map((delay) => delay.likely),
            quantile,
          )
        ]!.quarters,
    };
  }
  if (!times) throw new Error(`${path}: neither times nor slip`);
  if (likely) return { entry, path, factor: times[listed(likely, quantile)]! };
  return { entry, path, factor: times.length === 2 ? times[0]! + quantile * (times[1]! - times[0]!) : triangular(times[0]!, times[1]!, times[2]!, quantile) };
}

/** The entry's range: from its quantile 0 to its quantile 1; the measure by which two outcomes are near or far. */
export function rangeOf({ times, slip }: Uncertainty): number {
  const values = slip ? slip.map(({ quarters }) => quarters as number) : times!;
  return Math.max(...values) - Math.min(...values);
}

/** Mean of the distribution. */
export function meanOf({ times, likely, slip }: Uncertainty): number {
  if (slip) return slip.reduce((mean, delay) => mean + delay.likely * delay.quarters, 0);
  if (likely) return times!.reduce((mean, factor, position) => mean + factor * likely[position]!, 0);
  return times!.reduce((mean, factor) => mean + factor, 0) / times!.length;
}

/** Position in a list of probabilities at a quantile. */
function listed(probabilities: readonly number[], quantile: number): number {
  let sum = 0;
  for (const [position, probability] of probabilities.entries()) {
    sum += probability;
    if (quantile < sum && probability > 0) return position;
  }
  return probabilities.findLastIndex((probability) => probability > 0);
}

/** Inverse of the triangular distribution's cumulative function (Kotz and van Dorp, Beyond Beta, 2004, section 1.2). */
function triangular(low: number, mode: number, high: number, quantile: number): number {
  if (high === low) return low;
  const turn = (mode - low) / (high - low);
  if (quantile < turn) return low + Math.sqrt(quantile * (high - low) * (mode - low));
  return high - Math.sqrt((1 - quantile) * (high - low) * (high - mode));
}
