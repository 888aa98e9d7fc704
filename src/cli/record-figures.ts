// Which figures does a record have that are worth holding against those of another one?

import { existsSync } from "node:fs";
import { join } from "node:path";
import { numberColumn, textColumn } from "../record/column.ts";
import { readRecord } from "../record/read.ts";
import type { Summary, Table } from "../record/record.ts";
import type { Quantiles } from "../simulate/serving/outcome.ts";
import { type JobsRecord, jobsRecordOf } from "./jobs-record.ts";
import { type ServingRecord, servingRecordOf } from "./serving-record.ts";

export interface RecordFigure {
  /** What it is a figure of: compute, energy, failures. */
  readonly group: string;
  readonly figure: string;
  readonly unit: string;
  readonly value: number;
}

export interface RecordFigures {
  /** Records of one kind can be compared. */
  readonly kind: "programme" | "jobs" | "serving";
  readonly seed: number;
  readonly totals: readonly RecordFigure[];
  /** Sums over sites, by quarter. */
  readonly quarters: ReadonlyMap<string, readonly RecordFigure[]>;
  /** Day on which each milestone was reached; null where it was not. */
  readonly milestones: ReadonlyMap<string, string | null>;
  /** What was asked for, where the record says so itself. */
  readonly inputs: unknown;
}

/** The figures of the record in a run folder; undefined when there is none. */
export async function recordFigures(folder: string): Promise<RecordFigures | undefined> {
  if (!existsSync(join(folder, "record", "summary.json"))) return undefined;
  const serving = servingRecordOf(folder);
  if (serving) return { kind: "serving", seed: serving.seed, totals: servingTotals(serving), quarters: new Map(), milestones: new Map(), inputs: serving.spec };
  const jobs = jobsRecordOf(folder);
  if (jobs) {
    const { seed, trace, fleet, policy } = jobs;
    return { kind: "jobs", seed, totals: jobTotals(jobs), quarters: new Map(), milestones: new Map(), inputs: { trace, fleet, policy } };
  }
  const { tables, summary } = await readRecord(join(folder, "record"), ["site-quarters"]);
  return {
    kind: "programme",
    seed: summary.seed,
    totals: programmeTotals(summary),
    quarters: tables["site-quarters"] ? quartersOf(tables["site-quarters"]) : new Map(),
    milestones: new Map(Object.entries(summary.milestones).map(([id, { done }]) => [id, done])),
    inputs: undefined,
  };
}

type Row = readonly [figure: string, unit: string, value: number];

function grouped(group: string, rows: readonly Row[]): RecordFigure[] {
  return rows.filter(([, , value]) => Number.isFinite(value)).map(([figure, unit, value]) => ({ group, figure, unit, value }));
}

function programmeTotals(summary: Summary): RecordFigure[] {
  return [
    ...grouped(
      "compute",
      Object.entries(summary.waterfall).map(([step, value]): Row => [step, "H100e-hour", value]),
    ),
    ...grouped("compute", [["unserved demand", "%", summary.unservedShare * 100]]),
    ...grouped("energy", [
      ["IT", "MWh", summary.itMwh],
      ["facility", "MWh", summary.facilityMwh],
      ["PUE", "1", summary.pue],
      ["WUE", "L/kWh", summary.wueLPerKwh],
      ["cost of energy, grid and on site", "$", summary.energyUsd],
      ["carbon", "t", summary.carbonT],
    ]),
    ...byCause(summary.failures),
    ...grouped(
      "effective training time ratio",
      Object.entries(summary.ettr).map(([run, value]): Row => [run, "1", value]),
    ),
  ];
}

