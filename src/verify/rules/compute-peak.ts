// Is there enough compute at the peak hour too?

import { atMost, none } from "../findings.ts";
import { capacityOf, trainingOn, workOf } from "../replay-compute.ts";
import { computePerTerm } from "../tolerance.ts";
import { compute } from "../words.ts";
import type { Rule } from "./rule.ts";

export const computePeak: Rule = {
  family: "compute.peak",
  sentence: "At the peak hour too: `sum peakToMean x inference + training <= capacity`.",
  check(replay) {
    const findings = none();
    const inference = Object.entries(replay.programme.workloads).flatMap(([id, workload]) => (workload.kind === "inference" ? [{ id, peak: workload.peakToMean ?? 1 }] : []));
    for (const site of replay.sites) {
      const milestones = Object.keys(site.decision.training).length;
      for (const [quarter, name] of replay.quarters.entries()) {
        let needed = 0;
        let capacity = 0;
        let terms = 1;
        for (const kind of site.racks.keys()) {
          needed += trainingOn(site, kind, quarter);
          capacity += capacityOf(replay, site, kind, quarter);
          terms += milestones;
        }
        for (const { id, peak } of inference) {
          needed += peak * workOf(site.decision, id, quarter);
          terms += peak;
        }
        atMost(findings, {
          family: this.family,
          index: `${site.id}, ${name}`,
          left: needed,
          right: capacity,
          unit: "H100e",
          tolerance: computePerTerm * terms,
          sentence: () => `At the peak hour of ${name} ${site.id} needs ${compute(needed)}; the running racks give ${compute(capacity)}.`,
        });
      }
    }
    return findings;
  },
};
