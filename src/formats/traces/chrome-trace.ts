// How does what became of jobs look in a viewer of Chrome traces (Perfetto)?

import { attemptEndings, type JobOutcomes } from "../../record/outcomes.ts";

/**
 * Trace Event Format (Google, "Trace Event Format", JSON object form), in pieces of text: one process a site, each attempt a complete event (`ph` X) with `ts` and `dur` in microseconds from the
 * outcomes' second 0, each failure an instant (`ph` i) where the attempt ended. Attempts that overlap stand on threads of their own: the lowest that is free.
 * Attempts that still run end with the last event.
 */
export function* writeChromeTrace(outcomes: JobOutcomes): Generator<string> {
  yield '{"displayTimeUnit":"ms","traceEvents":[\n';
  for (const [site, name] of outcomes.sites.entries())
    yield `${site === 0 ? "" : ",\n"}${JSON.stringify({ ph: "M", name: "process_name", pid: site + 1, tid: 0, args: { name } })}`;
  let last = 0;
  for (const seconds of outcomes.endSeconds) last = Math.max(last, seconds);
  for (const seconds of outcomes.startSeconds) last = Math.max(last, seconds);
  const threads = outcomes.sites.map(() => new Threads());
  let text = "";
  for (let at = 0; at < outcomes.job.length; at += 1) {
    const start = outcomes.startSeconds[at]!;
    const site = outcomes.site[at]!;
    if (start < 0 || site < 0) continue;
    const end = outcomes.endSeconds[at]! < 0 ? last : outcomes.endSeconds[at]!;
    const ending = attemptEndings[outcomes.ending[at]!]!;
    const place = { pid: site + 1, tid: threads[site]!.take(start, end) };
    const cause = outcomes.causes[outcomes.cause[at]!];
    const args = {
      attempt: outcomes.attempt[at],
      ending,
      accelerators: outcomes.milliAccelerators[at]! / 1000,
      lostSeconds: outcomes.lostSeconds[at],
      overheadSeconds: outcomes.overheadSeconds[at],
      energyJ: outcomes.energyJ[at],
      ...(cause !== undefined && { cause }),
    };
    const [ts, dur] = [microseconds(start), microseconds(end) - microseconds(start)];
    text += `,\n${JSON.stringify({ ph: "X", name: outcomes.jobs[outcomes.job[at]!], cat: "job", ts, dur, ...place, args })}`;
    if (ending === "failed" || ending === "preempted")
      text += `,\n${JSON.stringify({ ph: "i", s: "t", name: cause ?? ending, cat: ending, ts: microseconds(end), ...place, args: { job: outcomes.jobs[outcomes.job[at]!] } })}`;
    if (text.length < 1 << 16) continue;
    yield text;
    text = "";
  }
  yield `${outcomes.sites.length === 0 ? text.replace(/^,\n/, "") : text}\n]}\n`;
}

function microseconds(seconds: number): number {
  return Math.round(seconds * 1e6);
}

/** Which thread is free from a time on? Two heaps: of free threads by number, of taken ones by the time at which they are free. */
class Threads {
  readonly #free = new Heap();
  readonly #taken = new Heap();
  #count = 0;

  /** Attempts come in order of start. */
  take(start: number, end: number): number {
    while (this.#taken.size > 0 && this.#taken.leastKey() <= start) {
      const thread = this.#taken.pop();
      this.#free.push(thread, thread);
    }
    let thread: number;
    if (this.#free.size > 0) thread = this.#free.pop();
    else {
      this.#count += 1;
      thread = this.#count;
    }
    this.#taken.push(end, thread);
    return thread;
  }
}

/** A binary heap of numbers with keys, least key first. */
class Heap {
  readonly #keys: number[] = [];
  readonly #values: number[] = [];

  get size(): number {
    return this.#keys.length;
  }

  leastKey(): number {
    return this.#keys[0]!;
  }

  push(key: number, value: number): void {
    let at = this.#keys.push(key) - 1;
    this.#values.push(value);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.#keys[above]! <= this.#keys[at]!) return;
      this.#swap(at, above);
      at = above;
    }
  }

  pop(): number {
    const value = this.#values[0]!;
    this.#swap(0, this.#keys.length - 1);
    this.#keys.pop();
    this.#values.pop();
    let at = 0;
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < this.#keys.length && this.#keys[left]! < this.#keys[least]!) least = left;
      if (right < this.#keys.length && this.#keys[right]! < this.#keys[least]!) least = right;
      if (least === at) return value;
      this.#swap(at, least);
      at = least;
    }
  }

  #swap(a: number, b: number): void {
    [this.#keys[a], this.#keys[b]] = [this.#keys[b]!, this.#keys[a]!];
    [this.#values[a], this.#values[b]] = [this.#values[b]!, this.#values[a]!];
  }
}
