// Are there enough people to build with?

import { crewOf } from "../derived.ts";
import { atMost, none } from "../findings.ts";
import { count } from "../tolerance.ts";
import { figure } from "../words.ts";
import type { Rule } from "./rule.ts";

export const buildCrew: Rule = {
  family: "build.crew",
  sentence: "The crews at work in a labour pool, and in the whole country, are at most the workers there: `min(most, workers x (1 + growth)^t)`.",
  check(replay) {
    const findings = none();
    const { pools, national } = replay.programme.labour;
    for (const [quarter, name] of replay.quarters.entries()) {
      for (const [pool, { workers, growth, most }] of Object.entries(pools)) {
        const there = Math.min(most ?? Number.POSITIVE_INFINITY, workers * (1 + (growth ?? 0)) ** quarter);
        const needed = crewOf(replay, pool, quarter);
        atMost(findings, {
          family: this.family,
          index: `${pool}, ${name}`,
          left: needed,
          right: there,
          unit: "worker",
          tolerance: count,
          sentence: () => `${figure(needed, 0)} workers are needed in ${pool} in ${name}; ${figure(there, 0)} are there.`,
        });
      }
      if (national === undefined) continue;
      const needed = crewOf(replay, undefined, quarter);
      atMost(findings, {
        family: this.family,
        index: `national, ${name}`,
        left: needed,
        right: national,
        unit: "worker",
        tolerance: count,
        sentence: () => `${figure(needed, 0)} workers are needed in the whole country in ${name}; ${figure(national, 0)} are there.`,
      });
    }
    return findings;
  },
};
