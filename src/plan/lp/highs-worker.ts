// How do models get solved inside the worker thread? HiGHS in WebAssembly: models held open, patched and solved, stopped through a shared flag.

import { parentPort, workerData } from "node:worker_threads";
import load, { type Highs, type Model } from "highs";
import type { LinearModel } from "./model.ts";
import type { Basis, Conflict, Patch, Progress, Solution, SolveLimits, SolveStatus, Start } from "./solver.ts";

export interface Numbers extends Omit<LinearModel, "columns" | "rows"> {
  readonly columnCount: number;
  readonly rowCount: number;
}

export type Request =
  | { readonly kind: "open"; readonly model: Numbers }
  | {
      readonly kind: "solve";
      readonly session: number;
      readonly limits: SolveLimits;
      readonly patch: Patch;
      readonly incumbents: boolean;
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
  | { readonly failure: string }
);

interface Open {
  readonly instance: Model;
  readonly columnCount: number;
  readonly rowCount: number;
  integer: Uint8Array;
}

const stop = new Int32Array((workerData as { stop: SharedArrayBuffer }).stop);
// The package declares its types as CommonJS although it ships an ES module: the default import is the loader itself.
const loadHighs = load as unknown as () => Promise<Highs>;
let loaded: Promise<Highs> | undefined;
const sessions = new Map<number, Open>();
let nextSession = 0;

parentPort!.on("message", async (request: Request & { readonly id: number }) => {
  const { id } = request;
  try {
    loaded ??= loadHighs();
    say({ id, answer: answer(await loaded, request) });
  } catch (error) {
    say({ id, failure: error instanceof Error ? error.message : String(error) });
  }
});

function say(reply: Reply): void {
  parentPort!.postMessage(reply);
}

function answer(highs: Highs, request: Request & { readonly id: number }): Answer {
  switch (request.kind) {
    case "open": {
      sessions.set(nextSession, openModel(highs, request.model));
      return nextSession++;
    }
    case "close":
      sessions.get(request.session)?.instance.dispose();
      sessions.delete(request.session);
      return undefined;
    case "conflict":
      return conflictOf(highs, request.model, request.limits);
    case "solve": {
      const open = sessions.get(request.session)!;
      change(highs, open, request.patch);
      return solve(highs, open, request);
    }
  }
}

function openModel(highs: Highs, model: Numbers): Open {
  const { constants } = highs;
  const { columnCount, rowCount } = model;
  const instance = highs.createModel({
    numCols: columnCount,
    numRows: rowCount,
    sense: constants.objectiveSense.maximize,
    offset: model.offset,
    colCost: model.cost,
    colLower: unbounded(model.lower, highs.infinity),
    colUpper: unbounded(model.upper, highs.infinity),
    rowLower: unbounded(model.rowLower, highs.infinity),
    rowUpper: unbounded(model.rowUpper, highs.infinity),
    matrix: { format: "csr", numRows: rowCount, numCols: columnCount, starts: model.starts, indices: model.indices, values: model.values },
    ...(model.integer.includes(1) ? { integrality: Array.from(model.integer, (flag) => (flag === 1 ? constants.variableType.integer : constants.variableType.continuous)) } : {}),
  });
  return { instance, columnCount, rowCount, integer: model.integer };
}

function change(highs: Highs, open: Open, { cost, offset, lower, upper, rowLower, rowUpper, integer }: Patch): void {
  const { instance, columnCount, rowCount } = open;
  const { constants, infinity } = highs;
  const columns = { kind: "range", from: 0, to: columnCount - 1 } as const;
  if (cost) instance.changeColsCost(columns, cost);
  if (offset !== undefined) instance.changeObjectiveOffset(offset);
  if (lower && upper) instance.changeColsBounds(columns, unbounded(lower, infinity), unbounded(upper, infinity));
  else if (lower || upper) throw new Error("a patch gives lower and upper bounds together");
  if (rowLower && rowUpper) instance.changeRowsBounds({ kind: "range", from: 0, to: rowCount - 1 }, unbounded(rowLower, infinity), unbounded(rowUpper, infinity));
  else if (rowLower || rowUpper) throw new Error("a patch gives row bounds together");
  if (integer) {
    open.integer = integer;
    if (integer.includes(1))
      instance.changeColsIntegrality(
        columns,
        Array.from(integer, (flag) => (flag === 1 ? constants.variableType.integer : constants.variableType.continuous)),
      );
    else instance.clearIntegrality();
  }
}

