import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fixedAt, frameOf, solveStages } from "../bench.ts";
import { planningCase } from "../case.ts";
import { none } from "../columns.ts";
import { stagedDraftOf } from "../draft.ts";
import { caseOf } from "../fixture.ts";
import { greedy } from "../greedy.ts";
import { openHighs } from "../lp/highs.ts";
import { exactly, type Session, type Solver } from "../lp/solver.ts";
import { at } from "../objectives/stages.ts";
import { openLadder } from "./ladder.ts";
import { improve } from "./neighbourhoods.ts";
import { relaxAndFix } from "./relax-and-fix.ts";
import { columnsOfSites, lossOf } from "./screen.ts";
import { Trial } from "./trial.ts";
import { wholeColumnPlaces } from "./whole-columns.ts";

const { programme, library } = caseOf("programmes/neocloud.yaml");
const staged = stagedDraftOf(planningCase(programme, library), ["worth"]);
const { draft, model, stages } = staged;
const [worth] = stages;
const frame = frameOf(model);
let solver: Solver;
let session: Session;
before(async () => {
  solver = openHighs();
  session = await solver.open(model);
});
after(async () => {
  await session.close();
  await solver.close();
});

const patch = { ...frame, cost: worth!.cost, offset: worth!.offset };

test("every whole-number column has its place, once", () => {
  const places = wholeColumnPlaces(draft).map(({ column }) => column);
  assert.deepEqual(
    places,
    [...model.integer.keys()].filter((column) => model.integer[column] === 1),
  );
});

test("the ladder ends within its gap of the true best, keeps every row, and its bound is above that best", async () => {
  const gap = 0.01;
  const best = await session.solve({ limits: { ...exactly, gap: 1e-4, nodes: 5000, seconds: 120 } }, patch);
  const start = await solveStages(session, stages, fixedAt(frame, greedy(draft)));
  const ladder = await openLadder({ session, stopped: () => false }, draft, stages, frame);
  const told: number[] = [];
  const { results, values } = await solveStages(session, stages, frame, {
    before: start.values,
    options: () => ({ limits: { ...exactly, gap, nodes: 5000, seconds: 120 } }),
    solve: ladder.solve,
    onStanding: (standing) => told.push(at(worth!, standing.values)),
  });
  const { solution, reached } = results[0]!;
  assert.ok(solution.bound! >= best.objective! * (1 - 1e-6), `${solution.bound} is below ${best.objective}`);
  assert.ok(reached <= best.bound! * (1 + 1e-6) && reached >= best.objective! * (1 - gap) * (1 - 1e-6), `${reached} of ${best.objective}`);
  assert.ok(solution.gap! <= gap);
  for (const [position, value] of told.entries()) assert.ok(position === 0 || value >= told[position - 1]! * (1 - 1e-9), "only better plans are told");
  const { starts, indices, values: factors, rowLower, rowUpper } = model;
  for (let row = 0; row < model.rows.length; row++) {
    let left = 0;
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) left += factors[entry]! * values[indices[entry]!]!;
    const room = 1e-5 * Math.max(1, Math.abs(left));
    assert.ok(left >= rowLower[row]! - room && left <= rowUpper[row]! + room, `${JSON.stringify(model.rows.key(row))}: ${left}`);
  }
});

test("windows and neighbourhoods alone come near the true best, without the search of everything", async () => {
  const best = await session.solve({ limits: { ...exactly, gap: 1e-3, nodes: 5000, seconds: 120 } }, patch);
  const relaxed = await session.solve({ limits: exactly }, { ...patch, integer: new Uint8Array(frame.integer.length) });
  const trial = new Trial(session, patch, { limits: { ...exactly, gap: 1e-4, nodes: 2000, seconds: 120 } }, relaxed, () => false);
  const places = wholeColumnPlaces(draft);
  await relaxAndFix(trial, places, draft.study.count, 0.01);
  assert.ok(trial.values.length > 0, "the windows end in a whole plan");
  const fixed = trial.objective;
  await improve(trial, draft.study, places, 0.01);
  assert.ok(trial.objective >= fixed && trial.objective <= best.bound! * (1 + 1e-6));
  assert.ok(trial.objective >= best.objective! * 0.98, `${trial.objective} of ${best.objective}`);
});

test("a site's loss is no more than what forcing it in really costs", async () => {
  const relaxed = await session.solve({ limits: exactly }, { ...patch, integer: new Uint8Array(frame.integer.length) });
  for (const [s, site] of draft.study.sites.entries()) {
    if (site.bound) continue;
    const loss = lossOf(draft, relaxed, s);
    assert.ok(loss >= 0);
    // The best plan, whole, that opens the site.
    const opened = draft.sites[s]!.open.filter((column) => column !== none);
    for (const column of opened) {
      const lower = Float64Array.from(frame.lower);
      lower[column] = 1;
      const forced = await session.solve({ limits: { ...exactly, gap: 0.005, nodes: 200, seconds: 60 } }, { ...patch, lower, upper: frame.upper });
      if (forced.status !== "infeasible")
        assert.ok(forced.objective! <= relaxed.objective! - loss + 1e-6 * Math.abs(relaxed.objective!), `${site.id}: ${forced.objective}, ${relaxed.objective} less ${loss}`);
    }
    assert.ok(columnsOfSites(draft, [s]).every((column) => model.integer[column] === 1));
  }
});
