import assert from "node:assert/strict";
import { test } from "node:test";
import { hierarchyOf } from "../fleet/hierarchy.ts";
import { FleetState, free, states } from "../fleet/state.ts";
import { JobEngine } from "../simulate/jobs/engine.ts";
import { drawsOf, fleetOf, type JobRow, jobsOf, noRecovery, plainPolicy, randomRows } from "../simulate/jobs/study-fixture.ts";
import { withinPod, withinRack, withinTray } from "./jobs.ts";
import { choicesOf, policyOf } from "./policies.ts";
import { fragmentationAware } from "./placement/fgd.ts";
import { pack } from "./placement/pack.ts";
import { spread } from "./placement/spread.ts";
import type { Discipline, PoolFacts } from "./view.ts";

const terms = { depth: 1000, mix: [4, 2, 1, 1], spareShare: 0.25, spareProbability: 0.999, failoverShare: 0.5 };
const choices = choicesOf(terms);

function fleetWith(seed: number) {
  const draws = drawsOf(seed);
  const pods = [
    { racks: 3, traysPerRack: 3 },
    { racks: 2, traysPerRack: 2 },
    { racks: 2, traysPerRack: 4 },
  ];
  const fleet = new FleetState(hierarchyOf(fleetOf(pods)));
  for (let pod = 0; pod < pods.length; pod += 1) fleet.arrive(pod);
  for (let tray = 0; tray < fleet.hierarchy.rackOfTray.length; tray += 1) {
    const taken = draws.integer(6);
    if (taken > 4) fleet.outage(tray, 1);
    else fleet.allocate(tray, taken);
  }
  fleet.index();
  return { fleet, draws };
}

function placed(placement: (typeof choices.placements)[number], fleet: FleetState, request: { count: number; block: number; within: number }) {
  const taken: [number, number][] = [];
  const found = placement.place(fleet, { pool: 0, ...request }, { add: (tray, count) => void taken.push([tray, count]) });
  return found ? taken : undefined;
}

for (const placement of choices.placements) {
  test(`${placement.id}: gives exactly what was asked for from what is free, in the domains asked for, and finds room wherever there is some`, () => {
    for (let seed = 0; seed < 400; seed += 1) {
      const { fleet, draws } = fleetWith(seed);
      const { rackOfTray, podOfRack } = fleet.hierarchy;
      const block = [1, 1, 2, 4][draws.integer(4)]!;
      const count = block * (1 + draws.integer(12));
      const within = draws.integer(4);
      const before = [...fleet.trays];
      const taken = placed(placement, fleet, { count, block, within });
      const message = `seed ${seed}: ${count} in blocks of ${block} within ${within}`;
      assert.deepEqual([...fleet.trays], before, `${message}: a placement changes nothing`);
      const room = (inside: (tray: number) => number): number => {
        const rooms = new Map<number, number>();
        for (const [rack, size] of racksOf(fleet)) rooms.set(inside(rack), (rooms.get(inside(rack)) ?? 0) + size - (size % block));
        return Math.max(...rooms.values());
      };
      const most = [
        room(() => 0),
        room((rack) => podOfRack[rack]!),
        Math.max(...racksOf(fleet).map(([, size]) => size)),
        Math.max(...Array.from(rackOfTray, (_, tray) => fleet.freeOf(tray))),
      ][within]!;
      if (taken === undefined) {
        assert.ok(count > most, `${message}: there is room for ${most}`);
        continue;
      }
      assert.equal(
        taken.reduce((sum, [, here]) => sum + here, 0),
        count,
        message,
      );
      assert.equal(new Set(taken.map(([tray]) => tray)).size, taken.length, `${message}: a tray is named once`);
      for (const [tray, here] of taken) assert.ok(here > 0 && here <= fleet.freeOf(tray), message);
      const racks = new Map<number, number>();
      for (const [tray, here] of taken) racks.set(rackOfTray[tray]!, (racks.get(rackOfTray[tray]!) ?? 0) + here);
      if (within === withinTray) assert.equal(taken.length, 1, message);
      if (within === withinRack) assert.equal(racks.size, 1, message);
      if (within === withinPod) assert.equal(new Set([...racks.keys()].map((rack) => podOfRack[rack])).size, 1, message);
      if (racks.size > 1) for (const here of racks.values()) assert.equal(here % block, 0, `${message}: whole blocks in each rack`);
    }
  });
}

