// Is the word that was meant the one suggested, and none when nothing is near?

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { didYouMean, nearest } from "./suggest.ts";

const words = ["startsPerQuarter", "sites", "MW", "MWh", "warm-water-dry", "to-be-raised", "abilene-tx"];

test("the nearest word, by letters missing, added, wrong or swapped", () => {
  for (const [typed, meant] of [
    ["startsPerQuater", "startsPerQuarter"],
    ["stes", "sites"],
    ["siets", "sites"],
    ["mw", "MW"],
    ["warm_water_dry", "warm-water-dry"],
    ["ABILENE-TX", "abilene-tx"],
  ] as const) {
    assert.equal(nearest(typed, words), meant, typed);
  }
  assert.equal(didYouMean("siets", words), ', did you mean "sites"?');
});

test("none when nothing is near, and never a word that is not there", () => {
  for (const typed of ["", "x", "quarterly", "zzzzzzzz"]) assert.equal(nearest(typed, words), undefined, typed);
  assert.equal(didYouMean("quarterly", words), "");
  assert.equal(nearest("sites", []), undefined);
});

/** The distance as its definition says, without rows. */
function distance(one: string, other: string): number {
  if (one === "" || other === "") return one.length + other.length;
  const [a, b] = [one.slice(0, -1), other.slice(0, -1)];
  const least = Math.min(distance(a, other) + 1, distance(one, b) + 1, distance(a, b) + (one.at(-1) === other.at(-1) ? 0 : 1));
  return one.length > 1 && other.length > 1 && one.at(-1) === other.at(-2) && one.at(-2) === other.at(-1) ? Math.min(least, distance(a.slice(0, -1), b.slice(0, -1)) + 1) : least;
}

test("a word is suggested exactly when a third of its letters, or one, make the difference", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(word, word, (typed, candidate) => {
      const far = distance(typed, candidate);
      const near = far <= Math.max(1, Math.floor(typed.length / 3)) && Math.abs(typed.length - candidate.length) <= Math.max(1, Math.floor(typed.length / 3));
      assert.equal(nearest(typed, [candidate]), near ? candidate : undefined, `${typed} ${candidate} ${far}`);
    }),
    { seed: 5 },
  );
});
