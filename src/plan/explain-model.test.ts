// Is the model told as it is? Against tiny's model, counted and written out by hand.

import assert from "node:assert/strict";
import { test } from "node:test";
import { planningCase } from "./case.ts";
import { columnFamilies } from "./column-words.ts";
import { draftOf } from "./draft.ts";
import { explainModel } from "./explain-model.ts";
import { exclusions, families } from "./families/families.ts";
import { caseOf } from "./fixture.ts";
import { writtenRow } from "./written-row.ts";

const tiny = "test/programmes/tiny.yaml";
const studyOf = (file: string, replace: readonly (readonly [string, string])[] = []) => {
  const { programme, library } = caseOf(file, replace);
  return planningCase(programme, library);
};

/** A row of a programme as text. */
function text(file: string, row: string, replace: readonly (readonly [string, string])[] = []): string {
  const study = studyOf(file, replace);
  const { model } = draftOf(study);
  for (let at = 0; at < model.rows.length; at++) {
    const { family, index } = model.rows.key(at);
    if (`${family}[${index.join(", ")}]` !== row) continue;
    const { left, sense, right } = writtenRow(study, model, at);
    return `${left.join(" + ")} ${sense} ${right.join(" + ")}`;
  }
  throw new Error(`no row ${row}`);
}

test("rows are inequalities in the file's own numbers and names", () => {
  assert.equal(text(tiny, "chip.supply[plain, 2026-Q4]"), "racks of Plain delivered at Alpha in 2026-Q4 + racks of Plain delivered at Beta in 2026-Q4 <= 60 racks");
  // 100 kW a rack.
  assert.equal(text(tiny, "chip.hall[beta, 2027-Q1]"), "0.1 MW IT per rack x racks of Plain standing at Beta at the end of 2027-Q1 <= IT MW of halls ready at Beta in 2027-Q1");
  // 1.3 MW facility for each MW IT; the ramp's first half of 26 MW.
  assert.equal(
    text(tiny, "power.firm[alpha, 2026-Q3]"),
    "0.13 MW facility per rack x racks of Plain at work at Alpha at the end of 2026-Q3 <= 13 MW facility if grid at Alpha is taken",
  );
  assert.equal(
    text(tiny, "build.ready[beta, 2026-Q3]"),
    "IT MW of halls ready at Beta in 2026-Q3 = IT MW of halls ready at Beta in 2026-Q2 + 10 MW IT per building x hall-10 buildings started at Beta in 2026-Q1",
  );
  // Money in dollars: the budget less 900 M USD's rounding room.
  assert.equal(text(tiny, "money.budget[2026-Q1]"), "capital spending up to the end of 2026-Q1 <= 900.0 M USD");
  // Compute in H100e: 4,000 wanted.
  assert.equal(text(tiny, "serve.demand[chat, 2026-Q3]"), "compute at Alpha for chat in 2026-Q3 <= 4,000 H100e");
  // What is made of many things stands first; a spend of 60 M USD is promised.
  assert.match(text("test/programmes/finance.yaml", "agreement.take-or-pay[commitment, 2026]"), /= spend above the commitment of commitment in 2026 .* \+ 60\.0 M USD$/);
  // At least: two buildings where alpha is opened. Two kinds start in seven quarters each: two of the 14 are written out.
  assert.equal(
    text("test/programmes/finance.yaml", "site.fewest[alpha]"),
    "hall-10 buildings started at Alpha in 2026-Q2 + hall-10 buildings started at Alpha in 2026-Q3 + 12 more like these >= 2 buildings if Alpha is opened in 2026-Q2 + 2 buildings if Alpha is opened in 2026-Q3 + 5 more like these",
  );
});

test("the model of tiny: its decisions, its rules, what is absent, and its size", () => {
  const told = explainModel(studyOf(tiny));
  const rows = told.rules.reduce((sum, rule) => sum + rule.rows, 0);
  // One row more for the stage of its objective.
  assert.equal(rows + 1, told.size.rows);
  assert.equal(
    told.decisions.reduce((sum, { columns }) => sum + columns, 0),
    told.size.columns,
  );
  // 8 starts, 8 openings, 3 options, 2 campuses.
  assert.equal(told.size.whole, 21);
  assert.equal(told.rules.find(({ family }) => family === "money.capex")!.rows, 18);
  assert.deepEqual([...told.rules, ...told.exclusions, ...told.absent].map(({ family }) => family).toSorted(), [...families, ...exclusions].map(({ family }) => family).toSorted());
  assert.deepEqual(
    told.absent.map(({ family }) => family).filter((family) => family.startsWith("site.") || family.startsWith("serve.")),
    ["site.fewest", "site.phase", "site.pace", "site.water", "serve.latency"],
  );
  assert.deepEqual(told.objective.stages, [{ measure: "worth", unit: "USD", better: "more", kept: 0.005 }]);
  assert.equal(told.objective.parts.find(({ name }) => name === "shares")!.example, null);
  // The value of an H100e of research for all of 2026-Q3: 60 % of 2.5 USD an hour x 2,208 hours, discounted by 1.08^-0.625.
  assert.equal(
    told.objective.parts[0]!.example,
    `${Math.round(0.6 * 2.5 * 2208 * 1.08 ** -0.625).toLocaleString("en-US")} USD per H100e x compute at Alpha for research in 2026-Q3`,
  );
});

test("limits are told where the file touches them", () => {
  const said = (file: string, replace?: readonly (readonly [string, string])[]) => explainModel(studyOf(file, replace)).limits.map(({ text: limit }) => limit);
  const twoPaths = "The two sides of 2N are feeds: the second path inside the building is in its cost per MW, not decided here.";
  assert.ok(!said(tiny).includes(twoPaths));
  assert.ok(said(tiny, [["status: applied, opening: $5M,", "status: applied, redundancy: 2N, opening: $5M,"]]).includes(twoPaths));
  const storage = families.find(({ family }) => family === "power.storage")!.limits[0]!.text;
  assert.ok(!said(tiny).includes(storage) && said("test/programmes/power.yaml").includes(storage));
});

test("every column of every programme has words, and every row can be written", () => {
  for (const file of [tiny, "test/programmes/finance.yaml", "test/programmes/power.yaml", "programmes/neocloud.yaml", "programmes/stargate-2025-01.yaml"]) {
    const study = studyOf(file);
    const { model } = draftOf(study);
    for (let column = 0; column < model.columns.length; column++) assert.ok(model.columns.key(column).family in columnFamilies, model.columns.key(column).family);
    for (let row = 0; row < model.rows.length; row++) {
      const { left, right } = writtenRow(study, model, row);
      assert.doesNotMatch([...left, ...right].join(), /undefined|NaN|Infinity/);
    }
  }
});
