// What is a site: where it lies, what power it can have and when, what may stand there, and what already does?

import { z } from "zod";
import {
  acres,
  count,
  cubicMetresPerYear,
  hours,
  money,
  moneyByQuarter,
  power,
  quarter,
  quarters,
  racks,
  ratio,
  ratiosByQuarter,
  shares,
  usdPerMwh,
  usdPerMwMonth,
  usdPerMwYear,
  kgPerMwh,
  milliseconds,
  perQuarter,
  perYear,
  share,
  workers,
} from "./fields.ts";
import { gridTerms } from "./grid.ts";
import { id, map } from "./names.ts";

/** How firm a site is, from a press release to work being done. */
export const ladder = ["announced", "applied", "agreement signed", "equipment ordered", "energized", "IT live"] as const;

export const powerOption = z.strictObject({
  kind: id.describe("`grid`, or the id of a power source or of a storage in the catalogue."),
  group: id.optional().describe("Options of one group exclude each other; options of different groups, or of none, add up."),
  feed: id
    .optional()
    .describe("Options of one feed may fail together: at a site with 2N they stand on one side. Without it all grid options are one feed, and every other option is its own."),
  facility: power.describe("Facility power at full ramp, not IT power."),
  energized: quarter.describe("First quarter with power."),
  ramp: shares.optional().describe("Share of `facility` in the energization quarter and each one after; the last stays."),
  cost: money.describe("Interconnection works or plant, paid over the quarters before energization."),
  capacityFactor: share.optional().describe("Yearly mean of its output over `facility`, for a source that follows the sun."),
  hours: hours.optional().describe("Most full-load hours a year that its permit allows."),
  slip: quarters.optional().describe("A bad but credible delay; shown, not planned for."),
  committed: z.boolean().default(false).describe("True when it already stands or is signed: the plan has it whether it wants to or not."),
});

export const tariff = z.strictObject({
  table: id.optional().describe("A built-in table of hourly prices; without one the price is flat."),
  proxy: z.string().optional().describe("Why another place's table stands for this one."),
  energy: usdPerMwh.describe("Mean price of energy: the table is scaled to it; without a table, the price itself."),
  delivery: usdPerMwh.optional().describe("Delivery and other charges by energy, on top."),
  demand: usdPerMwMonth.optional().describe("Monthly charge on the quarter's peak facility power."),
  ratchet: share.optional().describe("Share of the highest draw of the eleven months before below which the billed peak does not fall."),
  coincident: z
    .strictObject({
      price: usdPerMwYear.describe("Charge per MW and year, in equal parts on the draw in each of the hours."),
      months: z.array(z.number().int().min(1).max(12)).min(1).describe("Months, each with one hour: that of the market's highest price, which stands for the system's peak."),
    })
    .optional()
    .describe("A charge on what is drawn when the whole system peaks."),
});

export const built = z.strictObject({
  building: id.describe("A building of the catalogue."),
  started: quarter.describe("Quarter in which construction started."),
  count: z.number().int().min(1).default(1).describe("How many were started then."),
});

