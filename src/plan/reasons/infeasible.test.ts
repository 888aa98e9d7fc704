import assert from "node:assert/strict";
import { after, test } from "node:test";
import { planningCase } from "../case.ts";
import { draftOf } from "../draft.ts";
import { caseOf } from "../fixture.ts";
import { openHighs } from "../lp/highs.ts";
import { exactly } from "../lp/solver.ts";
import type { Plan } from "../plan.ts";
import { makePlan } from "../planner.ts";
import { dataChecks } from "./checks.ts";
import { conflictingRules } from "./conflict.ts";
import { boundsWithout, rulesOf } from "./rules.ts";

const solver = openHighs();
after(() => solver.close());
const tiny = "test/programmes/tiny.yaml";
const limits = { gap: 0.01, nodes: 100_000, seconds: 120, seed: 1 };

type Changes = readonly (readonly [string, string])[];
const tooBig: Changes = [["compute: 3e25 FLOP", "compute: 3e26 FLOP"]];
const tooEarly: Changes = [["between: [2026-Q4, 2027-Q1]", "between: [2026-Q2, 2026-Q2]"]];
const tooPoor: Changes = [["commitment: $700M", "commitment: $20M"]];
const tooLittle: Changes = [["budget: $900M", "budget: $60M"]];
const tooFew: Changes = [["workers: 250 workers", "workers: 90 workers"]];
/** Half a hall would be enough for the run; whole halls need 100 workers each. */
const wholeOnly: Changes = [
  ["workers: 250 workers", "workers: 90 workers"],
  ["compute: 3e25 FLOP", "compute: 1e25 FLOP"],
];

/** Ways to ask for too much, and the families that a person would name as the reason. */
const cases: readonly (readonly [name: string, changes: Changes, families: readonly string[], whole: boolean])[] = [
  ["a run that needs more racks than are supplied", tooBig, ["compute.milestone", "chip.supply"], false],
  ["a run before any hall or power", tooEarly, ["compute.milestone"], false],
  ["a fund that cannot pay for the racks", tooPoor, ["compute.milestone", "money.cash", "money.calls", "money.debt"], false],
  ["a budget that is too small", tooLittle, ["compute.milestone", "money.budget"], true],
  ["too few workers for one hall", wholeOnly, ["compute.milestone", "build.crew"], true],
];

for (const [name, changes, families, whole] of cases) {
  test(`${name}: the conflict is named, and none of its rules can be spared`, async () => {
    const { programme, library } = caseOf(tiny, changes);
    const study = planningCase(programme, library);
    const { model } = draftOf(study);
    const found = await conflictingRules(study, model, solver);
    assert.deepEqual(found?.unproved, []);
    assert.equal(found.whole, whole);
    for (const family of families)
      assert.ok(
        found.rules.some((rule) => rule.family === family),
        `${family} among ${found.rules.map((rule) => rule.family).join(", ")}`,
      );
    const all = rulesOf(study, model);
    const feasibleWith = async (kept: ReadonlySet<string>) => {
      const gone = all.filter(({ family, subject }) => !kept.has(`${family} ${subject}`));
      const { status } = await solver.solve({ ...model, ...boundsWithout(model, gone), cost: new Float64Array(model.cost.length) }, { limits: exactly });
      return status !== "infeasible";
    };
    const keys = found.rules.map(({ family, subject }) => `${family} ${subject}`);
    assert.equal(await feasibleWith(new Set(keys)), false, "together they conflict");
    for (const key of keys) assert.equal(await feasibleWith(new Set(keys.filter((other) => other !== key))), true, `without ${key} the rest holds`);
  });
}

function planOf(changes: Changes): Promise<Plan> {
  const { library, ...resolved } = caseOf(tiny, changes);
  return makePlan(resolved, library, { inputs: "test", limits, solver });
}

const sentences = ({ conflict }: Plan, family: string) => conflict.filter((rule) => rule.family === family).map(({ sentence }) => sentence);

