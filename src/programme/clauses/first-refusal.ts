// First refusal: before new capacity of others is taken, the holder may match the offer.

import { z } from "zod";
import { count, power, quarters } from "../fields.ts";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const firstRefusal = z
  .strictObject({
    kind: z.literal("first-refusal").describe("Kind of the clause."),
    ...common,
    holder: id.describe("The party that may match."),
    grantor: id.describe("The party that must ask."),
    covers: z
      .array(z.enum(["other-clouds", "own-building"]))
      .default(["other-clouds"])
      .describe("What it covers; by default only capacity of other clouds, never own building."),
    over: power.optional().describe("Only capacity above this is offered; all when absent."),
    answerDays: count.describe("From notice to answer, in days."),
    delay: quarters.describe("What the answer costs in planning time: capacity may be taken this many quarters after notice."),
  })
  .describe("Before new capacity of others is taken, the holder may match the offer.");
