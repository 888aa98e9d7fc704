// Which tables does a sweep write of its futures?

import type { Column, TableShape } from "./record.ts";

const figure = (name: string, unit: string, meaning: string): Column => ({ name, type: "float64", unit, meaning });

/** Figures of a whole future, in this order. */
export const figures: readonly Column[] = [
  figure("usefulH100eHours", "H100e-hour", "useful compute at own sites"),
  figure("servedH100eHours", "H100e-hour", "inference served, at own sites and on clouds"),
  figure("unservedShare", "1", "inference asked for and not served, over all asked for"),
  figure("goodput", "1", "useful over allocated compute at own sites"),
  figure("ettr", "1", "effective training time ratio, mean of the training runs at own sites; NaN where there is none"),
  figure("failures", "-", "failures of all causes"),
  figure("itMwh", "MWh", "IT energy"),
  figure("facilityMwh", "MWh", "facility energy"),
  figure("pue", "1", "facility over IT energy; NaN where nothing ran"),
  figure("shedMwh", "MWh", "facility load shed or curtailed"),
  figure("carbonT", "t", "carbon of grid and on-site energy"),
  figure("waterM3", "m3", "water used"),
  figure("energyUsd", "$", "grid and on-site energy, demand charges included"),
  figure("capexUsd", "$", "sites, buildings, power and accelerators"),
  figure("costUsd", "$", "capex, energy, clouds, facility, maintenance, insurance, tax and rent in the calendar; before financing and payments between the parties"),
  figure("revenueUsd", "$", "what end users pay for inference served"),
  figure("marginUsd", "$", "revenue less cost"),
];

/** Figures of each quarter of a future, in this order. */
export const quarterFigures: readonly Column[] = [
  figure("runningMw", "MW", "IT power of racks that run, mean"),
  figure("usefulH100eHours", "H100e-hour", "useful compute at own sites"),
  figure("unservedH100eHours", "H100e-hour", "inference asked for and not served"),
  figure("facilityMwh", "MWh", "facility energy"),
  figure("energyUsd", "$", "grid and on-site energy, demand charges included"),
  figure("costUsd", "$", "as in `futures`"),
  figure("revenueUsd", "$", "what end users pay for inference served"),
];

const future: Column = { name: "future", type: "int32", unit: "-", meaning: "number of the future, from 0" };

/** One row a future. */
export const futuresShape: TableShape = {
  name: "futures",
  meaning: "one row a future of a sweep: its point of the axes, its draw, its seed and probability, and what it came to",
  columns: [
    future,
    { name: "point", type: "int32", unit: "-", meaning: "point of the axes, from 0" },
    { name: "draw", type: "int32", unit: "-", meaning: "draw of the uncertain entries, from 0; -1: as stated" },
    { name: "seed", type: "float64", unit: "-", meaning: "seed of its weather, prices and failures" },
    { name: "probability", type: "float64", unit: "1", meaning: "of the future, among those of its point" },
    ...figures,
  ],
};

/** What each future drew, and where on the axes it stands. */
export const futureDraws: TableShape = {
  name: "future-draws",
  meaning: "what differs in each future of a sweep from the programme as stated",
  columns: [
    future,
    { name: "kind", type: "text", unit: "-", meaning: "factor (on what is at the path), delay, or axis" },
    { name: "path", type: "text", unit: "-", meaning: "path of the programme" },
    { name: "value", type: "float64", unit: "1 or quarter", meaning: "factor, or quarters late; NaN for an axis" },
    { name: "written", type: "text", unit: "-", meaning: "value of an axis as it was written; empty for the others" },
  ],
};

/** When each future had each milestone done. */
export const futureMilestones: TableShape = {
  name: "future-milestones",
  meaning: "when each milestone was done in each future of a sweep",
  columns: [
    future,
    { name: "workload", type: "text", unit: "-", meaning: "milestone id" },
    { name: "doneHour", type: "float64", unit: "h", meaning: "hours since the calendar's first day; NaN when it was not done within the calendar" },
  ],
};

/** One row a future and quarter. */
export const futureQuarters: TableShape = {
  name: "future-quarters",
  meaning: "figures of every future of a sweep by quarter",
  columns: [future, { name: "quarter", type: "text", unit: "quarter", meaning: "calendar quarter, 2027-Q2" }, ...quarterFigures],
};

export const futureShapes: readonly TableShape[] = [futuresShape, futureDraws, futureMilestones, futureQuarters];
