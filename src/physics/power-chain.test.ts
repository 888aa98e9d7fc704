import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { converterStage, lossesOf, machinePower, type MachinePower, powerIn, type PowerStage, stageLosses, unitsOf } from "./power-chain.ts";

const near = (value: number, expected: number, relative = 1e-9) => assert.ok(Math.abs(value - expected) <= relative * Math.abs(expected), `${value}, expected ${expected}`);
const ups: PowerStage = { id: "ups", place: "hall", unitMw: 2, standing: 0.01, proportional: 0.01, resistive: 0.015, redundancy: "N" };

test("a stage at full load loses what stands, what is in proportion and what is resistive; at half load a quarter of the last", () => {
  const losses = lossesOf(ups, 10);
  assert.equal(losses.units, 5);
  near(stageLosses(losses, 10), 0.1 + 0.1 + 0.15);
  near(stageLosses(losses, 5), 0.1 + 0.05 + 0.0375);
  near(stageLosses(losses, 0), 0.1);
});

test("units that stand twice run at part load: 2N has twice the standing losses and half the resistive ones", () => {
  assert.deepEqual(
    (["N", "N+1", "2N"] as const).map((redundancy) => unitsOf({ unitMw: 2, redundancy }, 10)),
    [5, 6, 10],
  );
  near(stageLosses(lossesOf({ ...ups, redundancy: "2N" }, 10), 10), 0.2 + 0.1 + 0.075);
  near(stageLosses(lossesOf({ ...ups, redundancy: "N+1" }, 10), 10), 0.12 + 0.1 + 100 * (0.015 / 12));
});

test("stages in series: what enters is what leaves and what each loses", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 500, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (designMw, share) => {
      const stages = [lossesOf({ ...ups, redundancy: "2N" }, designMw), lossesOf({ ...ups, id: "transformer", place: "yard", unitMw: 60 }, designMw * 1.1)];
      const lost = new Float64Array(2);
      const outMw = designMw * share;
      const inMw = powerIn(stages, outMw, lost);
      near(inMw, outMw + lost[0]! + lost[1]!, 1e-12);
      assert.ok(lost.every((mw) => mw > 0));
      // More out, more in, and by more than what goes out.
      assert.ok(powerIn(stages, outMw + 1) > inMw + 1);
    }),
  );
});

/** The Frontier digital twin's constants: Brewer et al., SC24, arXiv 2410.05133, and its configuration of the machine. */
const frontier: MachinePower = {
  nodes: 9472,
  node: { accelerators: 4, acceleratorIdleW: 88, acceleratorMostW: 560, processorIdleW: 90, processorMostW: 280, steadyW: 74 + 80 + 30 },
  converters: [
    { stage: converterStage("dc-dc", "rack", 0.003, 13e-6, 0.98), perUnit: 1 },
    { stage: converterStage("rectifier", "rack", 0.0125, 17e-6, 0.96), perUnit: 4 },
  ],
  steadyMw: 0.592 + 0.212,
};

test("Frontier: 7.3 MW idle and 28.2 MW at full load by its twin's constants", () => {
  // By hand: (626 + 13) / 0.98 = 652.04 W; (4 x 652.04 + 17) / 0.96 = 2734.5 W of four nodes.
  const byHand = (watts: number) => (9472 / 4) * (((4 * (watts + 13)) / 0.98 + 17) / 0.96) * 1e-6 + 0.804;
  near(machinePower(frontier, 0), byHand(626), 1e-12);
  near(machinePower(frontier, 1), byHand(2704), 1e-12);
  near(machinePower(frontier, 0), 7.3, 0.02);
  near(machinePower(frontier, 1), 28.2, 0.02);
});
