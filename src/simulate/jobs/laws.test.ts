import assert from "node:assert/strict";
import { test } from "node:test";
import { conservative } from "../../schedule/discipline/conservative.ts";
import { easy } from "../../schedule/discipline/easy.ts";
import { fairShare } from "../../schedule/discipline/fair-share.ts";
import { fifo } from "../../schedule/discipline/fifo.ts";
import { priority } from "../../schedule/discipline/priority.ts";
import { sjf } from "../../schedule/discipline/sjf.ts";
import { powerCap } from "../../schedule/allowance/power-cap.ts";
import { shareOfSpares } from "../../schedule/allowance/spares.ts";
import { bestFit } from "../../schedule/placement/best-fit.ts";
import { firstFit } from "../../schedule/placement/first-fit.ts";
import { fragmentationAware } from "../../schedule/placement/fgd.ts";
import { pack } from "../../schedule/placement/pack.ts";
import { spread } from "../../schedule/placement/spread.ts";
import { failover } from "../../schedule/route/failover.ts";
import { cheapestSite, soonest } from "../../schedule/route/route.ts";
import { atOnce, cheapest } from "../../schedule/shift/shift.ts";
import type { Stream } from "../../units/random.ts";
import { audit } from "./audit.ts";
import { JobEngine } from "./engine.ts";
import { drawsOf, fleetOf, jobsOf, noRecovery, type JobRow } from "./study-fixture.ts";
import { type JobClass, type JobStudy, type Scope, scopes } from "./study.ts";

const classes: readonly JobClass[] = [
  { id: "training", checkpointBytes: 1e11, hazardPerSecond: 1e-5, startSeconds: 60 },
  { id: "batch", checkpointBytes: 0, hazardPerSecond: 0, startSeconds: 0 },
];

function pick<Item>(draws: Stream, items: readonly Item[]): Item {
  return items[draws.integer(items.length)]!;
}

/** A small programme in which anything may be asked for and anything may go wrong. */
function randomStudy(seed: number): JobStudy {
  const draws = drawsOf(seed);
  const pods = Array.from({ length: 1 + draws.integer(3) }, () => ({
    racks: 1 + draws.integer(4),
    traysPerRack: 1 + draws.integer(3),
    acceleratorsPerTray: pick(draws, [1, 4, 8]),
    arrivesSeconds: pick(draws, [0, 0, 20_000]),
    racksPerCdu: 1 + draws.integer(2),
  }));
  const fleet = fleetOf(pods, 1 + draws.integer(2));
  const size = pods.reduce((sum, pod) => sum + pod.racks * pod.traysPerRack * pod.acceleratorsPerTray, 0);
  const parts = drawsOf(seed + 10_000);
  let submit = 0;
  const rows = Array.from({ length: 25 }, (_, job): JobRow => {
    submit += Math.floor(draws.exponential(1 / 2000));
    const need = draws.integer(Math.ceil(size * pick(draws, [0.1, 0.3, 1.1])) + 1);
    const block = need > 0 && draws.uniform() < 0.3 ? pick(draws, [2, 4]) : 1;
    const run = Math.ceil(draws.exponential(1 / 8000));
    // Drawn apart, so that the other draws are what they would be without.
    const part = parts.uniform() < 0.3 ? 1 + parts.integer(999) : 0;
    if (part > 0) return { submit, run, need: 1, part, limit: run, priority: draws.integer(3), classOf: draws.integer(2), within: parts.integer(4) };
    return {
      submit,
      run,
      need: need - (need % block),
      block,
      limit: Math.max(1, run + draws.integer(4000) - 500),
      least: draws.uniform() < 0.2 ? Math.min(need, block) : need - (need % block),
      within: draws.uniform() < 0.2 ? draws.integer(4) : 0,
      priority: draws.integer(3),
      tenant: draws.integer(3),
      classOf: draws.integer(2),
      ...(draws.uniform() < 0.2 ? { deadline: submit + run + 40_000 } : {}),
      after: draws.uniform() < 0.2 ? draws.integer(job + 1) - 1 : -1,
    };
  });
  const scope = (name: Scope) => ({
    id: name,
    scope: name,
    ratePerDay: draws.uniform() * (scopes.indexOf(name) > 4 ? 0.5 : 20 / size),
    repairSeconds: 1000 + draws.integer(20_000),
    crew: pick(draws, ["a", "b"]),
  });
  const hours = Float64Array.from({ length: 24 }, () => draws.uniform() * 100);
  return {
    fleet: { ...fleet, sites: fleet.sites.map((site) => ({ ...site, ...(draws.uniform() < 0.3 ? { capWatts: 600 * size, storageBytesPerSecond: 5e9 } : {}) })) },
    jobs: jobsOf(rows, classes, draws.uniform() < 0.3 ? (job, site) => site === 0 || job % 3 > 0 : undefined),
    policy: {
      discipline: pick(draws, [fifo, sjf, easy, conservative(20), priority, fairShare]),
      placement: pick(draws, [firstFit, bestFit, pack, spread, fragmentationAware([4, 2, 1, 1], [{ milli: 500, weight: 3 }])]),
      allowances: pick(draws, [[], [shareOfSpares(0.1)], [powerCap]]),
      shift: pick(draws, [atOnce, cheapest]),
      route: pick(draws, [soonest, failover(cheapestSite, 0.2)]),
    },
    recovery: {
      ...noRecovery,
      detectSeconds: 60,
      rescheduleSeconds: 30,
      loadSeconds: 30,
      warmUpSeconds: 30,
      mode: pick(draws, ["sync", "async"] as const),
      interval: pick(draws, ["young", "daly", 600] as const),
    },
    reliability: {
      causes: [...scopes.map(scope), { ...scope("tray"), id: "silent", silent: true, repair: "exponential" }],
      infant: { excess: 2, seconds: 20_000 },
      lemonShape: pick(draws, [0.5, 2]),
      crews: { a: 1, b: 2 },
    },
    maintenance: [{ scope: pick(draws, ["tray", "rack", "pod", "building", "site"] as const), domain: 0, noticeSeconds: 3000, fromSeconds: 10_000, toSeconds: 16_000 }],
    forecasts: fleet.sites.map(() => ({ priceUsdPerMwh: hours, carbonKgPerMwh: hours })),
    seed,
    untilSeconds: 400_000,
  };
}

