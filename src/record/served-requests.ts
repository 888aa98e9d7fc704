// What became of the requests of a serving simulation, in columns.

import { numberColumn } from "./column.ts";
import type { Table, TableShape } from "./record.ts";
import type { RequestTrace } from "./trace.ts";

/** A row for each request, in order of arrival, `record/requests.parquet`. */
export const servedRequests: TableShape = {
  name: "requests",
  meaning: "every request of a serving simulation; a time that never came is -1",
  columns: [
    { name: "arrival", type: "float64", unit: "s", meaning: "arrival, from the trace's origin" },
    { name: "firstToken", type: "float64", unit: "s", meaning: "its first token is there" },
    { name: "end", type: "float64", unit: "s", meaning: "its last token is there" },
    { name: "input", type: "int32", unit: "token", meaning: "tokens of the prompt" },
    { name: "output", type: "int32", unit: "token", meaning: "tokens drawn" },
    { name: "preemptions", type: "int32", unit: "-", meaning: "times it was put back: for want of blocks, or because its replica went" },
    { name: "cached", type: "int32", unit: "token", meaning: "tokens of the prompt found in the prefix cache" },
    { name: "replica", type: "int32", unit: "-", meaning: "replica that took it last, by number over all pools; -1 for none" },
  ],
};

/** The requests that a table holds, as a trace: without prefixes, sessions and models, which the table does not say. */
export function requestsOfTable(table: Table): RequestTrace {
  return {
    kind: "requests",
    origin: 0,
    arrivalSeconds: Float64Array.from(numberColumn(table, "arrival")),
    inputTokens: Int32Array.from(numberColumn(table, "input")),
    outputTokens: Int32Array.from(numberColumn(table, "output")),
    model: new Int32Array(table.rows).fill(-1),
    models: [],
    session: new Int32Array(table.rows).fill(-1),
    blockStart: new Int32Array(table.rows + 1),
    blocks: new Int32Array(0),
    tokensPerBlock: 0,
  };
}
