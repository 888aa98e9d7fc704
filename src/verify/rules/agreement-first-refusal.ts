// Was the holder of a first refusal asked in time before others' new capacity is used?

import { indexOf } from "../../units/calendar.ts";
import { atMost, none } from "../findings.ts";
import { inForce } from "../in-force.ts";
import { workOf } from "../replay-compute.ts";
import { compute } from "../words.ts";
import type { Rule } from "./rule.ts";

export const agreementFirstRefusal: Rule = {
  family: "agreement.first-refusal",
  sentence: "New capacity of other clouds is used only `delay` quarters after a notice given while the clause is in force.",
  check({ programme, plan, calendar, quarters, lastDays }) {
    const findings = none();
    const family = this.family;
    const binds = (clause: string, quarter: number) => inForce(programme, "first-refusal", lastDays[quarter]!).some(([id]) => id === clause);
    for (const [quarter, name] of quarters.entries()) {
      for (const [clause, { holder, covers, delay }] of inForce(programme, "first-refusal", lastDays[quarter]!)) {
        if (!covers.includes("other-clouds")) continue;
        for (const [id, { party, existing }] of Object.entries(programme.catalogue.clouds)) {
          const decision = plan.decisions.clouds[id];
          if (party === holder || existing || !decision) continue;
          const notices = plan.decisions.notices.filter((notice) => notice.clause === clause && notice.cloud === id).map((notice) => indexOf(calendar, notice.quarter));
          if (notices.some((given) => given + delay <= quarter && binds(clause, given))) continue;
          const bought = Object.keys(decision.work).reduce((sum, workload) => sum + workOf(decision, workload, quarter), 0);
          atMost(findings, {
            family,
            index: `${clause}, ${id}, ${name}`,
            left: bought,
            right: 0,
            unit: "H100e",
            tolerance: 0,
            sentence: () =>
              `${compute(bought)} of new capacity would be used at ${id} in ${name}; ${clause} asks for a notice to ${holder} at least ${delay} quarter${delay === 1 ? "" : "s"} before.`,
          });
        }
      }
    }
    for (const { clause, cloud, quarter } of plan.decisions.notices) {
      const given = indexOf(calendar, quarter);
      const valid = given >= 0 && given < quarters.length && binds(clause, given);
      atMost(findings, {
        family,
        index: `${clause}, ${cloud}, notice ${quarter}`,
        left: valid ? 0 : 1,
        right: 0,
        unit: "notice",
        tolerance: 0,
        sentence: () => `A notice for ${cloud} under ${clause} in ${quarter} counts for nothing: the clause is not in force on that quarter's last day.`,
      });
    }
    return findings;
  },
};
