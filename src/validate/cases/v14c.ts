// How many jobs do stragglers slow by a tenth or more?

import { slowestOverMean } from "../../physics/stragglers.ts";
import { stream } from "../../units/random.ts";
import { input, list, type ValidationCase } from "../case.ts";
import { range } from "../herd.ts";

export const v14c: ValidationCase = {
  id: "V14c",
  run: (_facts, row, seed) => {
    const sizes = list(row, "sizes", "number");
    const shares = list(row, "shares", "number");
    const each = input(row, "packagesPerNode");
    const least = input(row, "slowestLossLeast");
    const beyond = input(row, "slowestLossMean") - least;
    /** Share of jobs at least a tenth slower. A job is as slow as its slowest rank, or as its slowest slow node where that is more. */
    const slowed = (slowNodeShare: number): { readonly share: number; readonly tail: number } => {
      const source = stream(seed, "validate", "V14c", slowNodeShare);
      const losses = range(input(row, "jobs")).map(() => {
        const bin = drawn(shares, source.uniform());
        const packages = Math.round(sizes[bin]! * (sizes[bin + 1]! / sizes[bin]!) ** source.uniform());
        const spread = slowestOverMean(packages, input(row, "variation")) - 1;
        const slowNodes = source.poisson((packages / each) * slowNodeShare);
        let worst = 0;
        for (let node = 0; node < slowNodes; node += 1) worst = Math.max(worst, least + source.exponential(1 / beyond));
        return spread + worst;
      });
      const sorted = losses.toSorted((left, right) => left - right);
      return { share: losses.filter((loss) => loss >= input(row, "slowerBy")).length / losses.length, tail: sorted[Math.floor(0.99 * sorted.length)]! };
    };
    const share = input(row, "slowNodeShare");
    const line = (slowNodeShare: number) => {
      const { share: ours, tail } = slowed(slowNodeShare);
      return { slowNodeShare, ours, worstHundredthLoses: tail / (1 + tail) };
    };
    return { figures: [slowed(share).share], sensitivity: [0, share / 2, share, 2 * share].map(line) };
  },
};

/** Index of the part of shares that adds up to one in which `at` (0 to 1) falls. */
function drawn(shares: readonly number[], at: number): number {
  let left = at;
  for (let index = 0; index < shares.length - 1; index += 1) {
    left -= shares[index]!;
    if (left < 0) return index;
  }
  return shares.length - 1;
}
