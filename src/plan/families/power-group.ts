// power.group: which connections and plants may be taken together?

import { none, openBy, taken } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const powerGroup: Family = {
  family: "power.group",
  sentence: "Of the options of one group at most one is taken; options are taken only at opened sites; committed options are taken.",
  policy: false,
  formula: [
    { states: "taken[s,k] <= openBy[s,T-1]", each: "option that is not committed, at a site that is not open before the calendar" },
    { states: "sum over k in one group of taken[s,k] <= 1", each: "group of options that exclude each other" },
  ],
  meaning:
    "A utility offers a connection now or a larger one later, not both, and nobody builds a substation for a site that is not opened. Options with the same `group` are such alternatives.",
  asks: "an option at a site that is not yet open, or options that share a `group`",
  limits: [{ text: "An option is taken whole or not at all; its date and size are the utility's offer." }],
  /** sum over options of a group <= 1; option <= opened by the end. */
  build(draft) {
    for (const [s, site] of draft.study.sites.entries()) {
      const groups = new Map<string, number[]>();
      for (const [k, { option, id }] of site.options.entries()) {
        if (option.group !== undefined) groups.set(option.group, [...(groups.get(option.group) ?? []), k]);
        if (!site.bound && draft.sites[s]!.options[k] !== none)
          draft.model.atMost("power.group", [site.id, id], "option", taken(draft, s, k).merge(openBy(draft, s, draft.study.count - 1), -1));
      }
      for (const [group, options] of groups) {
        if (options.length < 2) continue;
        const together = sum();
        for (const k of options) together.merge(taken(draft, s, k));
        draft.model.atMost("power.group", [site.id, group], "options", together, 1);
      }
    }
  },
};
