// First come, first served: nobody passes the head of the queue.

import type { Discipline } from "../view.ts";

export const fifo: Discipline = {
  id: "fifo",
  sentence: "In order of submission; the first that does not fit holds up the rest.",
  compare: () => 0,
  decide(view, decisions) {
    const head = view.queue.first();
    if (head >= 0 && view.fits(head)) decisions.start(head);
  },
};