function racksOf(fleet: FleetState): [number, number][] {
  return Array.from(fleet.hierarchy.podOfRack, (_, rack): [number, number] => [rack, fleet.racks[rack * states + free]!]);
}

test("pack crosses fewest pods, spread touches most racks, FGD keeps whole trays whole", () => {
  const fleet = new FleetState(hierarchyOf(fleetOf([{}, {}])));
  fleet.arrive(0);
  fleet.arrive(1);
  fleet.allocate(0, 4);
  fleet.allocate(1, 2);
  fleet.index();
  const request = { count: 16, block: 4, within: 0 };
  const racks = (taken: [number, number][] | undefined) => new Set(taken!.map(([tray]) => fleet.hierarchy.rackOfTray[tray]));
  const pods = (taken: [number, number][] | undefined) => new Set([...racks(taken)].map((rack) => fleet.hierarchy.podOfRack[rack!]));
  const packed = placed(pack, fleet, request);
  assert.deepEqual([racks(packed).size, pods(packed).size], [2, 1]);
  const scattered = placed(spread, fleet, request);
  assert.deepEqual([racks(scattered).size, pods(scattered).size], [4, 2]);
  assert.deepEqual(placed(fragmentationAware([0, 0, 0, 1]), fleet, { count: 2, block: 1, within: 0 }), [[1, 2]]);
});

/** Every job ends, and the start times of every job keep to what the accelerators allow. */
function startsOf(discipline: Discipline, rows: readonly JobRow[]) {
  const engine = new JobEngine({ fleet: fleetOf([{}]), jobs: jobsOf(rows), policy: { ...plainPolicy, discipline }, recovery: noRecovery, seed: 1 });
  engine.run();
  return engine;
}

for (const discipline of choices.disciplines) {
  test(`${discipline.id}: starts every job in the end, none before it was submitted, and gives it the time that it takes`, () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const rows = randomRows(drawsOf(seed), 60, 20, 600);
      const engine = startsOf(discipline, rows);
      assert.equal(engine.jobs.endedJobs, rows.length, `seed ${seed}`);
      assert.ok(
        engine.jobs.started.every((start, job) => start >= rows[job]!.submit),
        `seed ${seed}`,
      );
      const { preemptions, started, ended } = engine.jobs;
      const alone = rows.every((row, job) => preemptions[job]! > 0 || row.run === ended[job]! - started[job]!);
      assert.ok(alone, `seed ${seed}`);
    }
  });
}

test("each discipline does what its sentence says on a case that tells them apart", () => {
  // 32 accelerators: 20 run until 100; the head wants 32; then a short small, a long small and a long large one wait.
  const rows: JobRow[] = [
    { submit: 0, run: 100, need: 20 },
    { submit: 1, run: 50, need: 32, tenant: 1 },
    { submit: 2, run: 300, need: 4, tenant: 1 },
    { submit: 3, run: 90, need: 8, tenant: 2 },
    { submit: 4, run: 10, need: 12, priority: 2, tenant: 0 },
  ];
  const starts = Object.fromEntries(choices.disciplines.map((discipline) => [discipline.id, [...startsOf(discipline, rows).jobs.started]]));
  assert.deepEqual(starts["fifo"], [0, 100, 150, 150, 150]);
  assert.deepEqual(starts["easy"], [0, 100, 150, 3, 150]);
  // Tenant 1 keeps its own order: its second job waits for its first, while the others pass.
  assert.deepEqual(starts["fair-share"], [0, 103, 153, 3, 93]);
  assert.deepEqual(starts["sjf"]![4], 4);
  assert.deepEqual(starts["priority"]![4], 4);
});

