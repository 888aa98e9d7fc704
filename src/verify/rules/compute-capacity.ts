// Is no more compute given out than the running racks give?

import { atMost, none } from "../findings.ts";
import { capacityOf, trainingOn, workOf } from "../replay-compute.ts";
import { computePerTerm } from "../tolerance.ts";
import { compute } from "../words.ts";
import type { Rule } from "./rule.ts";

export const computeCapacity: Rule = {
  family: "compute.capacity",
  sentence: "Useful compute given out at a site is at most `goodput x sum rackH100e x mean(running)`; training per accelerator kind is at most that kind's share.",
  check(replay) {
    const findings = none();
    const family = this.family;
    for (const site of replay.sites) {
      const { id, decision, racks } = site;
      const milestones = Object.keys(decision.training).length;
      for (const [quarter, name] of replay.quarters.entries()) {
        let given = 0;
        let capacity = 0;
        for (const kind of racks.keys()) {
          const training = trainingOn(site, kind, quarter);
          const most = capacityOf(replay, site, kind, quarter);
          given += training;
          capacity += most;
          if (milestones > 0)
            atMost(findings, {
              family,
              index: `${id}, ${kind}, ${name}`,
              left: training,
              right: most,
              unit: "H100e",
              tolerance: computePerTerm * (milestones + 1),
              sentence: () => `Training would take ${compute(training)} of ${kind} at ${id} in ${name}; its running racks give ${compute(most)}.`,
            });
        }
        for (const workload of Object.keys(decision.work)) given += workOf(decision, workload, quarter);
        const terms = 1 + racks.size * milestones + Object.keys(decision.work).length;
        atMost(findings, {
          family,
          index: `${id}, ${name}`,
          left: given,
          right: capacity,
          unit: "H100e",
          tolerance: computePerTerm * terms,
          sentence: () => `${compute(given)} would be given out at ${id} in ${name}; the running racks give ${compute(capacity)}.`,
        });
      }
    }
    return findings;
  },
};
