// What can be bought: accelerators, buildings, cooling, power sources, long-lead equipment, outside clouds; and how it fails.

import { z } from "zod";
import {
  celsius,
  computeByQuarter,
  count,
  failuresPerDay,
  gigabytes,
  hours,
  kgPerMwh,
  milliseconds,
  minutes,
  money,
  moneyByQuarter,
  perYear,
  power,
  pricesByQuarter,
  quarter,
  quarters,
  racksByQuarter,
  ratio,
  seconds,
  share,
  shares,
  slotsByQuarter,
  teraflops,
  terabytesPerSecond,
  usdPerMw,
  usdPerMwh,
  usdPerMwMonth,
  usdPerMwYear,
  workerCounts,
  years,
} from "./fields.ts";
import { swingLimits } from "./grid.ts";
import { id, map } from "./names.ts";

export const precisions = ["fp4", "fp8", "bf16"] as const;
export type Precision = (typeof precisions)[number];

const name = z.string().optional().describe("Name to show.");

export const accelerator = z.strictObject({
  name: z.string().describe("Name to show."),
  vendor: id.optional().describe("The party that sells it."),
  packagesPerRack: z.number().int().min(1).describe("Accelerator packages in one rack."),
  packagesPerTray: z.number().int().min(1).optional().describe("Packages on one compute tray: what a tray failure takes out. Without one, the whole rack."),
  domain: z.number().int().min(1).describe("Packages in one scale-up domain."),
  rackIt: power.describe("IT power of one rack with its share of network, storage and CPU nodes."),
  idle: share.optional().describe("Share of IT power drawn when idle."),
  peak: z
    .strictObject({
      fp8: teraflops.describe("FP8; sets the H100 equivalents of a package."),
      bf16: teraflops.optional().describe("BF16."),
      fp4: teraflops.optional().describe("FP4."),
    })
    .describe("Dense peak per package, without sparsity."),
  memory: gigabytes.optional().describe("Memory per package; for the reader."),
  bandwidth: terabytesPerSecond.optional().describe("Memory bandwidth per package; for the reader."),
  rackPrice: money.describe("Price of one rack."),
  prices: moneyByQuarter
    .optional()
    .describe("Price of one rack delivered in a quarter, where it changes with time: each entry holds until the next; `rackPrice` before the first."),
  adders: z
    .strictObject({
      network: share.describe("Network between racks."),
      storage: share.describe("Storage and CPU nodes."),
      install: share.describe("Freight, installation, burn-in and spares."),
    })
    .describe("What comes with a rack, each as a share of its price."),
  supply: racksByQuarter.default({}).describe("Racks that the programme can have in each quarter; none in a quarter that is not listed."),
  firstShip: quarter.describe("First quarter in which it ships."),
  lastShip: quarter.optional().describe("Last quarter in which it ships."),
  usefulLife: years.describe("Time over which its book value falls to the residual."),
  residual: share.optional().describe("Share of the price that is left after the useful life."),
  decline: perYear
    .optional()
    .describe(
      "How fast the market value of a rack falls: with it, value declines by this share of itself each year, and lenders and the end of the calendar see that value in place of the straight line.",
    ),
  resale: z
    .strictObject({
      shares: shares.describe(
        "What a used rack brings when it is one year old, two years, and so on, each as a share of the price paid for it without adders, less the cost of taking it out, wiping and moving it; straight lines between, from the whole price when new; the last one holds.",
      ),
      after: quarters.optional().describe("Quarters after delivery from which on a rack may be sold; 1 unless given."),
    })
    .optional()
    .describe(
      "The market for used racks: with it a plan may take racks out and sell them, and what stands at the end of the calendar is worth this share of its price. Without it racks stay.",
    ),
});

export const building = z.strictObject({
  name,
  it: power.describe("IT power that one building takes."),
  ready: quarters.describe("From start of construction to ready for racks."),
  cost: usdPerMw.describe("Cost per MW of IT; $0/MW for a building that is rented."),
  rent: usdPerMwMonth.optional().describe("Rent of a building that someone else owns, by MW of IT and month, from the quarter it is ready on."),
  spend: shares.describe("Share of the cost paid in each quarter from the start on."),
  crew: workerCounts.describe("People at work in each quarter from the start on."),
  cooling: id.describe("Its cooling design."),
  usefulLife: years.describe("Time over which it is written off."),
});

