// What do the request traces of Mooncake say, and how are requests written as one?

import type { RequestTrace } from "../../record/trace.ts";
import { eachRow, jsonLines } from "./byte-rows.ts";
import { note, type TraceFormat } from "./format.ts";
import { undated } from "./job-rows.ts";
import { Problems, quoted } from "./problems.ts";
import { RequestRows } from "./request-rows.ts";
import { inPieces } from "./text.ts";

/** Of the published traces; other sizes are recognised where they fit every row. */
const usualBlock = 512;
const blockSizes = [usualBlock, 16, 32, 64, 128, 256, 1024, 2048] as const;
const mostInt32 = 0x7f_ff_ff_ff;

/**
 * Mooncake (Qin et al., "Mooncake: Trading More Storage for Less Computation", FAST 2025), one JSON object a line: timestamp (ms), input_length, output_length,
 * hash_ids (prefix blocks of 512 tokens: equal ids mean equal text from the beginning), optionally session_id.
 * Traps: timestamps are whole milliseconds, often of 3 s steps; ids beyond 32 bits are numbered anew; other makers use other blocks, so the size is the one that fits every row.
 */
export const mooncake: TraceFormat = {
  id: "mooncake",
  title: "Mooncake request trace",
  sign: "JSON lines with timestamp, input_length, output_length",
  recognise({ lines }) {
    const row = objectOf(lines.find((line) => line.trim() !== "")?.replace(/^\uFEFF/, "") ?? "");
    const fields = ["timestamp", "input_length", "output_length"].filter((name) => row !== undefined && name in row);
    return fields.length === 3 ? `JSON lines with ${Object.keys(row!).join(", ")}` : undefined;
  },
  async read(file, bytes) {
    const problems = new Problems(file);
    const requests = new RequestRows();
    const fits = blockSizes.map(() => true);
    let [rows, anew] = [0, 0];
    await eachRow(bytes, jsonLines, problems, (row) => {
      rows += 1;
      const item = objectOf(row.text(0));
      if (item === undefined) {
        row.wrong(0, "a JSON object", "correct the line or delete it");
        return;
      }
      const number = (name: string, whole: boolean): number => {
        const value = item[name];
        if (typeof value === "number" && value >= 0 && (!whole || (Number.isInteger(value) && value <= mostInt32))) return value;
        row.ok = false;
        const found = quoted(JSON.stringify(value) ?? "");
        problems.add(row.line, 1, name, whole ? "a whole number of at least 0" : "a number of at least 0", found, "correct the line or delete it");
        return 0;
      };
      const [time, input, output] = [number("timestamp", false), number("input_length", true), number("output_length", true)];
      const ids = item["hash_ids"] ?? [];
      if (!Array.isArray(ids) || !ids.every((id) => typeof id === "number" && id >= 0 && Number.isInteger(id))) {
        problems.add(row.line, 1, "hash_ids", "a list of whole numbers of at least 0", quoted(JSON.stringify(ids)), "correct the line or delete it");
        return;
      }
      if (!row.ok) return;
      const request = requests.add(time / 1000, input, output);
      const session = item["session_id"];
      if (typeof session === "string" || typeof session === "number") requests.session[request] = requests.sessions.of(String(session));
      for (const id of ids as readonly number[]) {
        if (id > mostInt32) anew += 1;
        requests.addBlock(id);
      }
      if (ids.length > 0) for (const [place, size] of blockSizes.entries()) if (Math.ceil(input / size) !== ids.length) fits[place] = false;
    });
    if (rows === 0) problems.add(1, 1, "", "JSON lines", "an empty file", "give the file that has the rows");
    problems.stopIfAny();
    const size = blockSizes.find((_, place) => fits[place]);
    const trace = requests.finish(undated, size ?? usualBlock);
    const notes = [
      "times are milliseconds without a date",
      ...(trace.blocks.length === 0 ? [] : size === undefined ? [`no block size fits every row; ${usualBlock} tokens are taken`] : [`a prefix block holds ${size} tokens`]),
      ...note(anew, "block id does not fit 32 bits; blocks are numbered anew", "block ids do not fit 32 bits; blocks are numbered anew"),
      ...note(requests.outOfOrder(), "row was out of order of arrival and sorted", "rows were out of order of arrival and sorted"),
    ];
    return { trace, notes };
  },
};

/** The requests with whole milliseconds; without prefix blocks `hash_ids` is empty. */
export function writeMooncake(trace: RequestTrace): Generator<string> {
  return inPieces(trace.arrivalSeconds.length, (request) => {
    const blocks = trace.blocks.length === 0 ? [] : Array.from(trace.blocks.subarray(trace.blockStart[request], trace.blockStart[request + 1]));
    const row = {
      timestamp: Math.round(trace.arrivalSeconds[request]! * 1000),
      input_length: trace.inputTokens[request]!,
      output_length: trace.outputTokens[request]!,
      hash_ids: blocks,
    };
    return JSON.stringify(trace.session[request]! < 0 ? row : { ...row, session_id: trace.session[request] });
  });
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
