// What is a programme file? The one schema behind the types, the parser, the JSON Schema and the documentation table.

import { z } from "zod";
import { catalogue } from "./catalogue.ts";
import { clause } from "./clauses/clause.ts";
import { day, milliseconds, perYear, pricesByQuarter, quarter, quarters, shares } from "./fields.ts";
import { id, map } from "./names.ts";
import { capital, party } from "./parties.ts";
import { labour, site } from "./sites.ts";
import { workload } from "./workloads.ts";

export const region = z.strictObject({ name: z.string(), at: z.tuple([z.number(), z.number()]).optional(), typical: milliseconds.optional() });

/** What may turn out otherwise: a path and the ways it may go. */
export const uncertainty = z.strictObject({
  /** Path of the number or series, by id: `sites.abilene-tx.power.grid.energized`. */
  path: z.string(),
  /** Multiplies the value: low, middle, high. */
  times: z.array(z.number()).min(2).optional(),
  /** Delays in quarters and how likely each is. */
  slip: z.array(z.strictObject({ quarters, likely: shares.or(z.any()) })).optional(),
  reason: z.string().optional(),
});

export const schema = z.strictObject({
  gigasite: z.literal(1),
  programme: z.string(),
  /** Day of the knowledge in the file: figures learnt later say so. */
  known: day,
  calendar: z.strictObject({ from: quarter, quarters: z.number().int().min(1).max(80) }),
  currency: z.literal("USD").default("USD"),
  /** Dollar year of prices without a date of their own, and how they rise. */
  dollars: z.strictObject({ year: z.number().int(), energyEscalation: perYear.optional(), costEscalation: perYear.optional() }),
  discount: perYear,
  /** Who builds and owns (the programme company), and who uses the compute. */
  books: z.strictObject({ company: id, customer: id }),
  parties: map(party),
  capital,
  regions: map(region).default({}),
  catalogue,
  labour: labour.default({ pools: {} }),
  sites: map(site),
  workloads: map(workload),
  agreements: map(clause).default({}),
  /** Events that clauses may end with, and the day they are expected; null: not expected. */
  events: z.record(id, z.union([day, z.null()])).default({}),
  objective: z.strictObject({
    /** What one useful H100e-hour is worth; held until the next entry. */
    value: pricesByQuarter,
  }),
  uncertain: z.array(uncertainty).default([]),
});
