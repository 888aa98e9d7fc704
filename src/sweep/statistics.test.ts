// Do the statistics say what the textbook says, on cases whose answers are known?

import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../units/random.ts";
import { influence, influenceOfNames, quantile, wilson } from "./statistics.ts";

test("a quantile is one of the values, weighted by probability, and what never comes is last", () => {
  const even = [5, 1, 4, 2, 3].map((value) => ({ value, probability: 0.2 }));
  assert.deepEqual(
    [0.1, 0.2, 0.5, 0.6, 0.9].map((p) => quantile(even, p)),
    [1, 1, 3, 3, 5],
  );
  const uneven = [
    { value: 10, probability: 0.05 },
    { value: 20, probability: 0.9 },
    { value: Infinity, probability: 0.05 },
  ];
  assert.deepEqual(
    [0.04, 0.1, 0.95, 0.96].map((p) => quantile(uneven, p)),
    [10, 20, 20, Infinity],
  );
  assert.ok(Number.isNaN(quantile([], 0.5)));
});

test("Wilson's interval is that of published tables", () => {
  // Newcombe, Statistics in Medicine 17, 1998, table I, method 3: 81/263, 15/148, 0/20, 1/29.
  const near = (hits: number, trials: number, low: number, high: number) => {
    const found = wilson(hits, trials);
    assert.ok(Math.abs(found.low - low) < 5e-5 && Math.abs(found.high - high) < 5e-5, `${hits}/${trials}: ${found.low} ${found.high}`);
  };
  near(81, 263, 0.2553, 0.3662);
  near(15, 148, 0.0624, 0.1605);
  near(0, 20, 0, 0.1611);
  near(1, 29, 0.0061, 0.1718);
});

test("first-order indices of a sum of independent causes are their shares of its variance, and of nothing none", () => {
  const random = stream(1, "test", "influence");
  const size = 4000;
  const of = () => Array.from({ length: size }, () => random.uniform());
  const [first, second, idle] = [of(), of(), of()];
  const outcome = first.map((value, at) => 3 * value + second[at]!);
  const shares = [first, second, idle].map((cause) => influence(cause, outcome)!.share);
  // Variances 9/12 and 1/12; ten classes miss what differs within a class: a hundredth of each.
  for (const [at, share] of [0.9, 0.1, 0].entries()) assert.ok(Math.abs(shares[at]! - share) < 0.02, `${shares}`);
  const { low, high } = influence(first, outcome)!;
  assert.ok(Math.abs(low.outcome - (3 * 0.05 + 0.5)) < 0.06 && Math.abs(high.outcome - (3 * 0.95 + 0.5)) < 0.06);
  assert.equal(
    influence(
      first,
      first.map(() => 7),
    ),
    undefined,
  );
});

test("what goes up and down again has a share, though no correlation; and names need no order", () => {
  const cause = Array.from({ length: 400 }, (_, at) => at / 400);
  const hill = cause.map((value) => (value - 0.5) ** 2);
  assert.ok(influence(cause, hill)!.share > 0.9);
  const names = Array.from({ length: 40 }, (_, at) => at % 4);
  const found = influenceOfNames(
    names,
    names.map((name) => [3, 1, 4, 2][name]!),
  )!;
  assert.deepEqual([found.low.cause, found.low.outcome, found.high.cause, found.high.outcome, found.share], [1, 1, 2, 4, 1]);
});
