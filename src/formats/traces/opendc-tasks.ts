// What does OpenDC's table of tasks say?

import type { Read } from "./format.ts";
import { note } from "./format.ts";
import { JobRows, mostAccelerators } from "./job-rows.ts";
import { eachRowGroup, GroupReader, type ParquetTable } from "./parquet-table.ts";
import { Problems } from "./problems.ts";

const columns = ["id", "name", "submission_time", "duration", "cpu_count", "mem_capacity", "gpu_count", "parents", "nature", "deferrable", "deadline"];

/**
 * OpenDC `tasks.parquet`: id (text in schema 1, integer from 2 on), name, submission_time (ms), duration (ms), cpu_count, cpu_capacity (MHz), mem_capacity (MB), gpu_count,
 * gpu_capacity, parents and children (ids), nature (text, schemas 1 and 2) or deferrable (from 3 on), deadline (ms); schema 4 adds num_fragments and host.
 * A deadline is no limit of run time and is left out, as are MHz: they are the fragments' scale. `nature`, or `deferrable`, becomes the kind of work.
 * Trap: a task with several parents waits for all of them; the columns hold one, so the last parent of the list is taken and such tasks are counted.
 */
export async function readOpendcTasks(table: ParquetTable): Promise<Read> {
  const problems = new Problems(table.file);
  const jobs = new JobRows();
  jobs.hasMemory = true;
  const parents: (string | undefined)[] = [];
  const rowOf = new Map<string, number>();
  let [several, deadlines, base] = [0, 0, Number.NaN];
  await eachRowGroup(table, columns, (group) => {
    const reader = new GroupReader(table, problems, group);
    for (let row = 0; row < group.rows; row += 1) {
      reader.ok = true;
      const id = reader.value("id", row);
      if (id === null || id === "") reader.wrong("id", row, "an id");
      else if (rowOf.has(String(id))) reader.wrong("id", row, "an id that no other row has");
      const milliseconds = reader.number("submission_time", row, { least: Number.NEGATIVE_INFINITY });
      const duration = reader.number("duration", row);
      const cores = reader.number("cpu_count", row, { whole: true });
      const memory = reader.number("mem_capacity", row, { required: false });
      const gpus = Math.max(reader.number("gpu_count", row, { whole: true, required: false }), 0);
      if (gpus > mostAccelerators) reader.wrong("gpu_count", row, `at most ${mostAccelerators.toLocaleString("en-US")} accelerators`);
      if (!reader.ok) continue;
      if (Number.isNaN(base)) base = Math.floor(milliseconds / 1000);
      const name = reader.value("name", row);
      const job = jobs.add(typeof name === "string" && name !== "" ? name : String(id), milliseconds / 1000 - base);
      rowOf.set(String(id), job);
      jobs.runSeconds[job] = duration / 1000;
      jobs.milliCores[job] = cores * 1000;
      jobs.memoryMib[job] = memory < 0 ? -1 : (memory * 1e6) / 1_048_576;
      jobs.milliAccelerators[job] = gpus * 1000;
      const nature = reader.value("nature", row);
      const deferrable = reader.value("deferrable", row);
      jobs.kindOfWork[job] = jobs.kindsOfWork.of(typeof nature === "string" ? nature : deferrable === true ? "deferrable" : "");
      const list = reader.value("parents", row);
      parents[job] = Array.isArray(list) && list.length > 0 ? String(list.at(-1)) : undefined;
      if (Array.isArray(list) && list.length > 1) several += 1;
      if (reader.number("deadline", row, { least: Number.NEGATIVE_INFINITY, required: false }) > 0) deadlines += 1;
    }
  });
  problems.stopIfAny();
  let lost = 0;
  for (const [job, parent] of parents.entries()) {
    const row = parent === undefined ? undefined : rowOf.get(parent);
    if (parent !== undefined && (row === undefined || row === job)) lost += 1;
    jobs.after[job] = row === undefined || row === job ? -1 : row;
  }
  const version = ["num_fragments", "host"].some((name) => table.columns.includes(name)) ? 4 : table.columns.includes("deferrable") ? 3 : table.columns.includes("name") ? 2 : 1;
  const notes = [
    ...note(several, "task has several parents, of which the last is kept", "tasks have several parents, of which the last is kept"),
    ...note(lost, "parent is not in the file and left out", "parents are not in the file and left out"),
    ...note(deadlines, "task has a deadline, which is left out", "tasks have a deadline, which is left out"),
    ...note(jobs.outOfOrder(), "row was out of order of submission and sorted", "rows were out of order of submission and sorted"),
  ];
  return { trace: jobs.finish({ unixSeconds: base, fromFirst: true }), notes, detail: `tasks, schema version ${version}` };
}