export const cooling = z
  .strictObject({
    name,
    kind: z.enum(["dry-cooler", "evaporative", "chiller"]).describe("What gives the heat to the outside air."),
    liquidShare: share.describe("Share of IT heat that goes to liquid; the rest goes to air."),
    supplyLiquid: celsius.describe("Temperature of the liquid supplied to the racks."),
    supplyAir: celsius.describe("Temperature of the air supplied to the racks."),
    approach: celsius.describe("Temperature between outside air (wet bulb for evaporative, dry bulb otherwise) and the water made."),
    pumps: share.describe("Power of the pumps as a share of IT power."),
    fans: share.describe("Power of the fans as a share of IT power."),
    copCap: ratio.describe("Best coefficient of performance that a chiller reaches."),
    carnotShare: share.describe("Share of the Carnot coefficient of performance that a chiller reaches."),
    loopRise: celsius.describe("Rise of water or air over its load."),
    evaporator: celsius.describe("Temperature between what a chiller cools and its evaporating refrigerant."),
    condenser: celsius.describe("Temperature between a chiller's condensing refrigerant and the water that takes the heat."),
    leastLift: celsius.describe("Least temperature lift of a compressor, below which its coefficient of performance no longer rises."),
    cycles: ratio.optional().describe("Cycles of concentration of the cooling water."),
    leastSpeed: share
      .optional()
      .describe("Least share of full speed of pumps and fans, whose power goes with the cube of their flow: for the simulation. Without one they draw in proportion to IT power."),
    drift: share.optional().describe("Water carried off as drops, over the water evaporated."),
    dryApproach: celsius.optional().describe("Temperature to the dry bulb when an evaporative plant runs without water, as it does once the quarter's water is used."),
  })
  .describe("A cooling design: what carries the heat away and what that takes.");

export const powerSource = z.strictObject({
  name,
  variable: usdPerMwh.describe("Fuel and other cost of each MWh."),
  carbon: kgPerMwh.describe("Carbon of each MWh."),
  firm: share.describe("Share of nameplate that counts as firm: what its outages, or the sun, leave (effective load-carrying capability)."),
  unit: power.optional().describe("Facility power of one unit. Where a site asks for N+1, firm power must be enough with any one unit out."),
  follows: z.enum(["sun"]).optional().describe("What sets its output: `sun` for solar plant. Without one it is run at will."),
  outage: z
    .strictObject({
      rate: perYear.describe("Forced outages of one unit in a year."),
      hours: hours.describe("Mean time until a unit is back."),
    })
    .optional()
    .describe("Forced outages, drawn unit by unit in the simulation. Without them the simulation has the firm share of the plant all the time."),
  least: share.optional().describe("Least output of a unit that runs, over its full one."),
  fullIn: minutes.optional().describe("Time from nothing to full output."),
  start: usdPerMw.optional().describe("Cost of a start, per MW of the unit."),
  fuel: ratio.optional().describe("Fuel burnt over electricity given (higher heating value), such as 8.5 MMBtu/MWh."),
  lead: quarters.optional().describe("Usual time from order to power; shown, not planned for: a site's option says when it is energized."),
  usefulLife: years.describe("Time over which it is written off."),
});

export const storage = z
  .strictObject({
    name,
    hours: hours.describe("Energy over power."),
    roundTrip: share.describe("Energy out over energy in."),
    firm: share.optional().describe("Share of its power that counts as firm (effective load-carrying capability); none when absent."),
    cost: usdPerMw.describe("Cost per MW of power."),
    cycles: count.optional().describe("Full cycles that it is good for: its cost over them is the wear that a cycle must pay for in the simulation."),
    fade: share.optional().describe("Share of its energy that is gone after those cycles."),
    usefulLife: years.describe("Time over which it is written off."),
  })
  .describe("A battery: charged in some time slices, discharged in others, at most one full cycle a day.");

export const equipment = z
  .strictObject({
    name,
    lead: quarters.describe("From order to delivery."),
    perBuilding: z.number().int().min(0).describe("How many one building needs."),
    perKind: z.record(id, z.number().int().min(0)).default({}).describe("How many a building of a kind needs, where that is not `perBuilding`."),
    needed: quarters.optional().describe("From start of construction to the quarter in which it must be there; at once when absent."),
    slots: slotsByQuarter.optional().describe("Deliveries already held, in each quarter."),
    orders: slotsByQuarter.optional().describe("The most that can be ordered in each quarter; delivered after the lead."),
  })
  .describe("Long-lead equipment. With `slots` or `orders`, buildings wait for it; with neither it is shown only.");

export const cloud = z.strictObject({
  party: id.describe("The party that sells it."),
  price: pricesByQuarter.describe("Price of its compute; each entry holds until the next."),
  most: computeByQuarter.describe("The most that can be bought; each entry holds until the next."),
  trains: z.boolean().default(false).describe("True when it may train: it then counts as one campus."),
  campus: computeByQuarter.optional().describe("The most that one training run can have on one campus of the cloud; `most` when absent."),
  latency: z.record(id, milliseconds).default({}).describe("Round trip to each region; a region that is not listed is reached in time."),
  existing: z.boolean().default(false).describe("Capacity standing when the programme starts: a first refusal on new capacity does not touch it."),
});

