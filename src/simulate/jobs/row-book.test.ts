import assert from "node:assert/strict";
import { test } from "node:test";
import { JobEngine } from "./engine.ts";
import { drawsOf, fleetOf, jobsOf, noRecovery, plainPolicy, randomRows } from "./study-fixture.ts";
import type { RowSink } from "./study.ts";
import { jobSummary } from "./summary.ts";

const study = {
  fleet: fleetOf([{}]),
  jobs: jobsOf(randomRows(drawsOf(1), 30_000, 8, 600)),
  policy: plainPolicy,
  recovery: noRecovery,
  reliability: { causes: [{ id: "gpu", scope: "tray" as const, ratePerDay: 0.02, repairSeconds: 30_000 }] },
  seed: 1,
  untilSeconds: 17_000_000,
};

test("rows that are handed out as they become final are those that are kept, and few are kept meanwhile", () => {
  const kept = new JobEngine(study);
  kept.run();
  const rows = { attempts: [] as string[], failures: [] as string[], hours: [] as string[] };
  const batches = { attempts: 0, failures: 0, hours: 0 };
  const onRows: RowSink = (table, columns) => {
    batches[table] += 1;
    const values = Object.values(columns);
    for (let row = 0; row < values[0]!.length; row += 1) rows[table].push(values.map((column) => column[row]).join());
  };
  const streamed = new JobEngine({ ...study, onRows });
  streamed.run();
  for (const table of ["attempts", "failures", "hours"] as const) {
    const values = Object.values(kept[table].cut()) as readonly Float64Array[];
    const expected = Array.from({ length: kept[table].count }, (_, row) => values.map((column) => column[row]).join());
    assert.deepEqual(rows[table].toSorted(), expected.toSorted(), table);
  }
  assert.ok(batches.attempts > 1 && kept.attempts.count > 20_000, `${batches.attempts} batches, ${kept.attempts.count} attempts`);
  assert.ok(streamed.attempts.count < 100, `${streamed.attempts.count} rows of attempts stood open at once`);
  assert.ok(streamed.failures.count < 20);
  assert.deepEqual(jobSummary(streamed), jobSummary(kept));
});
