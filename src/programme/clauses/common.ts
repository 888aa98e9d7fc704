// What does every clause carry: its parties' reference, when it is in force, and since when that is known?

import { z } from "zod";
import { day } from "../fields.ts";
import { id } from "../names.ts";

/** In force from `from` (inclusive) to `until` (inclusive) or until `event` happens; known since `known` (the programme's date when absent). */
export const common = {
  /** The clause in plain words. */
  says: z.string().optional(),
  source: z.string().optional(),
  confidence: z.enum(["measured", "vendor", "press", "estimate", "assumption"]).optional(),
  from: day,
  until: day.optional(),
  /** An event of the programme that ends the clause. */
  event: id.optional(),
  known: day.optional(),
  /** The clause that this one replaces from its own `from` on. */
  supersedes: id.optional(),
} as const;
