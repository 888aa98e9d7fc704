// Do interruptions fall on their causes as they did?

import { input, type ValidationCase } from "../case.ts";
import { causesOf, interruptions, range } from "../herd.ts";

export const v3: ValidationCase = {
  id: "V3",
  run: (_facts, row, seed) => {
    const causes = causesOf(row, 0);
    const seeds = input(row, "seeds");
    const exposureDays = input(row, "packages") * input(row, "days");
    const found = new Float64Array(causes.length);
    for (const run of range(seeds)) {
      const { byCause } = interruptions(input(row, "packages"), input(row, "days") * 24, causes, seed, "V3", run);
      for (const cause of range(causes.length)) found[cause]! += byCause[cause]!;
    }
    const published = causes.map(({ ratePerDay }) => ratePerDay * exposureDays);
    const chiSquare = published.reduce((sum, count, cause) => sum + (found[cause]! - count * seeds) ** 2 / (count * seeds), 0);
    const sensitivity = causes.map(({ id }, cause) => ({ cause: id, published: published[cause]!, ours: found[cause]! / seeds }));
    return { figures: [chiSquareTail(chiSquare, causes.length)], sensitivity };
  },
};

/** Chance that chi-square with an even number of degrees of freedom is larger: e^(-x/2) times the sum of (x/2)^i / i! for i below half of them. Abramowitz and Stegun, 26.4.5. */
export function chiSquareTail(value: number, degrees: number): number {
  if (degrees % 2 !== 0) throw new RangeError(`expected an even number of degrees of freedom, got ${degrees}`);
  let term = Math.exp(-value / 2);
  let sum = term;
  for (let i = 1; i < degrees / 2; i += 1) {
    term *= value / 2 / i;
    sum += term;
  }
  return sum;
}
