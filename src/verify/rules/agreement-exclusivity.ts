// Does exclusive work run with its provider only?

import { atMost, none } from "../findings.ts";
import { inForce } from "../in-force.ts";
import { workOf } from "../replay-compute.ts";
import { compute } from "../words.ts";
import type { Rule } from "./rule.ts";

export const agreementExclusivity: Rule = {
  family: "agreement.exclusivity",
  sentence: "While in force (on the last day of the quarter), work of the class runs only on the provider's clouds.",
  check({ programme, plan, sites, quarters, lastDays }) {
    const findings = none();
    const places = [
      ...sites.map(({ id, decision }) => ({ id, decision, provider: programme.books.company, own: true })),
      ...Object.entries(plan.decisions.clouds).map(([id, decision]) => ({ id, decision, provider: programme.catalogue.clouds[id]!.party, own: false })),
    ];
    for (const [quarter, name] of quarters.entries()) {
      for (const [clause, terms] of inForce(programme, "exclusivity", lastDays[quarter]!)) {
        for (const [workload, work] of Object.entries(programme.workloads)) {
          if (work.kind !== "inference" || work.class !== terms.class || terms.except.includes(workload)) continue;
          for (const { id, decision, provider, own } of places) {
            if (!own && provider === terms.provider) continue;
            const given = workOf(decision, workload, quarter);
            atMost(findings, {
              family: this.family,
              index: `${clause}, ${workload}, ${id}, ${name}`,
              left: given,
              right: 0,
              unit: "H100e",
              tolerance: 0,
              sentence: () => `${clause} keeps ${workload} with ${terms.provider} on ${lastDays[quarter]}; ${compute(given)} of it would run at ${id} in ${name}.`,
            });
          }
        }
      }
    }
    return findings;
  },
};
