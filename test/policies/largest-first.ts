// Largest first: big jobs start while the accelerators are there, small ones fill what is left.

import type { Discipline } from "../../src/schedule/view.ts";

export const largestFirst: Discipline = {
  id: "largest-first",
  sentence: "The job that wants most accelerators first; a smaller one may pass where the first does not fit.",
  compare: (jobs, a, b) => jobs.need[b] - jobs.need[a],
  decide(view, decisions) {
    for (let job = view.queue.first(); job >= 0; job = view.queue.next(job)) {
      if (view.fits(job)) return decisions.start(job);
    }
  },
};
