// How does a solver that is a program on this machine become one of ours? The model goes out as MPS into a folder of its own, the answer comes back from files.

import { spawn, type ChildProcess } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { LinearModel } from "./model.ts";
import { mpsText } from "./mps.ts";
import { cbc } from "./programs/cbc.ts";
import { glpk } from "./programs/glpk.ts";
import { highsCommand } from "./programs/highs-command.ts";
import type { Outcome, Program } from "./programs/program.ts";
import { scip } from "./programs/scip.ts";
import { SolverError } from "./solver-error.ts";
import { gapBetween, type Patch, type Session, type Solution, type SolveOptions, type Solver } from "./solver.ts";

export const programs = { highs: highsCommand, cbc, glpk, scip } as const satisfies Record<string, Program>;

export type ProgramName = keyof typeof programs;

/** Is the program on the search path? */
export function isInstalled(name: ProgramName): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, programs[name].command), constants.X_OK);
      return folder !== "";
    } catch {
      return false;
    }
  });
}

/**
 * A native solver. It throws a `SolverError` when the program is not installed. Limits are those of the program: GLPK counts no nodes. A start
 * is a hint that CBC takes. It has no conflicts and no basis; incumbent, bound and gap are read from its log as it comes, column values only at
 * its end; duals come from HiGHS, CBC and GLPK.
 */
export function commandSolver(name: ProgramName): Solver {
  const program = programs[name];
  if (!isInstalled(name)) throw new SolverError(`${program.title} is not installed: no program ${program.command} on the search path (${program.from})`);
  const running = new Set<ChildProcess>();
  let stops = 0;
  const solve = async (model: LinearModel, options: SolveOptions): Promise<Solution> => {
    const before = stops;
    const { plain, kept } = withoutFreeRows(model);
    const outcome = await outcomeOf(program, plain, options, running, model.offset);
    // None of these programs says for certain which of the two it is: a solution without an objective tells, since that one has an end.
    const open = outcome.status === "either" && stops === before;
    const feasible = open ? (await outcomeOf(program, { ...plain, cost: new Float64Array(plain.cost.length) }, { limits: options.limits }, running, 0)).status : undefined;
    const status = feasible === undefined ? outcome.status : feasible === "infeasible" || feasible === "either" ? "infeasible" : feasible === "optimal" ? "unbounded" : "nothing";
    return solutionOf(model, kept, { ...outcome, status }, options, stops > before);
  };
  return {
    name: `${program.title} (native)`,
    solve,
    async open(model): Promise<Session> {
      let now = model;
      return {
        solve(options, patch = {}) {
          now = patched(now, patch);
          return solve(now, options);
        },
        async close() {},
      };
    },
    async conflict() {
      return undefined;
    },
    stop() {
      stops++;
      for (const child of running) end(child, program.stop);
    },
    async close() {
      for (const child of running) child.kill("SIGKILL");
    },
  };
}

