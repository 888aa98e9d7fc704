// What does every clause carry: its parties' reference, when it is in force, and since when that is known?

import { z } from "zod";
import { day } from "../fields.ts";
import { id } from "../names.ts";

export const common = {
  says: z.string().optional().describe("The clause in plain words."),
  source: z.string().optional().describe("Where its text or its terms stand."),
  confidence: z.enum(["measured", "vendor", "press", "estimate", "assumption"]).optional().describe("How the terms are known."),
  from: day.describe("First day in force."),
  until: day.optional().describe("Last day in force; open when absent."),
  event: id.optional().describe("An event of the programme that ends the clause."),
  known: day.optional().describe("Day since when the clause is known; the programme's `known` when absent."),
  supersedes: id.optional().describe("The clause that this one replaces from its own `from` on. Terms that are left out stay as they were."),
} as const;
