// Shortest job first, by what the jobs asked for.

import type { Discipline } from "../view.ts";

export const sjf: Discipline = {
  id: "sjf",
  sentence: "Shortest time limit first; the first that does not fit holds up the rest.",
  compare: (jobs, a, b) => jobs.limit[a] - jobs.limit[b],
  decide(view, decisions) {
    const head = view.queue.first();
    if (head >= 0 && view.fits(head)) decisions.start(head);
  },
};
