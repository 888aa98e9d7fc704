// Does a check say everything at once, in the order of the file, in any spelling of the text, and fast?

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { manySites } from "../../test/many-sites.ts";
import { check, type CheckOptions, problemLine } from "./check.ts";
import { load } from "./load.ts";

const text = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
const catalogue = text("data/catalogue.yaml");
const tiny = text("test/programmes/tiny.yaml");
const checked = (source: string, options?: CheckOptions) => check("it.yaml", (name) => (name === "it.yaml" ? source : undefined), catalogue, options);
const said = (source: string, options?: CheckOptions): string[] => checked(source, options).problems.map(problemLine);

test("a sound programme has no problem, and loads as it checks", () => {
  const { problems, resolved } = checked(tiny);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    load("it.yaml", () => tiny, catalogue),
    { ok: true, ...resolved },
  );
  assert.equal(resolved?.programme.capital.budget, 900e6);
});

test("JSON, CRLF and a byte order mark say the same as YAML", () => {
  const { resolved } = checked(tiny);
  assert.deepEqual(checked(JSON.stringify(parse(tiny), null, 2)).resolved, resolved);
  assert.deepEqual(checked(tiny.replaceAll("\n", "\r\n")).resolved, resolved);
  assert.deepEqual(checked(`\uFEFF${tiny}`).resolved, resolved);
});

test("places are those of the text, with CRLF, a byte order mark and in JSON too", () => {
  const wrong = tiny.replace("budget: $900M", "budget: 9 MW");
  const [line] = said(wrong);
  assert.match(line!, /^it\.yaml:15:11: capital\.budget: /);
  assert.deepEqual(said(wrong.replaceAll("\n", "\r\n")), [line]);
  assert.deepEqual(said(`\uFEFF${wrong}`), [line]);
  const json = JSON.stringify(parse(wrong), null, 2);
  const row = json.split("\n").findIndex((each) => each.includes('"budget"'));
  assert.match(said(json)[0]!, new RegExp(`^it\\.yaml:${row + 1}:15: capital\\.budget: `));
});

test("problems of every stage come at once, in the order of the file", () => {
  const wrong = tiny
    .replace("discount: 8 %/yr", "discont: 8 %/yr") // an unknown key, and so a missing one
    .replace("lender: bank", "lender: bnak") // a reference
    .replace("spend: [60 %, 40 %]", "spend: [60 %, 30 %]") // sense
    .replace("facility: 13 MW", "facility: 13 MWh"); // a dimension
  const { problems } = checked(wrong);
  assert.deepEqual(
    problems.map(({ code }) => code),
    ["value.missing", "key.unknown", "reference.unknown", "sense", "value.unit"],
  );
  const places = problems.map(({ position }) => position.line * 1e4 + position.column);
  assert.deepEqual(
    places,
    places.toSorted((one, other) => one - other),
  );
});

test("what is judged together is not judged where a part of it is broken already", () => {
  // beta has a wrong unit: that its one building would not fit is not said on top.
  assert.deepEqual(
    checked(tiny.replace("facility: 13 MW", "facility: 1 MWh")).problems.map(({ path }) => path),
    ["sites.beta.power.grid.facility"],
  );
  assert.deepEqual(
    checked(tiny.replace("facility: 13 MW", "facility: 1 MW")).problems.map(({ path, code }) => [path, code]),
    [["sites.beta.power", "sense"]],
  );
});

test("a setting is checked like the file", () => {
  assert.deepEqual(said(tiny, { settings: ["capital.budget=$1B", "sites.alpha.opening=$6M"] }), []);
  assert.equal(checked(tiny, { settings: ["capital.budget=$1B"] }).resolved?.programme.capital.budget, 1e9);
  assert.match(said(tiny, { settings: ["capital.budget=$1B", "sites.alpha.opening=6 MW"] })[0]!, /^--set:2:21: sites\.alpha\.opening: /);
  assert.match(said(tiny, { settings: ["sites.alpha.openning=$6M"] })[0]!, /^--set:1:\d+: sites\.alpha\.openning: unknown key "openning", did you mean "opening"\?/);
  assert.match(said(tiny, { settings: ["__proto__.polluted=1"] })[0]!, /^--set:1:1: /);
  assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
});

test("tables are checked when they are known", () => {
  assert.deepEqual(said(tiny.replace("abilene-tx", "abeline-tx")), []);
  assert.match(
    said(tiny.replace("abilene-tx", "abeline-tx"), { tables: { climate: ["abilene-tx", "youngstown-oh"] } })[0]!,
    /there is no climate table "abeline-tx", did you mean "abilene-tx"\?/,
  );
});

test("a figure keeps its range and source, a quarter too", () => {
  const source = tiny
    .replace("budget: $900M", 'budget: { value: $900M, low: $800M, high: $1B, source: "A letter", confidence: press }')
    .replace("energized: 2026-Q3", 'energized: { value: 2026-Q3, low: 2026-Q2, high: 2027-Q1, source: "The utility", confidence: estimate }');
  const { problems, resolved } = checked(source);
  assert.deepEqual(problems, []);
  assert.deepEqual(resolved?.figures["capital.budget"], { value: 900e6, unit: "$", low: 800e6, high: 1e9, source: "A letter", confidence: "press" });
  assert.deepEqual(resolved?.figures["sites.alpha.power.grid.energized"], {
    value: "2026-Q3",
    unit: "quarter",
    earliest: "2026-Q2",
    latest: "2027-Q1",
    source: "The utility",
    confidence: "estimate",
  });
  assert.equal(resolved?.programme.sites["alpha"]!.power["grid"]!.energized, "2026-Q3");
});

test("an error in what an amendment takes over is said once, where it is written", () => {
  const wrong = tiny.replace(
    "price: 0.9 M$/MW-month, on: running, from: 2026-01-01 }",
    "price: 0.9 MW, on: running, from: 2026-01-01 }\n  fee-2: { supersedes: fee, from: 2026-07-01, on: racked }",
  );
  assert.deepEqual(
    checked(wrong).problems.map(({ path }) => path),
    ["agreements.fee.price"],
  );
});

test("2,000 sites are checked within 2 s", () => {
  const source = manySites(2000);
  checked(source); // once to warm up, as a server is
  const began = performance.now();
  const { problems, resolved } = checked(source);
  const seconds = (performance.now() - began) / 1e3;
  assert.deepEqual(problems, []);
  assert.equal(Object.keys(resolved!.programme.sites).length, 2003);
  assert.ok(seconds < 2, `${seconds} s`);
});

test("2,000 broken sites are checked within 2 s too, and each is named", () => {
  const source = manySites(2000).replaceAll("facility: 200 MW", "facility: 200 MWh");
  const began = performance.now();
  const { problems } = checked(source);
  const seconds = (performance.now() - began) / 1e3;
  assert.equal(problems.length, 2001);
  assert.ok(seconds < 2, `${seconds} s`);
});
