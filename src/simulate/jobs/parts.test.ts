import assert from "node:assert/strict";
import { test } from "node:test";
import { hierarchyOf } from "../../fleet/hierarchy.ts";
import { fleetOfNodes } from "../../fleet/nodes.ts";
import { FleetState } from "../../fleet/state.ts";
import type { JobTrace, NodeTrace } from "../../record/trace.ts";
import { demandsOf, fragmentationAware } from "../../schedule/placement/fgd.ts";
import { audit } from "./audit.ts";
import { JobEngine } from "./engine.ts";
import { type ClassTerms, jobsOfTrace, permittedModels } from "./jobs-of-trace.ts";
import { drawsOf, fleetOf, jobsOf, noRecovery, plainClass, plainPolicy, type JobRow } from "./study-fixture.ts";
import type { JobStudy } from "./study.ts";

const played = (rows: readonly JobRow[], more: Partial<JobStudy> = {}) => {
  const engine = new JobEngine({
    fleet: fleetOf([{ racks: 1, traysPerRack: 1, acceleratorsPerTray: 1 }]),
    jobs: jobsOf(rows),
    policy: plainPolicy,
    recovery: noRecovery,
    seed: 1,
    ...more,
  });
  engine.run(() => audit(engine, 0));
  return engine;
};

test("two jobs of half an accelerator share one, a third waits, and what is left of it counts as free", () => {
  const half = { submit: 0, run: 3600, need: 1, part: 500 };
  const { jobs, waterfall, hours, attempts } = played([half, { ...half, run: 1800 }, half, { submit: 0, run: 10, need: 1 }]);
  assert.deepEqual([...jobs.started], [0, 0, 1800, 5400]);
  assert.deepEqual([...attempts.cut().milliAccelerators], [500, 500, 500, 1000]);
  assert.deepEqual([hours.cut().allocated[0], hours.cut().free[0]], [1, 0]);
  assert.deepEqual([waterfall.allocated, waterfall.held, waterfall.useful, waterfall.free], [4510, 4510, 4510, 900]);
  assert.equal(waterfall.itEnergyJ, 5410 * 100 + 4510 * 900);
});

test("a failed accelerator stops every job that has a part of it, and no other", () => {
  const fleet = fleetOf([{ racks: 1, traysPerRack: 1, acceleratorsPerTray: 2 }]);
  const rows = [400, 500, 900].map((part) => ({ submit: 0, run: 100_000, need: 1, part }));
  const causes = [{ id: "gpu", scope: "accelerator" as const, ratePerDay: 3, repairSeconds: 10 }];
  const { failures } = played(rows, { fleet, reliability: { causes }, untilSeconds: 20_000 });
  const { jobs } = failures.cut();
  assert.ok(failures.count > 0);
  assert.ok([1, 2].includes(jobs[0]!), `${jobs[0]}`);
  assert.ok(jobs.includes(2), `${jobs.join()}`);
});

/** Fragmentation of a tray as the paper has it: for each job of the mix, all that is free where it does not fit, else the remainders too small for it; expected over the mix. */
function fragmentation(lefts: readonly number[], demands: readonly { readonly milli: number; readonly weight: number }[]): number {
  const total = demands.reduce((sum, { weight }) => sum + weight, 0);
  return demands.reduce((sum, { milli, weight }) => {
    const fits = milli < 1000 ? lefts.some((left) => left >= milli) : lefts.filter((left) => left === 1000).length >= milli / 1000;
    const lost = lefts.filter((left) => !fits || left < Math.min(milli, 1000)).reduce((a, b) => a + b, 0);
    return sum + (weight / total) * lost;
  }, 0);
}

