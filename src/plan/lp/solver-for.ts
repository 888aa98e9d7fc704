// Which solver does a name stand for?

import { commandSolver, isInstalled, type ProgramName, programs } from "./command.ts";
import { openHighs } from "./highs.ts";
import { SolverError } from "./solver-error.ts";
import type { Solver } from "./solver.ts";

export type SolverName = "wasm" | ProgramName;

/** Every solver there could be; `wasm` is HiGHS inside the package. */
export const solverNames: readonly SolverName[] = ["wasm", ...(Object.keys(programs) as ProgramName[])];

/** Those that can be used on this machine. */
export function installedSolvers(): SolverName[] {
  return solverNames.filter((name) => name === "wasm" || isInstalled(name));
}

/** Opens a solver by name; an unknown one or one that is not installed is a `SolverError` (exit status 3) that names those there are. */
export function solverFor(name: string): Solver {
  if (name === "wasm") return openHighs();
  const known = Object.keys(programs).find((program): program is ProgramName => program === name);
  if (known === undefined) throw new SolverError(`there is no solver ${name}, expected one of ${solverNames.join(", ")}`);
  if (!isInstalled(known))
    throw new SolverError(
      `${programs[known].title} is not installed: no program ${programs[known].command} on the search path (${programs[known].from}); here are ${installedSolvers().join(", ")}`,
    );
  return commandSolver(known);
}
