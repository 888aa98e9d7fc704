// Where is each request, and what has it got so far? One element a request in every column.

import type { RequestTrace } from "../../record/trace.ts";

/** What `RequestState.phase` counts. `pending`: arrived while no replica was there to take it. */
export const phase = { future: 0, pending: 1, waiting: 2, prefilling: 3, decoding: 4, transferring: 5, finished: 6, rejected: 7 } as const;

/** What `RequestState.ready` counts: whether a waiting request's keys and values must be computed. */
export const ready = { no: 0, transferred: 1, swapped: 2 } as const;

/** Times are whole nanoseconds from the trace's origin; a time not yet known is -1. */
export class RequestState {
  readonly count: number;
  readonly trace: RequestTrace;
  readonly arrival: Float64Array;
  readonly input: Int32Array;
  /** At least 1: a request that asks for nothing still draws one token. */
  readonly output: Int32Array;
  readonly firstToken: Float64Array;
  readonly end: Float64Array;
  readonly preemptions: Int32Array;
  /** Tokens of the prompt found in the prefix cache. */
  readonly cached: Int32Array;
  /** Replica that took it last, by number; -1 for none. */
  readonly replica: Int32Array;
  readonly phase: Uint8Array;
  readonly ready: Uint8Array;
  /** Tokens whose keys and values are computed, or kept, when it enters the batch. */
  readonly context: Int32Array;
  /** Tokens of the context computed so far. */
  readonly computed: Int32Array;
  /** Tokens drawn when it last began to decode, or left. */
  readonly generated: Int32Array;
  readonly lastToken: Float64Array;
  /** Leading entries of the prefix cache that it holds. */
  readonly held: Int32Array;
  /** Neighbours in the queue or batch it is in; -1 at the ends. */
  readonly next: Int32Array;
  readonly previous: Int32Array;
  /** Decode steps of the replica when it joined them, and when it will be done. */
  readonly joinStep: Float64Array;
  readonly finishStep: Float64Array;
  /** Its place in the replica's count of requests by slack in the last block. */
  readonly cell: Int32Array;
  /** Its place in the replica's heap of finishes. */
  readonly heapAt: Int32Array;

  /** @throws RangeError when arrivals are not in order or not finite, or a prompt has no token */
  constructor(trace: RequestTrace) {
    const count = trace.arrivalSeconds.length;
    const whole = () => new Int32Array(count);
    const time = () => new Float64Array(count).fill(-1);
    this.count = count;
    this.trace = trace;
    this.arrival = trace.arrivalSeconds.map((seconds) => Math.round(seconds * 1e9));
    this.input = trace.inputTokens;
    this.output = trace.outputTokens.map((tokens) => Math.max(1, tokens));
    for (let request = 0; request < count; request++) {
      const earliest = request === 0 ? 0 : this.arrival[request - 1]!;
      if (!(this.arrival[request]! >= earliest && this.arrival[request]! <= 9e15)) throw new RangeError(`request ${request}: arrivals must be in order, from 0 to 9,000,000 s`);
      if (!(this.input[request]! >= 1)) throw new RangeError(`request ${request}: a prompt needs at least one token`);
    }
    this.firstToken = time();
    this.end = time();
    this.preemptions = whole();
    this.cached = whole();
    this.replica = whole().fill(-1);
    this.phase = new Uint8Array(count);
    this.ready = new Uint8Array(count);
    this.context = Int32Array.from(this.input);
    this.computed = whole();
    this.generated = whole();
    this.lastToken = time();
    this.held = whole();
    this.next = whole().fill(-1);
    this.previous = whole().fill(-1);
    this.joinStep = new Float64Array(count);
    this.finishStep = new Float64Array(count);
    this.cell = whole();
    this.heapAt = whole();
  }
}
