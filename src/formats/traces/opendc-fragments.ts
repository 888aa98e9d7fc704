// What does OpenDC's table of fragments say: what tasks used while they ran?

import { Dictionary } from "./dictionary.ts";
import type { Read } from "./format.ts";
import { note } from "./format.ts";
import { longer } from "./job-rows.ts";
import { eachRowGroup, GroupReader, type ParquetTable } from "./parquet-table.ts";
import { Problems } from "./problems.ts";

/**
 * OpenDC `fragments.parquet`: id (of the task: text in schema 1, integer in 2), duration (ms), cpu_usage (MHz), gpu_usage; schema 1 adds timestamp (ms, of the end) and cpu_count.
 * Trap: schema 2 has no times: fragments of a task follow each other without a gap, in the file's order.
 */
export async function readOpendcFragments(table: ParquetTable): Promise<Read> {
  const problems = new Problems(table.file);
  const tasks = new Dictionary();
  const dated = table.columns.includes("timestamp");
  let count = 0;
  let [task, seconds, processor, accelerator] = [new Int32Array(0), new Float64Array(0), new Float64Array(0), new Float64Array(0)];
  const lastOf = new Map<number, number>();
  await eachRowGroup(table, ["id", "timestamp", "duration", "cpu_usage", "gpu_usage"], (group) => {
    const reader = new GroupReader(table, problems, group);
    for (let row = 0; row < group.rows; row += 1) {
      reader.ok = true;
      const id = reader.value("id", row);
      if (id === null || id === "") reader.wrong("id", row, "an id");
      const duration = reader.number("duration", row);
      const cpu = reader.number("cpu_usage", row);
      const gpu = reader.number("gpu_usage", row, { required: false });
      const index = tasks.of(String(id));
      if (dated) {
        const time = reader.number("timestamp", row, { least: Number.NEGATIVE_INFINITY });
        if (time < (lastOf.get(index) ?? Number.NEGATIVE_INFINITY)) reader.wrong("timestamp", row, "a time that is not before the task's last one");
        lastOf.set(index, time);
      }
      if (!reader.ok) continue;
      if (count === task.length) [task, seconds, processor, accelerator] = [longer(task, 0), longer(seconds, 0), longer(processor, 0), longer(accelerator, 0)];
      task[count] = index;
      seconds[count] = duration / 1000;
      processor[count] = cpu;
      accelerator[count] = gpu;
      count += 1;
    }
  });
  problems.stopIfAny();
  const trace = {
    kind: "fragments",
    tasks: tasks.texts,
    task: task.slice(0, count),
    durationSeconds: seconds.slice(0, count),
    processorMhz: processor.slice(0, count),
    acceleratorMhz: accelerator.slice(0, count),
  } as const;
  return { trace, notes: note(tasks.texts.length, "task has fragments", "tasks have fragments"), detail: `fragments, schema version ${dated ? 1 : 2}` };
}
