// Is no more bought from a cloud than it offers, and only for work that may run there?

import type { Cloud, Workload } from "../../programme/programme.ts";
import { held } from "../../programme/series.ts";
import { atMost, none } from "../findings.ts";
import { workOf } from "../replay-compute.ts";
import { computePerTerm } from "../tolerance.ts";
import { compute } from "../words.ts";
import type { Rule } from "./rule.ts";

export const cloudMost: Rule = {
  family: "cloud.most",
  sentence: "Compute bought from a cloud in a quarter is at most its `most`; a training run on a cloud that `trains` has at most its `campus`.",
  check({ programme, plan, calendar, quarters }) {
    const findings = none();
    const family = this.family;
    const workloads = Object.entries(programme.workloads);
    for (const [id, cloud] of Object.entries(programme.catalogue.clouds)) {
      const decision = plan.decisions.clouds[id];
      const most = held(cloud.most, calendar);
      for (const [quarter, name] of quarters.entries()) {
        const bought = decision ? workloads.reduce((sum, [workload]) => sum + workOf(decision, workload, quarter), 0) : 0;
        atMost(findings, {
          family,
          index: `${id}, ${name}`,
          left: bought,
          right: most[quarter]!,
          unit: "H100e",
          tolerance: computePerTerm * workloads.length,
          sentence: () => `${compute(bought)} would be bought from ${id} in ${name}; it offers ${compute(most[quarter]!)}.`,
        });
      }
      if (!decision) continue;
      const campus = held(cloud.campus ?? cloud.most, calendar);
      for (const [workload, { kind }] of workloads) {
        if (kind !== "training" || decision.work[workload] === undefined) continue;
        for (const [quarter, name] of quarters.entries()) {
          const work = workOf(decision, workload, quarter);
          atMost(findings, {
            family,
            index: `${id}, ${workload}, ${name}`,
            left: work,
            right: campus[quarter]!,
            unit: "H100e",
            tolerance: computePerTerm,
            sentence: () => `${workload} would train on ${compute(work)} of ${id} in ${name}; one campus of it has ${compute(campus[quarter]!)}.`,
          });
        }
      }
      for (const [workload, terms] of workloads) {
        if (terms.kind === "best-effort" || mayRun(id, cloud, terms)) continue;
        const bought = (decision.work[workload] ?? []).reduce((sum, value) => sum + value, 0);
        atMost(findings, {
          family,
          index: `${id}, ${workload}`,
          left: bought,
          right: 0,
          unit: "H100e",
          tolerance: 0,
          sentence: () => `${workload} may not run on ${id}; ${compute(bought)} would be bought there for it.`,
        });
      }
    }
    return findings;
  },
};

function mayRun(id: string, cloud: Cloud, workload: Exclude<Workload, { kind: "best-effort" }>): boolean {
  if (workload.kind === "training") return cloud.trains && workload.clouds.includes(id);
  return workload.clouds === undefined || workload.clouds.includes(id);
}
