// What does a trace file hold, whatever its format?

import { detectTrace, sampleBytes } from "./detect.ts";
import type { Trace } from "./format.ts";

export interface TraceRead {
  /** As `traceFormats` has it: "swf". */
  readonly format: string;
  /** "Slurm accounting: 12 columns, from the header line". */
  readonly sentence: string;
  readonly trace: Trace;
  /** What was left out or changed, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Finds the format of a file and reads it. Text is read in chunks and never held whole.
 * @param name as messages shall name the file
 * @throws TraceError with every problem: `file:row:column: what was expected, found, what to do`
 */
export async function readTrace(name: string, bytes: AsyncIterable<Uint8Array>): Promise<TraceRead> {
  const chunks = bytes[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let length = 0;
  while (length < sampleBytes) {
    const { done, value } = await chunks.next();
    if (done === true) break;
    taken.push(value);
    length += value.length;
  }
  const first = new Uint8Array(length);
  let at = 0;
  for (const chunk of taken) {
    first.set(chunk, at);
    at += chunk.length;
  }
  const { format, sentence } = detectTrace(name, first.length > sampleBytes ? first.subarray(0, sampleBytes) : first);
  const { trace, notes, detail } = await format.read(name, followed(first, chunks));
  return { format: format.id, sentence: detail === undefined ? sentence : `${sentence}: ${detail}`, trace, notes };
}

async function* followed(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (;;) {
    const { done, value } = await rest.next();
    if (done === true) return;
    yield value;
  }
}
