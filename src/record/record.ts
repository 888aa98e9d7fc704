// What happened, as tables: the same for a simulated future and a real quarter.

export type ColumnType = "text" | "int32" | "float32" | "float64";
export type ColumnValues = readonly string[] | Int32Array | Float32Array | Float64Array;

/** One column's dictionary entry. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** A dash where there is none; 1 for a ratio. */
  readonly unit: string;
  readonly meaning: string;
}

export interface TableShape {
  readonly name: string;
  readonly meaning: string;
  readonly columns: readonly Column[];
}

export interface Table {
  readonly shape: TableShape;
  readonly rows: number;
  /** In the order of `shape.columns`, each `rows` long. */
  readonly values: readonly ColumnValues[];
}

const column = (name: string, type: ColumnType, unit: string, meaning: string): Column => ({ name, type, unit, meaning });
const site = column("site", "text", "-", "site id");
const quarter = column("quarter", "text", "quarter", "calendar quarter, 2027-Q2");
const hour = column("hour", "int32", "h", "hours since the calendar's first day, 00:00 local standard time of the site; hour n lasts from n to n + 1");

/** Every hour at every site that ever has power or load. */
export const hourly: TableShape = {
  name: "hourly",
  meaning: "power, weather, price and carbon of every hour at every site; it + losses + cooling + house + charge = grid + onsite + discharge, every row",
  columns: [
    site,
    hour,
    column("itMw", "float64", "MW", "IT load: racks with network and storage"),
    column("lossesMw", "float64", "MW", "electrical losses from the interconnection to the rack"),
    column("coolingMw", "float64", "MW", "pumps, fans and chillers"),
    column("houseMw", "float64", "MW", "lights, offices, controls"),
    column("gridMw", "float64", "MW", "drawn from the grid"),
    column("onsiteMw", "float64", "MW", "generated on site"),
    column("chargeMw", "float64", "MW", "taken in by storage"),
    column("dischargeMw", "float64", "MW", "given back by storage"),
    column("shedMw", "float64", "MW", "facility load that could not be supplied and was shed before it ran"),
    column("curtailedMw", "float64", "MW", "facility load given up to a power cap or price rule"),
    column("dryBulbC", "float32", "C", "outside dry bulb"),
    column("wetBulbC", "float32", "C", "outside wet bulb, never above dry bulb"),
    column("priceUsdPerMwh", "float32", "$/MWh", "grid energy price before delivery"),
    column("carbonKgPerMwh", "float32", "kg/MWh", "grid carbon intensity, mean of the region's generation"),
    column("waterM3", "float32", "m3", "water evaporated and blown down"),
  ],
};

/** Every hour of every inference workload: demand = own + clouds + unserved. */
export const serving: TableShape = {
  name: "serving",
  meaning: "demand and what served it, every hour and inference workload, in H100e",
  columns: [
    column("workload", "text", "-", "workload id"),
    hour,
    column("demand", "float64", "H100e", "asked for"),
    column("own", "float64", "H100e", "served at own sites"),
    column("clouds", "float64", "H100e", "served on outside clouds"),
    column("unserved", "float64", "H100e", "not served"),
  ],
};

/** Means and sums by site and quarter: what settlement reads. */
export const siteQuarters: TableShape = {
  name: "site-quarters",
  meaning: "capacity, energy, water, carbon and cost by site and quarter",
  columns: [
    site,
    quarter,
    column("hours", "float64", "h", "hours of the quarter"),
    column("energizedMw", "float64", "MW", "IT power the connection and plant can feed, mean"),
    column("hallsMw", "float64", "MW", "IT power of ready halls, with power or without, mean"),
    column("itReadyMw", "float64", "MW", "IT power of ready halls that have power, mean"),
    column("rackedMw", "float64", "MW", "IT power of racks, mean"),
    column("runningMw", "float64", "MW", "IT power of racks that run, mean, less those in repair"),
    column("itMwh", "float64", "MWh", "IT energy"),
    column("facilityMwh", "float64", "MWh", "facility energy"),
    column("gridMwh", "float64", "MWh", "bought"),
    column("onsiteMwh", "float64", "MWh", "generated on site"),
    column("shedMwh", "float64", "MWh", "shed"),
    column("peakMw", "float64", "MW", "highest facility power"),
    column("energyUsd", "float64", "$", "cost of grid energy at hourly prices, delivery and demand charge included"),
    column("onsiteUsd", "float64", "$", "variable cost of on-site generation"),
    column("carbonT", "float64", "t", "carbon of grid and on-site energy"),
    column("waterM3", "float64", "m3", "water used"),
    column("installedH100eHours", "float64", "H100e-hour", "racked compute"),
    column("poweredH100eHours", "float64", "H100e-hour", "of it: with power"),
    column("allocatedH100eHours", "float64", "H100e-hour", "of it: given to work"),
    column("runningH100eHours", "float64", "H100e-hour", "of it: not in repair or restarting"),
    column("usefulH100eHours", "float64", "H100e-hour", "of it: work that was kept"),
    column("plannedH100eHours", "float64", "H100e-hour", "useful compute that the plan gave for the site"),
  ],
};