async function outcomeOf(program: Program, model: LinearModel, options: SolveOptions, running: Set<ChildProcess>, offset: number): Promise<Outcome> {
  const { limits, start } = options;
  const folder = mkdtempSync(join(tmpdir(), "gigasite-solve-"));
  try {
    const job = { folder, file: join(folder, "model.mps"), model, whole: model.integer.includes(1), limits, start };
    writeFileSync(job.file, mpsText(model, "model", { keys: false }));
    const printed = await printedBy(program, program.arguments(job), folder, limits.seconds, running, job.whole ? heard(program, options, offset) : () => {});
    const outcome = program.read(job, printed);
    if (outcome.status === "failed" && !printed.startsWith(ended))
      throw new SolverError(`${program.title} gave no answer; the last it said: ${printed.trim().split("\n").slice(-3).join(" / ")}`);
    return outcome;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const ended = "ended by a signal\n";

/** Passes on what lines say of the search, maximised and with the model's offset. */
function heard(program: Program, { limits, onProgress }: SolveOptions, offset: number): (line: string) => void {
  if (!onProgress) return () => {};
  const began = performance.now();
  let [incumbent, bound, nodes]: [number | null, number | null, number] = [null, null, 0];
  const maximised = (value: number | null): number | null => (value === null ? null : offset - value);
  return (line) => {
    const told = program.told(line);
    if (told === undefined) return;
    if (told.incumbent !== undefined) incumbent = maximised(told.incumbent);
    if (told.bound !== undefined) bound = maximised(told.bound);
    nodes = Math.max(nodes, told.nodes ?? 0);
    const gap = gapBetween(bound, incumbent, limits);
    onProgress({ seconds: (performance.now() - began) / 1e3, incumbent, bound, gap, nodes });
  };
}

/** Runs the program and gives what it printed; each whole line is told as it comes. A program that does not keep its own time limit is ended a while after. */
function printedBy(program: Program, list: readonly string[], cwd: string, seconds: number, running: Set<ChildProcess>, onLine: (line: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program.command, list, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    let printed = "";
    let rest = "";
    const hear = (text: string): void => {
      const lines = `${rest}${text}`.split("\n");
      rest = lines.pop()!;
      for (const line of lines) onLine(line.replace(/\r$/, ""));
    };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      hear(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => (printed += text));
    const late = setTimeout(() => end(child, program.stop), Math.min(2_000_000_000, (seconds * 1.2 + 30) * 1e3));
    const orphan = (): void => void child.kill("SIGKILL");
    process.once("exit", orphan);
    const done = (): void => {
      clearTimeout(late);
      process.off("exit", orphan);
      running.delete(child);
    };
    child.on("error", (error) => {
      done();
      reject(new SolverError(`${program.title} could not be started: ${error.message}`));
    });
    child.on("close", (_code, signal) => {
      done();
      resolve(signal === null ? printed : `${ended}${printed}`);
    });
  });
}

/** Asks a program to end, and ends it five seconds later. */
function end(child: ChildProcess, signal: NodeJS.Signals): void {
  child.kill(signal);
  setTimeout(() => child.kill("SIGKILL"), 5000).unref();
}

function patched(model: LinearModel, { cost, offset, lower, upper, rowLower, rowUpper, integer }: Patch): LinearModel {
  return {
    ...model,
    cost: cost ?? model.cost,
    offset: offset ?? model.offset,
    lower: lower ?? model.lower,
    upper: upper ?? model.upper,
    rowLower: rowLower ?? model.rowLower,
    rowUpper: rowUpper ?? model.rowUpper,
    integer: integer ?? model.integer,
  };
}

/** Rows without bounds are left out, since some programs drop them and some do not; the offset too, since they differ on its sign. */
function withoutFreeRows(model: LinearModel): { readonly plain: LinearModel; readonly kept: Int32Array } {
  const { rowLower, rowUpper, starts, indices, values } = model;
  const kept = Int32Array.from(rowLower.keys()).filter((row) => rowLower[row]! > -Infinity || rowUpper[row]! < Infinity);
  if (kept.length === rowLower.length) return { plain: { ...model, offset: 0 }, kept };
  const entries = Array.from(kept, (row) => Array.from({ length: starts[row + 1]! - starts[row]! }, (_, at) => starts[row]! + at)).flat();
  const newStarts = new Int32Array(kept.length + 1);
  for (const [position, row] of kept.entries()) newStarts[position + 1] = newStarts[position]! + starts[row + 1]! - starts[row]!;
  const plain = {
    ...model,
    offset: 0,
    rows: { length: kept.length, key: (row: number) => model.rows.key(kept[row]!) },
    rowLower: Float64Array.from(kept, (row) => rowLower[row]!),
    rowUpper: Float64Array.from(kept, (row) => rowUpper[row]!),
    starts: newStarts,
    indices: Int32Array.from(entries, (at) => indices[at]!),
    values: Float64Array.from(entries, (at) => values[at]!),
  };
  return { plain, kept };
}

/** From the minimised file back to the maximised model. */
function solutionOf(model: LinearModel, kept: Int32Array, outcome: Outcome, { limits }: SolveOptions, stopped: boolean): Solution {
  const whole = model.integer.includes(1);
  const { values, duals, reducedCosts, nodes = 0, iterations, byClock = false } = outcome;
  const found = values !== undefined && (outcome.status === "optimal" || outcome.status === "feasible");
  const objective = found ? values.reduce((total, value, column) => total + value * model.cost[column]!, model.offset) : null;
  const proved = outcome.status === "optimal" && (!whole || limits.gap === 0) ? objective : null;
  // A bound that is printed with few digits is not below what was found.
  const bound = outcome.bound === undefined ? proved : Math.max(model.offset - outcome.bound, objective ?? -Infinity);
  const gap = gapBetween(bound, objective, limits);
  const status: Solution["status"] =
    outcome.status === "optimal"
      ? gap !== null && gap <= 1e-9
        ? "optimal"
        : "gap"
      : outcome.status === "infeasible" || outcome.status === "unbounded"
        ? outcome.status
        : stopped
          ? "interrupted"
          : outcome.status === "failed" || outcome.status === "either"
            ? "failed"
            : "limit";
  const minus = (list: Float64Array): Float64Array => list.map((value) => 0 - value);
  const ofRows = new Float64Array(model.rows.length);
  if (duals !== undefined) for (const [position, row] of kept.entries()) ofRows[row] = 0 - duals[position]!;
  return {
    status,
    objective,
    bound: found ? bound : null,
    gap,
    nodes,
    stoppedByClock: byClock,
    values: found ? values : new Float64Array(),
    duals: found && duals !== undefined ? ofRows : new Float64Array(),
    reducedCosts: found && reducedCosts !== undefined ? minus(reducedCosts) : new Float64Array(),
    ...(iterations === undefined ? {} : { iterations }),
  };
}
