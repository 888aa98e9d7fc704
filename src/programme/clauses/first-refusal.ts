// First refusal: before new capacity of others is taken, the holder may match the offer.

import { z } from "zod";
import { count, power, quarters } from "../fields.ts";
import { id } from "../names.ts";
import { common } from "./common.ts";

export const firstRefusal = z.strictObject({
  kind: z.literal("first-refusal"),
  ...common,
  holder: id,
  grantor: id,
  /** What it covers; by default only capacity of other clouds, never own building. */
  covers: z.array(z.enum(["other-clouds", "own-building"])).default(["other-clouds"]),
  over: power.optional(),
  /** From notice to answer, in days. */
  answerDays: count,
  /** What the answer costs in planning time: capacity may be taken this many quarters after notice. */
  delay: quarters,
});