/** Compute by workload, place and quarter: what settlement reads. */
export const workQuarters: TableShape = {
  name: "work-quarters",
  meaning: "useful compute by workload, place (site or cloud) and quarter; place `unserved` for what no one served",
  columns: [
    column("workload", "text", "-", "workload id"),
    column("place", "text", "-", "site id, cloud id or `unserved`"),
    quarter,
    column("h100eHours", "float64", "H100e-hour", "useful compute"),
    column("plannedH100eHours", "float64", "H100e-hour", "as planned"),
  ],
};

/**
 * Failures. Those that hit a training gang stand one by one; those of all other racks are summed by day, site,
 * accelerator and cause (`workload` empty, `hour` the hour of that day at which the sum was taken out).
 */
export const failures: TableShape = {
  name: "failures",
  meaning: "failures by cause: where, when, what was out for how long, what work was lost; one row each for training gangs, one row a day for the rest",
  columns: [
    column("hour", "float64", "h", "time since the calendar's first day"),
    site,
    column("accelerator", "text", "-", "accelerator kind"),
    column("cause", "text", "-", "cause id of the catalogue"),
    column("scope", "text", "-", "job, tray, rack or rail"),
    column("count", "int32", "-", "failures in this row"),
    column("packages", "int32", "accelerators", "accelerators out during repair, of all failures in the row"),
    column("repairHours", "float64", "h", "until they are back"),
    column("workload", "text", "-", "milestone that was interrupted, or empty"),
    column("lostHours", "float64", "h", "wall time of the job lost: since the checkpoint, detection and restart"),
  ],
};

/** Each training run. */
export const trainings: TableShape = {
  name: "trainings",
  meaning: "milestones as they went: when they began and ended, how often they were interrupted",
  columns: [
    column("workload", "text", "-", "milestone id"),
    column("campus", "text", "-", "site or cloud id"),
    column("startHour", "float64", "h", "first hour of the run"),
    column("endHour", "float64", "h", "when its FLOP were done; NaN when they were not"),
    column("packages", "int32", "accelerators", "accelerators at the end"),
    column("flop", "float64", "FLOP", "done and kept"),
    column("wantedFlop", "float64", "FLOP", "asked for"),
    column("interruptions", "int32", "-", "failures that stopped it"),
    column("checkpointMinutes", "float64", "min", "interval between checkpoints"),
    column("ettr", "float64", "1", "effective training time ratio: productive over wall time"),
  ],
};

/** Power by quarter hour, where a run has such steps; its means are the rows of `hourly`. */
export const quarterHourly: TableShape = {
  name: "quarter-hourly",
  meaning: "power of every quarter hour at every site, of a run with `--step 15min`; it + losses + cooling + house + charge = grid + onsite + discharge, every row",
  columns: [
    site,
    column("hour", "float64", "h", "hours since the calendar's first day; the row lasts a quarter of an hour from it"),
    ...hourly.columns.filter(({ unit }) => unit === "MW"),
  ],
};

/** What connection, plant, storage and contracts did, by site and quarter. */
export const energyQuarters: TableShape = {
  name: "energy-quarters",
  meaning: "outages, curtailment, calls, storage, starts, peaks, contracts for differences, marginal carbon and heat by site and quarter",
  columns: [
    site,
    quarter,
    column("pue", "float64", "1", "facility over IT energy"),
    column("wueLPerKwh", "float64", "L/kWh", "water over IT energy"),
    column("curtailedMwh", "float64", "MWh", "facility load given up to caps, emergencies and calls; also in `shedMwh` of site-quarters"),
    column("gridOutMwh", "float64", "MWh", "power of the connection that forced outages took, whether it was wanted or not"),
    column("plantOutMwh", "float64", "MWh", "the same of plant on site"),
    column("spilledMwh", "float64", "MWh", "sun on site that no one took"),
    column("storageGivenMwh", "float64", "MWh", "given back by storage"),
    column("storageWearUsd", "float64", "$", "its cost over the cycles that it is good for; no payment"),
    column("starts", "float64", "-", "starts of units of plant on site"),
    column("startUsd", "float64", "$", "cost of them; in `onsiteUsd` of site-quarters"),
    column("fuelMwh", "float64", "MWh", "fuel burnt on site (higher heating value), where the source gives it"),
    column("demandUsd", "float64", "$", "monthly demand charges, ratchet included; in `energyUsd`"),
    column("coincidentUsd", "float64", "$", "charges on the draw when the system peaks; in `energyUsd`"),
    column("responseMwh", "float64", "MWh", "not drawn when called, against the draw before the call"),
    column("responseUsd", "float64", "$", "income from demand response"),
    column("differenceUsd", "float64", "$", "paid under contracts for differences, negative when received"),
    column("marginalCarbonT", "float64", "t", "grid energy times the carbon of marginal plants, where the site names a table; not in `carbonT`"),
    column("dryHours", "float64", "h", "hours in which an evaporative plant ran without water"),
    column("heatMwh", "float64", "MWh", "heat given to the outside: IT, losses indoors and cooling"),
    column("latentMwh", "float64", "MWh", "of it: as vapour"),
  ],
};

