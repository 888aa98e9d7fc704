// What came of a seed? Its programme, a plan for it, what was simulated and what is owed: all that the laws speak of.

import { readdirSync, readFileSync } from "node:fs";
import { planningCase } from "../../src/plan/case.ts";
import { draftOf } from "../../src/plan/draft.ts";
import { EmptyRow } from "../../src/plan/lp/model.ts";
import type { Solver } from "../../src/plan/lp/solver.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { NoPlanError } from "../../src/plan/no-plan.ts";
import { makePlan } from "../../src/plan/planner.ts";
import { type Library, openLibrary } from "../../src/programme/library.ts";
import { load } from "../../src/programme/load.ts";
import type { ResolvedProgramme } from "../../src/programme/programme.ts";
import type { ColumnValues, RunRecord } from "../../src/record/record.ts";
import type { Settlement } from "../../src/settle/settle.ts";
import { settle } from "../../src/settle/settlement.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import type { StepsPerHour } from "../../src/simulate/steps.ts";
import type { Certificate } from "../../src/verify/certificate.ts";
import { verify } from "../../src/verify/verify.ts";
import { instanceOf } from "../proof/instance.ts";
import { smallPlan } from "./small-plan.ts";
import { smallProgramme } from "./small-programme.ts";

/** What is simulated: a programme with a plan. */
export interface Case {
  readonly seed: number;
  readonly resolved: ResolvedProgramme;
  readonly library: Library;
  readonly plan: Plan;
  /** True when the planner made the plan; else its decisions are drawn by chance. */
  readonly planned: boolean;
  readonly certificate: Certificate;
  readonly stepsPerHour: StepsPerHour;
}

export interface History extends Case {
  readonly record: RunRecord;
  readonly settlement: Settlement;
}

const root = new URL("../../", import.meta.url);
const texts = new Map<string, string | undefined>();
/** A file of the checkout, read once: a second look asks no disk. */
function read(path: string): string | undefined {
  if (!texts.has(path)) {
    try {
      texts.set(path, readFileSync(new URL(path, root), "utf8"));
    } catch {
      texts.set(path, undefined);
    }
  }
  return texts.get(path);
}
// All tables are read before anything runs: then the disk may be shut.
for (const folder of ["climate", "prices", "carbon"]) for (const name of readdirSync(new URL(`data/${folder}/`, root))) read(`data/${folder}/${name}`);
const library = openLibrary((name) => read(`data/${name}`));

/** Loads the programme of a seed, plans it and verifies the plan. Every fortieth is one of the planner's proof, planned by the planner. */
export async function caseOf(seed: number, solver: Solver): Promise<Case> {
  const stepsPerHour = seed % 10 === 3 ? 4 : 1;
  if (seed % 40 === 0) {
    const resolved = resolvedOf(instanceOf(seed / 40).text);
    const plan = await planned(resolved, solver);
    if (plan) return { seed, resolved, library, plan, planned: true, certificate: verify(resolved, library, plan, "laws"), stepsPerHour };
  }
  const resolved = resolvedOf(smallProgramme(seed).text);
  const plan = smallPlan(seed, resolved.programme, library);
  return { seed, resolved, library, plan, planned: false, certificate: verify(resolved, library, plan, "laws"), stepsPerHour };
}

function resolvedOf(text: string): ResolvedProgramme {
  const loaded = load("laws.yaml", (path) => (path === "laws.yaml" ? text : read(path)), read("data/catalogue.yaml")!);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ position, path, message }) => `${position.line}:${position.column}: ${path}: ${message}`).join("\n"));
  return { programme: loaded.programme, figures: loaded.figures };
}

/** A plan of forty nodes; nothing where the rules leave none, for test/proof speaks of those. */
async function planned(resolved: ResolvedProgramme, solver: Solver): Promise<Plan | undefined> {
  const limits = { gap: 0.2, nodes: 40, seconds: 600, seed: 1 };
  try {
    const found = await solver.solve(draftOf(planningCase(resolved.programme, library)).model, { limits });
    return found.objective === null ? undefined : await makePlan(resolved, library, { inputs: "laws", limits, solver });
  } catch (error) {
    if (error instanceof NoPlanError || error instanceof EmptyRow) return undefined;
    throw error;
  }
}

/** Plays a case out. */
export function recordOf({ resolved, library: tables, plan, seed, stepsPerHour }: Case, workers = 1): Promise<RunRecord> {
  return simulate(resolved, tables, plan, { seed, workers, stepsPerHour });
}

/** Plays a case out and settles it. */
export async function historyOf(from: Case): Promise<History> {
  const record = await recordOf(from);
  return { ...from, record, settlement: settle(from.resolved, from.plan, record) };
}

/** Numbers of a column. */
export function numbers(record: RunRecord, table: string, column: string): ArrayLike<number> {
  return valuesOf(record, table, column) as ArrayLike<number>;
}

/** Texts of a column. */
export function words(record: RunRecord, table: string, column: string): readonly string[] {
  return valuesOf(record, table, column) as readonly string[];
}

function valuesOf({ tables }: RunRecord, name: string, column: string): ColumnValues {
  const { shape, values } = tables[name]!;
  const at = shape.columns.findIndex((entry) => entry.name === column);
  if (at === -1) throw new Error(`table ${name} has no column ${column}`);
  return values[at]!;
}
