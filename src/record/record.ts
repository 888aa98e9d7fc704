// What happened, as tables: the same for a simulated future and a real quarter.

export type ColumnType = "text" | "int32" | "float32" | "float64";
export type ColumnValues = readonly string[] | Int32Array | Float32Array | Float64Array;

/** One column's dictionary entry. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
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
const site = column("site", "text", "", "site id");
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
    column("workload", "text", "", "workload id"),
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
    column("workload", "text", "", "workload id"),
    column("place", "text", "", "site id, cloud id or `unserved`"),
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
    column("accelerator", "text", "", "accelerator kind"),
    column("cause", "text", "", "cause id of the catalogue"),
    column("scope", "text", "", "job, tray, rack or rail"),
    column("count", "int32", "", "failures in this row"),
    column("packages", "int32", "accelerators", "accelerators out during repair, of all failures in the row"),
    column("repairHours", "float64", "h", "until they are back"),
    column("workload", "text", "", "milestone that was interrupted, or empty"),
    column("lostHours", "float64", "h", "wall time of the job lost: since the checkpoint, detection and restart"),
  ],
};

/** Each training run. */
export const trainings: TableShape = {
  name: "trainings",
  meaning: "milestones as they went: when they began and ended, how often they were interrupted",
  columns: [
    column("workload", "text", "", "milestone id"),
    column("campus", "text", "", "site or cloud id"),
    column("startHour", "float64", "h", "first hour of the run"),
    column("endHour", "float64", "h", "when its FLOP were done; NaN when they were not"),
    column("packages", "int32", "accelerators", "accelerators at the end"),
    column("flop", "float64", "FLOP", "done and kept"),
    column("wantedFlop", "float64", "FLOP", "asked for"),
    column("interruptions", "int32", "", "failures that stopped it"),
    column("checkpointMinutes", "float64", "min", "interval between checkpoints"),
    column("ettr", "float64", "1", "effective training time ratio: productive over wall time"),
  ],
};

export const shapes = [hourly, serving, siteQuarters, workQuarters, failures, trainings] as const;

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
}

export interface RunRecord {
  readonly tables: Readonly<Record<string, Table>>;
  readonly summary: Summary;
}
