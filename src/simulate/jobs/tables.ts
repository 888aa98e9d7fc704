// How do simulated jobs stand in a record?

import { fleetHours, type jobEndings, jobFailures, jobs as jobsShape, jobWaterfall } from "../../record/jobs.ts";
import { attemptsTable, attempts } from "../../record/outcomes.ts";
import type { Table } from "../../record/record.ts";
import { tableOf } from "../../record/table.ts";
import type { SiteBill } from "./bill.ts";
import type { JobEngine } from "./engine.ts";
import { abandoned, active, done, future, held, waiting } from "./job-states.ts";
import { outcomesOf } from "./outcomes.ts";
import type { JobSummary } from "./summary.ts";

/** The tables of a run that is over. @param origin Unix milliseconds of second 0 @param bill of the same run */
export function jobTables(engine: JobEngine, summary: JobSummary, bill: readonly SiteBill[], origin: number): Readonly<Record<string, Table>> {
  return {
    [attempts.name]: attemptsTable(outcomesOf(engine, origin)),
    [jobsShape.name]: jobsTable(engine),
    [jobFailures.name]: failuresTable(engine),
    [fleetHours.name]: hoursTable(engine, bill),
    [jobWaterfall.name]: tableOf(
      jobWaterfall,
      Object.entries(summary.waterfall).map(([step, hours]) => [step, hours, summary.waterfall.installed === 0 ? 0 : hours / summary.waterfall.installed]),
    ),
  };
}

function jobsTable({ jobs }: JobEngine): Table {
  const { table, state, started, ended, interruptions, preemptions } = jobs;
  const named: Readonly<Record<number, (typeof jobEndings)[number]>> = {
    [future]: "not submitted",
    [held]: "held",
    [waiting]: "waiting",
    [active]: "running",
    [done]: "done",
    [abandoned]: "given up",
  };
  return {
    shape: jobsShape,
    rows: table.count,
    values: [
      table.names,
      Array.from(table.tenant, (tenant) => table.tenants[tenant] ?? ""),
      Array.from(table.classOf, (index) => table.classes[index].id),
      Float64Array.from(table.need, (need, job) => (table.part?.[job] ? table.part[job] / 1000 : need)),
      table.submit,
      started,
      Float64Array.from(ended, (end, job) => (state[job] === done ? end : -1)),
      table.run,
      table.limit,
      Array.from(state, (value) => named[value] ?? "refused"),
      interruptions,
      preemptions,
    ],
  };
}

function failuresTable({ failures, hierarchy, study }: JobEngine): Table {
  const rows = failures.cut();
  const causes = study.reliability?.causes ?? [];
  return {
    shape: jobFailures,
    rows: rows.seconds.length,
    values: [
      rows.seconds,
      Array.from(rows.site, (site) => hierarchy.sites[site].id),
      Array.from(rows.cause, (cause) => causes[cause].id),
      Array.from(rows.cause, (cause) => causes[cause].scope),
      rows.firstTray,
      rows.trays,
      rows.accelerators,
      rows.jobs,
      rows.lostAcceleratorSeconds,
      rows.repairedSeconds,
    ],
  };
}

function hoursTable({ hours, hierarchy }: JobEngine, bill: readonly SiteBill[]): Table {
  const rows = hours.cut();
  const { pools, sites, models } = hierarchy;
  const itMwh = rows.itEnergyJ.map((joules) => joules / 3.6e9);
  const times = (rate: (site: number, hour: number) => number) => itMwh.map((energy, row) => energy * rate(pools[rows.pool[row]].site, rows.hour[row]));
  return {
    shape: fleetHours,
    rows: rows.hour.length,
    values: [
      rows.hour,
      Array.from(rows.pool, (pool) => sites[pools[pool].site].id),
      Array.from(rows.pool, (pool) => models[pools[pool].model].id),
      rows.dark,
      rows.down,
      rows.drained,
      rows.free,
      rows.allocated,
      rows.waiting,
      rows.running,
      itMwh,
      times((site) => bill[site].pue),
      times((site, hour) => bill[site].usdPerItMwh(hour)),
      times((site, hour) => bill[site].kgPerItMwh(hour)),
    ],
  };
}
