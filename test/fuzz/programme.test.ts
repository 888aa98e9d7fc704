// Does any mutation of a valid programme file crash or hang the check? 10,000 of them, the same ones each time.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { check } from "../../src/programme/check.ts";
import { type Stream, stream } from "../../src/units/random.ts";

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
/** The built-in catalogue without sources and what the two programmes do not name: a check costs half. */
const catalogue = (() => {
  const {
    storage: _storage,
    equipment: _equipment,
    ...whole
  } = (
    parse(read("data/catalogue.yaml"), (_key, value: unknown) => (typeof value === "object" && value !== null && "value" in value ? value.value : value)) as {
      catalogue: Record<string, Record<string, unknown>>;
    }
  ).catalogue;
  const only = (part: string, ids: readonly string[]) => ({ [part]: Object.fromEntries(ids.map((id) => [id, whole[part]![id]])) });
  return JSON.stringify({
    catalogue: {
      ...whole,
      ...only("accelerators", ["gb300-nvl72", "vr200-nvl72"]),
      ...only("buildings", ["hall-50"]),
      ...only("cooling", ["warm-water-dry"]),
      ...only("powerSources", ["gas-engines"]),
    },
  });
})();
const tables = { climate: ["abilene-tx", "youngstown-oh", "amarillo-tx", "las-cruces-nm"], prices: ["ercot-hub", "pjm-dominion"], carbon: ["erco", "pjm", "azps"] };
const seed = 20250121;
const mutations = 10_000;
const secondsEach = 2;
/** Of processor time: how busy the machine is beside does not count. */
const secondsInAll = 60;

type Mutation = (text: string, random: Stream) => string;

const below = (random: Stream, bound: number): number => Math.min(bound - 1, Math.floor(random.uniform() * bound));
const one = <Item>(random: Stream, items: readonly Item[]): Item => items[below(random, items.length)]!;

const pieces = [
  "[",
  "]",
  "{",
  "}",
  ":",
  ": ",
  ",",
  "- ",
  "\n",
  "\t",
  "\r\n",
  "#",
  '"',
  "'",
  "&a ",
  "*a",
  "!!binary ",
  "|\n",
  ">-\n",
  "---\n",
  "...\n",
  "? ",
  "<<: *a",
  "%YAML 1.1\n",
  "\uFEFF",
  "\0",
  "\u2028",
  "\uD800",
  "null",
  "true",
  "~",
  ".nan",
  ".inf",
  "-.inf",
  "0x10",
  "1e999",
  "-1",
  "0",
  "1e-300",
  "99999999999999999999",
  "2027-Q9",
  "0000-Q1",
  "9999-Q4",
  "2026-13-40",
  "MWh",
  "$",
  "%",
  "/yr",
  "__proto__: 1",
  "constructor: {}",
  "toString",
  "value: 5",
  "{ value: 1 }",
  "{ low: 2, high: 1, value: 3, source: [], confidence: assumption }",
  "extends: x",
  "kind: lease",
  "supersedes: share-2027",
  "gigasite: 1",
  "{}",
  "[]",
  "[[]]",
  '""',
  "grid",
  "to-be-raised",
  "x".repeat(3000),
  "[".repeat(300),
  "1_000",
  "1,000",
];

/** Where a word or number of the text starts and ends. */
function token(text: string, random: Stream): readonly [number, number] {
  const from = below(random, text.length);
  const pattern = /[A-Za-z0-9$%.-]+/g;
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  return found ? [found.index, found.index + found[0].length] : [from, from];
}

