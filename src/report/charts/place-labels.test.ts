// Do circles and labels keep clear of each other, and do the same inputs give the same places?

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { placeLabels, pushApart } from "./place-labels.ts";
import { spread } from "./text.ts";

const circles = fc.array(
  fc.record({ x: fc.double({ min: 100, max: 700, noNaN: true }), y: fc.double({ min: 100, max: 400, noNaN: true }), radius: fc.double({ min: 4, max: 36, noNaN: true }) }),
  { minLength: 2, maxLength: 14 },
);

test("circles pushed apart do not overlap", () => {
  fc.assert(
    fc.property(circles, (given) => {
      const places = pushApart(given, 4);
      for (let i = 0; i < given.length; i++)
        for (let j = i + 1; j < given.length; j++) {
          const distance = Math.hypot(places[i]!.x - places[j]!.x, places[i]!.y - places[j]!.y);
          assert.ok(distance >= given[i]!.radius + given[j]!.radius, `${i} and ${j} overlap by ${given[i]!.radius + given[j]!.radius - distance}`);
        }
    }),
    { numRuns: 100, seed: 1 },
  );
});

test("a lone circle stays at home", () => {
  assert.deepEqual(
    pushApart(
      [
        { x: 10, y: 20, radius: 5 },
        { x: 300, y: 20, radius: 5 },
      ],
      4,
    ),
    [
      { x: 10, y: 20 },
      { x: 300, y: 20 },
    ],
  );
});

test("a label takes the side that is free", () => {
  const wanted = [{ x: 100, y: 100, radius: 10, width: 60, height: 14 }];
  const bounds = { x: 0, y: 0, width: 400, height: 200 };
  assert.equal(placeLabels(wanted, [], [], bounds)[0]!.anchor, "start");
  const blocked = placeLabels(wanted, [{ x: 140, y: 100, radius: 25 }], [], bounds)[0]!;
  assert.equal(blocked.covers, 0);
  assert.notDeepEqual([blocked.x, blocked.y], [116, 93]);
});

test("labels spread along an axis keep their order and their gap", () => {
  const placed = spread([10, 11, 12, 50], 15, 0, 100);
  assert.deepEqual(placed, [10, 25, 40, 55]);
  assert.ok(spread([98, 99, 100], 15, 0, 100).every((value) => value <= 100));
});
