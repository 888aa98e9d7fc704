// HiGHS as a solver: one worker thread, models in, solutions out, a flag to stop.

import { openThread } from "../../units/thread.ts";
import type { LinearModel } from "./model.ts";
import type { Answer, Numbers, Reply, Request } from "./highs-worker.ts";
import type { Conflict, Session, Solution, SolveLimits, SolveOptions, Solver } from "./solver.ts";

/** Starts the worker. An out-of-memory abort leaves the runtime unusable: then `close` and open another. */
export function openHighs(): Solver {
  const stop = new SharedArrayBuffer(4);
  const flag = new Int32Array(stop);
  const worker = openThread(import.meta.url, "./highs-worker", { stop });
  worker.unref();
  let next = 0;
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void; options?: SolveOptions | undefined }>();
  worker.on("message", (reply: Reply) => {
    const request = waiting.get(reply.id);
    if (!request) return;
    if ("progress" in reply) return request.options?.onProgress?.(reply.progress);
    if ("incumbent" in reply) return request.options?.onIncumbent?.(reply.incumbent, reply.objective);
    waiting.delete(reply.id);
    if (waiting.size === 0) worker.unref();
    if ("failure" in reply) request.reject(new Error(`the solver failed: ${reply.failure}`));
    else request.resolve(reply.answer);
  });
  worker.on("error", (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  const ask = (request: Request, options?: SolveOptions): Promise<Answer> => {
    const id = next++;
    worker.ref();
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject, options });
      worker.postMessage({ ...request, id });
    });
  };
  const open = async (model: LinearModel): Promise<Session> => {
    const session = (await ask({ kind: "open", model: numbers(model) })) as number;
    return {
      async solve(options, patch = {}) {
        const { limits, start, basis, onIncumbent } = options;
        return (await ask({ kind: "solve", session, limits, patch, incumbents: onIncumbent !== undefined, ...(start ? { start } : {}), ...(basis ? { basis } : {}) }, options)) as Solution;
      },
      async close() {
        await ask({ kind: "close", session });
      },
    };
  };
  return {
    name: "HiGHS 1.15 (wasm)",
    open,
    async solve(model, options) {
      const session = await open(model);
      try {
        return await session.solve(options);
      } finally {
        await session.close();
      }
    },
    async conflict(model: LinearModel, limits: SolveLimits) {
      return (await ask({ kind: "conflict", model: numbers(model), limits })) as Conflict | undefined;
    },
    stop: () => void Atomics.store(flag, 0, 1),
    close: async () => {
      await worker.terminate();
    },
  };
}

/** A model without its names: what crosses to the thread. */
function numbers({ columns, rows, cost, offset, lower, upper, integer, rowLower, rowUpper, starts, indices, values }: LinearModel): Numbers {
  return { columnCount: columns.length, rowCount: rows.length, cost, offset, lower, upper, integer, rowLower, rowUpper, starts, indices, values };
}
