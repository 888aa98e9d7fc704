// What is a programme file? The one schema behind the types, the parser, the JSON Schema and the documentation table.

import { z } from "zod";
import { catalogue } from "./catalogue.ts";
import { clause } from "./clauses/clause.ts";
import { day, milliseconds, perYear, pricesByQuarter, quarter, quarters, share } from "./fields.ts";
import { id, map } from "./names.ts";
import { capital, party } from "./parties.ts";
import { labour, site } from "./sites.ts";
import { workload } from "./workloads.ts";

export const region = z.strictObject({
  name: z.string().describe("Name to show."),
  at: z.tuple([z.number(), z.number()]).optional().describe("Latitude and longitude in degrees, for the map."),
  typical: milliseconds.optional().describe("Round trip that users of the region are used to. For the reader; the plan uses each site's `latency`."),
});

export const uncertainty = z.strictObject({
  path: z.string().describe("Path of the number or series, by id: `sites.abilene-tx.power.grid.energized`."),
  times: z.array(z.number()).min(2).optional().describe("Factors on the value: low, middle, high."),
  slip: z
    .array(
      z.strictObject({
        quarters: quarters.describe("Delay."),
        likely: share.describe("How likely this delay is; the list adds up to 100 %."),
      }),
    )
    .optional()
    .describe("Delays of a date and how likely each is."),
  reason: z.string().optional().describe("Why it may turn out otherwise."),
});

export const schema = z.strictObject({
  gigasite: z.literal(1).describe("Version of this format."),
  programme: z.string().describe("Name of the programme."),
  known: day.describe("Day of the knowledge in the file; a figure learnt later says so with `learnt`."),
  calendar: z
    .strictObject({
      from: quarter.describe("First quarter that is planned."),
      quarters: z.number().int().min(1).max(80).describe("How many quarters are planned."),
    })
    .describe("The quarters that are planned and played out."),
  currency: z.literal("USD").default("USD").describe("Currency of all money in the file."),
  dollars: z
    .strictObject({
      year: z.number().int().describe("Dollar year of prices without a date of their own."),
      energyEscalation: perYear.optional().describe("How fast energy prices rise from that year on."),
      costEscalation: perYear.optional().describe("How fast operating costs rise from that year on."),
    })
    .describe("Dollar year of the prices, and how they rise."),
  discount: perYear.describe("Rate at which later money and later compute count less."),
  books: z
    .strictObject({
      company: id.describe("The party that builds and owns: budget, calls and debt are its own."),
      customer: id.describe("The party that uses the compute and pays for it."),
    })
    .describe("Whose books are kept."),
  parties: map(party).describe("Everyone who signs, funds, supplies or is owed, by id."),
  capital: capital.describe("Budget, equity and debt of the company."),
  regions: map(region).default({}).describe("Where users are, by id: inference names the region it serves."),
  catalogue: catalogue.describe("What can be bought, laid over the built-in catalogue: name an entry to change it, leave out what stays."),
  labour: labour.default({ pools: {} }).describe("People who can build."),
  sites: map(site).describe("Places where halls stand or may stand, by id."),
  workloads: map(workload).describe("What the compute is for, by id."),
  agreements: map(clause).default({}).describe("Clauses by id: dated, never edited; an amendment is a clause that `supersedes` another and says only what it changes."),
  events: z
    .record(id, z.union([day, z.null()]))
    .default({})
    .describe("Events that clauses may end with, and the day each is expected; null where it is not expected."),
  objective: z
    .strictObject({
      value: pricesByQuarter.describe("What one useful H100e-hour is worth; each entry holds until the next."),
    })
    .describe("What the plan makes most of: discounted worth of useful compute less discounted cost."),
  uncertain: z
    .array(uncertainty)
    .default([])
    .describe("What may turn out otherwise: a path and the ways it may go. Stated for the reader: the plan takes every value as it stands."),
});
