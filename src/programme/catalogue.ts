// What can be bought: accelerators, buildings, cooling, power sources, long-lead equipment, outside clouds; and how it fails.

import { z } from "zod";
import {
  celsius, computeByQuarter, failuresPerDay, gigabytes, hours, kgPerMwh, milliseconds, minutes, money, perYear, power, pricesByQuarter, quarter, quarters, racksByQuarter,
  share, shares, slotsByQuarter, teraflops, terabytesPerSecond, usdPerMw, usdPerMwh, usdPerMwYear, workerCounts, years,
} from "./fields.ts";
import { id, map } from "./names.ts";

export const precisions = ["fp4", "fp8", "bf16"] as const;
export type Precision = (typeof precisions)[number];

export const accelerator = z.strictObject({
  name: z.string(),
  vendor: id.optional(),
  packagesPerRack: z.number().int().min(1),
  /** Packages on one compute tray: what a tray failure takes out. Without one, the whole rack. */
  packagesPerTray: z.number().int().min(1).optional(),
  /** Packages in one scale-up domain. */
  domain: z.number().int().min(1),
  /** IT power of one rack with its share of network, storage and CPU nodes. */
  rackIt: power,
  /** Share of IT power drawn when idle. */
  idle: share.optional(),
  /** Dense peak per package, no sparsity. */
  peak: z.strictObject({ fp8: teraflops, bf16: teraflops.optional(), fp4: teraflops.optional() }),
  memory: gigabytes.optional(),
  bandwidth: terabytesPerSecond.optional(),
  rackPrice: money,
  /** Network, storage and CPU nodes, installation and spares, each as a share of the rack price. */
  adders: z.strictObject({ network: share, storage: share, install: share }),
  /** Racks that the programme can have in each quarter; none when absent. */
  supply: racksByQuarter.default({}),
  firstShip: quarter,
  lastShip: quarter.optional(),
  usefulLife: years,
  residual: share.optional(),
});

export const building = z.strictObject({
  name: z.string().optional(),
  it: power,
  /** From start of construction to ready for racks. */
  ready: quarters,
  cost: usdPerMw,
  /** Share of cost in each quarter after the start. */
  spend: shares,
  /** People at work in each quarter after the start. */
  crew: workerCounts,
  cooling: id,
  usefulLife: years,
});

/** A cooling design: what carries the heat away and what that takes. */
export const cooling = z.strictObject({
  name: z.string().optional(),
  kind: z.enum(["dry-cooler", "evaporative", "chiller"]),
  /** Share of IT heat that goes to liquid; the rest goes to air. */
  liquidShare: share,
  supplyLiquid: celsius,
  supplyAir: celsius,
  /** Temperature between outside air (wet bulb for evaporative, dry bulb otherwise) and the water made. */
  approach: celsius,
  pumps: share,
  fans: share,
  /** Best coefficient of performance that a chiller reaches. */
  copCap: share,
  /** Share of the Carnot coefficient of performance that a chiller reaches. */
  carnotShare: share,
  /** Rise of water or air over its load. */
  loopRise: celsius,
  /** Temperature between what a chiller cools and its evaporating refrigerant, and between its condensing refrigerant and the water that takes the heat. */
  evaporator: celsius,
  condenser: celsius,
  /** Least temperature lift of a compressor, below which its coefficient of performance no longer rises. */
  leastLift: celsius,
  /** Cycles of concentration of the cooling water. */
  cycles: share.optional(),
});

export const powerSource = z.strictObject({
  name: z.string().optional(),
  variable: usdPerMwh,
  carbon: kgPerMwh,
  /** Share of nameplate that counts as firm. */
  firm: share,
  lead: quarters.optional(),
  usefulLife: years,
});

export const storage = z.strictObject({ name: z.string().optional(), hours, roundTrip: share, cost: usdPerMw, usefulLife: years });

export const equipment = z.strictObject({ name: z.string().optional(), lead: quarters, perBuilding: z.number().min(0), slots: slotsByQuarter.optional() });

export const cloud = z.strictObject({
  party: id,
  price: pricesByQuarter,
  most: computeByQuarter,
  /** True when it may train: it then counts as one campus. */
  trains: z.boolean().default(false),
  /** The most that one training run can have on one campus of the cloud; `most` when absent. */
  campus: computeByQuarter.optional(),
  latency: z.record(id, milliseconds).default({}),
  /** Capacity standing when the programme starts: a first refusal on new capacity does not touch it. */
  existing: z.boolean().default(false),
});

export const failureCause = z.strictObject({
  /** Per accelerator package and day. */
  rate: failuresPerDay,
  /** What is out while it is repaired. */
  scope: z.enum(["job", "tray", "rack", "rail"]),
  repair: hours,
  /** True when the work since more than one checkpoint is lost. */
  silent: z.boolean().default(false),
});

export const recovery = z.strictObject({
  detect: minutes,
  restart: minutes,
  /** Pause of a training run for each checkpoint. */
  stall: minutes,
  spares: share,
  /** Where only the failed replica restarts and the others go on: pause of the whole run for a failure. Without one, the whole run restarts from its checkpoint. */
  elasticStall: minutes.optional(),
});

export const chain = z.strictObject({ transformer: share, ups: share, distribution: share, house: share });

export const operations = z.strictObject({
  /** Mean over peak IT draw of what runs. */
  loadFactor: share,
  /** Useful over allocated time in training: what failures and checkpoints leave. */
  goodput: share,
  facility: usdPerMwYear,
  itMaintenance: perYear,
  insurance: perYear,
  /** Interconnection and on-site plant are paid in equal parts over this many quarters before energization. */
  powerPayments: quarters,
  /** Book life of interconnection works. */
  gridLife: years,
  /** Local hour of day at which inference demand peaks; without one, demand is flat over the day. */
  peakHour: hours.optional(),
});

export const catalogue = z.strictObject({
  accelerators: map(accelerator).default({}),
  buildings: map(building).default({}),
  cooling: map(cooling).default({}),
  powerSources: map(powerSource).default({}),
  storage: map(storage).default({}),
  equipment: map(equipment).default({}),
  clouds: map(cloud).default({}),
  failures: map(failureCause).default({}),
  recovery,
  chain,
  operations,
});
