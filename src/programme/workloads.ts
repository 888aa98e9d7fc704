// What is the compute for: training milestones, inference by product and region, API work, research?

import { z } from "zod";
import { computeByQuarter, flop, milliseconds, minutes, pricesByQuarter, quarter, ratio, share, terabytes } from "./fields.ts";
import { precisions } from "./catalogue.ts";
import { id } from "./names.ts";

const common = {
  name: z.string().optional().describe("Name to show."),
  party: id.optional().describe("The party whose work it is."),
};

export const training = z
  .strictObject({
    ...common,
    kind: z.literal("training").describe("A training milestone."),
    compute: flop.describe("Work of the whole run."),
    precision: z.enum(precisions).describe("Number format of most of the arithmetic."),
    mfu: share.describe("Model FLOP utilisation: useful over peak FLOP at that precision."),
    goodput: share
      .optional()
      .describe("Useful over allocated time at this run's own size, where it is not the usual `operations.goodput`: the larger the run, the more of it failures take."),
    between: z.tuple([quarter, quarter]).describe("First and last quarter in which the run may go on; it must be done by the end of the last."),
    campus: z.literal("one").default("one").describe("`one`: the run stays on a single campus; a cloud that trains counts as one."),
    clouds: z.array(id).default([]).describe("Clouds on which it may run instead of on an own campus."),
    wanted: z.boolean().default(false).describe("True: done as far as it pays. False: a plan without it is infeasible."),
    checkpoint: z
      .strictObject({
        size: terabytes.describe("Size of one checkpoint."),
        interval: minutes.optional().describe("Time between checkpoints; without one, the best by failures and stall."),
      })
      .optional()
      .describe("How the run saves its state."),
  })
  .describe("A training milestone: so many FLOP within a window, on one campus.");

export const inference = z
  .strictObject({
    ...common,
    kind: z.literal("inference").describe("Serving a product to its users."),
    class: id.describe("What clauses speak of: `api`, or a product's class."),
    region: id.optional().describe("The region it is served to; without one, it may be served from anywhere."),
    latency: milliseconds.optional().describe("Longest round trip between a site and the region."),
    demand: computeByQuarter.describe("Mean demand in the quarter; linear between entries."),
    earns: pricesByQuarter.describe("What the customer earns per unit served; each entry holds until the next."),
    peakToMean: ratio.optional().describe("Peak over mean demand within a day."),
    worth: ratio.optional().describe("Worth of one unit over the objective's value: 1 unless some service is to come first."),
    clouds: z.array(id).optional().describe("Clouds on which it may run besides own sites; without a list, every cloud."),
  })
  .describe("Inference: demand by quarter that earns where it is served.");

export const bestEffort = z
  .strictObject({
    ...common,
    kind: z.literal("best-effort").describe("Work that takes what is left."),
    worth: ratio.describe("Worth of one unit over the objective's value."),
    demand: computeByQuarter.optional().describe("The most that can be used; without it, all that is left."),
  })
  .describe("Best effort, such as research: takes what is left on own sites.");

export const workload = z.discriminatedUnion("kind", [training, inference, bestEffort]);
