// What does a file in the Standard Workload Format say, and how is a trace written as one?

import { endings, type JobTrace } from "../../record/trace.ts";
import { inPieces } from "./text.ts";
import { blankSeparated, eachRow, type Row } from "./byte-rows.ts";
import { note, type TraceFormat } from "./format.ts";
import { JobRows, longer, mostAccelerators } from "./job-rows.ts";
import { Problems } from "./problems.ts";

const columns = [
  "job number",
  "submit time",
  "wait time",
  "run time",
  "allocated processors",
  "average CPU time",
  "used memory",
  "requested processors",
  "requested time",
  "requested memory",
  "status",
  "user",
  "group",
  "executable",
  "queue",
  "partition",
  "preceding job",
  "think time",
] as const;

/** By status 0 to 5: failed, done, partial runs (2 to 4, whose last stands as done or failed), cancelled. */
const endingOfStatus = [endings.indexOf("failed"), endings.indexOf("done"), 0, endings.indexOf("done"), endings.indexOf("failed"), endings.indexOf("cancelled")] as const;

/**
 * SWF version 2 (Parallel Workloads Archive: Chapin et al., "Benchmarks and Standards for the Evaluation of Parallel Job Schedulers", 1999):
 * 18 numbers a line, blanks between, `;` before header lines. Times in seconds from `UnixStartTime`, memory in KB a processor, -1 for unknown.
 * Traps: a processor may be a core, an accelerator or a node; here it is counted as an accelerator. Where the header has both `MaxNodes` and
 * `MaxProcs`, nodes are the processors over their ratio, rounded up. Requested processors go before allocated ones. `after` is the preceding job; the think
 * time after it is left out, as the submission time holds it already. Group, executable, partition: tenant, kind of work and (no column) nothing.
 */
export const swf: TraceFormat = {
  id: "swf",
  title: "Standard Workload Format (SWF v2)",
  sign: "18 numbers a line separated by blanks, header lines that begin with ;",
  recognise({ lines }) {
    const row = lines.find((line) => line.trim() !== "" && !line.trimStart().startsWith(";"));
    const headers = lines.filter((line) => /^\s*;\s*\w+:/.test(line)).length;
    const numbers = row === undefined ? [] : row.trim().split(/\s+/);
    if (numbers.length === columns.length && numbers.every((text) => /^-?[\d.]+$/.test(text))) return `18 columns, ${headers} header lines`;
    return headers > 1 ? `${headers} header lines that begin with ;` : undefined;
  },
  async read(file, bytes) {
    const problems = new Problems(file);
    const jobs = new JobRows();
    const header = new Map<string, number>();
    const rowOfJob = new JobNumbers();
    let [unfinished, thinking, rows] = [0, 0, 0];
    /** Accelerators of one node; 0 where the header does not say. */
    let perNode = 0;
    jobs.hasMemory = true;
    await eachRow(bytes, blankSeparated, problems, (row) => {
      row.names = columns;
      if (row.isComment) {
        const [, name, value] = /^;\s*(\w+):\s*(-?\d+)/.exec(row.text(0)) ?? [];
        if (name !== undefined) header.set(name, Number(value));
        perNode = (header.get("MaxProcs") ?? 0) / (header.get("MaxNodes") ?? Number.POSITIVE_INFINITY);
        return;
      }
      rows += 1;
      if (row.count !== columns.length) {
        problems.add(row.line, 1, "", `${columns.length} numbers`, String(row.count), "correct the row or delete it");
        return;
      }
      const number = row.whole(0, 0);
      const submit = row.amount(1, 0);
      const wait = amount(row, 2);
      const run = amount(row, 3);
      const allocated = amount(row, 4);
      const asked = amount(row, 7);
      const limit = amount(row, 8);
      const memory = amount(row, 9);
      const status = amount(row, 10);
      const preceding = amount(row, 16);
      const processors = asked > 0 ? asked : Math.max(allocated, 0);
      if (processors > mostAccelerators) row.wrong(asked > 0 ? 7 : 4, `at most ${mostAccelerators.toLocaleString("en-US")} processors`);
      if (amount(row, 17) > 0) thinking += 1;
      if (!row.ok) return;
      const job = jobs.add(String(number), submit);
      if (rowOfJob.has(number)) row.wrong(0, "a job number that no other row has");
      rowOfJob.set(number, job);
      jobs.runSeconds[job] = run;
      jobs.limitSeconds[job] = limit;
      if (wait >= 0) jobs.startSeconds[job] = submit + wait;
      jobs.milliAccelerators[job] = Math.round(processors * 1000);
      if (perNode > 0 && processors > 0) jobs.nodes[job] = Math.ceil(processors / perNode);
      if (memory >= 0) jobs.memoryMib[job] = (memory * processors) / 1024;
      jobs.user[job] = idOf(row, 11, jobs.users);
      jobs.tenant[job] = idOf(row, 12, jobs.tenants);
      jobs.kindOfWork[job] = idOf(row, 13, jobs.kindsOfWork);
      jobs.queue[job] = idOf(row, 14, jobs.queues);
      jobs.ending[job] = endingOfStatus[status] ?? 0;
      if (run < 0) unfinished += 1;
      // Held as the number of a job until all rows are known.
      jobs.after[job] = preceding > 0 ? preceding : -1;
    });
    if (rows === 0) problems.add(1, 1, "", "rows of 18 numbers", "none", "give the file that has the rows");
    problems.stopIfAny();
    let lost = 0;
    for (let job = 0; job < jobs.count; job += 1) {
      if (jobs.after[job] === -1) continue;
      const row = rowOfJob.get(jobs.after[job]!);
      if (row === undefined || row === job) lost += 1;
      jobs.after[job] = row === undefined || row === job ? -1 : row;
    }
    const zero = { unixSeconds: Math.max(header.get("UnixStartTime") ?? 0, 0), fromFirst: false };
    const notes = [
      perNode > 0
        ? `processors are counted as accelerators; the header gives ${header.get("MaxProcs")!} on ${header.get("MaxNodes")!} nodes`
        : "processors are counted as accelerators; the header has not both MaxNodes and MaxProcs",
      ...note(unfinished, "job has no run time", "jobs have no run time"),
      ...note(thinking, "job has a think time, which is left out", "jobs have a think time, which is left out"),
      ...note(lost, "preceding job is not in the file and left out", "preceding jobs are not in the file and left out"),
      ...note(jobs.outOfOrder(), "row was out of order of submission and sorted", "rows were out of order of submission and sorted"),
    ];
    const machine = header.get("MaxProcs") ?? 0;
    return { trace: { ...jobs.finish(zero), ...(machine > 0 && { machine }) }, notes };
  },
};

