// Does each milestone get its FLOP, in its window and on its campus?

import { atMost, equal, none } from "../findings.ts";
import { runsIn, workOf } from "../replay-compute.ts";
import { computePerTerm, milestone as tolerance } from "../tolerance.ts";
import { compute } from "../words.ts";
import type { Rule } from "./rule.ts";

export const computeMilestone: Rule = {
  family: "compute.milestone",
  sentence:
    "A required milestone gets exactly its FLOP within its window, on one campus; a wanted one at most that, from the first quarter of its window to the calendar's end (what is done after the window is late).",
  check(replay) {
    const findings = none();
    const family = this.family;
    const { programme, plan, sites, quarters } = replay;
    for (const [id, workload] of Object.entries(programme.workloads)) {
      if (workload.kind !== "training") continue;
      const campus = plan.decisions.campus[id] ?? null;
      const flop = replay.compute.flop.get(id)!;
      const comparison = {
        family,
        index: id,
        left: flop,
        right: workload.compute,
        unit: "FLOP",
        tolerance: tolerance * workload.compute,
        sentence: () =>
          `${id} gets ${flop.toPrecision(9)} FLOP by ${quarters[runsIn(replay, workload)[1]] ?? workload.between[1]}; it ${workload.wanted ? "wants at most" : "needs exactly"} ${workload.compute.toPrecision(9)} FLOP.`,
      };
      if (workload.wanted) atMost(findings, comparison);
      else equal(findings, comparison);
      const [first, last] = runsIn(replay, workload);
      const places = [
        ...sites.map(({ id: site, decision }) => ({
          place: site,
          given: (quarter: number) => Object.values(decision.training[id] ?? {}).reduce((sum, values) => sum + values[quarter]!, 0),
        })),
        ...Object.entries(plan.decisions.clouds).map(([cloud, decision]) => ({ place: cloud, given: (quarter: number) => workOf(decision, id, quarter) })),
      ];
      for (const { place, given } of places) {
        let elsewhere = 0;
        for (const [quarter, name] of quarters.entries()) {
          const work = given(quarter);
          if (place !== campus) elsewhere += work;
          if (quarter >= first && quarter <= last) continue;
          atMost(findings, {
            family,
            index: `${id}, ${place}, ${name}`,
            left: work,
            right: 0,
            unit: "H100e",
            tolerance: 0,
            sentence: () =>
              `${id} would get ${compute(work)} at ${place} in ${name}, ${quarter < first ? "before" : "after"} its window ${workload.between[0]} to ${workload.between[1]}.`,
          });
        }
        if (place !== campus)
          atMost(findings, {
            family,
            index: `${id}, ${place}`,
            left: elsewhere,
            right: 0,
            unit: "H100e",
            tolerance: computePerTerm / 4,
            sentence: () => `${id} runs on one campus (${campus ?? "none"}); ${compute(elsewhere)} of it would run at ${place}.`,
          });
      }
    }
    return findings;
  },
};
