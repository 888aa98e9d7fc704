// What does a trace of the Vidur simulator say, and how are requests written as one?

import type { RequestTrace } from "../../record/trace.ts";
import { commaSeparated } from "./byte-rows.ts";
import { byHeader, note, type TraceFormat } from "./format.ts";
import { undated } from "./job-rows.ts";
import { Problems } from "./problems.ts";
import { RequestRows } from "./request-rows.ts";
import { eachTableRow } from "./table-rows.ts";
import { compact, inPieces } from "./text.ts";

/**
 * Vidur (Agrawal et al., "Vidur: A Large-Scale Simulation Framework For LLM Inference", MLSys 2024): arrived_at (seconds), num_prefill_tokens, num_decode_tokens.
 * Traps: files of lengths only have no arrived_at; Vidur draws the arrivals of those itself, and here they are refused.
 */
export const vidur: TraceFormat = {
  id: "vidur",
  title: "Vidur trace",
  sign: "a header line with arrived_at, num_prefill_tokens, num_decode_tokens",
  recognise: byHeader(",", ["num_prefill_tokens", "num_decode_tokens"]),
  async read(file, bytes) {
    const problems = new Problems(file);
    const requests = new RequestRows();
    await eachTableRow(bytes, commaSeparated, problems, ["arrived_at", "num_prefill_tokens", "num_decode_tokens"], [], (row, at) => {
      const arrival = row.amount(at.arrived_at, 0);
      const input = row.whole(at.num_prefill_tokens, 0);
      const output = row.whole(at.num_decode_tokens, 0);
      if (row.ok) requests.add(arrival, input, output);
    });
    problems.stopIfAny();
    const notes = [
      "times are seconds without a date",
      ...note(requests.outOfOrder(), "row was out of order of arrival and sorted", "rows were out of order of arrival and sorted"),
    ];
    return { trace: requests.finish(undated), notes };
  },
};

/** The requests, seconds to 100 ns. */
export function* writeVidur(trace: RequestTrace): Generator<string> {
  yield "arrived_at,num_prefill_tokens,num_decode_tokens\n";
  yield* inPieces(trace.arrivalSeconds.length, (request) => `${compact(trace.arrivalSeconds[request]!)},${trace.inputTokens[request]},${trace.outputTokens[request]}`);
}
