// HiGHS as a solver: one worker thread, models in, solutions out, a flag to stop.

import { openThread } from "../../units/thread.ts";
import type { LinearModel } from "./model.ts";
import type { Numbers } from "./highs-model.ts";
import type { Answer, Reply, Request } from "./highs-worker.ts";
import { cbc } from "./programs/cbc.ts";
import { highsCommand } from "./programs/highs-command.ts";
import { scip } from "./programs/scip.ts";
import { SolverError } from "./solver-error.ts";
import type { Conflict, Session, Solution, SolveLimits, SolveOptions, Solver } from "./solver.ts";

// The program has 2 GiB of memory, and branch and bound needs many times its matrix.
const nonzerosAtMost = 1_500_000;
const vectorsAtMost = 6_000_000;

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
  readonly options: SolveOptions | undefined;
}

/**
 * HiGHS in WebAssembly in a thread of its own. A model too large for its memory is refused with a `SolverError` that names the native
 * solvers; when memory runs out all the same, that solve fails in the same words and the next model gets a fresh thread.
 * @param most nonzeros accepted
 */
export function openHighs(most: number = nonzerosAtMost): Solver {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const waiting = new Map<number, Waiting>();
  let next = 0;
  let thread: ReturnType<typeof start> | undefined;
  const start = () => {
    const worker = openThread(import.meta.url, "./highs-worker", { stop: flag.buffer });
    worker.unref();
    worker.on("message", (reply: Reply) => {
      const request = waiting.get(reply.id);
      if (!request) return;
      if ("progress" in reply) return request.options?.onProgress?.(reply.progress);
      if ("incumbent" in reply) return request.options?.onIncumbent?.(reply.incumbent, reply.objective);
      waiting.delete(reply.id);
      if (waiting.size === 0) worker.unref();
      if (!("failure" in reply)) return request.resolve(reply.answer);
      request.reject(explained(reply.failure));
      if (reply.broken) lost(worker, explained(reply.failure));
    });
    worker.on("error", (error: Error & { code?: string }) => lost(worker, explained(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "out of memory" : error.message)));
    return worker;
  };
  /** The thread's program has ended: everything asked of it fails, and the next request starts another. */
  const lost = (worker: ReturnType<typeof start>, error: Error): void => {
    if (thread !== worker) return;
    thread = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    void worker.terminate();
  };
  const ask = (request: Request, options?: SolveOptions): Promise<Answer> => {
    const id = next++;
    thread ??= start();
    thread.ref();
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject, options });
      thread!.postMessage({ ...request, id });
    });
  };
  const open = async (model: LinearModel): Promise<Session> => {
    const session = (await ask({ kind: "open", model: numbers(model, most) })) as number;
    const home = thread;
    let closed = false;
    return {
      async solve(options, patch = {}) {
        if (closed || thread !== home) throw new SolverError(closed ? "the session is closed" : "the solver's thread has ended, and its models with it");
        const { limits, start: from, basis, proof = false, ranging = false, onIncumbent } = options;
        return (await ask(
          { kind: "solve", session, limits, patch, proof, ranging, incumbents: onIncumbent !== undefined, ...(from ? { start: from } : {}), ...(basis ? { basis } : {}) },
          options,
        )) as Solution;
      },
      async close() {
        if (closed || thread !== home) return;
        closed = true;
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
      return (await ask({ kind: "conflict", model: numbers(model, most), limits })) as Conflict | undefined;
    },
    stop: () => void Atomics.store(flag, 0, 1),
    close: async () => {
      const last = thread;
      thread = undefined;
      for (const { reject } of waiting.values()) reject(new SolverError("the solver was closed"));
      waiting.clear();
      await last?.terminate();
    },
  };
}

const useNative = `use a native solver: --solver highs (${highsCommand.from}), or --solver cbc (${cbc.from}) or scip (${scip.from})`;

/** What the thread says, in words that help. HiGHS in WebAssembly has no exceptions: an allocation that fails aborts, and says no more than that. */
export function explained(failure: string): SolverError {
  return /out of memory|bad_alloc|memory access out of bounds|cannot enlarge memory|array buffer allocation|OOM|Aborted\(/i.test(failure)
    ? new SolverError(`HiGHS ended, as it does when models do not fit in the 2 GiB it has as WebAssembly: ${useNative}`)
    : new SolverError(`the solver failed: ${failure}`);
}

function numbers({ columns, rows, cost, offset, lower, upper, integer, rowLower, rowUpper, starts, indices, values }: LinearModel, most: number): Numbers {
  const size = `the model has ${rows.length} rows, ${columns.length} columns and ${values.length} nonzeros`;
  if (values.length > most || rows.length + columns.length > vectorsAtMost)
    throw new SolverError(`${size}, more than HiGHS can take as WebAssembly (${most} nonzeros, ${vectorsAtMost} rows and columns): ${useNative}`);
  return { columnCount: columns.length, rowCount: rows.length, cost, offset, lower, upper, integer, rowLower, rowUpper, starts, indices, values };
}
