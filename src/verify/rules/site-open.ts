// Do buildings start only at opened sites?

import { atMost, equal, none } from "../findings.ts";
import { count } from "../tolerance.ts";
import { counted } from "../words.ts";
import type { Rule } from "./rule.ts";

export const siteOpen: Rule = {
  family: "site.open",
  sentence: "Buildings start only at an opened site, at the earliest in the quarter it is opened.",
  check({ sites, quarters }) {
    const findings = none();
    const family = this.family;
    for (const { id, decision, opened } of sites) {
      for (const [building, starts] of Object.entries(decision.starts)) {
        for (const [quarter, started] of starts.entries()) {
          if (opened !== null && quarter >= opened) continue;
          atMost(findings, {
            family,
            index: `${id}, ${building}, ${quarters[quarter]}`,
            left: started,
            right: 0,
            unit: "building",
            tolerance: count,
            sentence: () =>
              `${counted(started, "building")} of ${building} would start at ${id} in ${quarters[quarter]}, but the site is ${opened === null ? "never opened" : `opened in ${quarters[opened]}`}.`,
          });
        }
      }
      const twice = opened === -1 && decision.opened !== null;
      equal(findings, {
        family,
        index: id,
        left: twice ? 1 : 0,
        right: 0,
        unit: "opening",
        tolerance: count,
        sentence: () => `${id} is built or committed and so was opened before the calendar; the plan opens it again in ${decision.opened}.`,
      });
    }
    return findings;
  },
};
