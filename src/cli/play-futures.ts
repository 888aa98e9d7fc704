// How are the futures of a sweep played, told and kept? On threads; each one that is done stands on the disk at once, and is not played again.

import type { Future } from "../sweep/future.ts";
import type { Outcome } from "../sweep/outcome.ts";
import type { Point } from "../sweep/play.ts";
import { playAll } from "../sweep/pool.ts";
import { tablesOf } from "../sweep/tables-of.ts";
import { sha256 } from "./inputs.ts";
import { type Job, timed } from "./job.ts";
import { version } from "./package.ts";
import { openFutures } from "./saved-futures.ts";
import { number } from "./table.ts";

export interface Played {
  /** One a future, in their order. */
  readonly outcomes: readonly Outcome[];
  /** To be called when the sweep is in place. */
  forget(): void;
}

/** Plays what is not done yet; undefined where Ctrl-C came, with what is done kept in the run folder. */
export function playFutures(job: Job, points: readonly Point[], futures: readonly Future[]): Promise<Played | undefined> {
  return timed(job, "sweep", async () => {
    const { given, run, answer, workers } = job;
    const tables = tablesOf(
      points.map(({ resolved }) => resolved.programme),
      given.library,
    );
    const saved = openFutures(run.unfinishedSweep, sha256(JSON.stringify([version(), points, futures, tables])));
    const outcomes = new Map(saved.done);
    const left = futures.filter(({ index }) => !outcomes.has(index));
    if (outcomes.size > 0) answer.say(`${number(outcomes.size)} of ${number(futures.length)} futures were played before: the sweep goes on from them`);
    const began = performance.now();
    let played = 0;
    try {
      await playAll(points, given.library, left, {
        workers,
        signal: answer.interrupted,
        onDone: ({ index }, outcome) => {
          saved.add(index, outcome);
          outcomes.set(index, outcome);
          played += 1;
          const rate = played / ((performance.now() - began) / 1e3);
          answer.progress(`sweep: ${number(outcomes.size)}/${number(futures.length)} futures, ${number(rate, 1)} a second, ${timeLeft((left.length - played) / rate)} left`);
        },
      });
    } finally {
      saved.close();
    }
    if (outcomes.size < futures.length) {
      answer.say(`${number(outcomes.size)} of ${number(futures.length)} futures are kept in ${run.folder}: the same command goes on from them`);
      return undefined;
    }
    return { outcomes: futures.map(({ index }) => outcomes.get(index)!), forget: saved.forget };
  });
}

/** `45 s`, `3 min`. */
function timeLeft(seconds: number): string {
  return seconds < 120 ? `${number(seconds)} s` : `${number(seconds / 60)} min`;
}
