// The next step where prompts go first: as many whole prompts as fit, and only without one a step of those who run.

import type { Replica } from "./replica.ts";

/**
 * As vLLM did before chunked prefill: a step has whole prompts or decodes, never both. First come, first served: the first that does not
 * fit (sequences, tokens of the step, blocks) stops the line. A prompt longer than a step may hold goes alone. Kwon et al., SOSP 2023 (arXiv 2309.06180).
 */
export function prefillFirst(replica: Replica): void {
  const { waiting, running, terms } = replica;
  let tokens = 0;
  while (waiting.head !== -1 && running.length < terms.maxSequences) {
    const request = waiting.head;
    if (!replica.fits(request)) break;
    const rest = replica.restOf(request);
    if (tokens > 0 && tokens + rest > terms.maxBatchedTokens) break;
    replica.admit(request);
    if (rest > 0) replica.addChunk(request, rest);
    tokens += rest;
  }
  if (tokens === 0) replica.addDecodes();
}
