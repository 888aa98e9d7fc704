// power.group: which connections and plants may be taken together?

import { none, openBy, taken } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const powerGroup: Family = {
  family: "power.group",
  sentence: "Power options that exclude each other are not taken together, and none is taken at a site that is not opened.",
  policy: false,
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
