// The next step where prompts are cut: all who run take part, and prompts fill what is left of the step's tokens.

import type { Replica } from "./replica.ts";
import { ready } from "./state.ts";

/**
 * Chunked prefill: decodes first, then the prompt that is under way, then new ones, first come, first served, up to the step's tokens.
 * No prompt is taken in a step that put somebody back. Agrawal et al., Sarathi-Serve, OSDI 2024 (arXiv 2403.02310), algorithm 3; vLLM's default since its version 1.
 */
export function chunked(replica: Replica): void {
  const { waiting, running, terms, requests } = replica;
  while (waiting.head !== -1 && requests.ready[waiting.head] !== ready.no && running.length < terms.maxSequences && replica.fits(waiting.head)) replica.admit(waiting.head);
  replica.addDecodes();
  let left = terms.maxBatchedTokens - replica.batch.length * terms.stepTokens;
  const { partial } = replica;
  if (partial !== -1 && left > 0) {
    const tokens = Math.min(left, requests.context[partial]! - requests.computed[partial]!);
    replica.addChunk(partial, tokens);
    left -= tokens;
  }
  if (replica.preempted) return;
  while (left > 0 && waiting.head !== -1 && running.length < terms.maxSequences) {
    const request = waiting.head;
    if (requests.ready[request] !== ready.no || !replica.fits(request)) break;
    const tokens = Math.min(left, replica.restOf(request));
    replica.admit(request);
    replica.addChunk(request, tokens);
    left -= tokens;
  }
}