export const site = z.strictObject({
  name: z.string().describe("Name to show."),
  at: z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)]).describe("Latitude and longitude in degrees."),
  state: z.string().describe("Two letters of the state."),
  authority: z.string().describe("Balancing authority or market that the site draws from, such as ERCOT."),
  developer: z.string().optional().describe("Who develops the site."),
  note: z.string().optional().describe("Anything worth knowing about the site."),
  source: z.string().optional().describe("Who says that the site exists."),
  status: z.enum(ladder).describe("How firm the site is, from announced to IT live."),
  announced: quarter.optional().describe("Quarter in which the site was announced; for the reader."),
  committed: z.boolean().default(false).describe("True when the programme is bound to the site: it is opened whether it pays or not."),
  land: z
    .strictObject({
      area: acres.optional().describe("Area of the land."),
      cost: money.optional().describe("Price of the land."),
    })
    .default({})
    .describe("The land."),
  opening: money.optional().describe("Land, roads, water, fibre and mobilisation, paid when the first building starts."),
  buildings: z.record(id, count).describe("Most buildings of each kind that the land takes."),
  fewest: count.optional().describe("Fewest buildings that make opening the site worth while."),
  phase: count.optional().describe("Fewest buildings that may be started in a quarter in which any is: a crew is not called for less."),
  water: cubicMetresPerYear.optional().describe("The most water that may be drawn in a year, pro rata in each quarter."),
  airPermit: power.optional().describe("The most facility power of plant that burns fuel."),
  propertyTax: z
    .strictObject({
      rate: perYear.describe("Tax on the book value, a year."),
      abatement: share.optional().describe("Share of the tax that is waived."),
      until: quarter.optional().describe("Last quarter of the abatement; the whole calendar when absent."),
    })
    .optional()
    .describe("Property tax on what stands at the site, on top of `operations.insurance`: lower that where it already holds a usual tax, as the built-in figure does."),
  spentToDate: moneyByQuarter
    .optional()
    .describe(
      "What was really spent at the site from the calendar's first quarter to the end of each quarter listed: it takes the place of what the plan's decisions come to by then, and the difference falls in that quarter. `plan --from` puts it there from `actuals`.",
    ),
  startsPerQuarter: count.optional().describe("Most buildings that may be started in one quarter."),
  power: map(powerOption).describe("Ways to have power, by id."),
  redundancy: z
    .enum(["N", "N+1", "2N"])
    .default("N+1")
    .describe("How much stands twice: with N+1 firm power must be enough with any one on-site unit out; with 2N the feeds stand on two sides, each of which alone must be enough."),
  designFacilityRatio: ratio.describe("Facility over IT power at the interconnection on the worst hour: sizes the connection."),
  pueFactor: ratiosByQuarter
    .optional()
    .describe(
      "What the planner's PUE is multiplied by: that of the cooling design at the typical climate is 1; each entry holds until the next. `plan --calibrate` puts it there from a record; the simulation has its own weather and load.",
    ),
  cooling: id.optional().describe("A cooling design that takes the place of the buildings' own."),
  climate: z.string().describe("A built-in climate table, or a weather file (EPW, TMY3, hourly CSV) beside the programme."),
  tariff: tariff.describe("What energy costs."),
  grid: gridTerms.optional(),
  carbon: z
    .strictObject({
      table: id.describe("A built-in table: the hourly shape of a region's generation."),
      yearly: kgPerMwh.describe("Yearly mean that the shape is scaled to."),
      marginal: z
        .strictObject({
          table: id.describe("A built-in table: the hourly shape of a region's marginal plants (`avert-te` and others)."),
          yearly: kgPerMwh.describe("Yearly mean that the shape is scaled to."),
        })
        .optional()
        .describe("Carbon of the plants that one more MWh calls: told beside the mean, not in place of it."),
    })
    .describe("Carbon of the grid's energy."),
  latency: z.record(id, milliseconds).default({}).describe("Round trip to each region; a region that is not listed is not reached."),
  labour: id.optional().describe("The labour pool that builds here."),
  built: z.array(built).default([]).describe("Buildings under construction or standing when the programme starts."),
  racks: z
    .array(
      z.strictObject({
        accelerator: id.describe("An accelerator of the catalogue."),
        racks: racks.describe("How many racks."),
        delivered: quarter.describe("Quarter of their delivery."),
      }),
    )
    .default([])
    .describe("Racks that stood before the calendar began; the plan decides the rest."),
});

export const labourPool = z.strictObject({
  workers: workers.describe("Workers whom the programme can have in the first quarter."),
  growth: perQuarter.optional().describe("How fast that number grows."),
  most: workers.optional().describe("The most it grows to."),
});

export const labour = z.strictObject({
  pools: map(labourPool).default({}).describe("Regional pools by id; a site names the one that builds there."),
  national: workers.optional().describe("The most workers at work at all sites together."),
});
