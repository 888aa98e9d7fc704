import assert from "node:assert/strict";
import { test } from "node:test";
import type { Plan } from "../plan/plan.ts";
import { checkPlan } from "./check.ts";
import { financePlan, financeSlices, financeText, quartersLate } from "./finance.fixture.ts";
import { tinyProgramme } from "./tiny.fixture.ts";

type Kind = Plan["objective"]["kind"];
type Stages = Plan["objective"]["stages"];

const hours = [2160, 2184, 2208, 2208, 2160, 2184];
const given = [14.5, 47, 65, 65, 87.5, 110];
/** All useful compute counts 1; 14.5 H100e in the first quarter and so on. */
const computeHours = hours.reduce((sum, length, t) => sum + 1.1 ** (-(t + 0.5) / 4) * length * given[t]!, 0);
const { value, total } = financePlan().objective;
const cost = { name: "cost", unit: "USD", value: value - total } as const;
const compute = { name: "compute", unit: "H100e-hours", value: computeHours } as const;
/** Of api, half of the first quarter's 20 H100e; of chat, what its own 100 H100e lack in each. */
const missedApi = 0.5;
const missedChat = [4.5, 7, 25, 25, 67.5, 90].reduce((sum, served) => sum + (100 - served) / 100, 0);

const onPaper: Readonly<Record<Kind, Stages>> = {
  worth: [{ name: "worth", unit: "USD", value: total }],
  lexicographic: [{ name: "service", unit: "quarters", value: quartersLate + missedApi }, compute, cost],
  "most-compute": [compute, cost],
  "least-cost": [{ name: "demand", unit: "quarters", value: quartersLate + missedApi + missedChat }, cost],
};

function refusals(kind: Kind, stages: unknown): string[] {
  const programme = tinyProgramme(financeText.replace("kind: worth", `kind: ${kind}`));
  const plan = financePlan();
  const checked = { ...plan, objective: { ...plan.objective, kind, stages } };
  return checkPlan(programme, () => financeSlices, checked, "hash").refusals.map(({ sentence }) => sentence);
}

for (const [kind, stages] of Object.entries(onPaper) as [Kind, Stages][]) {
  test(`${kind}: the measures on paper are accepted, each of them changed or out of its place is refused`, () => {
    assert.deepEqual(refusals(kind, stages), []);
    for (const [position, stage] of stages.entries()) {
      const other = (change: object) => refusals(kind, stages.with(position, { ...stage, ...change }));
      assert.match(other({ value: stage.value * (1 + 1e-9) })[0] ?? "", new RegExp(`stage ${stage.name}: the plan says`));
      assert.match(other({ unit: "MW" })[0] ?? "", /\.unit: expected one of/);
      assert.match(other({ name: "change" })[0] ?? "", /\.name: expected one of/);
      assert.match(refusals(kind, stages.toSpliced(position, 1))[0] ?? "", /stages: expected \d entr/);
    }
    assert.match(refusals(kind, [...stages, { name: "change", unit: "MW IT", value: 0 }])[0] ?? "", /stages: expected \d entr/);
    if (stages.length > 1) assert.match(refusals(kind, stages.toReversed())[0] ?? "", /stages\.0\.name: expected one of/);
  });
}

test("a plan of another kind of objective than the programme's is refused", () => {
  const plan = financePlan();
  const programme = tinyProgramme(financeText.replace("kind: worth", "kind: least-cost"));
  const said = checkPlan(programme, () => financeSlices, plan, "hash").refusals.map(({ sentence }) => sentence);
  assert.ok(said.includes('objective.kind: expected one of least-cost, got "worth".'), said.join("\n"));
});
