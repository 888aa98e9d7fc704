import assert from "node:assert/strict";
import { test } from "node:test";
import { attemptEndings } from "../../record/outcomes.ts";
import type { JobTrace } from "../../record/trace.ts";
import { expectedEttr } from "../../physics/checkpoint.ts";
import { powerCap } from "../../schedule/allowance/power-cap.ts";
import { shareOfSpares } from "../../schedule/allowance/spares.ts";
import { easy } from "../../schedule/discipline/easy.ts";
import { reasons } from "../../schedule/reasons.ts";
import { cheapest } from "../../schedule/shift/shift.ts";
import { JobEngine } from "./engine.ts";
import { whyWaiting } from "./explain.ts";
import { type ClassTerms, jobsOfTrace } from "./jobs-of-trace.ts";
import { outcomesOf } from "./outcomes.ts";
import { fleetOf, jobsOf, noRecovery, plainClass, plainPolicy, type JobRow } from "./study-fixture.ts";
import type { JobStudy } from "./study.ts";
import { jobSummary } from "./summary.ts";

const small = fleetOf([{ racks: 2, traysPerRack: 2, acceleratorsPerTray: 4 }]);
const played = (rows: readonly JobRow[], more: Partial<JobStudy> = {}) => {
  const engine = new JobEngine({ fleet: small, jobs: jobsOf(rows), policy: plainPolicy, recovery: noRecovery, seed: 1, ...more });
  engine.run();
  return engine;
};
const near = (actual: number, expected: number, relative: number) => assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual}, expected ${expected}`);

test("energy is idle power of all that stands and load power of what works", () => {
  const { waterfall } = played([{ submit: 0, run: 5000, need: 6 }]);
  near(waterfall.itEnergyJ, 16 * 100 * 5000 + 6 * 900 * 5000, 1e-12);
  near(waterfall.useful, 6 * 5000, 1e-12);
  near(waterfall.free, 10 * 5000, 1e-12);
});

test("a run under failures keeps the useful share that the published closed form gives", () => {
  // 16,384 accelerators at 4.736e-4 failures a day: Grattafiori et al., 2024; the form of Kokolis et al., HPCA 2025.
  const rate = 4.736e-4;
  const mttf = 86_400 / (16_384 * rate);
  const restart = 300;
  const stall = 20;
  const interval = 800;
  const fleet = fleetOf([{ racks: 2250, traysPerRack: 1, acceleratorsPerTray: 8 }]);
  const classes = [{ ...plainClass, checkpointBytes: stall * 1e9 }];
  const jobs = jobsOf([{ submit: 0, run: 60 * 86_400, need: 16_384 }], classes);
  const recovery = { ...noRecovery, detectSeconds: 120, loadSeconds: 180, interval, copyBytesPerSecond: 1e9, writeBytesPerSecond: 1e9 };
  const reliability = { causes: [{ id: "any", scope: "tray" as const, ratePerDay: rate, repairSeconds: 86_400 }] };
  const shares = [1, 2, 3, 4].map((seed) => {
    const engine = played([], { fleet, jobs, recovery, reliability, seed });
    assert.equal(engine.jobs.endedJobs, 1);
    return engine.waterfall.useful / engine.waterfall.held;
  });
  near(shares.reduce((sum, share) => sum + share, 0) / shares.length, expectedEttr(interval, stall, restart, mttf), 0.02);
});

test("failures come at the rate that was asked for, a new pod's more often, and thinning keeps to what is in service", () => {
  const fleet = fleetOf([{ racks: 100, traysPerRack: 10, acceleratorsPerTray: 10 }]);
  const causes = [{ id: "any", scope: "accelerator" as const, ratePerDay: 0.002, repairSeconds: 60 }];
  const run = (infant?: { excess: number; seconds: number }, lemonShape?: number) =>
    played([{ submit: 0, run: 1000 * 86_400, need: 1 }], { fleet, reliability: { causes, infant, lemonShape }, untilSeconds: 100 * 86_400 }).failures.count;
  // 10,000 accelerators x 0.002 x 100 days = 2,000, three standard deviations 134; infancy adds 2 x 20 days x (1 - e^-5) of 20 a day.
  assert.ok(Math.abs(run() - 2000) < 134, `${run()}`);
  assert.ok(Math.abs(run({ excess: 2, seconds: 20 * 86_400 }) - 2795) < 160);
  // The mean of 1,000 trays' rates strays too: by 1 / sqrt(1,000) for shape 1.
  assert.ok(Math.abs(run(undefined, 1) - 2000) < 3 * Math.hypot(45, 63));
});

test("a repair waits for a crew that has no hands free", () => {
  const causes = [{ id: "gpu", scope: "tray" as const, ratePerDay: 2, repairSeconds: 3600, crew: "one" }];
  const { failures } = played([{ submit: 0, run: 5 * 86_400, need: 1 }], { reliability: { causes, crews: { one: 1 } }, untilSeconds: 5 * 86_400 });
  const { seconds, repairedSeconds } = failures.cut();
  const done = [...repairedSeconds].filter((at) => at >= 0);
  assert.ok(done.length > 10);
  for (let at = 1; at < done.length; at += 1) assert.ok(done[at]! >= done[at - 1]! + 3600 - 1e-6, "one at a time, in order");
  assert.ok(
    done.some((at, row) => at > seconds[row]! + 3601),
    "some wait",
  );
});

test("a spare takes the place of a failed tray at once; without one the job waits", () => {
  const causes = [{ id: "gpu", scope: "tray" as const, ratePerDay: 0.2, repairSeconds: 40_000 }];
  const rows = [
    { submit: 0, run: 80_000, need: 8 },
    { submit: 1, run: 400_000, need: 8 },
  ];
  const spare = played(rows, { reliability: { causes }, policy: { ...plainPolicy, allowances: [shareOfSpares(0.5)] }, untilSeconds: 80_000 });
  const none = played(rows, { reliability: { causes }, untilSeconds: 80_000 });
  assert.equal(spare.jobs.started[1], -1, "half the fleet is kept back, so the second job waits");
  assert.equal(none.jobs.started[1], 1);
  const gaps = (engine: JobEngine) => {
    const { job, startSeconds, endSeconds } = engine.attempts.cut();
    const rowsOf = (wanted: number) => [...job.keys()].filter((row) => job[row] === wanted);
    return [0, 1].flatMap((wanted) =>
      rowsOf(wanted)
        .slice(1)
        .map((row, at) => startSeconds[row]! - endSeconds[rowsOf(wanted)[at]!]!),
    );
  };
  assert.ok(gaps(spare).length > 0 && gaps(spare).some((gap) => gap === 0), `${gaps(spare).join()}`);
  assert.ok(
    gaps(none).some((gap) => gap > 0),
    `${gaps(none).join()}`,
  );
});

test("maintenance drains before, preempts when it begins, and gives back when it ends", () => {
  const maintenance = [{ scope: "rack" as const, domain: 0, noticeSeconds: 100, fromSeconds: 1000, toSeconds: 2000 }];
  const rows = [
    { submit: 0, run: 5000, need: 8 },
    { submit: 950, run: 10, need: 16 },
  ];
  const { jobs, waterfall } = played(rows, { maintenance });
  assert.equal(jobs.preemptions[0], 1);
  near(waterfall.down, 8 * 1000, 1e-9);
  assert.ok(jobs.ended[0]! >= 6000, "it saved nothing, so it starts anew on the other rack");
});

test("a power cap, a cheap hour and a predecessor hold a job, and each says so in a word that has a sentence", () => {
  const hours = Float64Array.from([90, 90, 10, 90]);
  const site = { ...small.sites[0]!, capWatts: 16 * 100 + 4 * 900 };
  const rows = [
    { submit: 0, run: 3000, need: 4 },
    { submit: 0, run: 100, need: 2 },
    { submit: 0, run: 600, need: 1, deadline: 20_000 },
    { submit: 0, run: 10, need: 1, after: 0 },
    { submit: 0, run: 10, need: 17 },
    { submit: 5000, run: 10, need: 1 },
  ];
  const engine = new JobEngine({
    fleet: { ...small, sites: [site] },
    jobs: jobsOf(rows),
    policy: { ...plainPolicy, allowances: [powerCap], shift: cheapest },
    recovery: noRecovery,
    forecasts: [{ priceUsdPerMwh: hours, carbonKgPerMwh: hours }],
    seed: 1,
  });
  engine.step();
  const why = [0, 1, 2, 3, 4, 5].map((job) => whyWaiting(engine, job));
  assert.deepEqual(why, [undefined, "kept-back", "put-off", "waits-for-job", "too-large", "not-submitted"]);
  for (const reason of why) if (reason !== undefined) assert.match(reasons[reason], /\.$/);
  engine.run();
  assert.deepEqual([...engine.jobs.started], [0, 3000, 7200, 3000, -1, 5000]);
});

test("a trace becomes jobs, and their outcomes have a row for every stay and for what never started", () => {
  const none = Int32Array.of(-1, -1, -1);
  const trace: JobTrace = {
    kind: "jobs",
    origin: 1e12,
    names: ["x", "y", "z"],
    submitSeconds: Float64Array.of(0, 10, 20),
    runSeconds: Float64Array.of(100, 50, 10),
    limitSeconds: Float64Array.of(-1, 60, 10),
    startSeconds: Float64Array.of(-1, -1, -1),
    milliAccelerators: Int32Array.of(16_000, 500, 40_000),
    nodes: none,
    milliCores: none,
    user: Int32Array.of(0, 0, 1),
    tenant: none,
    queue: none,
    kindOfWork: Int32Array.of(0, -1, -1),
    model: none,
    ending: new Uint8Array(3),
    after: none,
    users: ["u", "v"],
    tenants: [],
    queues: [],
    kindsOfWork: ["Pretrain"],
    models: [],
  };
  const terms = (id: string): ClassTerms => ({ ...plainClass, id, priority: 0, preemptible: true, leastShare: 1, block: 4, within: "site", load: 0.5, slackSeconds: 0 });
  const jobs = jobsOfTrace(trace, { classes: [terms("batch"), terms("training")], classOfKind: (kind) => (kind === "Pretrain" ? 1 : 0), loadWatts: 900 });
  assert.deepEqual([[...jobs.need], [...jobs.block], [...jobs.limit], [...jobs.classOf], jobs.watts[0]], [[16, 1, 40], [4, 1, 4], [100, 60, 10], [1, 0, 0], 450]);
  const engine = played([], { jobs, policy: { ...plainPolicy, discipline: easy } });
  const outcomes = outcomesOf(engine, trace.origin);
  assert.deepEqual([...outcomes.startSeconds], [0, 100, -1]);
  assert.deepEqual(
    Array.from(outcomes.ending, (ending) => attemptEndings[ending]),
    ["done", "done", "never started"],
  );
  const summary = jobSummary(engine);
  assert.deepEqual([summary.done, summary.refused, summary.waitSeconds.mean, summary.completionSeconds.p99, summary.slowdown.p99], [2, 1, 45, 140, 2.8]);
  near(summary.tenants["u"]!.acceleratorHours, (16 * 100 + 0.5 * 50) / 3600, 1e-12);
  assert.equal(summary.goodput, 1);
});