test("priority stops the less important, newest first, and they go on afterwards", () => {
  const rows: JobRow[] = [
    { submit: 0, run: 100, need: 16 },
    { submit: 1, run: 100, need: 16 },
    { submit: 50, run: 10, need: 8, priority: 1 },
  ];
  const { jobs } = startsOf(
    choices.disciplines.find(({ id }) => id === "priority")!,
    rows,
  );
  assert.deepEqual([...jobs.preemptions], [0, 1, 0]);
  assert.equal(jobs.started[2], 50);
  assert.deepEqual([...jobs.ended], [100, 160, 60]);
});

const facts: PoolFacts = {
  pool: 0,
  site: 0,
  model: 0,
  live: 100,
  free: 50,
  planned: 100,
  backlog: 0,
  siteWatts: 1000,
  siteCapWatts: 1900,
  secondsBetweenFailures: 1000,
  repairSeconds: 5000,
  failureSize: 4,
};

test("allowances keep back whole accelerators, never fewer than none", () => {
  const kept = choices.allowances.map((allowance) => [allowance.id, allowance.keptBack(facts, 90)]);
  // A quarter of 100; the 99.9 % quantile of a Poisson count of mean 5, 13, trays of 4; 900 W leave room for 10 of the 50 free.
  assert.deepEqual(kept, [
    ["spares-share", 25],
    ["spares-quantile", 52],
    ["power-cap", 40],
  ]);
  for (const allowance of choices.allowances)
    assert.equal(allowance.keptBack({ ...facts, live: 0, free: 0, siteWatts: 5000, secondsBetweenFailures: Number.POSITIVE_INFINITY, repairSeconds: 0 }, 90), 0);
});

test("a shift keeps the deadline, and puts off nothing that may not be put off", () => {
  const priceUsdPerMwh = Float64Array.from({ length: 48 }, (_, hour) => (hour % 24 === 5 ? 10 : 50 + hour));
  const forecast = { priceUsdPerMwh, carbonKgPerMwh: priceUsdPerMwh };
  const jobs = jobsOf([
    { submit: 0, run: 3600, need: 1, deadline: 20 * 3600 },
    { submit: 0, run: 3600, need: 1, deadline: 4 * 3600 },
    { submit: 0, run: 3600, need: 1 },
  ]);
  for (const shift of choices.shifts) {
    const starts = [0, 1, 2].map((job) => shift.earliest(jobs, job, 100, forecast));
    assert.deepEqual(starts, shift.id === "at-once" ? [100, 100, 100] : [5 * 3600, 100, 100], shift.id);
    assert.equal(shift.earliest(jobs, 0, 100, undefined), 100);
  }
});

test("a route stays among the pools that are allowed, and failover leaves a site that is down", () => {
  const jobs = jobsOf([{ submit: 0, run: 3600, need: 60 }]);
  const cheap = { priceUsdPerMwh: Float64Array.of(10), carbonKgPerMwh: Float64Array.of(300) };
  const clean = { priceUsdPerMwh: Float64Array.of(90), carbonKgPerMwh: Float64Array.of(20) };
  const full = { ...facts, pool: 1, site: 0, free: 80 };
  const down = { ...facts, pool: 2, site: 1, live: 30, free: 70, backlog: 0 };
  const choose = (id: string) => choices.routes.find((route) => route.id === id)!.choose(jobs, 0, [full, down], 0, [cheap, clean]);
  assert.equal(choose("soonest"), 2);
  assert.equal(choose("failover-soonest"), 1);
  assert.equal(choose("cheapest-site"), 1);
  assert.equal(choose("cleanest-site"), 2);
  assert.equal(choose("failover-cleanest-site"), 1);
});

test("names are unique, every policy says what it does, and a text names a whole policy", () => {
  const all = Object.values(choices).flat() as { id: string; sentence: string }[];
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  for (const { id, sentence } of all) assert.match(sentence, /^[A-Z0-9].*\.$/, id);
  const found = policyOf("easy+spread+power-cap", choices);
  assert.ok("policy" in found);
  assert.deepEqual([found.policy.discipline.id, found.policy.placement.id, found.policy.allowances.map(({ id }) => id)], ["easy", "spread", ["power-cap"]]);
  assert.deepEqual(policyOf("easy+best", choices), { unknown: ["best"] });
});
