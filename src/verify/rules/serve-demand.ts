// Is every H100e of demand accounted for?

import { atMost, equal, none } from "../findings.ts";
import { demandOf } from "../replay-compute.ts";
import { computePerTerm } from "../tolerance.ts";
import { compute } from "../words.ts";
import type { Rule } from "./rule.ts";

export const serveDemand: Rule = {
  family: "serve.demand",
  sentence: "Own sites + clouds + unserved = demand, per inference workload and quarter; unserved is never negative.",
  check(replay) {
    const findings = none();
    const family = this.family;
    const places = replay.sites.length + Object.keys(replay.plan.decisions.clouds).length;
    for (const [id, workload] of Object.entries(replay.programme.workloads)) {
      if (workload.kind !== "inference") continue;
      const demand = demandOf(replay, workload);
      for (const [quarter, name] of replay.quarters.entries()) {
        const served = replay.compute.work.get(id)![quarter]!.low / 1000;
        const unserved = replay.plan.derived.compute.unserved[id]?.[quarter] ?? 0;
        const right = demand[quarter]!;
        const index = `${id}, ${name}`;
        equal(findings, {
          family,
          index,
          left: served + unserved,
          right,
          unit: "H100e",
          tolerance: computePerTerm,
          sentence: () => `${compute(served)} of ${id} is served in ${name} and ${compute(unserved)} unserved; the demand is ${compute(right)}.`,
        });
        atMost(findings, {
          family,
          index: `${index}, served`,
          left: served,
          right,
          unit: "H100e",
          tolerance: computePerTerm * places,
          sentence: () => `${compute(served)} of ${id} would be served in ${name}; the demand is ${compute(right)}.`,
        });
      }
    }
    return findings;
  },
};
