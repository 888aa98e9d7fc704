// What does the table of tasks of the Alibaba PAI trace say?

import { commaSeparated, eachRow } from "./byte-rows.ts";
import { checkTimes } from "./checks.ts";
import { EndingColumn } from "./endings.ts";
import { note, type TraceFormat } from "./format.ts";
import { JobRows, mostAccelerators, undated } from "./job-rows.ts";
import { Problems } from "./problems.ts";

/** As `pai_task_table.header` has them. */
const columns = ["job_name", "task_name", "inst_num", "status", "start_time", "end_time", "plan_cpu", "plan_mem", "plan_gpu", "gpu_type"] as const;

/**
 * `pai_task_table.csv` of cluster-trace-gpu-v2020 (Weng et al., "MLaaS in the Wild", NSDI 2022), which has no header line: job_name, task_name, inst_num,
 * status, start_time, end_time (seconds), plan_cpu and plan_gpu of each instance in per cent (50 is half an accelerator), plan_mem (GB), gpu_type.
 * A task is a job here, named job/task. Traps: it is recognised by its name; start_time is the launch, so the wait is not known; times and plans may be empty.
 */
export const paiTasks: TraceFormat = {
  id: "pai-tasks",
  title: "Alibaba PAI table of tasks",
  sign: "the name pai_task_table and 10 columns without a header line",
  recognise({ name, lines }) {
    const width = (lines[0] ?? "").split(",").length;
    return name.toLowerCase().includes("pai_task_table") && width === columns.length ? `${width} columns without a header line, from its name` : undefined;
  },
  async read(file, bytes) {
    const problems = new Problems(file);
    const jobs = new JobRows();
    [jobs.hasMemory, jobs.hasInstances] = [true, true];
    const states = new EndingColumn();
    let [rows, unstarted] = [0, 0];
    await eachRow(bytes, commaSeparated, problems, (row) => {
      row.names = columns;
      rows += 1;
      if (row.count !== columns.length) {
        problems.add(row.line, 1, "", `${columns.length} fields`, String(row.count), "correct the row or delete it");
        return;
      }
      const instances = row.isMissing(2) ? 1 : row.whole(2, 1);
      const start = row.amountOrMissing(4);
      const end = row.amountOrMissing(5);
      const cores = row.amountOrMissing(6);
      const memory = row.amountOrMissing(7);
      const gpus = (Math.max(row.amountOrMissing(8), 0) / 100) * instances;
      if (end >= 0) checkTimes(row, start, end, 5);
      if (gpus > mostAccelerators) row.wrong(8, `at most ${mostAccelerators.toLocaleString("en-US")} accelerators in all instances`);
      if (!row.ok) return;
      if (start < 0) {
        unstarted += 1;
        return;
      }
      const job = jobs.add(`${row.text(0)}/${row.text(1)}`, start);
      if (end >= 0) jobs.runSeconds[job] = end - start;
      jobs.startSeconds[job] = start;
      jobs.milliAccelerators[job] = Math.round(gpus * 1000);
      jobs.instances[job] = instances;
      jobs.milliCores[job] = cores < 0 ? -1 : Math.round(cores * instances * 10);
      jobs.memoryMib[job] = memory < 0 ? -1 : (memory * instances * 1e9) / 1_048_576;
      jobs.kindOfWork[job] = jobs.kindsOfWork.ofField(row, 1);
      jobs.model[job] = jobs.models.ofField(row, 9);
      jobs.ending[job] = states.ofField(row, 3);
    });
    if (rows === 0) problems.add(1, 1, "", `rows of ${columns.length} fields`, "an empty file", "give the file that has the rows");
    problems.stopIfAny();
    const notes = [
      "times are seconds without a date; the wait before a task started is not in this table",
      ...note(unstarted, "task never started and is left out", "tasks never started and are left out"),
      ...note(jobs.outOfOrder(), "row was out of order of start and sorted", "rows were out of order of start and sorted"),
    ];
    return { trace: jobs.finish(undated), notes };
  },
};