export const failureCause = z.strictObject({
  rate: failuresPerDay.describe("Failures per accelerator package and day."),
  scope: z.enum(["job", "tray", "rack", "rail"]).describe("What is out while it is repaired; `job`: nothing, the run restarts."),
  repair: hours.describe("Mean time until what is out is back."),
  silent: z.boolean().default(false).describe("True when the work since more than one checkpoint is lost."),
});

export const recovery = z.strictObject({
  detect: minutes.describe("From the failure to its being seen."),
  restart: minutes.describe("From then to the run going on from its checkpoint."),
  stall: minutes.describe("Pause of a training run for each checkpoint."),
  spares: share.describe("Share of a run's packages that stand by."),
  elasticStall: minutes
    .optional()
    .describe("Where only the failed replica restarts and the others go on: pause of the whole run for a failure. Without one, the whole run restarts from its checkpoint."),
});

const powerStage = z
  .strictObject({
    place: z.enum(["yard", "hall"]).describe("Where its heat goes: out of doors, where it also carries cooling and house load, or into the hall."),
    unit: power.describe("Output that one unit is built for."),
    standing: share.describe("Lost at no load, over a unit's rating."),
    proportional: share.describe("Lost in proportion to what goes out."),
    resistive: share.describe("Lost in conductors at full load, over a unit's rating; goes with the square of the load."),
    redundancy: z.enum(["N", "N+1", "2N"]).default("N").describe("How many units stand beside those that the load needs; all share the load."),
  })
  .describe("One stage of the electrical chain.");

export const chain = z.strictObject({
  transformer: share.describe("Efficiency of the main transformers."),
  ups: share.describe("Efficiency of the uninterruptible supplies."),
  distribution: share.describe("Efficiency from there to the rack."),
  house: share.describe("Lighting, offices and controls, as a share of IT power."),
  stages: map(powerStage)
    .optional()
    .describe("Stages with losses by load, from the rack outwards, for the simulation; the plan goes by the efficiencies above. None: the simulation does too."),
});

export const swing = z
  .strictObject({
    computing: ratio.describe("Power of a package while it computes, over its IT power."),
    exchanging: ratio.describe("Power of a package while it waits for the exchange, over its IT power."),
    saving: ratio.describe("Power of a package at a checkpoint, over its IT power."),
    step: seconds.describe("Length of one step of the optimiser."),
    duty: share.describe("Share of a step in which packages compute."),
    ramp: seconds.describe("From exchanging to computing and back."),
    bandLow: seconds.describe("Period of the lowest frequency of concern: 10 s for 0.1 Hz."),
    bandHigh: seconds.describe("Period of the highest frequency of concern: 50 ms for 20 Hz."),
    storage: usdPerMwh.describe("Cost of fast storage in the racks, by what it holds."),
    storageLife: years.describe("Time over which that storage is written off."),
    roundTrip: share.describe("Energy out over energy in of that storage."),
    filler: share.describe("Share of a second workload's power, run while packages wait, that is worth what it costs."),
    limits: swingLimits.describe("Limits where a site has none of its own."),
  })
  .describe("How the power of synchronous training swings, and what takes the swing away.");

export const operations = z.strictObject({
  loadFactor: share.describe("Mean over peak IT draw of what runs."),
  goodput: share.describe("Useful over allocated time in training: what failures and checkpoints leave."),
  facility: usdPerMwYear.describe("Operation and maintenance of the facility, per MW of IT that is ready."),
  itMaintenance: perYear.describe("Maintenance of racks, as a share of what was paid for them."),
  insurance: perYear.describe("Insurance, as a share of all capital spending so far."),
  powerPayments: quarters.describe("Interconnection and on-site plant are paid in equal parts over this many quarters before energization."),
  gridLife: years.describe("Book life of interconnection works."),
  peakHour: hours.optional().describe("Local hour of day at which inference demand peaks; without one, demand is flat over the day."),
});

export const catalogue = z.strictObject({
  accelerators: map(accelerator).default({}).describe("Machines by id."),
  buildings: map(building).default({}).describe("Building blocks by id."),
  cooling: map(cooling).default({}).describe("Cooling designs by id."),
  powerSources: map(powerSource).default({}).describe("Power sources on site, by id."),
  storage: map(storage).default({}).describe("Batteries by id."),
  equipment: map(equipment).default({}).describe("Long-lead equipment by id."),
  clouds: map(cloud).default({}).describe("Clouds of others by id, on which work may run."),
  failures: map(failureCause).default({}).describe("Causes of failure by id."),
  recovery: recovery.describe("How a training run comes back after a failure."),
  chain: chain.describe("The electrical chain: what comes out of each stage over what goes in."),
  swing: swing.optional(),
  operations: operations.describe("How the machines are run and what running costs beside energy."),
});
