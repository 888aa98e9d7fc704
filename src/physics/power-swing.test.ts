import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  allMw,
  bandMw,
  flatteningMj,
  harmonicMw,
  harmonicsIn,
  independentMw,
  inStepMw,
  peakCut,
  rampLimited,
  steepestMwPerSecond,
  type Swing,
  swingOf,
  withFiller,
  withFloor,
  withStorage,
} from "./power-swing.ts";

const near = (value: number, expected: number, relative = 1e-9) => assert.ok(Math.abs(value - expected) <= relative * Math.abs(expected), `${value}, expected ${expected}`);
/** 100,000 packages that swing by 500 W every five seconds. */
const square: Swing = { swingMw: swingOf(100_000, 0.001, 1, 0.5), periodSeconds: 5, duty: 0.7, rampSeconds: 0 };
const swings = fc
  .record({
    swingMw: fc.double({ min: 0.1, max: 500, noNaN: true }),
    periodSeconds: fc.double({ min: 0.5, max: 20, noNaN: true }),
    duty: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
    share: fc.double({ min: 0.01, max: 1, noNaN: true }),
  })
  .map(({ share, ...rest }): Swing => ({ ...rest, rampSeconds: share * rest.periodSeconds * Math.min(rest.duty, 1 - rest.duty) }));
/** The wave itself, at a share of its period. */
const power = ({ swingMw, duty, rampSeconds, periodSeconds }: Swing, at: number) => {
  const ramp = rampSeconds / periodSeconds;
  if (at < ramp) return (swingMw * at) / ramp;
  if (at < duty) return swingMw;
  return at < duty + ramp ? swingMw * (1 - (at - duty) / ramp) : 0;
};

test("100,000 packages, 500 W, 0.7 of 5 s: 50 MW, a fundamental of 25.8 MW at 0.2 Hz, 52.5 MJ to flatten it", () => {
  near(square.swingMw, 50);
  near(harmonicMw(square, 1), 25.8, 0.002);
  near(flatteningMj(square), 52.5);
  assert.equal(steepestMwPerSecond(square), Infinity);
  near(steepestMwPerSecond({ swingMw: 50, rampSeconds: 0.5 }), 100);
});

test("a step of 6.2 s, as that of 16,384 H100, swings at 0.161 Hz: in the band of 0.1 to 20 Hz, with 123 more harmonics", () => {
  const swing = { ...square, periodSeconds: 6.2 };
  assert.deepEqual(harmonicsIn(swing, { lowHz: 0.1, highHz: 20 }), { first: 1, last: 124 });
  // A step of 20 s has its fundamental below the band.
  assert.equal(harmonicsIn({ ...square, periodSeconds: 20 }, { lowHz: 0.1, highHz: 20 }).first, 2);
});

test("the harmonics hold all the power that the wave has (Parseval), and are those of the wave sampled", () => {
  fc.assert(
    fc.property(swings, (swing) => {
      near(bandMw(swing, { lowHz: 0, highHz: 20_000 / swing.periodSeconds }), allMw(swing), 2e-3);
      const samples = 20_000;
      for (const n of [1, 2]) {
        let [cosine, sine] = [0, 0];
        for (let k = 0; k < samples; k += 1) {
          const at = (k + 0.5) / samples;
          cosine += (2 / samples) * power(swing, at) * Math.cos(2 * Math.PI * n * at);
          sine += (2 / samples) * power(swing, at) * Math.sin(2 * Math.PI * n * at);
        }
        assert.ok(Math.abs(Math.hypot(cosine, sine) - harmonicMw(swing, n)) < 1e-4 * swing.swingMw);
      }
    }),
    { numRuns: 30 },
  );
});

test("the energy above the mean is what the wave sampled has above it", () => {
  fc.assert(
    fc.property(swings, (swing) => {
      const samples = 20_000;
      let above = 0;
      for (let k = 0; k < samples; k += 1) above += (Math.max(0, power(swing, (k + 0.5) / samples) - swing.duty * swing.swingMw) * swing.periodSeconds) / samples;
      near(flatteningMj(swing), above, 2e-3);
    }),
    { numRuns: 30 },
  );
});

test("jobs that do not know of each other add by squares, jobs in step by amplitude", () => {
  near(independentMw([3, 4]), 5);
  near(inStepMw([3, 4]), 7);
  near(independentMw(Array.from({ length: 100 }, () => 1)), 10);
});

test("what takes the swing away: a floor wastes, storage stores, a filler works", () => {
  // 40 of 50 MW burnt through three tenths of the time.
  assert.deepEqual(withFloor(square, 10), { swingMw: 10, wastedMw: 40 * (1 - 0.7), storedMj: 0, storageMw: 0 });
  near(withFiller(square, 10, 0.75).wastedMw, 3);
  const stored = withStorage(square, 10, 0.9);
  near(stored.storedMj, 42);
  near(stored.storageMw, 28);
  near(stored.wastedMw, (42 / 5) * (1 / 0.9 - 1));
  for (const mitigate of [withFloor, (swing: Swing, most: number) => withStorage(swing, most, 0.9)]) {
    assert.equal(mitigate(square, 60).wastedMw, 0);
    assert.equal(mitigate(square, 60).swingMw, 50);
  }
});

test("storage that holds half of what flattens the wave takes half of what lies above the mean off the peak", () => {
  near(peakCut(square, 50, 52.5), 15 / 100);
  near(peakCut(square, 50, 26.25), 7.5 / 100);
  near(peakCut(square, 50, 1000), 15 / 100);
});

test("a fall of 100 MW at 10 MW/s burns a triangle of 500 MJ; a rise takes ten seconds", () => {
  assert.deepEqual(rampLimited(100, 10), { burntMj: 500, seconds: 10 });
});
