import assert from "node:assert/strict";
import { after, test } from "node:test";
import { wholeRackColumns } from "../bench.ts";
import { planningCase } from "../case.ts";
import { draftOf } from "../draft.ts";
import { caseOf } from "../fixture.ts";
import { openHighs } from "../lp/highs.ts";
import type { SolveLimits, Solver } from "../lp/solver.ts";
import { watched } from "./effort.ts";
import { reasonsOf } from "./infeasible.ts";

const solver = openHighs();
after(() => solver.close());

type Changes = readonly (readonly [string, string])[];
/** A run beyond all supply. */
const asked: Changes = [["compute: 3e25 FLOP", "compute: 3e26 FLOP"]];

/** The solver, and all limits that it was given. */
function noting(limits: SolveLimits[]): Solver {
  return {
    ...solver,
    solve(model, options) {
      limits.push(options.limits);
      return solver.solve(model, options);
    },
    async open(model) {
      const session = await solver.open(model);
      return {
        ...session,
        solve(options, patch) {
          limits.push(options.limits);
          return session.solve(options, patch);
        },
      };
    },
  };
}

test("every limit of the search for reasons is a counted one, and the same case has the same reasons", async () => {
  const { programme, library } = caseOf("test/programmes/tiny.yaml", asked);
  const { draft, model } = draftOf(planningCase(programme, library));
  const reasons = async (limits: SolveLimits[]) => {
    const { conflict, relaxations, values, stoppedByClock } = await reasonsOf(
      draft,
      (other) => draftOf(planningCase(other, library)).model,
      model,
      wholeRackColumns(draft, model.integer),
      noting(limits),
    );
    return { conflict, relaxations, values: [...values], stoppedByClock };
  };
  const limits: SolveLimits[] = [];
  const once = await reasons(limits);
  assert.ok(once.conflict.length > 0 && once.relaxations.length > 0);
  assert.equal(once.stoppedByClock, false);
  for (const { nodes, iterations, seconds } of limits) {
    assert.ok(nodes <= 1000 && iterations! <= 10_000_000, `${nodes} nodes, ${iterations} iterations`);
    // The clock is there for what goes wrong.
    assert.ok(seconds >= 300);
  }
  const again: SolveLimits[] = [];
  assert.deepEqual(await reasons(again), once);
  assert.deepEqual(again, limits);
});

test("a solve that a clock ended is told of", async () => {
  const { programme, library } = caseOf("test/programmes/tiny.yaml");
  const { model } = draftOf(planningCase(programme, library));
  const { solver: seen, stoppedByClock } = watched(solver);
  const session = await seen.open(model);
  await session.solve({ limits: { gap: 0.5, nodes: 10, seconds: 60, seed: 1 } });
  assert.equal(stoppedByClock(), false);
  await session.solve({ limits: { gap: 0, nodes: 1e6, seconds: 1e-6, seed: 1 } });
  await session.close();
  assert.equal(stoppedByClock(), true);
});
