// When are two optima the same, and which solvers are asked?

import { isInstalled, type ProgramName } from "../../src/plan/lp/command.ts";

/** Equal to `tolerance` relative, and of amounts below a million dollars to a dollar; both absent is equal too. */
export function close(one: number | undefined, other: number | undefined, tolerance: number): boolean {
  if (one === undefined || other === undefined) return one === other;
  return Math.abs(one - other) <= tolerance * Math.max(1, Math.abs(one), Math.abs(other));
}

/** Is the solver there? Where everything is required it has to be: then asking for it fails by itself. */
export function installed(name: ProgramName): boolean {
  return process.env["GIGASITE_REQUIRE_ALL"] === "1" || isInstalled(name);
}
