// What does a job log of the Acme clusters (Seren, Kalos) say?

import { commaSeparated } from "./byte-rows.ts";
import { checkGang, checkTimes } from "./checks.ts";
import { Clock, utc } from "./date-time.ts";
import { EndingColumn } from "./endings.ts";
import { byHeader, note, type TraceFormat } from "./format.ts";
import { JobRows } from "./job-rows.ts";
import { Problems } from "./problems.ts";
import { eachTableRow } from "./table-rows.ts";

/**
 * Acme `trace_seren.csv` and `trace_kalos.csv` (Hu et al., "Characterization of Large Language Model Development in the Datacenter", NSDI 2024):
 * job_id, user, node_num, gpu_num, cpu_num (cores), type (of work: Pretrain, Eval, ...), state, submit_time, start_time, end_time, duration, queue, gpu_time
 * (seconds, accelerator-seconds); Kalos has mem_per_pod_GB, shared_mem_per_pod, fail_time, stop_time besides.
 * Traps: stamps carry their own offset, +08:00 in one file and +00:00 in the other; `queue` is the wait, not a queue's name.
 */
export const acme: TraceFormat = {
  id: "acme",
  title: "Acme job log",
  sign: "a header line with job_id, type, gpu_num, submit_time, gpu_time",
  recognise: byHeader(",", ["job_id", "type", "gpu_num", "submit_time", "gpu_time"]),
  async read(file, bytes) {
    const problems = new Problems(file);
    const jobs = new JobRows();
    const clock = new Clock(utc);
    const states = new EndingColumn();
    let withoutGpus = 0;
    const optional = ["node_num", "cpu_num", "state", "start_time", "end_time", "mem_per_pod_gb"] as const;
    const required = ["job_id", "user", "gpu_num", "type", "submit_time", "duration"] as const;
    await eachTableRow(bytes, commaSeparated, problems, required, optional, (row, at) => {
      jobs.hasMemory = at.mem_per_pod_gb !== -1;
      const gpus = checkGang(row, at.gpu_num);
      const nodes = row.wholeOrMissing(at.node_num);
      const cores = row.amountOrMissing(at.cpu_num);
      const memory = row.amountOrMissing(at.mem_per_pod_gb);
      const run = row.amountOrMissing(at.duration);
      const submit = clock.seconds(row, at.submit_time);
      const start = clock.secondsOrMissing(row, at.start_time);
      checkTimes(row, submit, start, at.start_time);
      checkTimes(row, start, clock.secondsOrMissing(row, at.end_time), at.end_time);
      if (!row.ok) return;
      if (gpus === 0) withoutGpus += 1;
      const job = jobs.add(row.text(at.job_id), submit);
      jobs.runSeconds[job] = run;
      jobs.startSeconds[job] = start;
      jobs.milliAccelerators[job] = gpus * 1000;
      jobs.nodes[job] = nodes;
      jobs.milliCores[job] = cores < 0 ? -1 : Math.round(cores * 1000);
      // A pod stands on each node.
      jobs.memoryMib[job] = memory < 0 ? -1 : (memory * 1e9 * Math.max(nodes, 1)) / 1_048_576;
      jobs.user[job] = jobs.users.ofField(row, at.user);
      jobs.kindOfWork[job] = jobs.kindsOfWork.ofField(row, at.type);
      jobs.ending[job] = states.ofField(row, at.state);
    });
    problems.stopIfAny();
    const notes = [
      ...note(withoutGpus, "job asks for no accelerator", "jobs ask for no accelerator"),
      ...note(jobs.outOfOrder(), "row was out of order of submission and sorted", "rows were out of order of submission and sorted"),
    ];
    return { trace: jobs.finish({ unixSeconds: clock.base, fromFirst: true }), notes };
  },
};
