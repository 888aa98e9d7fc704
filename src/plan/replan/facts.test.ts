// What happened may break rules: is just that told, accepted by the verifier, and nothing else hidden behind it?

import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Quarter } from "../../units/brand.ts";
import { pastOf } from "../../verify/facts.ts";
import { verify } from "../../verify/verify.ts";
import { derive } from "../derive.ts";
import { planningCase } from "../case.ts";
import { caseOf } from "../fixture.ts";
import { openHighs } from "../lp/highs.ts";
import type { Decisions, Past, Plan } from "../plan.ts";
import { makePlan } from "../planner.ts";
import type { HeldPast } from "./held-past.ts";
import { replanning } from "./replanning.ts";

const file = "test/programmes/tiny.yaml";
const asOf = "2026-Q4" as Quarter;
const limits = { gap: 0, nodes: 100_000, seconds: 600, seed: 1 };
const solver = openHighs();
after(() => solver.close());

const tiny = caseOf(file);
const plan = await makePlan(tiny, tiny.library, { inputs: "x", limits, solver });
const known = ["known: 2026-01-01", "known: 2026-11-15"] as const;

/** Plans changed inputs from the last plan; the plan says what its certificate refuses. */
async function again(...replace: readonly (readonly [string, string])[]) {
  const given = caseOf(file, replace);
  const { programme, baseline } = replanning({ plan, programme: tiny.programme }, given.programme, asOf, [], given.library);
  let held: HeldPast | undefined;
  const made = await makePlan({ ...given, programme }, given.library, { inputs: "x", limits, solver, baseline, onHeld: (past) => (held = past) });
  const check = (one: Plan) => verify({ ...given, programme }, given.library, one, "x");
  const past = pastOf(check(made), asOf);
  return { study: planningCase(programme, given.library), made, held: held!, past, check, told: { ...made, past } };
}

/** Fewer racks were supplied before the as-of quarter than the plan has delivered. */
const short = await again(known, ["supply: { 2026-Q3: 60 racks", "supply: { 2026-Q3: 40 racks"]);

test("a supply that was smaller than what was delivered is a fact: told with its amount, and accepted", () => {
  assert.deepEqual(
    short.held.broken.map(({ family, index, amount }) => [family, index.join(", "), amount]),
    [["chip.supply", "plain, 2026-Q3", 20]],
  );
  assert.equal(short.check(short.made).accepted, false, "a plan that does not say it is refused");
  const { accepted, facts, refusals } = short.check(short.told);
  assert.deepEqual(refusals, []);
  assert.ok(accepted);
  assert.deepEqual(
    facts.map(({ family, index, amount, unit }) => [family, index, amount, unit]),
    [["chip.supply", "plain, 2026-Q3", 20, "rack"]],
  );
});

test("land that takes fewer buildings than were started is a fact that no quarter names", async () => {
  const found = await again(known, ["opening: $5M, buildings: { hall-10: 2 }", "opening: $5M, buildings: { hall-10: 1 }"]);
  const { accepted, facts } = found.check(found.told);
  assert.ok(accepted);
  assert.deepEqual(
    facts.map(({ family, index, amount }) => [family, index, amount]),
    [["site.land", "alpha, hall-10", 1]],
  );
});

test("what the plan says of its past is checked: another amount, another row, one left out, one that holds, a later as-of", () => {
  const [row] = short.past.broken;
  const refused = (past: Past) => {
    const { accepted, refusals } = short.check({ ...short.made, past });
    assert.equal(accepted, false, JSON.stringify(past));
    assert.ok(refusals.every(({ family, sentence }) => family !== "" && sentence !== ""));
  };
  for (const amount of [19, 21, 20.001, 0]) refused({ asOf, broken: [{ ...row!, amount }] });
  refused({ asOf, broken: [{ ...row!, unit: "MW" }] });
  refused({ asOf, broken: [{ ...row!, index: "plain, 2026-Q4" }] });
  refused({ asOf, broken: [] });
  refused({ asOf, broken: [row!, { ...row!, family: "chip.hall", index: "alpha, 2026-Q3" }] });
  refused({ asOf: "2026-Q3" as Quarter, broken: [row!] });
  refused({ asOf: "2027-Q1" as Quarter, broken: [row!] });
});

test("a breach after the as-of quarter is refused, however the plan calls it", async () => {
  const mutants: readonly ((decisions: Decisions) => Decisions)[] = [
    // Ten racks more than are supplied, in the as-of quarter and after it.
    ...[3, 4].map((t) => (decisions: Decisions) => deliver(decisions, t, 61)),
    // A third hall on land for two, started after the as-of quarter.
    (decisions) => start(decisions, 4),
  ];
  const found = await again(known);
  for (const from of [short, found])
    for (const mutate of mutants) {
      const decisions = mutate(from.made.decisions);
      const { derived, objective } = derive(from.study, decisions);
      const mutant = { ...from.made, decisions, derived, objective };
      const past = pastOf(from.check(mutant), asOf);
      assert.ok(past.broken.length > from.past.broken.length, "the mutant breaks a rule");
      const { accepted, refusals } = from.check({ ...mutant, past });
      assert.equal(accepted, false);
      assert.ok(refusals.some(({ family, sentence }) => family === "past" && /decisions from 2026-Q4 on/.test(sentence)));
    }
});

test("what happens after the day on which the programme is known is no fact", async () => {
  const found = await again(["supply: { 2026-Q3: 60 racks", "supply: { 2026-Q3: 40 racks"]);
  const { accepted, refusals } = found.check(found.told);
  assert.equal(accepted, false);
  assert.ok(refusals.some(({ sentence }) => sentence.includes("known as of 2026-01-01")));
});

function deliver(decisions: Decisions, t: number, racks: number): Decisions {
  const alpha = decisions.sites["alpha"]!;
  return { ...decisions, sites: { ...decisions.sites, alpha: { ...alpha, racks: { plain: alpha.racks["plain"]!.map((value, at) => (at === t ? racks : value)) } } } };
}

function start(decisions: Decisions, t: number): Decisions {
  const alpha = decisions.sites["alpha"]!;
  return { ...decisions, sites: { ...decisions.sites, alpha: { ...alpha, starts: { "hall-10": alpha.starts["hall-10"]!.map((value, at) => (at === t ? value + 1 : value)) } } } };
}