function jobTotals({ summary, energy, ettr }: JobsRecord): RecordFigure[] {
  return [
    ...grouped("jobs", [
      ["submitted", "-", summary.submitted],
      ["done", "-", summary.done],
      ["refused", "-", summary.refused],
      ["unfinished", "-", summary.unfinished],
      ...quantileRows("completion", "s", summary.completionSeconds),
      ...quantileRows("wait", "s", summary.waitSeconds),
      ...quantileRows("bounded slowdown", "1", summary.slowdown),
      ["interruptions", "-", summary.interruptions],
      ["preemptions", "-", summary.preemptions],
    ]),
    ...grouped("use of the fleet", [
      ["utilisation", "%", percent(summary.utilisation)],
      ["goodput, of allocated", "%", percent(summary.goodput)],
      ["effective training time ratio", "1", ettr ?? Number.NaN],
    ]),
    ...grouped(
      "waterfall",
      Object.entries(summary.waterfall).map(([step, hours]): Row => [step, "accelerator-h", hours]),
    ),
    ...byCause(summary.failures),
    ...grouped("energy", [
      ["IT", "MWh", energy.itMwh],
      ["facility", "MWh", energy.facilityMwh],
      ["cost", "$", energy.costUsd ?? Number.NaN],
      ["carbon", "t", energy.carbonT ?? Number.NaN],
    ]),
  ];
}

/** What there is none of is null in JSON. */
function percent(share: number | null): number {
  return share === null ? Number.NaN : share * 100;
}

function byCause(failures: Readonly<Record<string, number>>): RecordFigure[] {
  const rows = Object.entries(failures).toSorted(([, one], [, other]) => other - one);
  return grouped(
    "failures by cause",
    rows.map(([cause, count]): Row => [cause, "-", count]),
  );
}

function servingTotals({ summary, fluid }: ServingRecord): RecordFigure[] {
  return [
    ...grouped("requests", [
      ["finished", "-", summary.finished],
      ["rejected", "-", summary.rejected],
      ["unserved", "-", summary.unserved],
      ["preemptions", "-", summary.preemptions],
      ["requests", "1/s", summary.requestsPerSecond],
      ["output tokens", "1/s", summary.outputTokensPerSecond],
    ]),
    ...grouped("latency", [
      ...quantileRows("first token", "s", summary.firstToken),
      ...quantileRows("between tokens", "s", summary.betweenTokens),
      ...quantileRows("end to end", "s", summary.endToEnd),
    ]),
    ...grouped("goodput", [
      ["requests that met every objective", "%", summary.good * 100],
      ["those", "1/s", summary.goodPerSecond],
    ]),
    ...grouped("cost", [
      ["accelerators held", "h", summary.acceleratorHours],
      ["IT energy of accelerators", "kWh", summary.energyMwh * 1e3],
      ["tokens per joule", "1/J", summary.tokensPerJoule],
      // A figure that there is not is null in JSON.
      ["tokens per dollar", "1/$", summary.tokensPerUsd ?? Number.NaN],
      ["prompt tokens from the prefix cache", "%", (summary.cachedTokens / Math.max(1, summary.inputTokens)) * 100],
      ["most KV blocks in use", "%", summary.mostBlocks * 100],
    ]),
    ...(fluid
      ? grouped(
          "fluid limit against the run",
          Object.entries(fluid.error).map(([figure, error]): Row => [figure, "%", error * 100]),
        )
      : []),
  ];
}

function quantileRows(name: string, unit: string, quantiles: Omit<Quantiles, "mean">): Row[] {
  return (["p50", "p90", "p99"] as const).map((key) => [`${name}, ${key.toUpperCase()}`, unit, quantiles[key] ?? Number.NaN]);
}

/** Every column of site-quarters that adds up over sites. */
function quartersOf(table: Table): ReadonlyMap<string, readonly RecordFigure[]> {
  const quarters = textColumn(table, "quarter");
  const columns = table.shape.columns.filter(({ type, name }) => type !== "text" && name !== "hours");
  const names = [...new Set(quarters)].toSorted();
  return new Map(
    names.map((quarter) => [
      quarter,
      columns.map(({ name, unit }): RecordFigure => {
        let value = 0;
        for (const [row, cell] of numberColumn(table, name).entries()) if (quarters[row] === quarter) value += cell;
        return { group: quarter, figure: name, unit, value };
      }),
    ]),
  );
}
