// What do the Azure LLM inference traces say, and how are requests written as one?

import type { RequestTrace } from "../../record/trace.ts";
import { commaSeparated } from "./byte-rows.ts";
import { Clock, utc } from "./date-time.ts";
import { byHeader, note, type TraceFormat } from "./format.ts";
import { Problems } from "./problems.ts";
import { RequestRows } from "./request-rows.ts";
import { eachTableRow } from "./table-rows.ts";
import { inPieces, utcText } from "./text.ts";

/**
 * AzureLLMInferenceTrace of 2023 (Patel et al., "Splitwise", ISCA 2024), 2024 (Stojkovic et al., "DynamoLLM", HPCA 2025) and 2025 (multimodal):
 * TIMESTAMP (UTC, to 100 ns), ContextTokens, GeneratedTokens, and in 2025 NumImages.
 * Traps: 2024 has an offset in its stamps, 2023 none; images are not in the neutral columns, their requests are counted.
 */
export const azureLlm: TraceFormat = {
  id: "azure-llm",
  title: "Azure LLM inference trace",
  sign: "a header line with TIMESTAMP, ContextTokens, GeneratedTokens",
  recognise: byHeader(",", ["timestamp", "contexttokens", "generatedtokens"]),
  async read(file, bytes) {
    const problems = new Problems(file);
    const requests = new RequestRows();
    const clock = new Clock(utc);
    let withImages = 0;
    await eachTableRow(bytes, commaSeparated, problems, ["timestamp", "contexttokens", "generatedtokens"], ["numimages"], (row, at) => {
      const arrival = clock.seconds(row, at.timestamp);
      const input = row.whole(at.contexttokens, 0);
      const output = row.whole(at.generatedtokens, 0);
      const images = row.wholeOrMissing(at.numimages);
      if (!row.ok) return;
      requests.add(arrival, input, output);
      if (images > 0) withImages += 1;
    });
    problems.stopIfAny();
    const notes = [
      ...note(withImages, "request has images, which are left out", "requests have images, which are left out"),
      ...note(requests.outOfOrder(), "row was out of order of arrival and sorted", "rows were out of order of arrival and sorted"),
    ];
    return { trace: requests.finish({ unixSeconds: clock.base, fromFirst: true }), notes };
  },
};

/** The requests with UTC stamps to 100 ns, as in 2023. */
export function* writeAzureLlm(trace: RequestTrace): Generator<string> {
  yield "TIMESTAMP,ContextTokens,GeneratedTokens\n";
  const originSeconds = Math.floor(trace.origin / 1000);
  const originFraction = trace.origin / 1000 - originSeconds;
  yield* inPieces(trace.arrivalSeconds.length, (request) => {
    const arrival = trace.arrivalSeconds[request]! + originFraction;
    const whole = Math.floor(arrival + 5e-8);
    return `${utcText(originSeconds + whole, Math.max(arrival - whole, 0), 7)},${trace.inputTokens[request]},${trace.outputTokens[request]}`;
  });
}
