// Does the plan keep every rule, and is every number in it what its decisions give?

import { timeSlices } from "../conditions/slices.ts";
import type { Library } from "../programme/library.ts";
import type { ResolvedProgramme } from "../programme/programme.ts";
import type { Certificate } from "./certificate.ts";
import { checkPlan } from "./check.ts";

/**
 * Verifies a plan without a solver and without the planner: replays it from its decisions alone.
 * @param plan what `plan.json` holds, unchecked: a wrong shape is refused (family `shape`), never thrown
 * @param inputsHash SHA-256 of `programme.json`, which the plan must name (family `inputs`)
 */
export function verify({ programme }: ResolvedProgramme, library: Library, plan: unknown, inputsHash: string): Certificate {
  return checkPlan(programme, (site) => timeSlices(programme, site, library), plan, inputsHash);
}
