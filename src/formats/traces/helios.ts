// What does a job log of the Helios clusters say?

import { commaSeparated } from "./byte-rows.ts";
import { china, Clock } from "./date-time.ts";
import { EndingColumn } from "./endings.ts";
import { byHeader, note, type TraceFormat } from "./format.ts";
import { JobRows } from "./job-rows.ts";
import { Problems } from "./problems.ts";
import { eachTableRow } from "./table-rows.ts";
import { checkGang, checkTimes } from "./checks.ts";

/**
 * Helios `cluster_log.csv` (Hu et al., "Characterization and Prediction of Deep Learning Workloads in Large-Scale GPU Datacenters", SC 2021):
 * job_id, user, vc, gpu_num, cpu_num (cores), node_num, state, submit_time, start_time, end_time (China standard time), duration and queue (seconds).
 * Traps: `queue` is the wait, not a queue's name; jobs without GPUs are in the file; a job that never started has no start time.
 */
export const helios: TraceFormat = {
  id: "helios",
  title: "Helios job log",
  sign: "a header line with job_id, vc, gpu_num, submit_time",
  recognise: byHeader(",", ["job_id", "vc", "gpu_num", "submit_time", "duration"]),
  async read(file, bytes) {
    const problems = new Problems(file);
    const jobs = new JobRows();
    const clock = new Clock(china);
    const states = new EndingColumn();
    let withoutGpus = 0;
    const optional = ["vc", "cpu_num", "node_num", "state", "start_time", "end_time"] as const;
    await eachTableRow(bytes, commaSeparated, problems, ["job_id", "user", "gpu_num", "submit_time", "duration"], optional, (row, at) => {
      const gpus = checkGang(row, at.gpu_num);
      const nodes = row.wholeOrMissing(at.node_num);
      const cores = row.wholeOrMissing(at.cpu_num);
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
      jobs.milliCores[job] = cores < 0 ? -1 : cores * 1000;
      jobs.user[job] = jobs.users.ofField(row, at.user);
      jobs.tenant[job] = jobs.tenants.ofField(row, at.vc);
      jobs.ending[job] = states.ofField(row, at.state);
    });
    problems.stopIfAny();
    const notes = [
      "times are China standard time",
      ...note(withoutGpus, "job asks for no accelerator", "jobs ask for no accelerator"),
      ...note(jobs.outOfOrder(), "row was out of order of submission and sorted", "rows were out of order of submission and sorted"),
    ];
    return { trace: jobs.finish({ unixSeconds: clock.base, fromFirst: true }), notes };
  },
};
