// HiGHS as a solver: one worker thread, models in, solutions out, a flag to stop.

import { openThread } from "../../units/thread.ts";
import type { LinearModel } from "./model.ts";
import type { Reply, Request } from "./highs-worker.ts";
import type { Progress, Solution, Solver, SolveOptions } from "./solver.ts";

/** Starts the worker. An out-of-memory abort leaves the runtime unusable: then `close` and open another. */
export function openHighs(): Solver {
  const stop = new SharedArrayBuffer(4);
  const flag = new Int32Array(stop);
  const worker = openThread(import.meta.url, "./highs-worker", { stop });
  worker.unref();
  let next = 0;
  const waiting = new Map<number, { resolve: (solution: Solution) => void; reject: (error: Error) => void; onProgress?: ((progress: Progress) => void) | undefined }>();
  const fail = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("message", (reply: Reply) => {
    const request = waiting.get(reply.id);
    if (!request) return;
    if ("progress" in reply) return request.onProgress?.(reply.progress);
    waiting.delete(reply.id);
    if (waiting.size === 0) worker.unref();
    if ("failure" in reply) request.reject(new Error(`the solver failed: ${reply.failure}`));
    else request.resolve(reply.solution);
  });
  worker.on("error", fail);
  return {
    name: "HiGHS 1.15 (wasm)",
    solve(model: LinearModel, { limits, start, onProgress }: SolveOptions): Promise<Solution> {
      const id = next++;
      worker.ref();
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject, onProgress });
        worker.postMessage({ id, model, limits, ...(start ? { start } : {}) } satisfies Request);
      });
    },
    stop: () => void Atomics.store(flag, 0, 1),
    close: async () => {
      await worker.terminate();
    },
  };
}
