// Does the verifier, which asks no solver, accept what the planner makes, and is it worth what the solver said? (Law 7 of the design.)

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { planningCase } from "../../src/plan/case.ts";
import { draftOf } from "../../src/plan/draft.ts";
import { openHighs } from "../../src/plan/lp/highs.ts";
import { EmptyRow } from "../../src/plan/lp/model.ts";
import { exactly } from "../../src/plan/lp/solver.ts";
import { makePlan } from "../../src/plan/planner.ts";
import { verify } from "../../src/verify/verify.ts";
import { close } from "./close.ts";
import { instanceOf } from "./instance.ts";
import { loaded } from "./loaded.ts";

/** Every fourth of the 200. */
const numbers = Array.from({ length: 50 }, (_, at) => at * 4 + 1);
const tolerance = 1e-6;
const lanes = [openHighs(), openHighs()];
after(async () => void (await Promise.all(lanes.map((solver) => solver.close()))));

test(`plans of ${numbers.length} seeded programmes are accepted, and worth what the solver said`, async () => {
  let [next, made, whole] = [0, 0, 0];
  const wrong: string[] = [];
  await Promise.all(
    lanes.map(async (solver) => {
      while (next < numbers.length) {
        const number = numbers[next++]!;
        const { library, ...resolved } = loaded(instanceOf(number).text);
        let optimum: number | null;
        try {
          optimum = (await solver.solve(draftOf(planningCase(resolved.programme, library)).model, { limits: exactly })).objective;
        } catch (error) {
          if (!(error instanceof EmptyRow)) throw error;
          continue;
        }
        // Programmes without a plan come back with relaxed rules, which the verifier refuses: test/cli and reasons/ speak of them.
        if (optimum === null) continue;
        try {
          const plan = await makePlan(resolved, library, { inputs: "proof", limits: { gap: 0, nodes: 1_000_000, seconds: 60, seed: 1 }, solver });
          const certificate = verify(resolved, library, plan, "proof");
          made++;
          if (!plan.feasible) wrong.push(`${number}: the plan calls itself not feasible`);
          if (!certificate.accepted) wrong.push(`${number}: refused: ${JSON.stringify(certificate.refusals.slice(0, 3))}`);
          if (!close(plan.solver.incumbent! / 1e6, optimum, tolerance)) wrong.push(`${number}: the search found ${plan.solver.incumbent}, the model's optimum is ${optimum} M$`);
          const { total, value, spend, residual } = plan.objective;
          // Parts of opposite sign may all but cancel: rounding is relative to the largest of them.
          if (Math.abs(total - plan.solver.fixed!) > tolerance * Math.max(1e6, Math.abs(total), value, -spend, residual))
            wrong.push(`${number}: worth ${plan.objective.total} by its decisions, ${plan.solver.fixed} by the solver`);
          // Whole racks can only cost something.
          if (plan.objective.total / 1e6 > optimum + tolerance * Math.max(1, Math.abs(optimum)))
            wrong.push(`${number}: the plan is worth ${plan.objective.total}, more than the optimum ${optimum} M$`);
          if (close(plan.objective.total / 1e6, optimum, tolerance)) whole++;
        } catch (error) {
          wrong.push(`${number} (${[...instanceOf(number).topics].join(", ")}): ${String(error)}`);
        }
      }
    }),
  );
  console.log(`${made} plans made and verified; ${whole} lose nothing by whole racks`);
  assert.deepEqual(wrong, []);
  assert.ok(made >= 40, `${made} plans`);
});
