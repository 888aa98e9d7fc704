// What do the jobs of the Alibaba PAI simulator say, and how is a trace written so that it replays it?

import type { JobTrace } from "../../record/trace.ts";
import { commaSeparated } from "./byte-rows.ts";
import { byHeader, note, type TraceFormat } from "./format.ts";
import { JobRows, mostAccelerators, undated } from "./job-rows.ts";
import { Problems } from "./problems.ts";
import { eachTableRow } from "./table-rows.ts";
import { compact, csvField, inPieces } from "./text.ts";

/**
 * `pai_job_*.csv` of cluster-trace-gpu-v2020's simulator (Weng et al., "MLaaS in the Wild", NSDI 2022): job_id, user, num_inst, submit_time, duration
 * (seconds), num_gpu and num_cpu of each instance (0.5 is half an accelerator), gpu_type, wait_time, and means of like jobs (user_dur, group_dur, ...), not read.
 * Traps: an empty num_gpu is 0; CPU stands as the type of jobs without accelerators; MISC is what is older than a P100.
 */
export const paiJobs: TraceFormat = {
  id: "pai",
  title: "Alibaba PAI simulator jobs",
  sign: "a header line with job_id, num_inst, submit_time, duration, num_gpu",
  recognise: byHeader(",", ["job_id", "num_inst", "submit_time", "duration", "num_gpu"]),
  async read(file, bytes) {
    const problems = new Problems(file);
    const jobs = new JobRows();
    jobs.hasInstances = true;
    const optional = ["num_cpu", "gpu_type", "wait_time", "status", "group"] as const;
    await eachTableRow(bytes, commaSeparated, problems, ["job_id", "user", "num_inst", "submit_time", "duration", "num_gpu"], optional, (row, at) => {
      const instances = row.isMissing(at.num_inst) ? 1 : row.whole(at.num_inst, 1);
      const gpus = Math.max(row.amountOrMissing(at.num_gpu), 0) * instances;
      const cores = row.amountOrMissing(at.num_cpu);
      const submit = row.amount(at.submit_time, 0);
      const run = row.amountOrMissing(at.duration);
      const wait = row.amountOrMissing(at.wait_time);
      if (gpus > mostAccelerators) row.wrong(at.num_gpu, `at most ${mostAccelerators.toLocaleString("en-US")} accelerators in all instances`);
      if (!row.ok) return;
      const job = jobs.add(row.text(at.job_id), submit);
      jobs.runSeconds[job] = run;
      if (wait >= 0) jobs.startSeconds[job] = submit + wait;
      jobs.milliAccelerators[job] = Math.round(gpus * 1000);
      jobs.instances[job] = instances;
      jobs.milliCores[job] = cores < 0 ? -1 : Math.round(cores * instances * 1000);
      jobs.user[job] = jobs.users.ofField(row, at.user);
      jobs.tenant[job] = jobs.tenants.ofField(row, at.group);
      jobs.model[job] = jobs.models.ofField(row, at.gpu_type);
    });
    problems.stopIfAny();
    const notes = [
      "times are seconds without a date",
      ...note(jobs.outOfOrder(), "row was out of order of submission and sorted", "rows were out of order of submission and sorted"),
    ];
    return { trace: jobs.finish(undated), notes };
  },
};

/** The trace as the simulator's jobs: columns that it reads, means of like jobs left empty, an unknown run time as 0. */
export function* writePaiJobs(trace: JobTrace): Generator<string> {
  yield "job_id,user,num_inst,submit_time,duration,num_gpu,num_cpu,gpu_type,wait_time,user_dur,user_gpu_dur,group_dur,group_gpu_dur\n";
  yield* inPieces(trace.names.length, (job) => {
    const instances = trace.instances?.[job] ?? 1;
    const milli = trace.milliAccelerators[job]!;
    const [submit, start] = [trace.submitSeconds[job]!, trace.startSeconds[job]!];
    return [
      csvField(trace.names[job]!),
      csvField(trace.users[trace.user[job]!] ?? ""),
      instances,
      compact(submit),
      compact(Math.max(trace.runSeconds[job]!, 0)),
      compact(milli / 1000 / instances),
      trace.milliCores[job]! < 0 ? "" : compact(trace.milliCores[job]! / 1000 / instances),
      csvField(trace.models[trace.model[job]!] ?? (milli === 0 ? "CPU" : "")),
      start < 0 ? "" : compact(start - submit),
      "",
      "",
      "",
      "",
    ].join(",");
  });
}