function solve(
  highs: Highs,
  { instance, integer }: Open,
  { id, limits, start, basis, incumbents }: { id: number; limits: SolveLimits; start?: Start; basis?: Basis; incumbents: boolean },
): Solution {
  const whole = integer.includes(1);
  const { constants } = highs;
  instance.options.set({
    output_flag: true,
    log_to_console: false,
    mip_rel_gap: limits.gap,
    mip_max_nodes: Math.min(limits.nodes, 2_147_483_647),
    time_limit: limits.seconds,
    random_seed: limits.seed,
    mip_feasibility_tolerance: 1e-7,
  });
  // HiGHS counts its time limit from the model's first run.
  instance.zeroAllClocks();
  if (start && whole) instance.setSolution({ indices: start.indices, values: start.values });
  if (basis && !whole) instance.setBasis({ colStatus: Array.from(basis.columns) as never, rowStatus: Array.from(basis.rows) as never });
  const report = (data: { running_time?: number; mip_primal_bound?: number; mip_dual_bound?: number; mip_gap?: number; mip_node_count?: bigint }): void =>
    say({
      id,
      progress: {
        seconds: data.running_time ?? 0,
        incumbent: known(data.mip_primal_bound),
        bound: known(data.mip_dual_bound),
        gap: known(data.mip_gap),
        nodes: Number(data.mip_node_count ?? 0n),
      },
    });
  const interrupt = (event: { interrupt(): void }): undefined => {
    if (Atomics.load(stop, 0) === 1) event.interrupt();
    return undefined;
  };
  instance.run({
    [constants.callbackType.mipLogging]: (event) => {
      report(event.data);
      return undefined;
    },
    ...(incumbents
      ? {
          [constants.callbackType.mipImprovingSolution]: (event: { readonly data: { readonly mip_solution?: Float64Array; readonly objective_function_value?: number } }) => {
            if (event.data.mip_solution) say({ id, incumbent: event.data.mip_solution, objective: event.data.objective_function_value ?? Number.NaN });
            return undefined;
          },
        }
      : {}),
    [constants.callbackType.mipInterrupt]: interrupt,
    [constants.callbackType.simplexInterrupt]: interrupt,
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
  const linear = !whole && found;
  return {
    status,
    objective: found ? instance.getObjectiveValue() : null,
    bound: whole ? known(Number(instance.info.get("mip_dual_bound"))) : found ? instance.getObjectiveValue() : null,
    gap: found ? gap : null,
    nodes: whole ? Number(instance.info.get("mip_node_count")) : 0,
    stoppedByClock: code === named.timeLimit,
    values: found ? solution.colValue : new Float64Array(),
    duals: linear ? solution.rowDual : new Float64Array(),
    reducedCosts: linear ? solution.colDual : new Float64Array(),
    ...(linear ? { basis: basisOf(instance) } : {}),
  };
}

function basisOf(instance: Model): Basis {
  const { colStatus, rowStatus } = instance.getBasis();
  return { columns: Uint8Array.from(colStatus), rows: Uint8Array.from(rowStatus) };
}

/** An irreducible conflict of the linear relaxation, by rows first. */
function conflictOf(highs: Highs, model: Numbers, limits: SolveLimits): Conflict | undefined {
  const { instance } = openModel(highs, { ...model, cost: new Float64Array(model.columnCount), integer: new Uint8Array(model.columnCount) });
  try {
    const { strategyRowPriority } = highs.constants.iis;
    instance.options.set({ output_flag: true, log_to_console: false, time_limit: limits.seconds, iis_strategy: strategyRowPriority });
    const { rowIndex, colIndex } = instance.getIis();
    return rowIndex.length + colIndex.length === 0 ? undefined : { rows: rowIndex, columns: colIndex };
  } finally {
    instance.dispose();
  }
}

function unbounded(values: Float64Array, infinity: number): Float64Array {
  return values.map((value) => (value === Infinity ? infinity : value === -Infinity ? -infinity : value));
}

function known(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) || Math.abs(value) > 1e29 ? null : value;
}
