// Do CBC and GLPK find the same optimum in the models that we write, and do the duals of their linear programmes prove it?

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { planningCase } from "../../src/plan/case.ts";
import { draftOf } from "../../src/plan/draft.ts";
import { caseOf } from "../../src/plan/fixture.ts";
import { certify } from "../../src/plan/lp/certificates.ts";
import { openHighs } from "../../src/plan/lp/highs.ts";
import { readMps } from "../../src/plan/lp/mps-read.ts";
import { mpsText } from "../../src/plan/lp/mps.ts";
import { solverFor } from "../../src/plan/lp/solver-for.ts";
import { exactly, type Solution, type SolveLimits } from "../../src/plan/lp/solver.ts";
import { close, installed } from "./close.ts";
import { instanceOf } from "./instance.ts";
import { loaded } from "./loaded.ts";

const solver = openHighs();
after(() => solver.close());
const tolerance = 1e-6;

/** The bound that a solver leaves above what it found, relative; neocloud is not solved to its end. */
const cases = [
  { file: "test/programmes/tiny.yaml", gap: 0 },
  { file: "test/programmes/power.yaml", gap: 0 },
  { file: "test/programmes/finance.yaml", gap: 0 },
  { file: "programmes/neocloud.yaml", gap: 0.01 },
] as const;

const models = new Map<string, ReturnType<typeof draftOf>["model"]>();
function modelOf(file: string) {
  const known = models.get(file);
  if (known) return known;
  const { programme, library } = caseOf(file);
  const { model } = draftOf(planningCase(programme, library));
  models.set(file, model);
  return model;
}
const answers = new Map<string, Promise<Solution>>();
/** What HiGHS inside the package finds, once for all. */
function answer(file: string, limits: SolveLimits): Promise<Solution> {
  const known = answers.get(file) ?? solver.solve(modelOf(file), { limits });
  answers.set(file, known);
  return known;
}

for (const { file, gap } of cases) {
  const limits = { ...exactly, gap };

  for (const name of ["cbc", "glpk"] as const) {
    test(`${name} finds the optimum of ${file}`, { skip: installed(name) ? false : `${name} is not installed here` }, async () => {
      const [ours, theirs] = [await answer(file, limits), await solverFor(name).solve(modelOf(file), { limits })];
      assert.ok(ours.objective !== null && theirs.objective !== null, `${ours.status}, ${theirs.status}`);
      for (const one of [ours, theirs]) for (const check of certify(modelOf(file), one)) assert.ok(check.holds, `${check.name}: ${check.worst} at ${check.where}`);
      if (gap === 0) assert.ok(close(theirs.objective, ours.objective, tolerance), `${theirs.objective} against ${ours.objective}`);
      // Neither is above the other's bound, where it gives one, and they lie no farther apart than the gap allows.
      for (const [one, other] of [
        [ours, theirs],
        [theirs, ours],
      ] as const)
        assert.ok(other.bound === null || one.objective! <= other.bound + tolerance * Math.abs(other.bound), `${one.objective} above the bound ${other.bound}`);
      assert.ok(Math.abs(ours.objective - theirs.objective) <= (gap + tolerance) * Math.abs(ours.objective), `${theirs.objective} against ${ours.objective}`);
    });
  }

  test(`the linear programme of ${file} at its whole numbers: optimal by its duals, whichever solver gives them`, async (context) => {
    const model = modelOf(file);
    const { values } = await answer(file, limits);
    const [lower, upper] = [Float64Array.from(model.lower), Float64Array.from(model.upper)];
    for (const [column, whole] of model.integer.entries()) if (whole === 1) lower[column] = upper[column] = Math.round(values[column]!);
    const linear = { ...model, lower, upper, integer: new Uint8Array(model.integer.length) };
    const found: number[] = [];
    for (const name of ["wasm", "cbc", "glpk"] as const) {
      if (name !== "wasm" && !installed(name)) {
        context.diagnostic(`${name} is not installed here`);
        continue;
      }
      const solution = name === "wasm" ? await solver.solve(linear, { limits: exactly }) : await solverFor(name).solve(linear, { limits: exactly });
      assert.equal(solution.status, "optimal", name);
      const checks = certify(linear, solution);
      for (const proof of ["stationarity", "dual signs", "complementary slackness", "duality gap"])
        assert.ok(
          checks.some((check) => check.name === proof),
          `${name} gives no ${proof}`,
        );
      for (const check of checks) assert.ok(check.holds, `${name}, ${check.name}: ${check.worst} at ${check.where}`);
      found.push(solution.objective!);
    }
    for (const objective of found) assert.ok(close(objective, found[0], tolerance), found.join(", "));
  });
}

test("seeded programmes by CBC and GLPK, whole numbers and all", { skip: installed("cbc") && installed("glpk") ? false : "CBC or GLPK is not installed here" }, async () => {
  const solvers = [solverFor("cbc"), solverFor("glpk")];
  const wrong: string[] = [];
  for (let number = 0; number < 200; number += 10) {
    const { programme, library } = loaded(instanceOf(number).text);
    const { model } = draftOf(planningCase(programme, library));
    const ours = await solver.solve(model, { limits: exactly });
    for (const other of solvers) {
      const theirs = await other.solve(model, { limits: exactly });
      if (!close(theirs.objective ?? undefined, ours.objective ?? undefined, tolerance))
        wrong.push(`${number}, ${other.name}: ${theirs.status} ${theirs.objective}, HiGHS ${ours.status} ${ours.objective}`);
    }
  }
  assert.deepEqual(wrong, []);
});

// Law of the writer: what stands in the file is the model, so that what others find in it is found for ours.
test("the models read back from their MPS text are the same models", () => {
  for (const { file } of cases) {
    const model = modelOf(file);
    const { model: back } = readMps("proof.mps", mpsText(model, "proof"));
    assert.deepEqual([back.rows.length, back.columns.length, back.values.length], [model.rows.length, model.columns.length, model.values.length], file);
    assert.deepEqual(back.integer, model.integer);
  }
});
