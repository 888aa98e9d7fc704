import assert from "node:assert/strict";
import { test } from "node:test";
import { array, assert as check, boolean, nat, property, tuple } from "fast-check";
import { OrderedSet } from "./ordered-set.ts";

test("it answers as a sorted list does", () => {
  check(
    property(array(tuple(nat(2999), boolean()), { maxLength: 120 }), array(nat(3100), { maxLength: 20 }), (steps, asked) => {
      const ours = new OrderedSet(3000);
      const plain = new Set<number>();
      for (const [member, into] of steps) {
        if (into) ours.add(member);
        else ours.delete(member);
        if (into) plain.add(member);
        else plain.delete(member);
      }
      const sorted = [...plain].toSorted((a, b) => a - b);
      assert.equal(ours.size, sorted.length);
      for (const from of [0, ...asked, ...sorted]) {
        assert.equal(ours.next(from), sorted.find((member) => member >= from) ?? -1);
        assert.equal(ours.previous(from), sorted.findLast((member) => member <= from) ?? -1);
        if (from < 3000) assert.equal(ours.has(from), plain.has(from));
      }
    }),
  );
});

test("the last number of a million is found", () => {
  const set = new OrderedSet(1_000_000);
  set.add(999_999);
  assert.equal(set.next(0), 999_999);
  assert.equal(set.previous(999_999), 999_999);
  set.delete(999_999);
  assert.equal(set.next(0), -1);
});
