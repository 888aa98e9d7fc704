// Do files lie over each other as they say, and settings over both?

import assert from "node:assert/strict";
import { test } from "node:test";
import { gather, withSettings } from "./extends.ts";
import { readDocument } from "./document.ts";
import { locate, plain, positionOf } from "./tree.ts";

const files = (texts: Readonly<Record<string, string>>) => (name: string) => texts[name];
const said = (problems: readonly { readonly position: { readonly file: string; readonly line: number; readonly column: number }; readonly message: string }[]) =>
  problems.map(({ position: { file, line, column }, message }) => `${file}:${line}:${column}: ${message}`);

test("maps merge by key, the rest is replaced whole, and each place is in the file that says it", () => {
  const { root, problems } = gather(
    "over/child.yaml",
    files({
      "over/child.yaml": "extends: ../base/parent.yaml\nsites:\n  b: { list: [9], price: 7 $ }\n  c: { new: 1 }\n",
      "base/parent.yaml": "extends: ./grand.yaml\nsites:\n  a: { kept: 1 }\n  b: { list: [1, 2], price: { value: 5 $, source: x }, kept: 2 }\n",
      "base/grand.yaml": "sites:\n  a: { kept: 0, older: 3 }\n",
    }),
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(plain(root), { sites: { a: { kept: 1, older: 3 }, b: { list: [9], price: "7 $", kept: 2 }, c: { new: 1 } } });
  const at = (...path: string[]) => {
    const { file, line, column } = positionOf(locate(root, path, "value"));
    return `${file}:${line}:${column}`;
  };
  assert.equal(at("sites", "a", "older"), "base/grand.yaml:2:24");
  assert.equal(at("sites", "a", "kept"), "base/parent.yaml:3:14");
  assert.equal(at("sites", "b", "price"), "over/child.yaml:3:26");
  assert.equal(at("sites", "b", "kept"), "base/parent.yaml:4:62");
});

test("a missing file, a circle and a parent's syntax are told where they are said", () => {
  assert.deepEqual(said(gather("a.yaml", files({})).problems), ["a.yaml:1:1: the file cannot be read"]);
  assert.deepEqual(said(gather("x/a.yaml", files({ "x/a.yaml": "n: 1\nextends: b.yaml\n" })).problems), ['x/a.yaml:2:10: the file "b.yaml" cannot be read (looked for x/b.yaml)']);
  const circle = files({ "a.yaml": "extends: b.yaml\n", "b.yaml": "extends: ./x/../a.yaml\n" });
  assert.deepEqual(said(gather("a.yaml", circle).problems), ["b.yaml:1:10: files extend each other in a circle: a.yaml extends b.yaml extends a.yaml"]);
  assert.match(said(gather("a.yaml", files({ "a.yaml": "extends: b.yaml\n", "b.yaml": "c: [1\n" })).problems)[0]!, /^b\.yaml:\d+:\d+: /);
  assert.deepEqual(said(gather("a.yaml", files({ "a.yaml": "extends: [b.yaml]\n" })).problems), ["a.yaml:1:10: expected the name of a programme file beside this one"]);
});

const tree = readDocument(
  "p.yaml",
  "sites: { a: { opening: { value: $1, source: x }, built: [{ count: 1 }, { count: 2 }] } }\nsupply: { value: { 2026-Q1: 5 racks }, source: y }\n",
).located.root;
const set = (...settings: string[]) => plain(withSettings(tree, settings).root) as Record<string, never>;

test("a setting replaces what stands at its path", () => {
  assert.deepEqual(set("sites.a.opening=$2"), { sites: { a: { opening: "$2", built: [{ count: 1 }, { count: 2 }] } }, supply: { value: { "2026-Q1": "5 racks" }, source: "y" } });
  assert.deepEqual(set("sites.a.opening.value=$3")["sites"]["a"]["opening"], { value: "$3", source: "x" });
  assert.deepEqual(set("sites.a.built.1.count=7")["sites"]["a"]["built"], [{ count: 1 }, { count: 7 }]);
  assert.deepEqual(set("sites.a.built=[]", "sites.b.note=new")["sites"], { a: { opening: { value: "$1", source: "x" }, built: [] }, b: { note: "new" } });
  // A quarter of a series that has a source is set in its value.
  assert.deepEqual(set("supply.2026-Q2=6 racks")["supply"], { value: { "2026-Q1": "5 racks", "2026-Q2": "6 racks" }, source: "y" });
  assert.deepEqual(set("note=a=b")["note"], "a=b");
  // What was there is not touched.
  assert.deepEqual(plain(tree), {
    sites: { a: { opening: { value: "$1", source: "x" }, built: [{ count: 1 }, { count: 2 }] } },
    supply: { value: { "2026-Q1": "5 racks" }, source: "y" },
  });
});

test("a setting's place is its number and the column in its text", () => {
  const { root } = withSettings(tree, ["note=x", "sites.a.opening=3 MW"]);
  assert.deepEqual(positionOf(locate(root, ["sites", "a", "opening"], "value")), { file: "--set", line: 2, column: 17 });
  assert.deepEqual(
    said(withSettings(tree, ["nothing", "=5", "a..b=1", "__proto__.x=1", "a=[1"]).problems).map((line) => line.replace(/: .*/, "")),
    ["--set:1:1", "--set:2:1", "--set:3:1", "--set:4:1", "--set:5:5"],
  );
});
