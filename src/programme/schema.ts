// What is a programme file? The one schema behind the types, the parser, the JSON Schema and the documentation table.

import { z } from "zod";
import { actual } from "./actuals.ts";
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
  times: z
    .array(z.number())
    .min(2)
    .optional()
    .describe("Factors on the value. Three are low, most likely and high of a triangular distribution, two the ends of a uniform one; with `likely` just these are drawn."),
  likely: z.array(share).optional().describe("How likely each factor of `times` is; the list adds up to 100 %."),
  slip: z
    .array(
      z.strictObject({
        quarters: quarters.describe("Delay."),
        likely: share.describe("How likely this delay is; the list adds up to 100 %."),
      }),
    )
    .optional()
    .describe("Delays of a date and how likely each is."),
  group: z.string().optional().describe("Entries of one group move together: low with low, high with high and with the longest delay."),
  revealed: quarter.optional().describe("Quarter in which one learns how it turns out, for scenarios that part twice; a date's own quarter, or a series' first, unless given."),
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
      slices: z
        .union([z.literal(4), z.literal(8)])
        .optional()
        .describe("Time slices of a quarter, by price: 4 of 1, 9, 40 and 50 % of its hours unless given; 8 are these, each cut in two."),
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
      kind: z
        .enum(["lexicographic", "worth", "most-compute", "least-cost"])
        .default("lexicographic")
        .describe(
          "What the plan makes most of. `lexicographic`: wanted milestones and exclusive serving first, then most useful compute, then least cost, then least change to the plan before. `worth`: discounted worth of useful compute less discounted cost. `most-compute`: most useful compute under the budget, then least cost. `least-cost`: least unserved demand and lateness, then least cost.",
        ),
      value: pricesByQuarter.describe("What one useful H100e-hour is worth; each entry holds until the next."),
      kept: z
        .strictObject({
          service: share.optional().describe("Of quarters late or unserved. 0.1 % unless given."),
          demand: share.optional().describe("Of quarters late or unserved, all inference counted. 0.1 % unless given."),
          compute: share.optional().describe("Of discounted useful compute. 0.5 % unless given."),
          cost: share.optional().describe("Of discounted cost. 0.5 % unless given."),
        })
        .default({})
        .describe("What later stages of the objective may give away of an earlier one's result."),
    })
    .describe("What the plan makes most of, in which order."),
  actuals: z
    .array(actual)
    .optional()
    .describe(
      "What happened, by site and quarter: `plan --from` takes it in place of what the last plan said, as it does the rows of `--actuals`, which may replace figures given here.",
    ),
  uncertain: z
    .array(uncertainty)
    .default([])
    .describe("What may turn out otherwise: a path and the ways it may go. `plan --scenarios` draws from it; a plan without scenarios takes every value as it stands."),
});
