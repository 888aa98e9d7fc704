// Which thread plays which future? Each takes the next one when it is done; what comes out does not depend on who played it.

import type { Worker } from "node:worker_threads";
import type { Library } from "../programme/library.ts";
import { openThread } from "../units/thread.ts";
import type { Future } from "./future.ts";
import type { Outcome } from "./outcome.ts";
import type { Point } from "./play.ts";
import { tablesOf } from "./tables-of.ts";

export interface PoolOptions {
  readonly workers: number;
  /** Once aborted, futures under way are given up. */
  readonly signal?: AbortSignal;
  /** Called for each future as it is done, in the order in which they are. */
  readonly onDone: (future: Future, outcome: Outcome) => void;
}

/**
 * Plays the futures on threads of their own, those of one seed one after the other, so that they share its weather and prices.
 * Comes back when all are done or the signal is given. @throws the error of a future that could not be played, naming it
 */
export async function playAll(points: readonly Point[], library: Library, futures: readonly Future[], { workers, signal, onDone }: PoolOptions): Promise<void> {
  const waiting = futures.toSorted((one, other) => one.seed - other.seed || one.index - other.index);
  const tables = tablesOf(
    points.map(({ resolved }) => resolved.programme),
    library,
  );
  const threads = Math.min(Math.max(1, Math.floor(workers)), waiting.length);
  const opened: Worker[] = [];
  const stop = new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true }));
  let next = 0;
  const take = (): Future | undefined => (signal?.aborted ? undefined : waiting[next++]);
  try {
    await Promise.race([
      stop,
      Promise.all(
        Array.from({ length: threads }, () => {
          const worker = openThread(import.meta.url, "./sweep-worker", { points, tables });
          opened.push(worker);
          return work(worker, take, onDone, () => signal?.aborted === true);
        }),
      ),
    ]);
  } finally {
    await Promise.all(opened.map((worker) => worker.terminate()));
  }
}

interface Answer {
  readonly index: number;
  readonly outcome?: Outcome;
  readonly error?: string;
}

function work(worker: Worker, take: () => Future | undefined, onDone: PoolOptions["onDone"], stopped: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let future = take();
    const send = (): void => {
      if (future) worker.postMessage(future);
      else resolve();
    };
    worker.on("message", ({ outcome, error }: Answer) => {
      if (stopped()) return;
      if (!outcome) return reject(new Error(`future ${future!.index} with seed ${future!.seed} could not be played: ${error}`));
      try {
        onDone(future!, outcome);
      } catch (failure) {
        return reject(failure);
      }
      future = take();
      send();
    });
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`a thread of the sweep ended with code ${code}`)));
    send();
  });
}
