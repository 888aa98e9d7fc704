// A scheduler that could not be simpler: every list is looked through from end to end. The oracle of the engine's start times.

import type { JobRow } from "./study-fixture.ts";

/** Start of every job, seconds, on `size` accelerators; -1 for one that is larger. */
export function referenceStarts(rows: readonly JobRow[], size: number, policy: "fifo" | "sjf" | "easy" | "conservative"): number[] {
  const starts = rows.map(() => -1);
  const limit = (job: number) => rows[job]!.limit ?? rows[job]!.run;
  const jobs = rows.map((_, job) => job).filter((job) => rows[job]!.need <= size);
  const times = new Set(jobs.map((job) => rows[job]!.submit));
  while (times.size > 0) {
    const now = Math.min(...times);
    times.delete(now);
    const running = () => jobs.filter((job) => starts[job]! >= 0 && starts[job]! + rows[job]!.run > now);
    const free = () => size - running().reduce((sum, job) => sum + rows[job]!.need, 0);
    const queue = () => jobs.filter((job) => starts[job]! < 0 && rows[job]!.submit <= now).toSorted((a, b) => (policy === "sjf" ? limit(a) - limit(b) : 0) || a - b);
    const start = (job: number) => {
      starts[job] = now;
      times.add(now + rows[job]!.run);
    };
    const expected = (job: number) => Math.max(now, starts[job]! + limit(job));
    if (policy === "conservative") {
      const planned: { from: number; to: number; need: number }[] = running().map((job) => ({ from: now, to: expected(job), need: rows[job]!.need }));
      for (const job of queue()) {
        const room = (from: number) => {
          const moments = [from, ...planned.map((each) => each.from).filter((moment) => moment > from && moment < from + limit(job))];
          return moments.every((moment) => size - planned.filter((each) => each.from <= moment && moment < each.to).reduce((sum, each) => sum + each.need, 0) >= rows[job]!.need);
        };
        const from = [now, ...planned.map((each) => each.to)].filter((moment) => moment >= now && room(moment)).reduce((least, moment) => Math.min(least, moment), Infinity);
        planned.push({ from, to: from + limit(job), need: rows[job]!.need });
        if (from === now) start(job);
      }
      continue;
    }
    while (queue().length > 0 && rows[queue()[0]!]!.need <= free()) start(queue()[0]!);
    if (policy !== "easy" || queue().length === 0) continue;
    const [head, ...rest] = queue();
    let shadow = Infinity;
    let left = 0;
    for (const job of running().toSorted((a, b) => expected(a) - expected(b))) {
      const open =
        free() +
        running()
          .filter((other) => expected(other) <= expected(job))
          .reduce((sum, other) => sum + rows[other]!.need, 0);
      if (open < rows[head!]!.need) continue;
      shadow = expected(job);
      left = open - rows[head!]!.need;
      break;
    }
    for (const job of rest) {
      if (rows[job]!.need > free()) continue;
      const before = now + limit(job) <= shadow;
      if (!before && rows[job]!.need > left) continue;
      if (!before) left -= rows[job]!.need;
      start(job);
    }
  }
  return starts;
}
