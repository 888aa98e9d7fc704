import assert from "node:assert/strict";
import { test } from "node:test";
import { array, assert as check, nat, property } from "fast-check";
import { EventQueue } from "./events.ts";

test("events come out by time, of equals the first in first out", () => {
  check(
    property(array(nat(20), { maxLength: 300 }), (times) => {
      const queue = new EventQueue(1);
      for (const [index, time] of times.entries()) queue.push(time, 1, index, 0);
      const out: number[] = [];
      while (queue.size > 0) {
        out.push(queue.first);
        queue.pop();
      }
      const expected = times.map((time, index) => ({ time, index })).toSorted((one, other) => one.time - other.time || one.index - other.index);
      assert.deepEqual(
        out,
        expected.map(({ index }) => index),
      );
    }),
  );
});

test("time only moves forward", () => {
  const queue = new EventQueue();
  queue.push(5, 0, 3, 7);
  queue.push(9, 0, 3, 8);
  assert.equal(queue.sum(0, 3), 15);
  queue.pop();
  assert.throws(() => queue.push(4, 0, 0, 0), /after 5 h/);
  queue.pop();
  assert.throws(() => queue.pop(), /no event/);
  assert.equal(queue.nextTime, Number.POSITIVE_INFINITY);
});
