// What is a site: where it lies, what power it can have and when, what may stand there, and what already does?

import { z } from "zod";
import { acres, count, money, power, quarter, quarters, racks, share, shares, usdPerMwh, usdPerMwMonth, kgPerMwh, milliseconds, perQuarter, workers } from "./fields.ts";
import { id, map } from "./names.ts";

/** How firm a site is, from a press release to work being done. */
export const ladder = ["announced", "applied", "agreement signed", "equipment ordered", "energized", "IT live"] as const;

/** One way to have power. Options of one `group` exclude each other; different groups add up. */
export const powerOption = z.strictObject({
  /** `grid`, or the id of a power source in the catalogue. */
  kind: id,
  group: id.optional(),
  /** Facility power, not IT. */
  facility: power,
  energized: quarter,
  /** Share of `facility` in the energization quarter and after; the last stays. */
  ramp: shares.optional(),
  cost: money,
  /** A bad but credible delay. */
  slip: quarters.optional(),
  /** True when it already stands or is signed: the plan has it whether it wants or not. */
  committed: z.boolean().default(false),
});

export const tariff = z.strictObject({
  /** A price table, or a flat price in `energy`. */
  table: id.optional(),
  /** Why another place's table stands for this one. */
  proxy: z.string().optional(),
  /** Multiplies the table so that its mean is this price; without a table, the price itself. */
  energy: usdPerMwh,
  delivery: usdPerMwh.optional(),
  /** Monthly charge on the quarter's peak facility power. */
  demand: usdPerMwMonth.optional(),
});

export const built = z.strictObject({
  building: id,
  started: quarter,
  count: z.number().int().min(1).default(1),
});

export const site = z.strictObject({
  name: z.string(),
  at: z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)]),
  state: z.string(),
  authority: z.string(),
  developer: z.string().optional(),
  note: z.string().optional(),
  source: z.string().optional(),
  status: z.enum(ladder),
  announced: quarter.optional(),
  /** True when the programme is bound to the site. */
  committed: z.boolean().default(false),
  land: z.strictObject({ area: acres.optional(), cost: money.optional() }).default({}),
  /** Land, roads, water, fibre and mobilisation, paid when the first building starts. */
  opening: money.optional(),
  /** Most buildings of each kind that the land takes. */
  buildings: z.record(id, count),
  /** Fewest buildings that make opening worth while. */
  fewest: count.optional(),
  startsPerQuarter: count.optional(),
  power: map(powerOption),
  redundancy: z.enum(["N", "N+1", "2N"]).default("N+1"),
  /** Facility over IT power at the interconnection: sizes the grid. */
  designFacilityRatio: share,
  cooling: id.optional(),
  /** A built-in climate table, or a weather file (EPW, TMY3, hourly CSV) beside the programme. */
  climate: z.string(),
  tariff,
  /** A carbon table: the hourly shape of a region's generation, scaled to a yearly figure. */
  carbon: z.strictObject({ table: id, yearly: kgPerMwh }),
  latency: z.record(id, milliseconds).default({}),
  labour: id.optional(),
  built: z.array(built).default([]),
  racks: z.array(z.strictObject({ accelerator: id, racks, delivered: quarter })).default([]),
});

export const labourPool = z.strictObject({ workers, growth: perQuarter.optional(), most: workers.optional() });

export const labour = z.strictObject({ pools: map(labourPool).default({}), national: workers.optional() });
