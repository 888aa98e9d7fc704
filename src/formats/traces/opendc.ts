// Which of OpenDC's tables is a Parquet file?

import type { Read, TraceFormat } from "./format.ts";
import { readOpendcFragments } from "./opendc-fragments.ts";
import { readOpendcCarbon, readOpendcFailures } from "./opendc-series.ts";
import { readOpendcTasks } from "./opendc-tasks.ts";
import { openParquet, type ParquetTable } from "./parquet-table.ts";
import { TraceError } from "./problems.ts";

/** The tables by the columns that they must have. */
const tables: readonly { readonly needs: readonly string[]; readonly read: (table: ParquetTable) => Promise<Read> }[] = [
  { needs: ["id", "submission_time", "duration", "cpu_count"], read: readOpendcTasks },
  { needs: ["id", "duration", "cpu_usage"], read: readOpendcFragments },
  { needs: ["timestamp", "carbon_intensity"], read: readOpendcCarbon },
  { needs: ["failure_interval", "failure_duration", "failure_intensity"], read: readOpendcFailures },
];

/**
 * OpenDC's workload, carbon and failure traces (atlarge-research/opendc, opendc-trace: TaskSchemas, FragmentSchemas, CarbonSchemas, FailureSchemas). Each file
 * reader says its columns. A Parquet file has its columns at its end, so that the beginning tells only that it is one; which table it is stands in what the reader gives.
 */
export const opendc: TraceFormat = {
  id: "opendc",
  title: "OpenDC Parquet table",
  sign: "a Parquet file (it begins with PAR1)",
  recognise: ({ bytes }) => (bytes[0] === 80 && bytes[1] === 65 && bytes[2] === 82 && bytes[3] === 49 ? "a Parquet file" : undefined),
  async read(file, bytes) {
    const table = openParquet(file, await whole(bytes));
    const matching = tables.find(({ needs }) => needs.every((name) => table.columns.includes(name)));
    if (matching !== undefined) return matching.read(table);
    const looked = tables.map(({ needs }) => needs.join(", ")).join("; or ");
    throw new TraceError([
      `${file}:1:1: expected the columns ${looked}, found ${table.columns.join(", ") || "none"}; give one of OpenDC's tables of tasks, fragments, carbon or failures`,
    ]);
  },
};

/** A Parquet file is read from its end: its bytes (never its rows) are held whole. */
async function whole(source: AsyncIterable<Uint8Array>): Promise<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    chunks.push(chunk);
    length += chunk.length;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes.buffer;
}
