// What does Slurm's accounting say about jobs?

import { barSeparated, type Row } from "./byte-rows.ts";
import { checkTimes } from "./checks.ts";
import { Clock, utc } from "./date-time.ts";
import { EndingColumn } from "./endings.ts";
import { byHeader, note, type TraceFormat } from "./format.ts";
import { JobRows, mostAccelerators } from "./job-rows.ts";
import { Problems } from "./problems.ts";
import { eachTableRow } from "./table-rows.ts";

const optional = [
  "jobidraw",
  "start",
  "end",
  "elapsedraw",
  "elapsed",
  "timelimitraw",
  "timelimit",
  "alloctres",
  "reqtres",
  "nnodes",
  "allocnodes",
  "reqnodes",
  "ncpus",
  "alloccpus",
  "reqcpus",
  "user",
  "account",
  "partition",
  "qos",
  "jobname",
] as const;

/**
 * `sacct --parsable2` with a header line, `|` between fields: JobID, Submit, State, and as far as they are there Start, End, Elapsed[Raw], Timelimit[Raw] (minutes),
 * AllocTRES, ReqTRES (`billing=8,cpu=64,gres/gpu:h100=8,mem=512G,node=1`), NNodes, NCPUS, User, Account (tenant), Partition (queue), JobName (kind of work).
 * What was asked for (ReqTRES) goes before what was given.
 * Traps: steps (`123.batch`, `123.0`) are left out, or a job would count twice; sacct shows the cluster's local time without a zone, here taken as UTC: call it with `TZ=UTC`;
 * `gres/gpu` and `gres/gpu:h100` count the same accelerators; a pending job has start Unknown; `CANCELLED by 1000` has a blank in it.
 */
export const sacct: TraceFormat = {
  id: "sacct",
  title: "Slurm accounting",
  sign: "a header line with JobID|Submit|State, separated by |",
  recognise: byHeader("|", ["jobid", "submit", "state"]),
  async read(file, bytes) {
    const problems = new Problems(file);
    const jobs = new JobRows();
    const clock = new Clock(utc);
    const states = new EndingColumn();
    let [steps, neverStarted] = [0, 0];
    jobs.hasMemory = true;
    await eachTableRow(bytes, barSeparated, problems, ["jobid", "submit", "state"], optional, (row, at) => {
      const name = row.text(at.jobid);
      if (name.includes(".")) {
        steps += 1;
        return;
      }
      const submit = clock.seconds(row, at.submit);
      const start = clock.secondsOrMissing(row, at.start);
      const end = clock.secondsOrMissing(row, at.end);
      // A job that is cancelled while it waits has its end before any start.
      if (start !== Number.NEGATIVE_INFINITY) {
        checkTimes(row, submit, start, at.start);
        checkTimes(row, start, end, at.end);
      }
      const elapsed = present(row, at.elapsedraw) ? row.amount(at.elapsedraw, 0) : duration(row, at.elapsed);
      const limit = present(row, at.timelimitraw) && !unlimited(row, at.timelimitraw) ? row.amount(at.timelimitraw, 0) * 60 : duration(row, at.timelimit);
      const asked = resources(row, at.reqtres);
      const given = resources(row, at.alloctres);
      const accelerators = asked.accelerators >= 0 ? asked.accelerators : Math.max(given.accelerators, 0);
      if (accelerators > mostAccelerators) row.wrong(at.reqtres === -1 ? at.alloctres : at.reqtres, `at most ${mostAccelerators.toLocaleString("en-US")} accelerators`);
      const nodes = [asked.nodes, given.nodes, count(row, at.reqnodes), count(row, at.nnodes), count(row, at.allocnodes)].find((value) => value > 0) ?? -1;
      const cores = [asked.cores, given.cores, count(row, at.reqcpus), count(row, at.ncpus), count(row, at.alloccpus)].find((value) => value > 0) ?? -1;
      if (!row.ok) return;
      const job = jobs.add(name, submit);
      const started = start !== Number.NEGATIVE_INFINITY;
      jobs.startSeconds[job] = start;
      jobs.runSeconds[job] = started && end !== Number.NEGATIVE_INFINITY ? end - start : started && elapsed > 0 ? elapsed : -1;
      jobs.limitSeconds[job] = limit;
      jobs.milliAccelerators[job] = accelerators * 1000;
      jobs.nodes[job] = nodes;
      jobs.milliCores[job] = cores < 0 ? -1 : cores * 1000;
      jobs.memoryMib[job] = asked.memoryMib >= 0 ? asked.memoryMib : given.memoryMib;
      jobs.user[job] = jobs.users.ofField(row, at.user);
      jobs.tenant[job] = jobs.tenants.ofField(row, at.account);
      jobs.queue[job] = jobs.queues.ofField(row, at.partition);
      jobs.kindOfWork[job] = jobs.kindsOfWork.ofField(row, at.jobname);
      jobs.model[job] = jobs.models.of(asked.model || given.model);
      jobs.ending[job] = states.ofField(row, at.state);
      if (!started) neverStarted += 1;
    });
    problems.stopIfAny();
    const notes = [
      "times without a zone are taken as UTC",
      ...note(steps, "step of a job is left out", "steps of jobs are left out"),
      ...note(neverStarted, "job never started", "jobs never started"),
      ...note(jobs.outOfOrder(), "row was out of order of submission and sorted", "rows were out of order of submission and sorted"),
    ];
    return { trace: jobs.finish({ unixSeconds: clock.base, fromFirst: true }), notes };
  },
};

