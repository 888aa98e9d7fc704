// Who runs at a pool, and when will room come free?

import { OrderedSet } from "../../fleet/ordered-set.ts";
import type { RunningView } from "../../schedule/view.ts";
import type { Ranking } from "./ranking.ts";

const blockSize = 128;

interface Block {
  readonly ends: Float64Array;
  readonly jobs: Int32Array;
  /** What each holds. */
  readonly holds: Int32Array;
  size: number;
}

/** The running jobs of one pool by expected end, in blocks of sorted columns, each with the sum of what its jobs hold. */
export class RunningJobs implements RunningView {
  readonly #ranking: Ranking;
  readonly #held: Int32Array;
  readonly #inOrder: OrderedSet;
  /** Expected end of each job while it runs. */
  readonly #ends: Float64Array;
  readonly #blocks: Block[] = [];
  /** What the jobs of each block hold, apart from the blocks so that a sum over all of them reads nothing else. */
  readonly #sums: number[] = [];
  /** The last answer of {@link RunningJobs.freed}, and the question; it holds until the running jobs change. */
  readonly #freed = { at: 0, accelerators: 0 };
  #asked = Number.NaN;

  /** @param held accelerators of each job, kept by the owner; it does not change while a job is in here */
  constructor(ranking: Ranking, held: Int32Array, ends: Float64Array) {
    this.#ranking = ranking;
    this.#held = held;
    this.#ends = ends;
    this.#inOrder = new OrderedSet(held.length);
  }

  get size(): number {
    return this.#inOrder.size;
  }

  add(job: number, end: number): void {
    this.#asked = Number.NaN;
    this.#ends[job] = end;
    this.#inOrder.add(this.#ranking.place[job]);
    const blocks = this.#blocks;
    let at = this.#blockOf(end, job);
    if (at === blocks.length) {
      if (at === 0) {
        blocks.push(emptyBlock());
        this.#sums.push(0);
      } else at -= 1;
    }
    let block = blocks[at];
    if (block.size === blockSize) {
      this.#split(at);
      if (after(end, job, block, block.size - 1)) {
        at += 1;
        block = blocks[at];
      }
    }
    const { ends, jobs, holds } = block;
    let place = block.size;
    // Moves one by one: for so few that is quicker than three calls of copyWithin.
    while (place > 0 && !after(end, job, block, place - 1)) {
      ends[place] = ends[place - 1];
      jobs[place] = jobs[place - 1];
      holds[place] = holds[place - 1];
      place -= 1;
    }
    ends[place] = end;
    jobs[place] = job;
    holds[place] = this.#held[job];
    block.size += 1;
    this.#sums[at] += this.#held[job];
  }

  remove(job: number): void {
    this.#asked = Number.NaN;
    this.#inOrder.delete(this.#ranking.place[job]);
    const end = this.#ends[job];
    const at = this.#blockOf(end, job);
    const block = this.#blocks[at];
    const { ends, jobs, holds } = block;
    let place = 0;
    while (jobs[place] !== job) place += 1;
    this.#sums[at] -= holds[place];
    block.size -= 1;
    for (; place < block.size; place += 1) {
      ends[place] = ends[place + 1];
      jobs[place] = jobs[place + 1];
      holds[place] = holds[place + 1];
    }
    if (block.size === 0) {
      this.#blocks.splice(at, 1);
      this.#sums.splice(at, 1);
    } else if (at > 0 && this.#blocks[at - 1].size + block.size <= blockSize >> 1) this.#join(at - 1);
  }

  endAt(position: number): number {
    const [block, place] = this.#find(position);
    return block.ends[place];
  }
  heldAt(position: number): number {
    const [block, place] = this.#find(position);
    return block.holds[place];
  }
  held(job: number): number {
    return this.#held[job];
  }
  last(): number {
    return this.#at(this.#inOrder.previous(this.#held.length - 1));
  }
  previous(job: number): number {
    return this.#at(this.#inOrder.previous(this.#ranking.place[job] - 1));
  }

  freed(missing: number): { readonly at: number; readonly accelerators: number } {
    const out = this.#freed;
    if (missing === this.#asked) return out;
    this.#asked = missing;
    out.at = Number.POSITIVE_INFINITY;
    const sums = this.#sums;
    let sum = 0;
    let at = 0;
    for (; at < sums.length && sum + sums[at] < missing; at += 1) sum += sums[at];
    for (; at < sums.length; at += 1) {
      const block = this.#blocks[at];
      for (let place = 0; place < block.size; place += 1) {
        if (sum >= missing && block.ends[place] > out.at) {
          out.accelerators = sum;
          return out;
        }
        if (sum < missing) out.at = block.ends[place];
        sum += block.holds[place];
      }
    }
    if (sum < missing) out.at = Number.POSITIVE_INFINITY;
    out.accelerators = sum;
    return out;
  }

  /** First block whose last entry is not before (end, job); the number of blocks when there is none. */
  #blockOf(end: number, job: number): number {
    let low = 0;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const block = this.#blocks[middle];
      const last = block.size - 1;
      if (block.ends[last] < end || (block.ends[last] === end && block.jobs[last] < job)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #split(at: number): void {
    const block = this.#blocks[at];
    const half = blockSize >> 1;
    const upper = emptyBlock();
    upper.size = block.size - half;
    upper.ends.set(block.ends.subarray(half, block.size));
    upper.jobs.set(block.jobs.subarray(half, block.size));
    upper.holds.set(block.holds.subarray(half, block.size));
    let moved = 0;
    for (let place = 0; place < upper.size; place += 1) moved += upper.holds[place];
    block.size = half;
    this.#sums[at] -= moved;
    this.#sums.splice(at + 1, 0, moved);
    this.#blocks.splice(at + 1, 0, upper);
  }

  /** Two neighbours that are nearly empty become one. */
  #join(at: number): void {
    const [lower, upper] = [this.#blocks[at], this.#blocks[at + 1]];
    lower.ends.set(upper.ends.subarray(0, upper.size), lower.size);
    lower.jobs.set(upper.jobs.subarray(0, upper.size), lower.size);
    lower.holds.set(upper.holds.subarray(0, upper.size), lower.size);
    lower.size += upper.size;
    this.#sums[at] += this.#sums[at + 1];
    this.#sums.splice(at + 1, 1);
    this.#blocks.splice(at + 1, 1);
  }

  #find(position: number): readonly [Block, number] {
    let place = position;
    for (const block of this.#blocks) {
      if (place < block.size) return [block, place];
      place -= block.size;
    }
    throw new RangeError(`no running job ${position}`);
  }

  #at(place: number): number {
    return place < 0 ? -1 : this.#ranking.order[place];
  }
}

function emptyBlock(): Block {
  return { ends: new Float64Array(blockSize), jobs: new Int32Array(blockSize), holds: new Int32Array(blockSize), size: 0 };
}

/** True where (end, job) comes after the entry at `place`. */
function after(end: number, job: number, block: Block, place: number): boolean {
  return block.ends[place] < end || (block.ends[place] === end && block.jobs[place] < job);
}
