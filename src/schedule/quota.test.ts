// Does a tenant that holds its quota wait, and nobody behind it?

import assert from "node:assert/strict";
import { test } from "node:test";
import { JobEngine } from "../simulate/jobs/engine.ts";
import { fleetOf, jobsOf, noRecovery, plainPolicy } from "../simulate/jobs/study-fixture.ts";
import { easy } from "./discipline/easy.ts";
import { fairShare } from "./discipline/fair-share.ts";
import { fifo } from "./discipline/fifo.ts";
import { withQuotas } from "./quota.ts";

const rows = [
  { submit: 0, run: 100, need: 8, tenant: 0 },
  { submit: 1, run: 100, need: 8, tenant: 0 },
  { submit: 2, run: 50, need: 8, tenant: 1 },
];

for (const discipline of [fifo, easy, fairShare]) {
  test(`${discipline.id}: the tenant's second job starts when its first has ended, another's at once`, () => {
    const starts = (quotas: readonly number[]) => {
      const policy = { ...plainPolicy, discipline: withQuotas(discipline, Float64Array.from(quotas)) };
      const engine = new JobEngine({ fleet: fleetOf([{}]), jobs: jobsOf(rows), policy, recovery: noRecovery, seed: 1 });
      engine.run();
      return [...engine.jobs.started];
    };
    // 32 accelerators: eight are a quarter.
    assert.deepEqual(starts([0.25, Infinity, Infinity]), [0, 100, 2]);
    assert.deepEqual(starts([0.3, Infinity, Infinity]), [0, 1, 2]);
    assert.deepEqual(starts([Infinity, Infinity, Infinity]), [0, 1, 2]);
  });
}
