import assert from "node:assert/strict";
import { test } from "node:test";
import { conservative } from "../../schedule/discipline/conservative.ts";
import { easy } from "../../schedule/discipline/easy.ts";
import { fifo } from "../../schedule/discipline/fifo.ts";
import { sjf } from "../../schedule/discipline/sjf.ts";
import { JobEngine } from "./engine.ts";
import { referenceStarts } from "./reference-fixture.ts";
import { drawsOf, fleetOf, jobsOf, noRecovery, plainPolicy, randomRows } from "./study-fixture.ts";

for (const discipline of [fifo, sjf, easy, conservative(1000)]) {
  test(`${discipline.id}: start times equal those of a naive scheduler to the second, for 250 seeds`, () => {
    for (let seed = 0; seed < 250; seed += 1) {
      const draws = drawsOf(seed);
      const rows = randomRows(draws, 60, seed % 2 === 0 ? 32 : 10, 200 + draws.integer(800));
      const engine = new JobEngine({ fleet: fleetOf([{}]), jobs: jobsOf(rows), policy: { ...plainPolicy, discipline }, recovery: noRecovery, seed });
      engine.run();
      assert.deepEqual([...engine.jobs.started], referenceStarts(rows, 32, discipline.id as "fifo"), `seed ${seed}`);
    }
  });
}
