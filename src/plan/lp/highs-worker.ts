// How does one model get solved inside the worker thread? HiGHS in WebAssembly, stopped through a shared flag.

import { parentPort, workerData } from "node:worker_threads";
import load, { type Highs } from "highs";
import type { LinearModel } from "./model.ts";
import type { Progress, Solution, SolveLimits, SolveStatus } from "./solver.ts";

export interface Request {
  readonly id: number;
  readonly model: LinearModel;
  readonly limits: SolveLimits;
  readonly start?: { readonly indices: Int32Array; readonly values: Float64Array };
}

export type Reply = { readonly id: number; readonly progress: Progress } | { readonly id: number; readonly solution: Solution } | { readonly id: number; readonly failure: string };

const stop = new Int32Array((workerData as { stop: SharedArrayBuffer }).stop);
// The package declares its types as CommonJS although it ships an ES module: the default import is the loader itself.
const loadHighs = load as unknown as () => Promise<Highs>;
let loaded: Promise<Highs> | undefined;

parentPort!.on("message", async (request: Request) => {
  try {
    loaded ??= loadHighs();
    const highs = await loaded;
    parentPort!.postMessage({ id: request.id, solution: solve(highs, request) } satisfies Reply);
  } catch (error) {
    parentPort!.postMessage({ id: request.id, failure: error instanceof Error ? error.message : String(error) } satisfies Reply);
  }
});

function solve(highs: Highs, { id, model, limits, start }: Request): Solution {
  const whole = model.integer.includes(1);
  const { constants } = highs;
  return highs.withModel(
    {
      numCols: model.columns.length,
      numRows: model.rows.length,
      sense: constants.objectiveSense.maximize,
      offset: model.offset,
      colCost: model.cost,
      colLower: unbounded(model.lower, highs.infinity),
      colUpper: unbounded(model.upper, highs.infinity),
      rowLower: unbounded(model.rowLower, highs.infinity),
      rowUpper: unbounded(model.rowUpper, highs.infinity),
      matrix: { format: "csr", numRows: model.rows.length, numCols: model.columns.length, starts: model.starts, indices: model.indices, values: model.values },
      ...(whole ? { integrality: Array.from(model.integer, (flag) => (flag === 1 ? constants.variableType.integer : constants.variableType.continuous)) } : {}),
    },
    (instance) => {
      instance.options.set({
        output_flag: true,
        log_to_console: false,
        mip_rel_gap: limits.gap,
        mip_max_nodes: Math.min(limits.nodes, 2_147_483_647),
        time_limit: limits.seconds,
        random_seed: limits.seed,
        mip_feasibility_tolerance: 1e-7,
      });
      if (start && whole) instance.setSolution({ indices: start.indices, values: start.values });
      const report = (data: { running_time?: number; mip_primal_bound?: number; mip_dual_bound?: number; mip_gap?: number; mip_node_count?: bigint }): void => {
        parentPort!.postMessage({
          id,
          progress: {
            seconds: data.running_time ?? 0,
            incumbent: known(data.mip_primal_bound),
            bound: known(data.mip_dual_bound),
            gap: known(data.mip_gap),
            nodes: Number(data.mip_node_count ?? 0n),
          },
        } satisfies Reply);
      };
      instance.run({
        [constants.callbackType.mipLogging]: (event) => {
          report(event.data);
          return undefined;
        },
        [constants.callbackType.mipInterrupt]: (event) => {
          if (Atomics.load(stop, 0) === 1) event.interrupt();
          return undefined;
        },
        [constants.callbackType.simplexInterrupt]: (event) => {
          if (Atomics.load(stop, 0) === 1) event.interrupt();
          return undefined;
        },
      });
      const code = instance.getModelStatus();
      const named = constants.modelStatus;
      const solution = instance.getSolution();
      const found = Number(instance.info.get("primal_solution_status")) === 2;
      const gap = whole && found ? Number(instance.info.get("mip_gap")) : 0;
      const status: SolveStatus =
        code === named.optimal
          ? gap > 1e-9
            ? "gap"
            : "optimal"
          : code === named.infeasible || code === named.unboundedOrInfeasible
            ? "infeasible"
            : code === named.unbounded
              ? "unbounded"
              : code === named.interrupted || code === named.solutionLimit || code === named.timeLimit || code === named.iterationLimit
                ? Atomics.load(stop, 0) === 1
                  ? "interrupted"
                  : "limit"
                : "failed";
      // A stop ends one solve: those that then make its answer exact run to their end.
      if (status === "interrupted") Atomics.store(stop, 0, 0);
      return {
        status,
        objective: found ? instance.getObjectiveValue() : null,
        bound: whole ? known(Number(instance.info.get("mip_dual_bound"))) : found ? instance.getObjectiveValue() : null,
        gap: found ? gap : null,
        nodes: whole ? Number(instance.info.get("mip_node_count")) : 0,
        stoppedByClock: code === named.timeLimit,
        values: found ? solution.colValue : new Float64Array(),
        duals: !whole && found ? solution.rowDual : new Float64Array(),
      };
    },
  );
}

function unbounded(values: Float64Array, infinity: number): Float64Array {
  return values.map((value) => (value === Infinity ? infinity : value === -Infinity ? -infinity : value));
}

function known(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) || Math.abs(value) > 1e29 ? null : value;
}
