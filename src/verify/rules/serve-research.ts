// Does best-effort work stay within its demand and on own sites?

import { joined } from "../../programme/series.ts";
import { atMost, none } from "../findings.ts";
import { workOf } from "../replay-compute.ts";
import { computePerTerm } from "../tolerance.ts";
import { compute } from "../words.ts";
import type { Rule } from "./rule.ts";

export const serveResearch: Rule = {
  family: "serve.research",
  sentence: "Best-effort work is at most its demand, and stays on own sites.",
  check(replay) {
    const findings = none();
    const family = this.family;
    for (const [id, workload] of Object.entries(replay.programme.workloads)) {
      if (workload.kind !== "best-effort") continue;
      const demand = workload.demand === undefined ? undefined : joined(workload.demand, replay.calendar);
      for (const [quarter, name] of replay.quarters.entries()) {
        const given = replay.sites.reduce((sum, { decision }) => sum + workOf(decision, id, quarter), 0);
        if (demand)
          atMost(findings, {
            family,
            index: `${id}, ${name}`,
            left: given,
            right: demand[quarter]!,
            unit: "H100e",
            tolerance: computePerTerm * replay.sites.length,
            sentence: () => `${id} would get ${compute(given)} in ${name}; it can use ${compute(demand[quarter]!)}.`,
          });
        for (const [cloud, decision] of Object.entries(replay.plan.decisions.clouds)) {
          const bought = workOf(decision, id, quarter);
          atMost(findings, {
            family,
            index: `${id}, ${cloud}, ${name}`,
            left: bought,
            right: 0,
            unit: "H100e",
            tolerance: 0,
            sentence: () => `${id} is best-effort work; ${compute(bought)} would be bought for it at ${cloud} in ${name}.`,
          });
        }
      }
    }
    return findings;
  },
};
