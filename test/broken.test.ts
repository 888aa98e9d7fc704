// Does every kind of mistake get its exact messages? Each file of test/broken against the messages beside it.
// `node --import tsx test/broken.test.ts --write` writes the messages anew: read the difference before it is committed.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { check, type Checked, problemLine } from "../src/programme/check.ts";
import { errors } from "../src/units/errors.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (name: string): string | undefined => {
  try {
    return readFileSync(`${root}${name}`, "utf8");
  } catch {
    return undefined;
  }
};
const ids = (kind: string): string[] => readdirSync(`${root}data/${kind}`).map((name) => name.replace(".json", ""));
const tables = { climate: ids("climate"), prices: ids("prices"), carbon: ids("carbon") };
const catalogue = read("data/catalogue.yaml")!;
const checked = (name: string): Checked => check(`test/broken/${name}`, read, catalogue, { tables });
const names = readdirSync(`${root}test/broken`)
  .filter((name) => /\.(yaml|json)$/.test(name))
  .toSorted();

const expectedOf = (name: string): string => `${root}test/broken/${name.replace(/\.(yaml|json)$/, ".expected.txt")}`;
const messages = ({ problems, warnings }: Checked): string => `${[...problems.map(problemLine), ...warnings.map((warning) => `warning: ${problemLine(warning)}`)].join("\n")}\n`;

if (process.argv.includes("--write")) for (const name of names) writeFileSync(expectedOf(name), messages(checked(name)));

test("there are at least twenty broken files", () => assert.ok(names.length >= 20));

for (const name of names) {
  test(`test/broken/${name} gets its messages`, () => {
    const found = checked(name);
    assert.equal(found.resolved, undefined);
    assert.ok(found.problems.length > 0);
    assert.equal(messages(found), readFileSync(expectedOf(name), "utf8"));
  });
}

test("each error of the table is among them", () => {
  const met = new Set(names.flatMap((name) => checked(name).problems.map(({ code }) => code)));
  assert.deepEqual(
    Object.keys(errors).filter((code) => !met.has(code as keyof typeof errors)),
    [],
  );
});

test("the programmes that ship have no problem", () => {
  for (const name of readdirSync(`${root}programmes`).filter((file) => file.endsWith(".yaml")))
    assert.deepEqual(check(`programmes/${name}`, read, catalogue, { tables }).problems.map(problemLine), [], name);
});
