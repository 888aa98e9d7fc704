// Priority with preemption: the more important stops the less important.

import type { Discipline } from "../view.ts";

export const priority: Discipline = {
  id: "priority",
  sentence: "Highest priority first, then in order of submission; it stops jobs of lower priority, the last started-for first, where that makes room.",
  compare: (jobs, a, b) => jobs.priority[b] - jobs.priority[a],
  decide(view, decisions) {
    const { queue, running, jobs, usable } = view;
    const head = queue.first();
    if (head < 0) return;
    if (view.fits(head)) return decisions.start(head);
    let missing = jobs.least[head] - usable;
    const lower = (job: number) => job >= 0 && jobs.priority[job] < jobs.priority[head];
    const victims: number[] = [];
    for (let job = running.last(); missing > 0 && lower(job); job = running.previous(job)) {
      if (jobs.preemptible[job] === 0) continue;
      victims.push(job);
      missing -= running.held(job);
    }
    if (missing <= 0) for (const job of victims) decisions.preempt(job);
  },
};
