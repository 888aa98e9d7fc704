// Has every rule of policy its sentences: what it says when it conflicts, and what must give way? With the finance and power programmes' own numbers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type PlanningCase, planningCase } from "../case.ts";
import { draftOf } from "../draft.ts";
import { families } from "../families/families.ts";
import { caseOf } from "../fixture.ts";
import { conflictSentences } from "./conflict-sentences.ts";
import { rulesOf } from "./rules.ts";
import { relaxationSentence, worthSentence } from "./sentences.ts";

const cap = ["agreements:\n", "agreements:\n  cap: { kind: power-cap, site: alpha, facility: 13 MW, from: 2026-07-01 }\n"] as const;
const studies = [caseOf("test/programmes/finance.yaml"), caseOf("test/programmes/power.yaml", [cap])].map(({ programme, library }) => planningCase(programme, library));

/** The first study with rows of a family, and the key of one that has the words. */
function rowOf(family: string, ...words: readonly string[]): { readonly study: PlanningCase; readonly index: readonly string[]; readonly unit: string } {
  for (const study of studies) {
    const { rows } = draftOf(study).model;
    for (let at = 0; at < rows.length; at++) {
      const key = rows.key(at);
      if (key.family === family && words.every((word) => key.index.includes(word))) return { study, ...key };
    }
  }
  throw new Error(`no row of ${family}`);
}

const relaxed = (family: string, amount: number, ...words: readonly string[]) => {
  const { study, index, unit } = rowOf(family, ...words);
  return relaxationSentence(study, { family, index: index.join(", "), amount, unit });
};

const conflicting = (family: string) => {
  const { study } = rowOf(family);
  const rules = rulesOf(study, draftOf(study).model).filter((rule) => rule.family === family);
  return conflictSentences(study, rules)[0]!.sentence;
};

test("every rule that a person may relax says what giving way means", () => {
  for (const { family, policy } of families) {
    if (!policy) continue;
    const sentence = relaxed(family, 1);
    assert.match(sentence, /^[A-Za-z0-9].*\.$/);
    assert.doesNotMatch(sentence, /must give way by|`|undefined|NaN/, family);
  }
});

test("every rule that a person may relax says why it conflicts, with numbers", () => {
  for (const { family, policy } of families) {
    if (!policy) continue;
    const sentence = conflicting(family);
    assert.match(sentence, /\d/, `${family}: ${sentence}`);
    assert.doesNotMatch(sentence, /`|undefined|NaN|Infinity/, `${family}: ${sentence}`);
  }
});

test("what they say", () => {
  assert.equal(relaxed("power.permit", 4, "air permit"), "The air permit of Alpha must be for 4.0 MW (facility) more.");
  assert.equal(relaxed("power.permit", 1.5, "engines", "2026-Q4"), "engines at Alpha must make 1.5 MW (facility) more than its hours allow, mean of 2026-Q4.");
  assert.equal(relaxed("site.water", 1234.5, "2026-Q4"), "1,235 m3 more of water must be drawn at Alpha in 2026-Q4.");
  assert.equal(relaxed("agreement.take-or-pay", 12, "2027"), "commitment would be kept but for 12.0 M USD in 2027.");
  assert.equal(conflicting("power.permit"), "Plant that burns fuel runs within its permit: Alpha may have 12 MW (facility), engines may run 5,000 hours a year.");
  assert.equal(conflicting("site.phase"), "In a quarter in which a site starts any building it starts at least: Alpha 2.");
  assert.equal(conflicting("agreement.take-or-pay"), "Commitment promises big 60.0 M USD in 2026 and 80.0 M USD in 2027.");
  assert.equal(conflicting("money.coverage"), "Loan asks for an income less running costs of 1.3 times interest and repayments, over four quarters from 2027-Q1 on.");
  assert.match(conflicting("site.water"), /^Cooling may draw at most: Alpha 160,000 m3 a year, enough for \d+(\.\d)? MW IT in 2027-Q\d\.$/);
  // Switchgear: 8 held, and what is ordered up to 2027-Q4, 10 in each of two years. Transformers: 3 held, and 4 of 2026 with three quarters of the 4 of 2027.
  assert.equal(
    conflicting("build.equipment"),
    "At most 28 of medium-voltage switchgear can be there by 2028-Q2: slots held, and orders 2 quarters before. At most 10 of transformer can be there by 2028-Q2: slots held, and orders 3 quarters before.",
  );
});

test("what one more of a permit, of water, or under a cap is worth", () => {
  const worth = (family: string, ...words: readonly string[]) => {
    const { study, index, unit } = rowOf(family, ...words);
    return worthSentence(study, family, index, 2e6, unit);
  };
  assert.equal(worth("power.permit", "air permit"), "One more MW of plant (facility) under the air permit of Alpha is worth 2.0 M USD.");
  assert.equal(worth("power.permit", "engines", "2026-Q4"), "One more MW of mean output (facility) that engines at Alpha may make in 2026-Q4 is worth 2.0 M USD.");
  assert.equal(worth("site.water", "2026-Q4"), "One more m3 of water at Alpha in 2026-Q4 is worth 2.0 M USD.");
  assert.equal(worth("agreement.power-cap", "2026-Q4"), "One more MW (facility) under the power cap at Alpha in 2026-Q4 is worth 2.0 M USD.");
});