test("a run beyond all supply: what it needs, what there is, one quarter late or with more of two things", async () => {
  const plan = await planOf(tooBig);
  assert.equal(plan.feasible, false);
  // 180 racks of 0.1 MW by 2027-Q1; 60, 120 and 180 of them at the quarters' ends, 90 and 150 as means of the two quarters:
  // (90 x 2,208 h + 150 x 2,160 h) x 72 x 5e15 FLOP/s x 0.3 x 3,600 s/h x 0.9 goodput = 1.8e26 FLOP, if goodput is 0.9.
  const { goodput } = caseOf(tiny).programme.catalogue.operations;
  const most = (90 * 2208 + 150 * 2160) * 72 * 5e15 * 0.3 * 3600 * goodput;
  assert.equal(
    sentences(plan, "compute.milestone")[0],
    `Milestone run needs 3.0e+26 FLOP between 2026-Q4 and 2027-Q1, but the most that any one campus could do is ${most.toExponential(1)} FLOP, at Alpha with 18 MW IT of racks, all that is supplied.`,
  );
  assert.deepEqual(sentences(plan, "chip.supply"), ["Racks of Plain are at most 60 a quarter, 180 in all by 2027-Q1."]);
  assert.match(
    plan.relaxations[0]!.sentence,
    /^run gets \d+\.\d % of its 3\.0e\+26 FLOP by 2027-Q1: .* It is reachable one quarter late, by 2027-Q2, or in its window with \d+(\.\d)? MW \(facility\) more of firm power, with halls for it, at Alpha by 2026-Q3 and \d+ racks of Plain more by 2027-Q1\.$/,
  );
});

test("a run before its halls: the first power and the first hall of each site", async () => {
  const plan = await planOf(tooEarly);
  assert.match(
    sentences(plan, "compute.milestone")[0]!,
    /Alpha has its first power in 2026-Q3 and its first hall in 2026-Q3; Beta has its first power in 2026-Q4 and its first hall in 2026-Q3\.$/,
  );
  assert.match(plan.relaxations[0]!.sentence, /It is reachable \d quarters late, by 2026-Q4/);
});

test("too few workers: how many there are, and how many more are needed", async () => {
  const plan = await planOf(tooFew);
  assert.deepEqual(sentences(plan, "build.crew"), ["There are 90 workers in town in 2026-Q1."]);
  assert.match(plan.relaxations.find(({ family }) => family === "build.crew")!.sentence, /^10 more workers are needed in town in 2026-Q[12]\.$/);
});

test("money: the limits in dollars", async () => {
  assert.deepEqual(sentences(await planOf(tooLittle), "money.budget"), ["At most 60.0 M USD may be spent on capital by 2027-Q1."]);
  assert.deepEqual(sentences(await planOf(tooPoor), "money.calls"), ["Fund may be called for at most 20.0 M USD in all."]);
});

test("more racks alone would do where halls and power are there: the number is the least that works", async () => {
  const early: Changes = [["between: [2026-Q4, 2027-Q1]", "between: [2026-Q3, 2026-Q3]"]];
  const more = Number(/with (\d+) racks of Plain more by 2026-Q3/.exec((await planOf(early)).relaxations[0]!.sentence)![1]);
  const supplied = (racks: number): Changes => [...early, ["2026-Q3: 60 racks", `2026-Q3: ${racks} racks`]];
  assert.equal((await planOf(supplied(60 + more))).feasible, true);
  assert.equal((await planOf(supplied(60 + more - 2))).feasible, false);
});

test("checks of the data need no solver: nothing on what can be, and numbers on what cannot", () => {
  const checked = (changes: Changes) => {
    const { programme, library } = caseOf(tiny, changes);
    return dataChecks(planningCase(programme, library));
  };
  assert.deepEqual(checked([]), []);
  // A committed option of $8M is sunk before the calendar; one of $950M that is due within it is more than the budget.
  const sunk = checked([["energized: 2026-Q3, ramp: [50 %, 100 %], cost: $8M", "energized: 2027-Q2, ramp: [50 %, 100 %], cost: $950M, committed: true"]]);
  const money = sunk.find(({ family }) => family === "money.budget");
  assert.match(
    money!.sentence,
    /^What is committed, buildings under way and power options, costs 9\d\d\.\d M USD by the end of 2027-Q1, but only 900\.0 M USD may be spent by then\.$/,
  );
  const late = sunk.find(({ family }) => family === "power.firm");
  assert.equal(late!.sentence, "Alpha is committed to grid, 26 MW (facility), but that is energized in 2027-Q2, after the last required milestone's window.");
});
