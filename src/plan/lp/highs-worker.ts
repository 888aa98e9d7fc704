// How do models get solved inside the worker thread? HiGHS in WebAssembly: models held open, patched and solved, stopped through a shared flag.

import { parentPort, workerData } from "node:worker_threads";
import load, { type Highs } from "highs";
import { HighsModel, type Numbers } from "./highs-model.ts";
import type { Basis, Conflict, Patch, Progress, Solution, SolveLimits, Start } from "./solver.ts";

export type Request =
  | { readonly kind: "open"; readonly model: Numbers }
  | {
      readonly kind: "solve";
      readonly session: number;
      readonly limits: SolveLimits;
      readonly patch: Patch;
      readonly incumbents: boolean;
      readonly proof: boolean;
      readonly ranging: boolean;
      readonly start?: Start;
      readonly basis?: Basis;
    }
  | { readonly kind: "close"; readonly session: number }
  | { readonly kind: "conflict"; readonly model: Numbers; readonly limits: SolveLimits };

export type Answer = number | Solution | Conflict | undefined;

export type Reply = { readonly id: number } & (
  | { readonly progress: Progress }
  | { readonly incumbent: Float64Array; readonly objective: number }
  | { readonly answer: Answer }
  /** `broken`: the WebAssembly program has ended, and with it every model. */
  | { readonly failure: string; readonly broken: boolean }
);

const stop = new Int32Array((workerData as { stop: SharedArrayBuffer }).stop);
// The package declares its types as CommonJS although it ships an ES module: the default import is the loader itself.
const loadHighs = load as unknown as () => Promise<Highs>;
let loaded: Promise<Highs> | undefined;
const sessions = new Map<number, HighsModel>();
let nextSession = 0;

parentPort!.on("message", async (request: Request & { readonly id: number }) => {
  const { id } = request;
  try {
    loaded ??= loadHighs();
    say({ id, answer: answer(await loaded, request) });
  } catch (error) {
    say({ id, failure: error instanceof Error ? error.message : String(error), broken: error instanceof WebAssembly.RuntimeError || error instanceof RangeError });
  }
});

function say(reply: Reply): void {
  parentPort!.postMessage(reply);
}

function answer(highs: Highs, request: Request & { readonly id: number }): Answer {
  switch (request.kind) {
    case "open": {
      sessions.set(nextSession, new HighsModel(highs, request.model));
      return nextSession++;
    }
    case "close":
      sessions.get(request.session)?.dispose();
      sessions.delete(request.session);
      return undefined;
    case "conflict": {
      const { columnCount } = request.model;
      const model = new HighsModel(highs, { ...request.model, cost: new Float64Array(columnCount), integer: new Uint8Array(columnCount) });
      try {
        return model.conflict(request.limits);
      } finally {
        model.dispose();
      }
    }
    case "solve":
      return solve(request);
  }
}

function solve({ id, session, patch, limits, start, basis, proof, ranging, incumbents }: Extract<Request, { kind: "solve" }> & { readonly id: number }): Solution {
  const model = sessions.get(session);
  if (model === undefined) throw new Error("the session is closed");
  model.change(patch);
  const solution = model.solve({
    limits,
    proof,
    ranging,
    ...(start ? { start } : {}),
    ...(basis ? { basis } : {}),
    stopped: () => Atomics.load(stop, 0) === 1,
    progress: (progress) => say({ id, progress }),
    ...(incumbents ? { incumbent: (values: Float64Array, objective: number) => say({ id, incumbent: values, objective }) } : {}),
  });
  // A stop ends one solve: those that then make its answer exact run to their end.
  if (solution.status === "interrupted") Atomics.store(stop, 0, 0);
  return solution;
}
