// When are the keys and values of a prompt at the replica that decodes?

import type { RequestState } from "./state.ts";
import { Queue } from "./queue.ts";

/** The outgoing link of one prefill replica: one transfer after the other, in order. */
export class Link {
  readonly sending: Queue;
  readonly #bytesPerToken: number;
  readonly #nanosecondsPerByte: number;
  readonly #latency: number;
  readonly #done: Float64Array;
  readonly #context: Int32Array;
  #free = 0;

  /** @param gigabytesPerSecond Infinity for a link that takes no time @param done when each request's transfer ends (ns), by request; shared by all links */
  constructor(requests: RequestState, bytesPerToken: number, gigabytesPerSecond: number, latencySeconds: number, done: Float64Array) {
    this.sending = new Queue(requests);
    this.#bytesPerToken = bytesPerToken;
    this.#nanosecondsPerByte = 1 / gigabytesPerSecond;
    this.#latency = latencySeconds * 1e9;
    this.#done = done;
    this.#context = requests.context;
  }

  send(request: number, time: number): void {
    const start = Math.max(time, this.#free);
    const sent = Math.ceil(start + this.#context[request]! * this.#bytesPerToken * this.#nanosecondsPerByte);
    this.#free = sent;
    this.#done[request] = Math.ceil(sent + this.#latency);
    this.sending.append(request);
  }

  /** When the first transfer under way is done (ns); Infinity for none. */
  get next(): number {
    return this.sending.head === -1 ? Infinity : this.#done[this.sending.head]!;
  }
}
