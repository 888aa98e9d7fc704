// Does docs/programme-file.md say what the schema says, and does each of its examples load?

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { page } from "../scripts/docs/programme-file.ts";
import { load } from "../src/programme/load.ts";

const at = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const committed = at("docs/programme-file.md");

test("docs/programme-file.md is what its script writes", () => {
  assert.ok(committed === page(), "run `node --import tsx scripts/docs/programme-file.ts`");
});

const examples = [...committed.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map((match) => match[1]!);

test("every section and every kind of clause has an example", () => {
  const kinds = [...committed.matchAll(/^### .*$/gm)].length - 3; // three are kinds of work
  assert.equal(examples.length, [...committed.matchAll(/^## /gm)].length - 1 + kinds); // one tells how numbers are sourced
});

for (const example of examples) {
  test(`an example of the page loads: ${example.split("\n").slice(0, 2).join(" ").slice(0, 70)}`, () => {
    const files: Record<string, string> = { "example.yaml": `extends: neocloud.yaml\n${example}`, "neocloud.yaml": at("programmes/neocloud.yaml") };
    const loaded = load("example.yaml", (path) => files[path], at("data/catalogue.yaml"));
    assert.deepEqual(loaded.ok ? [] : loaded.problems, []);
  });
}