const seeds = 1000;

test(`jobs, accelerators and time are conserved after every event, for ${seeds} seeds`, () => {
  let events = 0;
  let failures = 0;
  for (let seed = 0; seed < seeds; seed += 1) {
    const engine = new JobEngine(randomStudy(seed));
    let last = 0;
    try {
      engine.run(() => {
        audit(engine, last);
        last = engine.clock.now;
      });
      const { waterfall } = engine;
      const near = (a: number, b: number) => assert.ok(Math.abs(a - b) <= 1e-6 * Math.max(1, a, b), `${a} against ${b}`);
      near(waterfall.allocated, waterfall.held);
      near(waterfall.held, waterfall.restarting + waterfall.checkpointing + waterfall.computing);
      assert.ok(waterfall.lost >= 0 && waterfall.useful >= -1e-6 && waterfall.checkpointing >= -1e-6);
      near(waterfall.dark + waterfall.down + waterfall.drained + waterfall.free + waterfall.allocated, engine.hierarchy.accelerators * engine.endedAt);
    } catch (cause) {
      throw new Error(`seed ${seed}`, { cause });
    }
    events += engine.events;
    failures += engine.failures.count;
  }
  assert.ok(events > 50 * seeds && failures > 5 * seeds, `${events} events, ${failures} failures`);
});

test("the same study gives the same bytes", () => {
  const play = () => {
    const engine = new JobEngine(randomStudy(7));
    engine.run();
    return [engine.attempts.cut(), engine.failures.cut(), engine.hours.cut()];
  };
  assert.deepEqual(play(), play());
});

test("the audit sees a job, an accelerator and a second that are not accounted for", () => {
  const played = () => {
    const engine = new JobEngine(randomStudy(3));
    for (let steps = 0; steps < 30; steps += 1) engine.step();
    audit(engine, 0);
    return engine;
  };
  const law = (number: number) => (error: Error & { law?: number }) => error.law === number;
  const lost = played();
  lost.jobs.waiting += 1;
  assert.throws(() => audit(lost, 0), law(1));
  const gone = played();
  gone.fleet.trays[0]! += 1;
  assert.throws(() => audit(gone, 0), law(2));
  const sum = played();
  sum.fleet.sites[0]! += 1;
  assert.throws(() => audit(sum, 0), law(2));
  const back = played();
  assert.throws(() => audit(back, back.clock.now + 1), law(5));
});
