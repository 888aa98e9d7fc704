// Which fleet does `--fleet` mean: a fleet file, the plan of a run folder, a list of hosts, or none?

import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { JobTrace } from "../record/trace.ts";
import { fleetOfNodes, fleetOfPlan, fleetOfTrace } from "../simulate/fleet-file/made-fleets.ts";
import { type FleetLibrary, type ReadFleet, readFleet } from "../simulate/fleet-file/read-fleet.ts";
import { caseOfFolder, readText, sha256 } from "./inputs.ts";
import { standingPlan } from "./job.ts";
import { packaged } from "./package.ts";
import { badInput } from "./problems.ts";
import { runFolderOf } from "./run-folder.ts";
import { Stop } from "./stop.ts";
import { readTraceFile } from "./trace-file.ts";

export interface GivenFleet {
  readonly fleet: ReadFleet;
  /** What was taken, for the reader; absent where a fleet file says it all. */
  readonly sentence?: string;
  /** SHA-256 of each file that was read, by name. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** @param set `path=value` texts, laid over the fleet file. @throws Stop 2 with every problem */
export async function givenFleet(operand: string | undefined, set: readonly string[], trace: JobTrace): Promise<GivenFleet> {
  const hashes = new Map<string, string>();
  const library: FleetLibrary = { catalogue: packagedText("data/catalogue.yaml", hashes), jobs: packagedText("data/jobs.yaml", hashes) };
  const read = (name: string, text: string, beside: string): ReadFleet => {
    const found = readFleet(name, text, library, set, (file) => {
      const content = readText(resolve(beside, file));
      if (content !== undefined) hashes.set(basename(file), sha256(content));
      return content;
    });
    if (found.fleet === undefined) throw badInput(found.problems);
    return found.fleet;
  };
  const bare = (): ReadFleet => read("--set", "{}\n", ".");
  if (operand === undefined) return { ...fleetOfTrace(trace, bare()), hashes };
  if (!existsSync(operand)) throw new Stop(2, `${operand}: there is no such file or folder`);
  if (statSync(operand).isDirectory() || basename(operand) === "plan.json") {
    const folder = runFolderOf(operand);
    const { resolved, text } = caseOfFolder(folder);
    hashes.set(join(folder, "programme.json"), sha256(text));
    hashes.set(join(folder, "plan.json"), sha256(readText(join(folder, "plan.json")) ?? ""));
    return { ...refused(operand, () => fleetOfPlan(resolved.programme, standingPlan(folder), bare())), hashes };
  }
  if (!/\.(ya?ml|json)$/i.test(operand)) {
    const { trace: nodes, sentence } = await readTraceFile(operand);
    if (nodes.kind !== "nodes") throw new Stop(2, `${operand}: expected a fleet file (YAML), a run folder with a plan, or a list of hosts; found ${nodes.kind} (${sentence})`);
    const text = operand.endsWith(".gz") ? readFileSync(operand) : readText(operand)!;
    hashes.set(basename(operand), sha256(text.toString()));
    const made = refused(operand, () => fleetOfNodes(nodes, bare()));
    return { fleet: made.fleet, sentence: `${operand}: ${sentence}: ${made.sentence}`, hashes };
  }
  const text = readText(operand) ?? "";
  hashes.set(basename(operand), sha256(text));
  const fleet = read(operand, text, dirname(operand));
  if (Object.keys(fleet.file.sites).length === 0) throw new Stop(2, `${operand}:1:1: sites: missing, expected at least one site`);
  return { fleet, hashes };
}

function refused<Made>(operand: string, make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw new Stop(2, `${operand}: ${error.message}`);
    throw error;
  }
}

function packagedText(name: string, hashes: Map<string, string>): string {
  const text = readFileSync(packaged(name), "utf8");
  hashes.set(name, sha256(text));
  return text;
}
