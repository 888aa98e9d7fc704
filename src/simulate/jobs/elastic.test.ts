import assert from "node:assert/strict";
import { test } from "node:test";
import { moving } from "../../schedule/route/moving.ts";
import { soonest } from "../../schedule/route/route.ts";
import { audit } from "./audit.ts";
import { JobEngine } from "./engine.ts";
import { whyWaiting } from "./explain.ts";
import { fleetOf, jobsOf, noRecovery, plainClass, plainPolicy, type JobRow } from "./study-fixture.ts";
import type { JobStudy } from "./study.ts";
import { jobSummary } from "./summary.ts";

const small = fleetOf([{ racks: 2, traysPerRack: 1, acceleratorsPerTray: 4 }]);
const saves = { ...plainClass, checkpointBytes: 1e9 };
const played = (rows: readonly JobRow[], more: Partial<JobStudy> = {}, classes = [plainClass]) => {
  const engine = new JobEngine({ fleet: small, jobs: jobsOf(rows, classes), policy: plainPolicy, recovery: noRecovery, seed: 1, ...more });
  engine.run(() => audit(engine, 0));
  return engine;
};

test("an elastic job grows at its next checkpoint once the other is gone, and pays a restart for it", () => {
  // 1 s of stall after every 100 s of work; a restart costs 50 s.
  const recovery = { ...noRecovery, interval: 100, loadSeconds: 50 };
  const rows = [
    { submit: 0, run: 250, need: 4 },
    { submit: 0, run: 1000, need: 8, least: 4 },
  ];
  const { jobs, attempts } = played(rows, { recovery }, [saves]);
  const { job, startSeconds, endSeconds, milliAccelerators } = attempts.cut();
  const own = [...job.keys()].filter((row) => job[row] === 1);
  // The first ends at 250 s of work and two stalls: 252 s. The next checkpoint of the second is written at 303 s: 300 s at half speed are 150 s of work.
  assert.deepEqual(
    own.map((row) => [startSeconds[row], endSeconds[row], milliAccelerators[row]]),
    [
      [0, 303, 4000],
      [303, 303 + 50 + 850 + 8, 8000],
    ],
  );
  assert.equal(jobs.ended[1], 1211);
  // Near its end a restart would cost more than it gains.
  assert.equal(
    played(
      [
        { submit: 0, run: 250, need: 4 },
        { submit: 0, run: 190, need: 8, least: 4 },
      ],
      { recovery },
      [saves],
    ).attempts.count,
    2,
  );
});

test("a site with room and no queue takes over a job that waits elsewhere, if the route says so", () => {
  const rows = [
    { submit: 0, run: 1000, need: 8 },
    { submit: 0, run: 100, need: 8 },
    { submit: 1, run: 10, need: 8 },
    { submit: 2, run: 10, need: 8 },
  ];
  const fleet = fleetOf([{ racks: 2, traysPerRack: 1, acceleratorsPerTray: 4 }], 2);
  // The third is sent to the first site, since the limits of the two that run are not in the backlog: it waits behind the long one.
  const stays = played(rows, { fleet });
  const moves = played(rows, { fleet, policy: { ...plainPolicy, route: moving(soonest, 10) } });
  assert.deepEqual([...stays.jobs.started].slice(0, 2), [0, 0]);
  assert.ok(Math.max(...stays.jobs.started) >= 1000, `${stays.jobs.started.join()}`);
  assert.deepEqual(
    [...moves.jobs.started].toSorted((a, b) => a - b),
    [0, 0, 100, 110],
  );
});

test("a job that waits for several starts when the last of them has ended", () => {
  const rows = [100, 300, 200, 10].map((run) => ({ submit: 0, run, need: 1 }));
  const jobs = { ...jobsOf(rows), after: Int32Array.of(-1, -1, -1, 0), alsoAfter: { first: Int32Array.of(0, 0, 0, 0, 2), jobs: Int32Array.of(1, 2) } };
  assert.deepEqual([...played([], { jobs }).jobs.started], [0, 0, 0, 300]);
});

test("a job that can never finish is given up, and the run ends and says so", () => {
  // Fails every 100 s on average and saves nothing in 100,000 s of work: e^-1000 is its chance.
  const rows = [
    { submit: 0, run: 100_000, need: 1 },
    { submit: 0, run: 10, need: 1, after: 0 },
  ];
  const engine = played(rows, { recovery: { ...noRecovery, futileRestarts: 50 } }, [{ ...plainClass, hazardPerSecond: 0.01 }]);
  assert.deepEqual(jobSummary(engine).abandoned, ["job-0"]);
  assert.equal(whyWaiting(engine, 0), "never-finishes");
  assert.equal(engine.jobs.interruptions[0], 50);
  assert.ok(engine.endedAt < 50 * 500);
});
