import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPlan } from "./check.ts";
import { financePlan, financeSlices, financeText } from "./finance.fixture.ts";
import { tinyProgramme } from "./tiny.fixture.ts";

/** Families that refuse the paper plan when its programme reads otherwise. */
function refusedBy(from: string, to: string): string[] {
  const text = financeText.replace(from, to);
  assert.notEqual(text, financeText, from);
  const { refusals } = checkPlan(tinyProgramme(text), () => financeSlices, financePlan(), "hash");
  return [...new Set(refusals.map(({ family }) => family))];
}

test("every term of money in the programme is felt: with it changed, the plan's numbers are no longer right", () => {
  const terms: readonly (readonly [string, string, string])[] = [
    ["rackPrice: $12M", "rackPrice: $13M", "derived.money.capex"],
    ["2026-Q2: $10M, 2027: $8M", "2026-Q2: $10M", "derived.money.capex"],
    ["2026-Q2: $10M, 2027", "2026-Q3: $10M, 2027", "derived.money.capex"],
    ["decline: 36 %/yr", "decline: 35 %/yr", "derived.money.bookValue"],
    ["decline: 36 %/yr, ", "", "derived.money.bookValue"],
    ["rent: 10 k$/MW-month", "rent: 11 k$/MW-month", "derived.money.opex"],
    ["it: 10 MW, ready: 1 quarter", "it: 10 MW, ready: 2 quarters", "derived.money.opex"],
    ["propertyTax: { rate: 8 %/yr", "propertyTax: { rate: 9 %/yr", "derived.money.opex"],
    ["abatement: 50 %", "abatement: 40 %", "derived.money.opex"],
    ["until: 2026-Q3 }\n", "until: 2026-Q4 }\n", "derived.money.opex"],
    [", until: 2026-Q3 }\n", " }\n", "derived.money.opex"],
    ["per: quarter, ", "", "derived.money.shares"],
    ["base: net", "base: gross", "derived.money.shares"],
    ["classes: [api], ", "", "derived.money.shares"],
    ["cloud: azure, per", "per", "derived.money.shares"],
    ["{ from: $1M, share: 10 % }", "{ from: $1M, share: 11 % }", "derived.money.shares"],
    ["{ from: $1M, share: 10 % }", "{ from: $3M, share: 10 % }", "derived.money.shares"],
    ["from: 2026-07-01", "from: 2026-04-01", "derived.money.shares"],
    ["payer: azure, payee: lab", "payer: lab, payee: fund", "derived.money.shares"],
    ["share: 20 % }, ", "share: 21 % }, ", "objective"],
  ];
  for (const [from, to, family] of terms) assert.ok(refusedBy(from, to).includes(family), `${from} -> ${to}: ${refusedBy(from, to).join(", ")}`);
});

test("an abatement without a last quarter holds for the whole calendar, and no property tax is no tax", () => {
  const plan = financePlan();
  const programme = tinyProgramme(financeText.replace("propertyTax: { rate: 8 %/yr, abatement: 50 %, until: 2026-Q3 }", "propertyTax: { rate: 0 %/yr }"));
  const { rows } = checkPlan(programme, () => financeSlices, plan, "hash");
  const tax = rows.filter(({ family, index }) => family === "derived.money.opex" && index.startsWith("tax"));
  assert.deepEqual(
    tax.map(({ right }) => right),
    [0, 0, 0, 0, 0, 0],
  );
});
