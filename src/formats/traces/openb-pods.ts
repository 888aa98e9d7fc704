// What do the pods of the Alibaba "openb" trace say, and how is a trace written as such pods?

import { endings, type JobTrace } from "../../record/trace.ts";
import { commaSeparated } from "./byte-rows.ts";
import { checkTimes } from "./checks.ts";
import { byHeader, note, type TraceFormat } from "./format.ts";
import { JobRows, mostAccelerators, undated } from "./job-rows.ts";
import { Problems } from "./problems.ts";
import { eachTableRow } from "./table-rows.ts";
import { compact, csvField, inPieces } from "./text.ts";

/** `pod_phase` of the trace; what still runs or waits at its end has no ending. */
const endingOfPhase: Readonly<Record<string, number>> = { succeeded: endings.indexOf("done"), failed: endings.indexOf("failed"), running: 0, pending: 0 };

/**
 * Pods of cluster-trace-gpu-v2023 (Weng et al., "Beware of Fragmentation", USENIX ATC 2023): name, cpu_milli, memory_mib, num_gpu, gpu_milli (of each
 * accelerator: 1000 is a whole one), gpu_spec (allowed models, `|` between), qos, pod_phase, creation_time, deletion_time, scheduled_time (seconds).
 * A pod is a job on one host. Its queue is qos; it ran from scheduled_time to deletion_time.
 * Traps: num_gpu may be 0; the re-weighted files have no times, and then every pod is submitted at second 0 with an unknown run time.
 */
export const openbPods: TraceFormat = {
  id: "openb",
  title: "Alibaba openb pods",
  sign: "a header line with name, cpu_milli, num_gpu, gpu_milli",
  recognise: byHeader(",", ["name", "cpu_milli", "num_gpu", "gpu_milli"]),
  async read(file, bytes) {
    const problems = new Problems(file);
    const jobs = new JobRows();
    let [untimed, unscheduled] = [0, 0];
    jobs.hasMemory = true;
    const optional = ["gpu_spec", "qos", "pod_phase", "creation_time", "deletion_time", "scheduled_time"] as const;
    await eachTableRow(bytes, commaSeparated, problems, ["name", "cpu_milli", "memory_mib", "num_gpu", "gpu_milli"], optional, (row, at) => {
      const cores = row.whole(at.cpu_milli, 0);
      const memory = row.amount(at.memory_mib, 0);
      const count = row.whole(at.num_gpu, 0);
      const milli = row.whole(at.gpu_milli, 0);
      if (milli > 1000) row.wrong(at.gpu_milli, "at most 1000, a whole accelerator");
      if (count > mostAccelerators) row.wrong(at.num_gpu, `at most ${mostAccelerators.toLocaleString("en-US")} accelerators`);
      if (count > 0 && milli === 0) row.wrong(at.gpu_milli, "a share of at least 1 of each accelerator");
      if (count > 1 && milli !== 1000) row.wrong(at.gpu_milli, "1000 where a pod has more than one accelerator");
      const created = row.amountOrMissing(at.creation_time);
      const deleted = row.amountOrMissing(at.deletion_time);
      const scheduled = row.amountOrMissing(at.scheduled_time);
      if (scheduled >= 0) checkTimes(row, created, scheduled, at.scheduled_time);
      if (deleted >= 0) checkTimes(row, Math.max(created, scheduled), deleted, at.deletion_time);
      const phase = at.pod_phase === -1 ? "" : row.text(at.pod_phase).toLowerCase();
      if (phase !== "" && endingOfPhase[phase] === undefined) row.wrong(at.pod_phase, "Succeeded, Failed, Running or Pending");
      if (!row.ok) return;
      const job = jobs.add(row.text(at.name), Math.max(created, 0));
      if (created < 0) untimed += 1;
      if (scheduled >= 0) jobs.startSeconds[job] = scheduled;
      else if (created >= 0) unscheduled += 1;
      if (scheduled >= 0 && deleted >= 0) jobs.runSeconds[job] = deleted - scheduled;
      jobs.milliAccelerators[job] = count * milli;
      jobs.nodes[job] = 1;
      jobs.milliCores[job] = cores;
      jobs.memoryMib[job] = memory;
      jobs.model[job] = jobs.models.ofField(row, at.gpu_spec);
      jobs.queue[job] = jobs.queues.ofField(row, at.qos);
      if (phase !== "") jobs.ending[job] = endingOfPhase[phase]!;
    });
    problems.stopIfAny();
    const notes = [
      "times are seconds from the trace's own start",
      ...note(untimed, "pod has no times and is submitted at second 0", "pods have no times and are submitted at second 0"),
      ...note(unscheduled, "pod was never scheduled: its run time is not known", "pods were never scheduled: their run times are not known"),
      ...note(jobs.outOfOrder(), "row was out of order of submission and sorted", "rows were out of order of submission and sorted"),
    ];
    return { trace: jobs.finish(undated), notes };
  },
};

/** The trace as pods; a job of more than one host becomes one pod, which the reader of such a file has to bear. */
export function* writeOpenbPods(trace: JobTrace): Generator<string> {
  yield "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time\n";
  yield* inPieces(trace.names.length, (job) => {
    const milli = trace.milliAccelerators[job]!;
    const count = milli < 1000 ? Math.sign(milli) : Math.ceil(milli / 1000);
    const [start, run] = [trace.startSeconds[job]!, trace.runSeconds[job]!];
    const ending = endings[trace.ending[job]!];
    const phase = ending === "done" ? "Succeeded" : ending === "unknown" ? (start < 0 ? "Pending" : "Running") : "Failed";
    return [
      csvField(trace.names[job]!),
      Math.max(trace.milliCores[job]!, 0),
      compact(Math.max(trace.memoryMib?.[job] ?? 0, 0)),
      count,
      milli < 1000 ? milli : 1000,
      csvField(trace.models[trace.model[job]!] ?? ""),
      csvField(trace.queues[trace.queue[job]!] ?? ""),
      phase,
      compact(trace.submitSeconds[job]!),
      start < 0 || run < 0 ? "" : compact(start + run),
      start < 0 ? "" : compact(start),
    ].join(",");
  });
}
