import assert from "node:assert/strict";
import { test } from "node:test";
import { array, assert as check, nat, property } from "fast-check";
import { sizeGang } from "./gang.ts";
import { heldBy, place, type Pool, type Queue, withdraw } from "./place.ts";

const pool = (free: number[], h100e = free.map((_, kind) => 2.5 + kind)): Pool => ({
  order: Int32Array.from(free.keys()),
  h100e: Float64Array.from(h100e),
  free: Int32Array.from(free),
});
const queue = (wanted: number[], kinds: number): Queue => ({
  wanted: Float64Array.from(wanted),
  order: Int32Array.from(wanted.keys()),
  allocated: new Int32Array(wanted.length * kinds),
});

test("work in order, kinds in order, the fewest whole packages", () => {
  const at = pool([4, 10], [2.5, 5]);
  const works = queue([12, 9, 100], 2);
  place(at, works);
  assert.deepEqual([...works.allocated], [4, 1, 0, 2, 0, 7]);
  assert.deepEqual([...at.free], [0, 0]);
  assert.equal(heldBy(0, at, works), 15);
});

test("placing again with a larger want only adds", () => {
  const at = pool([10]);
  const works = queue([5, 5], 1);
  place(at, works);
  assert.deepEqual([...works.allocated], [2, 2]);
  works.wanted.set([10, 100]);
  place(at, works);
  assert.deepEqual([...works.allocated], [4, 6]);
});

test("no package is made or lost, none is given for nothing", () => {
  const small = array(nat(60), { minLength: 3, maxLength: 3 });
  check(
    property(small, small, (free, wanted) => {
      const at = pool(free);
      const works = queue(wanted, 3);
      place(at, works);
      const given = (kind: number) => wanted.reduce((sum, _, work) => sum + works.allocated[work * 3 + kind]!, 0);
      for (const [kind, count] of free.entries()) assert.equal(at.free[kind]! + given(kind), count);
      for (const [work, want] of wanted.entries()) {
        const held = heldBy(work, at, works);
        assert.ok(held < want + 5 || held === 0);
        if (held < want) assert.ok(at.free.every((count) => count === 0));
      }
      const before = given(1);
      assert.equal(withdraw(at, works, 1, 20), Math.min(20, before));
      assert.equal(given(1), before - Math.min(20, before));
    }),
  );
});

test("a gang takes its size and its spares, shrinks with what there is, and grows back only when it is worth a restart", () => {
  const none = { working: 0, spares: 0 };
  assert.deepEqual(sizeGang(1000, 0.02, 5000, none, true), { working: 1000, spares: 20 });
  assert.deepEqual(sizeGang(1000, 0.02, 510, none, true), { working: 500, spares: 10 });
  const now = { working: 980, spares: 4 };
  assert.deepEqual(sizeGang(1000, 0.02, 990, now, false), { working: 980, spares: 10 });
  assert.deepEqual(sizeGang(1000, 0.02, 1012, now, false), { working: 980, spares: 20 });
  assert.deepEqual(sizeGang(1000, 0.02, 1020, now, false), { working: 1000, spares: 20 });
  assert.deepEqual(sizeGang(1000, 0.02, 900, now, false), { working: 882, spares: 18 });
  assert.deepEqual(sizeGang(0, 0.02, 900, now, true), none);
});