/** Numbers below it are looked up in an array; SWF files count their jobs from 1. */
const usualNumber = 1 << 24;

/** Which row has a job number? */
class JobNumbers {
  #usual = new Int32Array(0);
  readonly #others = new Map<number, number>();

  get(number: number): number | undefined {
    const row = number < usualNumber ? (this.#usual[number] ?? -1) : (this.#others.get(number) ?? -1);
    return row === -1 ? undefined : row;
  }

  has(number: number): boolean {
    return this.get(number) !== undefined;
  }

  set(number: number, row: number): void {
    if (number >= usualNumber) {
      this.#others.set(number, row);
      return;
    }
    while (number >= this.#usual.length) this.#usual = longer(this.#usual, -1);
    this.#usual[number] = row;
  }
}

/** A number, or -1 for unknown. */
function amount(row: Row, field: number): number {
  const value = row.number(field);
  return value === -1 ? -1 : row.amount(field, 0);
}

function idOf(row: Row, field: number, dictionary: JobRows["users"]): number {
  return row.number(field) === -1 ? -1 : dictionary.ofField(row, field);
}

/** By place in `endings`. */
const statusOfEnding = [-1, 1, 0, 5, 5, 0] as const;

/** The trace as SWF, line by line in pieces. Processors are accelerators, rounded up, times whole seconds, as other readers of SWF expect; names that are no numbers are numbered from 1. */
export function* writeSwf(trace: JobTrace): Generator<string> {
  const most = trace.milliAccelerators.reduce((a, b) => Math.max(a, b), 0);
  yield `; Version: 2.2\n; UnixStartTime: ${Math.round(trace.origin / 1000)}\n; MaxJobs: ${trace.names.length}\n${trace.machine === undefined ? "" : `; MaxProcs: ${trace.machine}\n`}; Note: processors are accelerators; the largest job has ${Math.ceil(most / 1000)}\n`;
  const numbered = trace.names.every((name) => /^\d{1,9}$/.test(name)) && new Set(trace.names).size === trace.names.length;
  const id = (names: readonly string[]) => {
    const own = names.every((name) => /^\d{1,9}$/.test(name));
    return (index: number) => (index < 0 ? -1 : own ? Number(names[index]) : index + 1);
  };
  const [user, group, executable, queue] = [id(trace.users), id(trace.tenants), id(trace.kindsOfWork), id(trace.queues)];
  const number = (job: number) => (numbered ? Number(trace.names[job]) : job + 1);
  yield* inPieces(trace.names.length, (job) => {
    const submit = trace.submitSeconds[job]!;
    const start = trace.startSeconds[job]!;
    const processors = Math.ceil(trace.milliAccelerators[job]! / 1000);
    const memory = trace.memoryMib?.[job] ?? -1;
    const fields = [
      number(job),
      Math.round(submit),
      start < 0 ? -1 : Math.round(start) - Math.round(submit),
      Math.round(trace.runSeconds[job]!),
      start < 0 && trace.runSeconds[job]! < 0 ? -1 : processors,
      -1,
      -1,
      processors,
      Math.round(trace.limitSeconds[job]!),
      memory < 0 || processors === 0 ? -1 : Math.round((memory * 1024) / processors),
      statusOfEnding[trace.ending[job]!]!,
      user(trace.user[job]!),
      group(trace.tenant[job]!),
      executable(trace.kindOfWork[job]!),
      queue(trace.queue[job]!),
      -1,
      trace.after[job]! < 0 ? -1 : number(trace.after[job]!),
      -1,
    ];
    return fields.join(" ");
  });
}