function present(row: Row, field: number): boolean {
  return field !== -1 && !row.isMissing(field);
}

function count(row: Row, field: number): number {
  return present(row, field) ? row.whole(field, 0) : -1;
}

function unlimited(row: Row, field: number): boolean {
  return /^(unlimited|partition_limit|invalid)$/i.test(row.text(field));
}

/** `[days-][hours:]minutes:seconds` in seconds; -1 where none stands. */
function duration(row: Row, field: number): number {
  if (!present(row, field) || unlimited(row, field)) return -1;
  const [, days, hours, minutes, seconds] = /^(?:(\d+)-)?(?:(\d+):)?(\d+):(\d+)(?:\.\d+)?$/.exec(row.text(field)) ?? [];
  if (seconds === undefined) return row.wrong(field, "a duration such as 2-03:04:05");
  return ((Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes)) * 60 + Number(seconds);
}

interface Resources {
  readonly accelerators: number;
  readonly nodes: number;
  readonly cores: number;
  readonly memoryMib: number;
  readonly model: string;
}

const none: Resources = { accelerators: -1, nodes: -1, cores: -1, memoryMib: -1, model: "" };
const mibOf: Readonly<Record<string, number>> = { K: 1 / 1024, M: 1, G: 1024, T: 1_048_576, P: 1_073_741_824, "": 1 };

/** A list of trackable resources; -1 for what is not in it. */
function resources(row: Row, field: number): Resources {
  if (!present(row, field)) return none;
  let { accelerators, nodes, cores, memoryMib, model } = none;
  let typed = 0;
  for (const entry of row.text(field).split(",")) {
    const [, name, value, unit] = /^([^=]+)=(\d+(?:\.\d+)?)([KMGTP]?)$/.exec(entry) ?? [];
    // Energy and other resources may have values of other kinds.
    if (name === undefined) {
      if (/^(?:gres\/gpu|node|cpu|mem)\b/.test(entry)) row.wrong(field, "resources such as cpu=64,gres/gpu:h100=8,mem=512G,node=1");
      continue;
    }
    if (name === "node") nodes = Number(value);
    else if (name === "cpu") cores = Number(value);
    else if (name === "mem") memoryMib = Number(value) * mibOf[unit!]!;
    else if (name === "gres/gpu") accelerators = Number(value);
    else if (name.startsWith("gres/gpu:")) {
      typed += Number(value);
      model = model === "" ? name.slice("gres/gpu:".length) : `${model}|${name.slice("gres/gpu:".length)}`;
    }
  }
  return { accelerators: accelerators === -1 && typed > 0 ? typed : accelerators, nodes, cores, memoryMib, model };
}
