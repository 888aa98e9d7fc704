// Is the planner's optimum the best of all whole choices? 200 seeded programmes, every choice of openings, starts, power options and
// campuses tried: the choices come from the rules' sentences (`choices.ts`), what each is worth from its linear programme.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { planningCase } from "../../src/plan/case.ts";
import { draftOf } from "../../src/plan/draft.ts";
import { openHighs } from "../../src/plan/lp/highs.ts";
import { EmptyRow } from "../../src/plan/lp/model.ts";
import { solverFor } from "../../src/plan/lp/solver-for.ts";
import { exactly, type Solver } from "../../src/plan/lp/solver.ts";
import { binding, present, rules, withoutRows } from "./binding.ts";
import { bestOf, fixed, openModel } from "./enumerate.ts";
import { type Instance, instanceOf } from "./instance.ts";
import { loaded } from "./loaded.ts";
import { close, installed } from "./close.ts";

const count = 200;
/** Every rule is there and binds in at least so many of them. */
const least = 10;
const tolerance = 1e-6;
const lanes = [openHighs(), openHighs()];
after(async () => void (await Promise.all(lanes.map((solver) => solver.close()))));

interface Finding {
  readonly instance: Instance;
  readonly tried: number;
  readonly planner: number | undefined;
  readonly brute: number | undefined;
  /** The best choice's linear programme by a second solver. */
  readonly other: number | undefined;
  readonly present: ReadonlySet<string>;
  readonly binding: ReadonlySet<string>;
}

/** The planner's optimum of a text, M$; undefined when it says that there is no plan. */
async function optimum(text: string, solver: Solver) {
  const { programme, library } = loaded(text);
  const study = planningCase(programme, library);
  try {
    const { model } = draftOf(study);
    const solution = await solver.solve(model, { limits: exactly });
    // HiGHS ends a search when a millionth of a million dollars is left: a gap of that size is none.
    assert.ok(solution.status === "infeasible" || close(solution.bound ?? undefined, solution.objective ?? undefined, tolerance), `${solution.status}, gap ${solution.gap}`);
    return { programme, study, model, values: solution.values, objective: solution.objective ?? undefined };
  } catch (error) {
    // Nothing that the plan decides can keep the rule: the planner says so before it asks a solver.
    if (!(error instanceof EmptyRow)) throw error;
    return { programme, study, model: undefined, values: new Float64Array(), objective: undefined };
  }
}

/** The rules without rows, taken away by a change of the text. */
const without: Readonly<Record<(typeof withoutRows)[number], (text: string) => string>> = {
  "serve.latency": (text) => text.replace(", region: east, latency: 60 ms", ""),
  "agreement.exclusivity": (text) => text.replace(/^ {2}only: .*\n/m, ""),
  "agreement.first-refusal": (text) => text.replace(/^ {2}(refusal|own): .*\n/gm, ""),
};
const emptied = (text: string): string => text.replace("agreements:\nobjective", "agreements: {}\nobjective");

async function proved(instance: Instance, solver: Solver, other: Solver | undefined): Promise<Finding> {
  const { programme, study, model, values, objective } = await optimum(instance.text, solver);
  const best = await bestOf(programme, study, solver);
  const there = model ? present(model) : new Set<string>();
  const tight = model && objective !== undefined ? binding(model, values) : new Set<string>();
  for (const rule of withoutRows) {
    const text = emptied(without[rule](instance.text));
    if (text === instance.text) continue;
    there.add(rule);
    const free = (await optimum(text, solver)).objective;
    if (objective !== undefined)
      assert.ok(free !== undefined && free >= objective - tolerance * Math.max(1, Math.abs(objective)), `${instance.number}: without ${rule} ${free}, with it ${objective}`);
    if (free !== undefined && (objective === undefined || free > objective + tolerance * Math.max(1, Math.abs(objective)))) tight.add(rule);
  }
  const open = openModel(study);
  const second = other && best.choice ? (await other.solve({ ...open.model, ...fixed(open.draft, open.model, best.choice)! }, { limits: exactly })).objective! : undefined;
  return { instance, tried: best.tried, planner: objective, brute: best.objective, other: second, present: there, binding: tight };
}

test(`${count} seeded programmes: the planner's optimum is the best of all whole choices, to 1e-6`, async (context) => {
  const others = (["glpk", "cbc"] as const).filter((name) => installed(name)).map((name) => solverFor(name));
  if (others.length < 2) context.diagnostic("CBC or GLPK is not installed here: not every choice is priced by a second solver");
  const began = performance.now();
  const findings: Finding[] = [];
  let next = 0;
  await Promise.all(
    lanes.map(async (solver) => {
      while (next < count) {
        const number = next++;
        findings[number] = await proved(instanceOf(number), solver, others[number % Math.max(1, others.length)]);
      }
    }),
  );
  const tried = findings.reduce((sum, finding) => sum + finding.tried, 0);
  const infeasible = findings.filter(({ brute }) => brute === undefined).length;
  console.log(`${count} programmes, ${tried} choices tried, ${infeasible} programmes without a plan, ${((performance.now() - began) / 1e3).toFixed(1)} s`);
  console.log(`${"rule".padEnd(28)} present binding`);
  // Rows of arithmetic (running sums, caps that are part of another rule) are told with the rules.
  const arithmetic = [...new Set(findings.flatMap((finding) => [...finding.present]))].filter((family) => !rules.some((rule) => rule === family)).toSorted();
  const table = [...rules, ...arithmetic].map((rule) => ({
    rule,
    present: findings.filter((finding) => finding.present.has(rule)).length,
    binding: findings.filter((finding) => finding.binding.has(rule)).length,
  }));
  for (const row of table) console.log(`${row.rule.padEnd(28)} ${String(row.present).padStart(7)} ${String(row.binding).padStart(7)}`);
  const wrong = findings.flatMap(({ instance, planner, brute, other }) => [
    ...(close(planner, brute, tolerance) ? [] : [`${instance.number} (${[...instance.topics].join(", ")}): the planner ${planner}, the best choice ${brute}`]),
    ...(other === undefined || close(other, brute, tolerance) ? [] : [`${instance.number}: the best choice is worth ${brute} by HiGHS, ${other} by the other solver`]),
  ]);
  assert.deepEqual(wrong, []);
  assert.deepEqual(
    rules.filter((rule) => findings.filter((finding) => finding.binding.has(rule)).length < least),
    [],
  );
});
