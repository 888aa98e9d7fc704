// What is the compute for: training milestones, inference by product and region, API work, research?

import { z } from "zod";
import { compute, computeByQuarter, flop, milliseconds, minutes, pricesByQuarter, quarter, share, terabytes } from "./fields.ts";
import { precisions } from "./catalogue.ts";
import { id } from "./names.ts";

const common = { name: z.string().optional(), party: id.optional() };

export const training = z.strictObject({
  ...common,
  kind: z.literal("training"),
  compute: flop,
  precision: z.enum(precisions),
  /** Useful over peak FLOP at that precision. */
  mfu: share,
  /** First and last quarter in which the run may go on; it must be done by the end of the last. */
  between: z.tuple([quarter, quarter]),
  /** `one`: a single campus (a cloud that trains counts as one). */
  campus: z.literal("one").default("one"),
  clouds: z.array(id).default([]),
  /** True: lateness costs value; false or absent: a plan without it is infeasible. */
  wanted: z.boolean().default(false),
  checkpoint: z.strictObject({ size: terabytes, interval: minutes.optional() }).optional(),
});

export const inference = z.strictObject({
  ...common,
  kind: z.literal("inference"),
  /** What clauses speak of: `api`, or a product's class. */
  class: id,
  /** The region it is served to; without one, from anywhere. */
  region: id.optional(),
  latency: milliseconds.optional(),
  /** Mean demand in the quarter; linear between entries. */
  demand: computeByQuarter,
  /** What the customer earns per unit served; held until the next entry. */
  earns: pricesByQuarter,
  peakToMean: share.optional(),
  /** Worth of one unit over the objective's value: 1 unless some service is to come first. */
  worth: share.optional(),
  /** Clouds it may run on besides own sites; without one, every cloud. */
  clouds: z.array(id).optional(),
});

export const bestEffort = z.strictObject({
  ...common,
  kind: z.literal("best-effort"),
  /** Worth of one unit over the objective's value. */
  worth: share,
  /** The most that can be used; without it, all that is left. */
  demand: computeByQuarter.optional(),
});

export const workload = z.discriminatedUnion("kind", [training, inference, bestEffort]);
export { compute };
