import assert from "node:assert/strict";
import { test } from "node:test";
import { jsonText } from "./json-text.ts";

test("lists of plain values stand on one line, everything else on lines of its own, and it reads back the same", () => {
  const value = { a: [1, 2.5, null], b: { c: [], d: {}, 'é"': "x\ny" }, e: [{ f: true }, [1]], g: undefined };
  const text = jsonText(value);
  assert.equal(text, `{\n  "a": [1, 2.5, null],\n  "b": {\n    "c": [],\n    "d": {},\n    "é\\"": "x\\ny"\n  },\n  "e": [\n    {\n      "f": true\n    },\n    [1]\n  ]\n}\n`);
  assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
});

test("what JSON cannot hold becomes null", () => {
  assert.equal(jsonText([Number.NaN, Number.POSITIVE_INFINITY, undefined]), "[null, null, null]\n");
});
