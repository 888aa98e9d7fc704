// Which blocks and prefixes does each request hold at a replica?

import type { KeyValueBlocks } from "./blocks.ts";
import type { RequestState } from "./state.ts";

/** A request holds the leading `held` entries of its prefix, shared, and the rest of its blocks alone. */
export class Holdings {
  /** The most blocks that were in use at once, prefixes that are held counted. */
  mostBlocks = 0;
  readonly #blocks: KeyValueBlocks;
  readonly #requests: RequestState;

  constructor(blocks: KeyValueBlocks, requests: RequestState) {
    this.#blocks = blocks;
    this.#requests = requests;
  }

  /** Leading entries of the prefix cache that a request finds; one token at least is left to compute. */
  matched(request: number): number {
    const { prefixes } = this.#blocks;
    if (!prefixes) return 0;
    const { trace, context, input } = this.#requests;
    const from = trace.blockStart[request]!;
    const tokens = Math.min(context[request]! - 1, input[request]!);
    const most = Math.min(trace.blockStart[request + 1]! - from, Math.floor(tokens / trace.tokensPerBlock));
    let found = 0;
    while (found < most && prefixes.find(trace.blocks[from + found]!) !== -1) found++;
    return found;
  }

  /** Blocks that can be taken while the request holds `matched` entries: idle ones among them no longer count. */
  availableBeside(request: number, matched: number): number {
    const { prefixes, entryBlocks, available } = this.#blocks;
    if (matched === 0) return available;
    const { trace } = this.#requests;
    const from = trace.blockStart[request]!;
    let idle = 0;
    for (let entry = 0; entry < matched; entry++) if (prefixes!.isIdle(prefixes!.find(trace.blocks[from + entry]!))) idle++;
    return available - idle * entryBlocks;
  }

  /** A request takes `matched` entries and, of `blocks` in all, the rest for itself. */
  take(request: number, matched: number, blocks: number): void {
    const { trace, held } = this.#requests;
    const { prefixes, entryBlocks } = this.#blocks;
    const from = trace.blockStart[request]!;
    for (let entry = 0; entry < matched; entry++) prefixes!.hold(prefixes!.find(trace.blocks[from + entry]!));
    held[request] = matched;
    this.grow(blocks - matched * entryBlocks);
  }

  /** Takes blocks for requests that run. */
  grow(blocks: number): void {
    this.#blocks.take(blocks);
    const { inUse } = this.#blocks;
    if (inUse > this.mostBlocks) this.mostBlocks = inUse;
  }

  /** A prompt is done: the whole prefix blocks of it become entries that others can find. */
  share(request: number): void {
    if (!this.#blocks.prefixes) return;
    const { trace, held, input } = this.#requests;
    const from = trace.blockStart[request]!;
    const whole = Math.min(trace.blockStart[request + 1]! - from, Math.floor(input[request]! / trace.tokensPerBlock));
    for (let entry = held[request]!; entry < whole; entry++) this.#blocks.share(trace.blocks[from + entry]!);
    if (whole > held[request]!) held[request] = whole;
  }

  /** Gives a request's blocks back, `blocks` in all: its own at once, those of its prefix to whoever asks next, the longest prefix first. */
  release(request: number, blocks: number): void {
    const { trace, held } = this.#requests;
    const entries = held[request]!;
    this.#blocks.give(blocks - entries * this.#blocks.entryBlocks);
    const from = trace.blockStart[request]!;
    const { prefixes } = this.#blocks;
    for (let entry = entries - 1; entry >= 0; entry--) prefixes!.release(prefixes!.find(trace.blocks[from + entry]!));
    held[request] = 0;
  }
}