/** Losses of the power chain. */
export const losses: TableShape = {
  name: "losses",
  meaning: "energy lost by stage of the power chain, site and quarter; sums to `lossesMw` of hourly",
  columns: [site, quarter, column("stage", "text", "-", "stage, from the rack outwards"), column("lostMwh", "float64", "MWh", "lost")],
};

/** Power swings of the training runs. */
export const swings: TableShape = {
  name: "swings",
  meaning: "how the power of each training run swings, in step and at its ramps, against the limits of its site, and what taking the swing away costs a year",
  columns: [
    column("workload", "text", "-", "milestone id; `all` for the runs of a site together, which do not know of each other"),
    site,
    column("packages", "int32", "accelerators", "most accelerators at work"),
    column("swingMw", "float64", "MW", "high less low within a step, at the rack"),
    column("frequencyHz", "float64", "Hz", "of the fundamental: one over the length of a step"),
    column("fundamentalMw", "float64", "MW", "amplitude of the fundamental, zero to peak"),
    column("bandMw", "float64", "MW", "root mean square within the band of concern"),
    column("rampMwPerS", "float64", "MW/s", "steepest change within a step"),
    column("fallMw", "float64", "MW", "fall when the run stops: checkpoint, crash, end"),
    column("limitSwingMw", "float64", "MW", "largest swing that the connection allows"),
    column("limitBandMw", "float64", "MW", "largest root mean square within the band"),
    column("limitRampMwPerS", "float64", "MW/s", "fastest change"),
    column("keeps", "text", "-", "yes, or the limits that it breaks: swing, band, ramp"),
    column("floorMwhPerYear", "float64", "MWh/yr", "burnt by a floor that leaves the allowed swing"),
    column("floorUsdPerYear", "float64", "$/yr", "what that energy costs at the site's mean price"),
    column("storedMj", "float64", "MJ", "that rack storage must hold to leave the allowed swing"),
    column("storageUsdPerYear", "float64", "$/yr", "that storage over its life, and its losses"),
    column("fillerUsdPerYear", "float64", "$/yr", "a second workload in the low time: the part of its energy that earns nothing"),
    column("rampUsdPerYear", "float64", "$/yr", "burnt by a ramp limiter at checkpoints and interruptions"),
  ],
};

export const shapes = [hourly, serving, siteQuarters, workQuarters, failures, trainings, quarterHourly, energyQuarters, losses, swings] as const;

/** What stands in `record/summary.json`; every figure names its unit. */
export interface Summary {
  readonly programme: string;
  readonly seed: number;
  readonly hours: number;
  readonly sites: number;
  /** H100e-hours: installed, powered, allocated, running, useful, and planned. */
  readonly waterfall: {
    readonly installed: number;
    readonly powered: number;
    readonly allocated: number;
    readonly running: number;
    readonly useful: number;
    readonly planned: number;
  };
  readonly itMwh: number;
  readonly facilityMwh: number;
  readonly pue: number;
  readonly wueLPerKwh: number;
  readonly energyUsd: number;
  readonly carbonT: number;
  readonly unservedShare: number;
  readonly failures: Readonly<Record<string, number>>;
  readonly ettr: Readonly<Record<string, number>>;
  readonly milestones: Readonly<Record<string, { readonly planned: string; readonly done: string | null }>>;
  /** Power swings in whole sentences, one a training run at a site; absent when nothing is known of them. */
  readonly swings?: readonly string[];
  /** Length of a step where it is not an hour. */
  readonly stepMinutes?: 15;
}

export interface RunRecord {
  readonly tables: Readonly<Record<string, Table>>;
  readonly summary: Summary;
}
