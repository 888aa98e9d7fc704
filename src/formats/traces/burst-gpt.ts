// What does the BurstGPT trace say?

import { commaSeparated } from "./byte-rows.ts";
import { byHeader, note, type TraceFormat } from "./format.ts";
import { undated } from "./job-rows.ts";
import { Problems } from "./problems.ts";
import { RequestRows } from "./request-rows.ts";
import { eachTableRow } from "./table-rows.ts";

/**
 * BurstGPT (Wang et al., "BurstGPT: A Real-World Workload Dataset to Optimize LLM Serving Systems", KDD 2025): Timestamp (seconds from 00:00 of its first day, local
 * time), Session ID and Elapsed time in later releases, Model, Request tokens, Response tokens, Total tokens, Log Type.
 * Traps: a request with 0 response tokens failed: it stays, with 0 output tokens, and is counted; Elapsed time is a result, not an input, and is not read.
 */
export const burstGpt: TraceFormat = {
  id: "burstgpt",
  title: "BurstGPT trace",
  sign: "a header line with Timestamp, Model, Request tokens, Response tokens",
  recognise: byHeader(",", ["timestamp", "model", "request tokens", "response tokens"]),
  async read(file, bytes) {
    const problems = new Problems(file);
    const requests = new RequestRows();
    let failed = 0;
    await eachTableRow(bytes, commaSeparated, problems, ["timestamp", "model", "request tokens", "response tokens"], ["session id"], (row, at) => {
      const arrival = row.amount(at.timestamp, 0);
      const input = row.whole(at["request tokens"], 0);
      const output = row.whole(at["response tokens"], 0);
      if (!row.ok) return;
      const request = requests.add(arrival, input, output);
      requests.model[request] = requests.models.ofField(row, at.model);
      requests.session[request] = requests.sessions.ofField(row, at["session id"]);
      if (output === 0) failed += 1;
    });
    problems.stopIfAny();
    const notes = [
      "times are seconds from the first day's midnight, without a date",
      ...note(failed, "request failed and has no output", "requests failed and have no output"),
      ...note(requests.outOfOrder(), "row was out of order of arrival and sorted", "rows were out of order of arrival and sorted"),
    ];
    return { trace: requests.finish(undated), notes };
  },
};
