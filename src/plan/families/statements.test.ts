// Does every rule say all of itself, in symbols that are defined, and in the words of docs/model.md?

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { attributes } from "../../programme/attributes.ts";
import { columnFamilies } from "../column-words.ts";
import { exclusions, families } from "./families.ts";
import type { Statement } from "./family.ts";
import { indexedIn, indices, namesIn, notation } from "./notation.ts";

const all: readonly Statement[] = [...families, ...exclusions];
const page = readFileSync(new URL("../../../docs/model.md", import.meta.url), "utf8");
const table = new Map(
  [...page.slice(page.indexOf("## Rules"), page.indexOf("## Money")).matchAll(/^\| `([a-z.-]+)` \| (.+) \|$/gm)].map(([, family, sentence]) => [family!, sentence!]),
);
/** Rows that say what a word means, and one that stands in the sentence of `power.firm`: the verifier has no rule for them. */
const untold = ["agreement.power-cap", "chip.standing", "money.capex", "money.opex"];

/** Words of a formula that are no symbols. */
const words = new Set(
  "sum over of x min max in and or each from to on by that the one group grid burn fuel unless where so far can be given notice a quarter now e12 e kinds capital spending cost building option rack its share left at age MW clause rung".split(
    " ",
  ),
);

test("the rules are those of docs/model.md, in its words", () => {
  for (const { family, sentence } of all) assert.equal(table.get(family) ?? sentence, sentence, family);
  assert.deepEqual(
    all
      .map(({ family }) => family)
      .filter((family) => !table.has(family))
      .toSorted(),
    untold,
  );
  assert.deepEqual(
    [...table.keys()].toSorted(),
    all
      .map(({ family }) => family)
      .filter((family) => !untold.includes(family))
      .toSorted(),
  );
});

for (const rule of all) {
  test(`${rule.family} has all its parts`, () => {
    assert.match(rule.sentence, /^[A-Z`].*[.]$/);
    assert.ok(rule.formula.length > 0);
    assert.ok(rule.formula.some(({ states }) => /<=|>=|=/.test(states)));
    const sentences = rule.meaning.split(/[.?!:] /).length;
    assert.ok(sentences >= 2 && rule.meaning.endsWith("."), rule.meaning);
    assert.ok(rule.asks.length > 0 && !rule.asks.endsWith("."));
    assert.ok(rule.limits.length > 0);
    for (const { text } of rule.limits) assert.match(text, /^[A-Z2].*\.$/);
  });

  test(`${rule.family} uses symbols that are defined, with their indices`, () => {
    for (const { states } of rule.formula) defined(states, rule.family);
  });
}

test("every family has its file with the inequality at its builder, its test, and a snapshot of its rows", () => {
  for (const { family } of families) {
    const path = (ending: string) => new URL(`./${family.replace(".", "-")}${ending}`, import.meta.url);
    const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s+build\(/.exec(readFileSync(path(".ts"), "utf8"));
    assert.match(comment?.[1] ?? "", /<=|>=|=/, `${family}: the inequality stands at its builder`);
    assert.match(readFileSync(path(".test.ts"), "utf8"), /\.snap\.txt/, family);
    assert.ok(readFileSync(path(".snap.txt"), "utf8").startsWith(`${family}[`), family);
  }
  for (const { family } of exclusions) assert.ok(readFileSync(new URL(`./${family.replace(".", "-")}.test.ts`, import.meta.url), "utf8").includes("assert"), family);
});

test("symbols come from somewhere: columns of the model, fields of a programme file, or other symbols", () => {
  const fields = new Set(attributes().map(({ path }) => path));
  for (const [name, { from, index }] of Object.entries(notation)) {
    for (const letter of index.split(",").filter((text) => text !== "")) assert.ok(letter in indices, `${name}: ${letter}`);
    if ("column" in from) assert.ok(from.column in columnFamilies, `${name}: ${from.column}`);
    else if ("fields" in from) for (const field of from.fields) assert.ok(fields.has(field) || [...fields].some((path) => path.startsWith(`${field}[]`)), `${name}: ${field}`);
    else if (!from.formula.startsWith("computed in ")) defined(from.formula, name);
  }
});

test("every symbol is used", () => {
  const used = new Set([
    ...all.flatMap(({ formula }) => formula.flatMap(({ states, each = "" }) => [...namesIn(states), ...indexedIn(each)])),
    ...Object.values(notation).flatMap(({ from }) => ("formula" in from ? namesIn(from.formula) : [])),
  ]);
  assert.deepEqual(
    Object.keys(notation).filter((name) => !used.has(name)),
    [],
  );
});

/** Every name is a symbol, an index or a word; a symbol has as many indices as its definition. */
function defined(formula: string, where: string): void {
  for (const name of namesIn(formula)) assert.ok(name in notation || name in indices || words.has(name), `${where}: ${name} in ${formula}`);
  for (const [, name, index] of formula.matchAll(/([A-Za-z][A-Za-z0-9]*)\[((?:[^[\]]|\[[^\]]*\])*)\]/g))
    assert.equal(index!.split(",").length, notation[name!]?.index.split(",").length, `${where}: ${name}[${index}]`);
}
