// What is in the tables of simulated jobs, beside the attempts?

import { numberColumn, textColumn } from "./column.ts";
import type { Column, Table, TableShape } from "./record.ts";
import { endings, type JobTrace } from "./trace.ts";

const column = (name: string, type: Column["type"], unit: string, meaning: string): Column => ({ name, type, unit, meaning });
const site = column("site", "text", "-", "site id");

/** How a job stands at the end of a run. */
export const jobEndings = ["done", "running", "waiting", "held", "not submitted", "given up", "refused"] as const;

export const jobs: TableShape = {
  name: "jobs",
  meaning: "every job of a simulated trace: what it asked for, when it ran, how it stands at the end",
  columns: [
    column("job", "text", "-", "name of the job in its trace"),
    column("tenant", "text", "-", "who it is of; empty where the trace names nobody"),
    column("class", "text", "-", "class of the fleet file"),
    column("accelerators", "float64", "accelerators", "asked for, in thousandths"),
    column("submitSeconds", "float64", "s", "when it was submitted, from the trace's second 0"),
    column("startSeconds", "float64", "s", "when it first started; -1 where it never did"),
    column("endSeconds", "float64", "s", "when it was done; -1 where it is not"),
    column("runSeconds", "float64", "s", "work it asked for, with all its accelerators and without checkpoints"),
    column("limitSeconds", "float64", "s", "time limit it asked for"),
    column("ending", "text", "-", `how it stands at the end: ${jobEndings.join(", ")}`),
    column("interruptions", "int32", "-", "failures that stopped it"),
    column("preemptions", "int32", "-", "times it was stopped for a more important job"),
  ],
};

export const jobFailures: TableShape = {
  name: "job-failures",
  meaning: "every failure under simulated jobs: when, where, what it took out, what it stopped, when it was repaired",
  columns: [
    column("seconds", "float64", "s", "when it happened, from the trace's second 0"),
    site,
    column("cause", "text", "-", "cause id"),
    column("scope", "text", "-", "what it takes out: job, accelerator, tray, rack, switch, cdu, building, substation or grid"),
    column("firstTray", "int32", "-", "first tray that it took out, by number over the fleet"),
    column("trays", "int32", "trays", "trays that it touched, from there on"),
    column("accelerators", "int32", "accelerators", "taken out"),
    column("jobs", "int32", "-", "jobs that it interrupted"),
    column("lostAcceleratorSeconds", "float64", "accelerator-s", "work that was lost"),
    column("repairedSeconds", "float64", "s", "when it was repaired; -1 where it was not until the end"),
  ],
};

export const fleetHours: TableShape = {
  name: "fleet-hours",
  meaning: "accelerators by state, queue and energy of every hour at every site and accelerator model; dark + down + drained + free + allocated = all, every row",
  columns: [
    column("hour", "int32", "h", "hours since the trace's second 0; hour n lasts from n to n + 1"),
    site,
    column("accelerator", "text", "-", "accelerator id"),
    column("dark", "float64", "accelerators", "not arrived yet, mean"),
    column("down", "float64", "accelerators", "in repair, mean"),
    column("drained", "float64", "accelerators", "kept empty for planned work, or in it, mean"),
    column("free", "float64", "accelerators", "in service and given to no job, mean"),
    column("allocated", "float64", "accelerators", "given to jobs, mean"),
    column("waiting", "int32", "-", "jobs that wait at the end of the hour"),
    column("running", "int32", "-", "jobs that run at the end of the hour"),
    column("itMwh", "float64", "MWh", "IT energy"),
    column("facilityMwh", "float64", "MWh", "IT energy times the site's PUE"),
    column("costUsd", "float64", "$", "of the facility energy; 0 where no price is given"),
    column("carbonKg", "float64", "kg", "of the facility energy; 0 where no carbon is given"),
  ],
};

export const jobWaterfall: TableShape = {
  name: "job-waterfall",
  meaning: "accelerator-hours from installed to useful; dark, down, drained and free are taken off to allocated, restarting, checkpointing and lost from there to useful",
  columns: [
    column("step", "text", "-", "installed, dark, down, drained, free, allocated, restarting, checkpointing, lost, useful"),
    column("acceleratorHours", "float64", "accelerator-h", "over the whole run"),
    column("share", "float64", "1", "of installed"),
  ],
};

export const jobShapes = [jobs, jobFailures, fleetHours, jobWaterfall] as const;

/**
 * The jobs that a table holds as a trace, with the simulated start and the time from there to the end as their run time.
 * @param origin Unix milliseconds of second 0
 */
export function jobTraceOfTable(table: Table, origin: number): JobTrace {
  const names = textColumn(table, "job");
  const numbers = (name: string) => Float64Array.from(numberColumn(table, name));
  const [start, end] = [numbers("startSeconds"), numbers("endSeconds")];
  const none = () => new Int32Array(table.rows).fill(-1);
  const dictionary = (name: string) => {
    const texts = textColumn(table, name);
    const all = [...new Set(texts)].filter((text) => text !== "");
    const at = new Map(all.map((text, index) => [text, index]));
    return { all, index: Int32Array.from(texts, (text) => at.get(text) ?? -1) };
  };
  const [tenants, classes] = [dictionary("tenant"), dictionary("class")];
  return {
    kind: "jobs",
    origin,
    names,
    submitSeconds: numbers("submitSeconds"),
    runSeconds: end.map((time, job) => (time < 0 ? -1 : time - start[job])),
    limitSeconds: numbers("limitSeconds"),
    startSeconds: start,
    milliAccelerators: Int32Array.from(numberColumn(table, "accelerators"), (count) => Math.round(1000 * count)),
    nodes: none(),
    milliCores: none(),
    user: none(),
    tenant: tenants.index,
    queue: none(),
    kindOfWork: classes.index,
    model: none(),
    ending: Uint8Array.from(textColumn(table, "ending"), (ending) => endings.findIndex((one) => one === (ending === "done" ? "done" : "unknown"))),
    after: none(),
    users: [],
    tenants: tenants.all,
    queues: [],
    kindsOfWork: classes.all,
    models: [],
  };
}
