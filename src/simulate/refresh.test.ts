// Do racks that the plan sells leave the simulated halls? Ten old ones of 10 packages go while ten new ones of 40 come.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { caseOf } from "../plan/fixture.ts";
import { openHighs } from "../plan/lp/highs.ts";
import { makePlan } from "../plan/planner.ts";
import { numberColumn } from "../record/column.ts";
import { simulate } from "./simulate.ts";

const solver = openHighs();
after(() => solver.close());

test("a refresh is played out: MW stay, packages go and come, and every accelerator is in one state at every event", async () => {
  const resolved = caseOf("test/programmes/refresh.yaml");
  const plan = await makePlan(resolved, resolved.library, { inputs: "test", limits: { gap: 0, nodes: 1000, seconds: 60, seed: 1 }, solver });
  // Law 2 (installed = dark + down + free + allocated) is checked in it after every event.
  const record = await simulate(resolved, resolved.library, plan, { seed: 1, workers: 1 });
  const racked = numberColumn(record.tables["site-quarters"]!, "rackedMw");
  assert.equal(racked.length, 4);
  // Weekly lots of whole racks: in between, one may be out before its successor is in.
  for (const mw of racked) assert.ok(Math.abs(mw - 1) < 0.01, `${mw} MW racked`);
  const { installed } = record.summary.waterfall;
  const planned = plan.derived.compute.installed.reduce((sum, h100e, t) => sum + h100e * [2160, 2184, 2208, 2208][t]!, 0);
  assert.ok(Math.abs(installed - planned) < 1e-3 * planned, `${installed} H100e-hours installed, ${planned} planned`);
});
