// EASY backfill: a later job may start if the head of the queue does not start later for it.

import type { Discipline } from "../view.ts";

/**
 * Lifka, The ANL/IBM SP scheduling system, 1995; Mu'alem and Feitelson, IEEE TPDS 12(6), 2001. The head gets a reservation at the
 * shadow time, when enough accelerators will be free if jobs end at their limits; a later job starts if it ends by then, or takes only what the head leaves over.
 */
export const easy: Discipline = {
  id: "easy",
  sentence: "In order of submission; a later job may pass where it does not delay the first.",
  compare: () => 0,
  decide(view, decisions) {
    const head = view.queue.first();
    if (head < 0) return;
    if (view.fits(head)) return decisions.start(head);
    const { queue, usable, jobs, now } = view;
    if (queue.size < 2 || usable <= 0) return;
    const missing = jobs.least[head] - usable;
    // Where enough are free, but not in domains that the head can use, it waits for no time that is known: only what it leaves over is given out.
    const freed = missing > 0 ? view.running.freed(missing) : undefined;
    const extra = usable + (freed?.accelerators ?? 0) - jobs.least[head];
    const slack = freed === undefined ? 0 : Math.max(freed.at, now) - now;
    for (let after = head; ;) {
      const candidate = firstOf(queue.firstWithin(usable, slack, after), queue.firstWithin(Math.min(usable, extra), Number.POSITIVE_INFINITY, after));
      if (candidate < 0) return;
      if (view.fits(candidate)) return decisions.start(candidate);
      after = candidate;
    }
  },
};

/** Jobs are numbered in order of submission, which is the order of this queue. */
function firstOf(a: number, b: number): number {
  if (a < 0) return b;
  return b < 0 ? a : Math.min(a, b);
}