const mutate: readonly Mutation[] = [
  // A piece put in anywhere.
  (text, random) => {
    const at = below(random, text.length + 1);
    return text.slice(0, at) + one(random, pieces) + text.slice(at);
  },
  // A word replaced by a piece, or by another word of the file.
  (text, random) => {
    const [from, to] = token(text, random);
    return text.slice(0, from) + one(random, pieces) + text.slice(to);
  },
  (text, random) => {
    const [from, to] = token(text, random);
    const [start, end] = token(text, random);
    return text.slice(0, from) + text.slice(start, end) + text.slice(to);
  },
  // A stretch cut out, written twice, or moved.
  (text, random) => {
    const from = below(random, text.length);
    return text.slice(0, from) + text.slice(from + 1 + below(random, 60));
  },
  (text, random) => {
    const from = below(random, text.length);
    const to = from + below(random, 400);
    return text.slice(0, to) + text.slice(from, to) + text.slice(to);
  },
  // A line cut out, written twice, or indented otherwise.
  (text, random) => lines(text, random, () => []),
  (text, random) => lines(text, random, (line) => [line, line]),
  (text, random) => lines(text, random, (line) => [` ${line}`]),
  (text, random) => lines(text, random, (line) => [line.slice(1)]),
  // A letter changed, a digit changed, a sign set: mostly valid YAML, so that every later stage gets its share.
  (text, random) => {
    const [from, to] = token(text, random);
    const at = from + below(random, Math.max(1, to - from));
    return text.slice(0, at) + one(random, [..."abcxyzAQ$%0123456789-. "]) + text.slice(at + 1);
  },
  (text, random) => replaceOne(text, random, /\d+/g, () => String(below(random, 1000))),
  (text, random) => replaceOne(text, random, /\d{4}-Q\d/g, () => `${2020 + below(random, 15)}-Q${1 + below(random, 4)}`),
  (text, random) => replaceOne(text, random, /\d{4}-\d\d-\d\d/g, () => `${2020 + below(random, 15)}-${String(1 + below(random, 12)).padStart(2, "0")}-0${1 + below(random, 9)}`),
  (text, random) => replaceOne(text, random, /(?<=: |, |\[)\$?\d/g, (found) => `-${found}`),
  (text, random) => replaceOne(text, random, /\b\d+ %/g, () => `${below(random, 300)} %`),
];

function lines(text: string, random: Stream, change: (line: string) => readonly string[]): string {
  const all = text.split("\n");
  const at = below(random, all.length);
  return [...all.slice(0, at), ...change(all[at]!), ...all.slice(at + 1)].join("\n");
}

function replaceOne(text: string, random: Stream, pattern: RegExp, by: (found: string) => string): string {
  const all = [...text.matchAll(pattern)];
  if (all.length === 0) return text;
  const found = one(random, all);
  return text.slice(0, found.index) + by(found[0]) + text.slice(found.index + found[0].length);
}

test(`${mutations} mutated files are checked without a crash or a hang (seed ${seed})`, () => {
  const valid = [read("test/programmes/tiny.yaml"), read("programmes/neocloud.yaml")];
  for (const text of valid) assert.deepEqual(check("valid.yaml", () => text, catalogue, { tables }).problems, []);
  const codes = new Map<string, number>();
  let still = 0;
  const began = process.cpuUsage();
  for (let number = 0; number < mutations; number++) {
    const random = stream(seed, "mutation", number);
    let text = valid[random.uniform() < 0.9 ? 0 : 1]!;
    const times = 1 + below(random, 3);
    const last = mutate.length;
    for (let time = 0; time < times; time++) text = mutate[below(random, last)]!(text, random);
    const from = performance.now();
    const named = `seed ${seed}, mutation ${number}`;
    let checked;
    try {
      checked = check("fuzz.yaml", (path) => (path === "fuzz.yaml" ? text : undefined), catalogue, { tables });
    } catch (error) {
      throw new Error(`${named}: ${error instanceof Error ? error.stack : String(error)}\n${text}`, { cause: error });
    }
    const seconds = (performance.now() - from) / 1e3;
    assert.ok(seconds < secondsEach, `${named} took ${seconds} s`);
    assert.equal(checked.resolved === undefined, checked.problems.length > 0, named);
    for (const { position, message, code } of checked.problems) {
      assert.ok(position.line >= 1 && position.column >= 1 && message.length > 0, named);
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    if (checked.resolved) still++;
  }
  const spent = process.cpuUsage(began);
  const seconds = (spent.user + spent.system) / 1e6;
  assert.ok(seconds < secondsInAll, `${seconds} s in all`);
  // A fuzz test that never gets past the parser tests the parser only.
  for (const code of ["text.syntax", "key.twice", "key.unknown", "value.missing", "value.kind", "value.unit", "value.range", "value.choice", "reference.unknown", "sense"]) {
    assert.ok((codes.get(code) ?? 0) >= 20, `only ${codes.get(code) ?? 0} problems of code ${code}: ${JSON.stringify([...codes])}`);
  }
  assert.ok(still > mutations / 20, `only ${still} mutated files are still valid`);
});
