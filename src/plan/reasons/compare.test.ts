import assert from "node:assert/strict";
import { after, test } from "node:test";
import { caseOf } from "../fixture.ts";
import { openHighs } from "../lp/highs.ts";
import { makePlan } from "../planner.ts";
import { causesOf } from "./causes.ts";
import { inputDifferences, switchedBack } from "./differences.ts";
import { movesOf } from "./moves.ts";

const solver = openHighs();
after(() => solver.close());
const tiny = "test/programmes/tiny.yaml";
const limits = { gap: 1e-6, nodes: 100_000, seconds: 120, seed: 1 };

type Changes = readonly (readonly [string, string])[];
const laterPower: Changes = [["facility: 26 MW, energized: 2026-Q3", "facility: 26 MW, energized: 2027-Q1"]];
const laterAndDearer: Changes = [...laterPower, ["rackPrice: $1.2M", "rackPrice: $1.5M"]];

async function sides(changes: Changes) {
  const { library, ...a } = caseOf(tiny);
  const { library: other, ...b } = caseOf(tiny, changes);
  const [planA, planB] = [await makePlan(a, library, { inputs: "a", limits, solver }), await makePlan(b, other, { inputs: "b", limits, solver })];
  return { a: a.programme, b: b.programme, planA, planB, libraries: { a: library, b: other } };
}

test("the differences of two programmes have paths, groups and both values, and are taken back by them", () => {
  const [{ programme: a }, { programme: b }] = [caseOf(tiny), caseOf(tiny, laterAndDearer)];
  const differences = inputDifferences(a, b);
  assert.deepEqual(
    differences.map(({ path, group, a: one, b: other }) => [path.join("."), group, one, other]),
    [
      ["catalogue.accelerators.plain.rackPrice", "prices", 1.2e6, 1.5e6],
      ["sites.alpha.power.grid.energized", "site power", "2026-Q3", "2027-Q1"],
    ],
  );
  assert.deepEqual(switchedBack(b, differences), a);
  assert.deepEqual(inputDifferences(a, a), []);
});

test("a site that is gone comes back whole", () => {
  const { programme: a } = caseOf(tiny);
  const { beta: _, ...sites } = a.sites;
  const b = { ...a, sites };
  const differences = inputDifferences(a, b);
  assert.deepEqual([differences.length, differences[0]!.path, differences[0]!.b], [1, ["sites", "beta"], undefined]);
  assert.deepEqual(switchedBack(b, differences), a);
  assert.deepEqual(switchedBack(a, inputDifferences(b, a)), b);
});

test("one group of inputs causes the whole difference, to the dollar, and is named for the site that moved", async () => {
  const { a, b, planA, planB, libraries } = await sides(laterPower);
  const moves = movesOf(planA, planB, (site) => a.sites[site]!.name);
  const alpha = moves.find(({ site }) => site === "alpha")!;
  assert.match(alpha.sentence, /^Alpha: starts (one quarter|\d quarters) later, in 2026-Q\d/);
  const { causes, together, not } = await causesOf(a, b, inputDifferences(a, b), libraries, solver, limits);
  assert.deepEqual([causes.length, causes[0]!.group, not], [1, "site power", []]);
  assert.ok(causes[0]!.effect.usd < 0, "later power never helps");
  assert.ok(causes[0]!.sites.includes("alpha"));
  for (const rest of Object.values(together)) assert.ok(Math.abs(rest) < 1, JSON.stringify(together));
});

test("two groups and what only both together do add up to the difference", async () => {
  const { a, b, planA, libraries } = await sides(laterAndDearer);
  const found = await causesOf(a, b, inputDifferences(a, b), libraries, solver, limits);
  assert.deepEqual(
    found.causes.map(({ group }) => group),
    ["site power", "prices"],
  );
  const sum = found.causes.reduce((total, { effect }) => total + effect.usd, found.together.usd);
  assert.ok(Math.abs(sum - (found.b.usd! - found.a.usd!)) < 1);
  assert.ok(found.causes.every(({ effect }) => effect.usd < 0));
  assert.deepEqual(
    movesOf(planA, planA, (site) => site),
    [],
  );
});