test("fragmentation gradient descent takes a part where the published formula, asked of every accelerator of every tray, grows least", () => {
  const mix = [4, 2, 0, 1];
  const parts = [
    { milli: 250, weight: 3 },
    { milli: 500, weight: 2 },
    { milli: 700, weight: 1 },
  ];
  const demands = [...mix.map((weight, index) => ({ milli: 1000 * (index + 1), weight })), ...parts];
  const policy = fragmentationAware(mix, parts);
  let shared = 0;
  for (let seed = 0; seed < 300; seed += 1) {
    const draws = drawsOf(seed);
    const fleet = new FleetState(hierarchyOf(fleetOf([{ racks: 6, traysPerRack: 1, acceleratorsPerTray: 4 }])));
    fleet.arrive(0);
    for (let tray = 0; tray < 6; tray += 1) {
      const open = draws.integer(4);
      for (let card = 0; card < open; card += 1) fleet.takePart(-1, tray, 50 * (1 + draws.integer(18)));
      fleet.allocate(tray, draws.integer(5 - open));
    }
    fleet.index();
    const leftsOf = (tray: number): number[] => {
      const lefts: number[] = Array.from({ length: fleet.freeOf(tray) }, () => 1000);
      for (let card = fleet.shares.firstOn(tray); card >= 0; card = fleet.shares.nextOn(card)) lefts.push(fleet.shares.leftOf(card));
      return lefts;
    };
    const milli = 50 * (1 + draws.integer(19));
    const growth = (tray: number, left: number): number => {
      const before = leftsOf(tray);
      const after = before.toSpliced(before.indexOf(left), 1, left - milli);
      return fragmentation(after, demands) - fragmentation(before, demands);
    };
    const least = Math.min(
      ...[0, 1, 2, 3, 4, 5].flatMap((tray) =>
        leftsOf(tray)
          .filter((left) => left >= milli)
          .map((left) => growth(tray, left)),
      ),
    );
    let chosen = Number.POSITIVE_INFINITY;
    const found = policy.placePart!(fleet, 0, milli, true, {
      onto: (card) => (chosen = growth(fleet.shares.trayOf(card), fleet.shares.leftOf(card))),
      open: (tray) => (chosen = growth(tray, 1000)),
    });
    assert.equal(found, Number.isFinite(least), `seed ${seed}`);
    if (!found) continue;
    shared += 1;
    assert.ok(Math.abs(chosen - least) < 1e-6, `seed ${seed}: ${chosen}, least ${least}`);
  }
  assert.ok(shared > 200, `${shared}`);
});

test("hosts of several models become a fleet, and the jobs' own mix is what the policy expects", () => {
  const nodes: NodeTrace = {
    kind: "nodes",
    names: ["n0", "n1", "n2", "n3"],
    milliCores: Int32Array.of(1, 1, 1, 1),
    memoryMib: Float64Array.of(1, 1, 1, 1),
    accelerators: Int32Array.of(8, 0, 8, 2),
    model: Int32Array.of(0, -1, 0, 1),
    models: ["V100", "T4"],
  };
  const models = ["T4", "V100"].map((id) => ({ id, idleWatts: 50, fullWatts: 300 }));
  const hierarchy = hierarchyOf(fleetOfNodes(nodes, models));
  assert.deepEqual(
    [hierarchy.accelerators, hierarchy.pools.map(({ accelerators, model }) => [accelerators, model])],
    [
      18,
      [
        [16, 1],
        [2, 0],
      ],
    ],
  );
  assert.throws(() => fleetOfNodes(nodes, models.slice(1)), /n3.*T4/);
  const none = Int32Array.of(-1, -1, -1, -1);
  const trace: JobTrace = {
    kind: "jobs",
    origin: 0,
    names: ["a", "b", "c", "d"],
    submitSeconds: new Float64Array(4),
    runSeconds: Float64Array.of(100, 100, 100, 100),
    limitSeconds: Float64Array.of(-1, -1, -1, -1),
    startSeconds: Float64Array.of(-1, -1, -1, -1),
    milliAccelerators: Int32Array.of(600, 600, 600, 8000),
    nodes: none,
    milliCores: none,
    user: none,
    tenant: none,
    queue: none,
    kindOfWork: none,
    model: Int32Array.of(0, 0, 0, 1),
    ending: new Uint8Array(4),
    after: none,
    users: [],
    tenants: [],
    queues: [],
    kindsOfWork: [],
    models: ["T4", "T4|A100"],
  };
  const terms: ClassTerms = { ...plainClass, priority: 0, preemptible: true, leastShare: 1, block: 1, within: "site", load: 1, slackSeconds: 0 };
  const table = jobsOfTrace(trace, { classes: [terms], classOfKind: () => 0, loadWatts: 250, permitted: permittedModels(trace, ["T4", "V100"]) });
  const engine = played([], { fleet: fleetOfNodes(nodes, models), jobs: table });
  // Two T4 take a part of 600 each, the third waits; eight on a T4 or an A100 there never are.
  assert.deepEqual([...engine.jobs.started], [0, 0, 100, -1]);
  const jobs = jobsOf([
    { submit: 0, run: 1, need: 1, part: 300 },
    { submit: 0, run: 1, need: 2 },
    { submit: 0, run: 1, need: 1, part: 300 },
  ]);
  assert.deepEqual(demandsOf(jobs, 2), { mix: [0, 1], parts: [{ milli: 300, weight: 2 }] });
});
