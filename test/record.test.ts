// Does docs/record.md say what the dictionary says, do its examples name columns that are there, and is the citation of this version?

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { columnsNamed, examples } from "../scripts/docs/record-examples.ts";
import { page } from "../scripts/docs/record.ts";
import { dictionary } from "../src/record/dictionary.ts";

const root = new URL("../", import.meta.url);
const at = (path: string) => readFileSync(new URL(path, root), "utf8");

test("docs/record.md is what its script writes", () => {
  assert.ok(at("docs/record.md") === page(), "run `node --import tsx scripts/docs/record.ts`");
});

test("every table is in the dictionary, and every column has a unit, a dash for none, and a meaning", () => {
  const sources = readdirSync(new URL("src/", root), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts") && !/(test|fixture)\.ts$/.test(file));
  const declared = sources.flatMap((file) => [...at(`src/${file}`).matchAll(/: TableShape = \{\s*name: "([\w-]+)"/g)].map(([, name]) => name!));
  assert.deepEqual(declared.toSorted(), dictionary.map(({ name }) => name).toSorted());
  const lacking = dictionary.flatMap((shape) => [
    ...(shape.meaning === "" ? [shape.name] : []),
    ...shape.columns.filter(({ unit, meaning }) => unit.trim() === "" || meaning.trim() === "").map(({ name }) => `${shape.name}.${name}`),
    ...shape.columns.map(({ name }) => name).filter((name, index, all) => all.indexOf(name) !== index),
  ]);
  assert.deepEqual(lacking, []);
});

test("every table has an example of three lines in Python and in SQL, of columns that are there", () => {
  assert.deepEqual(Object.keys(examples).toSorted(), dictionary.map(({ name }) => name).toSorted());
  for (const { name, columns } of dictionary) {
    const example = examples[name]!;
    for (const text of [example.python, example.sql]) {
      assert.equal(text.split("\n").length, 3, text);
      assert.ok(text.includes(`record/${name}.parquet`), text);
    }
    const named = columnsNamed(example);
    assert.ok(named.length > 1, name);
    assert.deepEqual(
      named.filter((column) => !columns.some((one) => one.name === column)),
      [],
      name,
    );
  }
});

test("the check of the examples sees a column that is not there", () => {
  const example = {
    python: `x = pd.read_parquet("record/hourly.parquet")\nx["new"] = x["itKw"]`,
    sql: `select site, sum(itMw) as it, "hour" from 'record/hourly.parquet' where coldC > 1 order by it`,
  };
  assert.deepEqual(columnsNamed(example), ["itKw", "hour", "site", "itMw", "coldC"]);
});

test("CITATION.cff is of this package's version and licence", () => {
  const { version, license } = JSON.parse(at("package.json")) as { readonly version: string; readonly license: string };
  const citation = parse(at("CITATION.cff")) as Record<string, unknown>;
  assert.deepEqual([citation["cff-version"], citation["title"], citation["version"], citation["license"]], ["1.2.0", "gigasite", version, license]);
  assert.deepEqual(citation["authors"], [{ name: "The gigasite authors" }]);
  assert.match(String(citation["message"]), /\S/);
});
