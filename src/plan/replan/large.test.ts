import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { manySites } from "../../../test/many-sites.ts";
import type { Quarter } from "../../units/brand.ts";
import { indexOf } from "../../units/calendar.ts";
import { verify } from "../../verify/verify.ts";
import type { Standing } from "../bench.ts";
import { caseOf } from "../fixture.ts";
import { openHighs } from "../lp/highs.ts";
import { makePlan, type PlannerOptions } from "../planner.ts";
import { replanning } from "./replanning.ts";

const asOf = "2026-Q3" as Quarter;
const limits = { gap: 0.02, nodes: 5000, seconds: 600, seed: 1 };
const solver = openHighs();
after(() => solver.close());

const file = "programmes/neocloud.yaml";
const many = [readFileSync(file, "utf8"), manySites(8)] as const;
const kind = ["  kind: worth", "  kind: most-compute"] as const;
const given = caseOf(file, [many, kind]);
const plan = await makePlan(given, given.library, { inputs: "x", limits, solver });
/** Energy costs more at nine of the eleven sites. */
const changed = caseOf(file, [many, kind, ["tariff: { energy: 56 $/MWh", "tariff: { energy: 90 $/MWh"]]);

async function again(own: Partial<PlannerOptions> = {}) {
  const { programme, baseline } = replanning({ plan, programme: given.programme }, changed.programme, asOf, [], changed.library);
  const made = await makePlan({ ...changed, programme }, changed.library, { inputs: "x", limits, solver, baseline, ...own });
  const { refusals } = verify({ ...changed, programme }, changed.library, made, "x");
  assert.deepEqual(
    refusals.map(({ sentence }) => sentence),
    [],
  );
  return made;
}

/** What the past of the last plan is, by site. */
const starts = (made: typeof plan) =>
  Object.fromEntries(
    Object.entries(made.decisions.sites).map(([id, site]) => [
      id,
      Object.fromEntries(Object.entries(site.starts).map(([kind, list]) => [kind, list.slice(0, indexOf(plan.calendar, asOf))])),
    ]),
  );

test("a re-plan of many sites by the ladder is as good as one search, keeps the past, and tells what it left out", async () => {
  const whole = await again();
  const stepwise = await again({ ladder: true });
  assert.ok(stepwise.solver.screened, "the ladder says what it screened");
  assert.equal(whole.solver.screened, undefined);
  assert.deepEqual(starts(stepwise), starts(plan));
  for (const [position, { name, incumbent, bound }] of whole.solver.stages.entries()) {
    const other = stepwise.solver.stages.find((stage) => stage.name === name)!;
    if (position > 0 || bound === null || other.bound === null) continue;
    // Both lie within their gap of the same best.
    const room = 2 * limits.gap * Math.abs(bound) + 1e-6;
    assert.ok(Math.abs(other.incumbent! - incumbent!) <= room, `${name}: ${other.incumbent} and ${incumbent}`);
  }
});

test("a re-plan that was stopped goes on from its best, and keeps the past", async () => {
  const stop = new AbortController();
  let saved: Standing | undefined;
  const stopped = await again({
    signal: stop.signal,
    onStanding: (standing) => {
      saved = standing;
      // The best plan of a stage that has ended.
      if (standing.done.length > 0) stop.abort();
    },
  });
  assert.equal(stopped.solver.stages.length, 1);
  assert.ok(saved && saved.done.length > 0);
  const searched: string[] = [];
  const resumed = await again({ standing: saved, onProgress: (step, search) => search && searched.push(`${step} ${search.measure}`) });
  const [first] = resumed.solver.stages;
  assert.ok(!searched.includes(`solving ${first!.name}`), "a stage that had ended is not searched again");
  assert.equal(first!.incumbent, stopped.solver.stages[0]!.incumbent);
  assert.deepEqual(starts(resumed), starts(plan));
  assert.deepEqual(
    resumed.solver.stages.map(({ name }) => name),
    ["compute", "cost", "change"],
  );
});
