// Is a text read as YAML says, with each value in its place, by the fast reader and by the library alike?

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { readDocument, readYaml } from "./document.ts";
import { readPlainYaml } from "./plain-yaml.ts";
import { isList, isMap, locate, type Node, plain, positionOf, sourceOf } from "./tree.ts";

const root = new URL("../../", import.meta.url);
const files = ["data/catalogue.yaml", "test/programmes/tiny.yaml", ...readdirSync(new URL("programmes/", root)).map((name) => `programmes/${name}`)].filter((name) =>
  name.endsWith(".yaml"),
);
const read = (name: string): string => readFileSync(new URL(name, root), "utf8");

/** A tree with the place of each key and value. */
function placed({ offset, content }: Node): unknown {
  if (isList(content)) return { offset, list: content.map(placed) };
  if (isMap(content)) return { offset, map: [...content].map(([key, entry]) => [key, entry.offset, placed(entry.node)]) };
  return { offset, scalar: Object.is(content, -0) ? 0 : content };
}

/** The fast reader gives up or reads what the library reads, in the same places. @returns whether it read */
function agree(text: string): boolean {
  const source = sourceOf("a.yaml", text);
  const fast = readPlainYaml(source, text);
  if (!fast) return false;
  const slow = readYaml(source, text);
  assert.deepEqual(slow.problems, [], text);
  assert.deepEqual(placed(fast), placed(slow.root), text);
  return true;
}

for (const name of files) {
  test(`${name} is read fast, as the library reads it`, () => {
    assert.ok(agree(read(name)), "the fast reader gave up");
    assert.deepEqual(plain(readDocument(name, read(name)).located.root), parse(read(name), { maxAliasCount: -1 }));
  });
}

test("the fast reader never reads a damaged text otherwise than the library", () => {
  const sections = read("programmes/neocloud.yaml").split(/\n(?=[a-z])/);
  const pieces = fc.constantFrom(
    " ",
    "  ",
    "\n",
    "\n  ",
    ":",
    ": ",
    "- ",
    "#",
    " #",
    ",",
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    "&a ",
    "*a",
    "!",
    "|",
    ">",
    "?",
    "%",
    "@",
    "~",
    "0x1f",
    "1e3",
    ".5",
    "+1",
    "null",
    "true",
    "\\",
    "\\n",
    "---",
    "<<",
    "é",
  );
  const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(6), piece: pieces });
  let fast = 0;
  fc.assert(
    fc.property(fc.constantFrom(...sections), fc.array(edit, { minLength: 1, maxLength: 4 }), (section, edits) => {
      let text = section;
      for (const { at, cut, piece } of edits) {
        const place = Math.floor(at * text.length);
        text = text.slice(0, place) + piece + text.slice(place + cut);
      }
      if (agree(text)) fast++;
    }),
    { numRuns: 4000, seed: 7 },
  );
  assert.ok(fast > 400, `only ${fast} of the texts were read fast`);
});

test("small texts of all kinds are read as the library reads them, or left to it", () => {
  const letter = fc.constantFrom("a", "b", "-", "- ", ":", ": ", "\n", "\n ", "\n  ", "\n- ", "{", "}", "[", "]", ", ", '"', "'", "#", " #", "&a ", "*a ", "1", ".", "e", "~", " ");
  fc.assert(
    fc.property(fc.array(letter, { maxLength: 14 }), (letters) => void agree(letters.join(""))),
    { numRuns: 20_000, seed: 11 },
  );
});

test("values that are written out come back", () => {
  const scalar = fc.oneof(fc.string({ maxLength: 20 }), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null));
  const key = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text !== "__proto__");
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: "small" }, scalar, fc.array(tie("value"), { maxLength: 4 }), fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true })),
  }));
  fc.assert(
    fc.property(fc.dictionary(key, value, { noNullPrototype: true }), (tree) => {
      for (const text of [JSON.stringify(tree), JSON.stringify(tree, null, 2), stringify(tree)]) {
        const { located, problems } = readDocument("a.json", text);
        assert.deepEqual(problems, [], text);
        assert.equal(JSON.stringify(located.value), JSON.stringify(tree), text);
      }
    }),
    { seed: 3 },
  );
});

test("each key and value has its line and column", () => {
  const { located } = readDocument("p.yaml", `# first\nsites:\n  abilene:\n    power: { grid: [1, 2 MW] }\n    note: 'it''s'\n  empty:\n`);
  const at = (path: (string | number)[], side: "key" | "value") => {
    const { line, column } = positionOf(locate(located.root, path, side));
    return `${line}:${column}`;
  };
  assert.equal(at(["sites"], "key"), "2:1");
  assert.equal(at(["sites", "abilene", "power"], "key"), "4:5");
  assert.equal(at(["sites", "abilene", "power"], "value"), "4:12");
  assert.equal(at(["sites", "abilene", "power", "grid", 1], "value"), "4:24");
  assert.equal(at(["sites", "abilene", "note"], "value"), "5:11");
  assert.equal(at(["sites", "empty"], "value"), "6:3");
  // What is missing is placed at the key of what lacks it.
  assert.equal(at(["sites", "abilene", "climate"], "value"), "3:3");
});

test("an alias stands for its anchor; a key that stands twice, a circle and a bomb are told", () => {
  assert.deepEqual(readDocument("a.yaml", "a: &x { b: 1 }\nc: *x\n").located.value, { a: { b: 1 }, c: { b: 1 } });
  const codes = (text: string) => readDocument("a.yaml", text).problems.map(({ code, position }) => `${code} ${position.line}:${position.column}`);
  assert.deepEqual(codes("a: 1\nb: { c: 1, c: 2 }\na: 3\n"), ["key.twice 2:12", "key.twice 3:1"]);
  assert.deepEqual(codes("a: &x [*x]\n"), ["text.syntax 1:8"]);
  assert.deepEqual(codes("a: *x\n"), ["text.syntax 1:4"]);
  const bomb = Array.from({ length: 9 }, (_, level) => `a${level}: &a${level} [${Array.from({ length: 10 }, () => (level === 0 ? "x" : `*a${level - 1}`)).join(", ")}]`).join("\n");
  assert.deepEqual(codes(bomb), ["text.size 1:1"]);
  assert.deepEqual(codes("[".repeat(50_000)), ["text.size 1:1"]);
  assert.deepEqual(codes(`a: ${"[".repeat(90)}${"]".repeat(90)}`), []);
});
