// Which measures can a plan be judged by? Each with its unit and which way is better (docs/model.md, "Stages").

import type { MeasureName } from "../plan.ts";

export interface Measure {
  readonly unit: string;
  readonly better: "more" | "less";
  /** Units of the plan's value in one unit of the linear programme. */
  readonly scale: number;
  /** A gap is a share of the result, and of at least this much, in `unit`. */
  readonly atLeast?: number;
  /** Share of its result that later stages may give away, and why; the programme's `objective.kept` says otherwise. */
  readonly kept: { readonly share: number; readonly reason: string };
}

/**
 * Lateness may be nothing, and a share of nothing ends no search: its gaps are shares of five quarters at least, so that 1 % is four and a half days of one promise.
 */
export const measures = {
  worth: { unit: "USD", better: "more", scale: 1e6, kept: { share: 0.005, reason: "half of the gap at which a search usually ends" } },
  service: { unit: "quarters", better: "less", scale: 1, atLeast: 5, kept: { share: 0.001, reason: "promises come first: no more than arithmetic needs" } },
  demand: { unit: "quarters", better: "less", scale: 1, atLeast: 5, kept: { share: 0.001, reason: "promises come first: no more than arithmetic needs" } },
  compute: {
    unit: "H100e-hours",
    better: "more",
    scale: 1e6,
    kept: { share: 0.005, reason: "the last half percent costs most per H100e-hour, and is within the gap at which a search usually ends" },
  },
  cost: { unit: "USD", better: "less", scale: 1e6, kept: { share: 0.005, reason: "half of the gap at which a search usually ends" } },
  change: { unit: "MW IT", better: "less", scale: 1, kept: { share: 0.05, reason: "it chooses among plans as good as each other, to a gap of 5 %; whole racks need some of it" } },
} as const satisfies Record<MeasureName, Measure>;

/** What gaps of a measure are shares of at least, in the linear programme's unit. */
export function atLeastOf(name: MeasureName): number {
  const { atLeast = 0, scale }: Measure = measures[name];
  return atLeast / scale;
}

export type { MeasureName } from "../plan.ts";

/** What the linear programme maximises, from the plan's value of a measure. */
export function maximisedOf(name: MeasureName, value: number): number {
  const { better, scale } = measures[name];
  return ((better === "more" ? 1 : -1) * value) / scale;
}

/** The plan's value of a measure from the linear programme's, which is maximised. */
export function valueOf(name: MeasureName, maximised: number): number {
  const { better, scale } = measures[name];
  const value = (better === "more" ? 1 : -1) * scale * maximised;
  return value === 0 ? 0 : value;
}
