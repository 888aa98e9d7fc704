// What does the flattened Philly trace say that schedulers of deep learning replay, and how is a trace written as one?

import type { JobTrace } from "../../record/trace.ts";
import { commaSeparated } from "./byte-rows.ts";
import { checkGang } from "./checks.ts";
import { Clock, pacific } from "./date-time.ts";
import { byHeader, note, type TraceFormat } from "./format.ts";
import { JobRows, undated } from "./job-rows.ts";
import { Problems } from "./problems.ts";
import { eachTableRow } from "./table-rows.ts";
import { compact, csvField, inPieces } from "./text.ts";

/**
 * One row a job: timestamp (submission: seconds, or US Pacific date and time), duration (seconds), num_gpus, gpu_time (accelerator-seconds), cluster.
 * Made from the Philly trace by the authors of Pollux and Sia, without jobs that have no times. Rows have no names: they are numbered from 1.
 * Traps: no user, no ending, no limit; gpu_time is duration times num_gpus and is not read; the stamps are local time, with daylight saving.
 */
export const phillyCsv: TraceFormat = {
  id: "philly-csv",
  title: "flattened Philly trace",
  sign: "a header line with timestamp, duration, num_gpus",
  recognise: byHeader(",", ["timestamp", "duration", "num_gpus"]),
  async read(file, bytes) {
    const problems = new Problems(file);
    const jobs = new JobRows();
    const clock = new Clock(pacific);
    let dated: boolean | undefined;
    await eachTableRow(bytes, commaSeparated, problems, ["timestamp", "duration", "num_gpus"], ["cluster"], (row, at) => {
      dated ??= Number.isNaN(row.number(at.timestamp));
      const submit = dated ? clock.seconds(row, at.timestamp) : row.amount(at.timestamp, 0);
      const run = row.amount(at.duration, 0);
      const gpus = checkGang(row, at.num_gpus);
      if (!row.ok) return;
      const job = jobs.add(String(jobs.count + 1), submit);
      jobs.runSeconds[job] = run;
      jobs.milliAccelerators[job] = gpus * 1000;
      jobs.tenant[job] = jobs.tenants.ofField(row, at.cluster);
    });
    problems.stopIfAny();
    const notes = [
      dated === true ? "times are US Pacific time" : "times are seconds without a date",
      ...note(jobs.outOfOrder(), "row was out of order of submission and sorted", "rows were out of order of submission and sorted"),
    ];
    return { trace: jobs.finish(dated === true ? { unixSeconds: clock.base, fromFirst: true } : undated), notes };
  },
};

/** The trace as rows of seconds, fractions of an accelerator rounded up. */
export function* writePhillyCsv(trace: JobTrace): Generator<string> {
  yield "timestamp,duration,num_gpus,gpu_time,cluster\n";
  yield* inPieces(trace.names.length, (job) => {
    const gpus = Math.ceil(trace.milliAccelerators[job]! / 1000);
    const run = Math.max(trace.runSeconds[job]!, 0);
    return [compact(trace.submitSeconds[job]!), compact(run), gpus, compact(run * gpus), csvField(trace.tenants[trace.tenant[job]!] ?? "")].join(",");
  });
}
