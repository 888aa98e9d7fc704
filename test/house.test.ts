// Does the code keep the house's import table (docs/house.md), and does the core read no clock, file or environment?

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = readFileSync(join(root, "docs/house.md"), "utf8");
const names = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);

/** May import, by folder. */
const table = new Map(
  page
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map(([, folder, , may]) => [names(folder!)[0]!, may === "anything" ? undefined : names(may!)] as const),
);
const outside = names(page.slice(page.indexOf("## Who may read")));

const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .map((file) => file.split(sep).join("/"))
  .filter((file) => /\.tsx?$/.test(file))
  .toSorted();
// Tests and what they stand on may import anything and read files.
const sources = files.filter((file) => !/(\.test|fixture)\.tsx?$/.test(file));
const code = (file: string): string => withoutComments(readFileSync(join(root, "src", file), "utf8"));

test("the table speaks of every folder that is there", () => {
  assert.ok(table.size > 10, "docs/house.md has lost its table");
  const folders = new Set(sources.map((file) => file.split("/")[0]!));
  assert.deepEqual(
    [...folders].filter((folder) => !table.has(folder)),
    [],
  );
  const unknown = [...table.values()]
    .flatMap((may) => may ?? [])
    .filter((name) => (name.endsWith(".ts") ? !files.includes(name) && folders.has(name.split("/")[0]!) : !table.has(name)));
  assert.deepEqual(unknown, [], "the table names what is nowhere");
});

test("imports go the way the table allows", () => {
  const wrong = sources.flatMap((file) =>
    importsOf(file)
      .filter((target) => !allowed(file, target))
      .map((target) => `src/${file} imports ${target}`),
  );
  assert.deepEqual(wrong, []);
});

test("the check sees an import that the table forbids", () => {
  assert.equal(allowed("verify/verify.ts", "plan/planner.ts"), false);
  assert.equal(allowed("verify/verify.ts", "plan/plan.ts"), true);
  assert.equal(allowed("units/money.ts", "programme/load.ts"), false);
  assert.deepEqual(targetsIn("a/b.ts", `import x from "../c/d.ts"; export * from "./e.ts"; const m = await import("../f/g.ts"); import "../h/i.ts";`), [
    "c/d.ts",
    "a/e.ts",
    "f/g.ts",
    "h/i.ts",
  ]);
});

const reaching: readonly (readonly [string, RegExp])[] = [
  ["a clock", /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bperformance\.now\b|\bprocess\.hrtime\b|\bsetTimeout\b|\bsetInterval\b/],
  ["the environment", /\bprocess\.(?:env|argv|cwd|platform|pid|stdout|stderr|stdin|exit)\b|\b(?:from|import)\s*\(?\s*["'](?:node:)?(?:process|os)["']/],
  ["a file or the net", /\b(?:from|import)\s*\(?\s*["'](?:node:)?(?:fs|fs\/promises|child_process|net|http|https|dgram|dns)["']|\bfetch\(/],
  ["unseeded randomness", /\bMath\.random\b|\bcrypto\.(?:random|getRandomValues)|\brandomUUID\b|\brandomBytes\b/],
];

test("the core reads no clock, file, environment or unseeded randomness", () => {
  const core = sources.filter((file) => !outside.some((place) => file === place || file.startsWith(`${place}/`)));
  assert.ok(core.length > 20);
  const wrong = core.flatMap((file) => reaching.filter(([, pattern]) => pattern.test(code(file))).map(([what]) => `src/${file} reads ${what}`));
  assert.deepEqual(wrong, []);
});

test("the check sees each way of reaching out, and no comment", () => {
  const [clock, environment, file, randomness] = reaching.map(([, pattern]) => pattern);
  assert.match("const t = Date.now();", clock!);
  assert.doesNotMatch("new Date(Date.UTC(2027, 0, 1))", clock!);
  assert.match("process.env.HOME", environment!);
  assert.match('import { readFileSync } from "node:fs";', file!);
  assert.match("Math.random()", randomness!);
  assert.equal(withoutComments('a; // Math.random\n/* Date.now */ b; "http://x"').includes("Math.random"), false);
  assert.equal(withoutComments('"http://x"; c').includes("c"), true);
});

function importsOf(file: string): string[] {
  return targetsIn(file, code(file));
}

/** Files of src/ that a text imports, by static and dynamic imports. */
function targetsIn(file: string, text: string): string[] {
  const specifiers = [...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)["'](\.[^"']+)["']/g)].map((match) => match[1]!);
  return specifiers.map((specifier) =>
    normalize(join(dirname(file), specifier))
      .split(sep)
      .join("/"),
  );
}

function allowed(file: string, target: string): boolean {
  const folder = file.split("/")[0]!;
  const other = target.split("/")[0]!;
  const may = table.get(folder);
  return folder === other || (table.has(folder) && may === undefined) || (may?.some((name) => name === other || name === target) ?? false);
}

/** The text with its comments blanked; strings and template texts stay. */
function withoutComments(text: string): string {
  return text.replace(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, string: string | undefined) => string ?? " ");
}
