// Is the generator the published one, and are its streams independent of the order they are drawn in?

import assert from "node:assert/strict";
import { test } from "node:test";
import { normalQuantile, philox, stream } from "./random.ts";

test("Philox-4x32-10 gives the published known-answer vectors", () => {
  // Random123, tests/kat_vectors, the philox4x32 rows of 10 rounds.
  const rows: [number[], number[], number[]][] = [
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ];
  for (const [counter, key, expected] of rows) {
    const block = Uint32Array.from(counter);
    philox(block, key[0]!, key[1]!);
    assert.deepEqual([...block], expected);
  }
});

test("a stream is the same whatever is drawn elsewhere, and different under another seed or name", () => {
  const draw = (...name: [number, ...(string | number)[]]) => {
    const source = stream(...name);
    return Array.from({ length: 9 }, () => source.uniform());
  };
  const alone = draw(7, "weather", "abilene-tx");
  const first = stream(7, "weather", "abilene-tx");
  const other = stream(7, "price", "ercot-hub");
  assert.deepEqual(
    Array.from({ length: 9 }, () => (other.uniform(), first.uniform())),
    alone,
  );
  const all = [alone, draw(8, "weather", "abilene-tx"), draw(7, "price", "abilene-tx"), draw(7, "weather", 1), draw(7, "weather", "1"), draw(7, "weatherabilene-tx")];
  assert.equal(new Set(all.map((numbers) => numbers[0])).size, all.length);
});

test("uniform, normal, exponential and Poisson numbers have their moments", () => {
  const source = stream(1, "moments");
  const count = 400_000;
  const moments = (next: () => number) => {
    let sum = 0;
    let squares = 0;
    for (let n = 0; n < count; n++) {
      const value = next();
      sum += value;
      squares += value * value;
    }
    return { mean: sum / count, variance: squares / count - (sum / count) ** 2 };
  };
  const near = (found: number, expected: number, deviation: number) => assert.ok(Math.abs(found - expected) < (4.5 * deviation) / Math.sqrt(count), `${found} is not ${expected}`);
  const uniform = moments(() => source.uniform());
  near(uniform.mean, 0.5, Math.sqrt(1 / 12));
  near(uniform.variance, 1 / 12, Math.sqrt(1 / 180));
  const normal = moments(() => source.normal());
  near(normal.mean, 0, 1);
  near(normal.variance, 1, Math.SQRT2);
  const waiting = moments(() => source.exponential(4));
  near(waiting.mean, 0.25, 0.25);
  for (const mean of [0.02, 3, 9.99, 10, 250]) {
    const poisson = moments(() => source.poisson(mean));
    near(poisson.mean, mean, Math.sqrt(mean));
    near(poisson.variance, mean, Math.sqrt(mean + 2 * mean * mean));
  }
});

test("Poisson counts above 10 follow the exact law", () => {
  const source = stream(3, "law");
  const mean = 20;
  const draws = 200_000;
  const seen = new Float64Array(80);
  for (let n = 0; n < draws; n++) seen[source.poisson(mean)]! += 1;
  let chance = Math.exp(-mean);
  let chi = 0;
  let cells = 0;
  for (let k = 0; k < 60; chance *= mean / ++k) {
    const expected = chance * draws;
    if (expected < 20) continue;
    chi += (seen[k]! - expected) ** 2 / expected;
    cells++;
  }
  assert.ok(chi < cells + 5 * Math.sqrt(2 * cells), `chi-square ${chi} over ${cells} cells`);
});

test("the normal quantile is Wichura's", () => {
  // AS 241, section 3: its own test values.
  assert.ok(Math.abs(normalQuantile(0.25) + 0.6744897501960817) < 1e-15);
  assert.ok(Math.abs(normalQuantile(0.001) + 3.090232306167813) < 1e-14);
  assert.ok(Math.abs(normalQuantile(1e-20) + 9.262340089798409) < 1e-13);
  assert.equal(normalQuantile(0.5), 0);
});
