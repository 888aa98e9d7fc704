// power.firm: what can the connections and plants feed for certain, also with one unit out?

import { type Draft, none, onFirstSide, runningMw, taken } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const powerFirm: Family = {
  family: "power.firm",
  sentence:
    "`designFacilityRatio x running IT MW <= grid + firm share x on-site`, each quarter; at a site with N+1 also with any one on-site unit out: less `unit` of one option taken and energized whose source has units; at a site with 2N its feeds stand on two sides, the same in every quarter, and each side alone carries what runs. And never over a power cap in force.",
  policy: false,
  sums: ["power.side"],
  formula: [
    { states: "designFacilityRatio[s] x runningMw[s,t] <= sum over k of firm[k] x available[s,k,t] x taken[s,k]", each: "site and quarter" },
    {
      states: "designFacilityRatio[s] x runningMw[s,t] <= sum over k of firm[k] x available[s,k,t] x taken[s,k] - oneOutMw[s,j,t] x taken[s,j]",
      each: "option j with units, at a site with N+1",
    },
    { states: "designFacilityRatio[s] x runningMw[s,t] <= sum over k of firm[k] x available[s,k,t] x firstSide[s,k]", each: "quarter, at a site with 2N" },
    {
      states: "designFacilityRatio[s] x runningMw[s,t] <= sum over k of firm[k] x available[s,k,t] x (taken[s,k] - firstSide[s,k])",
      each: "quarter, at a site with 2N",
    },
    {
      states: "side[s,k] + taken[s,k] - 1 <= firstSide[s,k]",
      each: "option at a site with 2N; and at most side[s,k], and at most taken[s,k]",
    },
  ],
  meaning:
    "Racks may run only on power that is there when everything runs at once: the connection in full, plant on site with the share that can be counted on. For units of plant that is availability, for sun and storage the capacity credit that a capacity market grants (PJM, ELCC class ratings). With N+1 one unit may fail at the worst moment and the racks still run. With 2N everything stands twice: whatever happens on one side, the feeds of the other carry the racks alone. The grid is one feed unless its options name others, because two lines from one substation fail together.",
  asks: "a site on which racks can run",
  limits: [
    { text: "The grid is firm: its outages, and backup behind it, are `simulate`'s." },
    {
      text: "The two sides of 2N are feeds: the second path inside the building is in its cost per MW, not decided here.",
      touches: ({ sites }) => sites.some(({ site }) => site.redundancy === "2N"),
    },
    {
      text: "One unit of one option at a time fails; two together do not.",
      touches: ({ sites }) => sites.some(({ options }) => options.some(({ oneOutMw }) => oneOutMw.some((mw) => mw > 0))),
    },
  ],
  /**
   * designFacilityRatio x running IT MW <= sum of firm_k x available_k[t] x taken_k, in one row; and in one for each option j with units
   * at a site with N+1, less oneOut_j[t] x taken_j, with oneOut = min(unit, firm x available) (`OptionCase.oneOutMw`); at one with 2N in two,
   * for the options of the first side and for the others. An option is on the first side when it is taken and its feed is there.
   */
  build(draft) {
    for (const [s, site] of draft.study.sites.entries()) {
      if (site.site.redundancy === "2N") sides(draft, s);
      for (const [t, quarter] of draft.study.names.entries()) {
        const running = runningMw(draft, s, t);
        if (running.columns.length === 0) continue;
        const need = sum().merge(running, site.site.designFacilityRatio);
        const firm = sum().merge(need);
        for (const [k, { available, firm: share }] of site.options.entries()) firm.merge(taken(draft, s, k), -share * available[t]!);
        draft.model.atMost("power.firm", [site.id, quarter], "MW facility", firm);
        if (site.site.redundancy === "2N") {
          const [one, other] = [sum().merge(need), sum().merge(need)];
          for (const [k, { available, firm: share }] of site.options.entries()) {
            one.merge(onFirstSide(draft, s, k), -share * available[t]!);
            other.merge(taken(draft, s, k), -share * available[t]!).merge(onFirstSide(draft, s, k), share * available[t]!);
          }
          draft.model.atMost("power.firm", [site.id, quarter, "first side alone"], "MW facility", one);
          draft.model.atMost("power.firm", [site.id, quarter, "second side alone"], "MW facility", other);
        }
        for (const [j, { id, oneOutMw }] of site.options.entries()) {
          const out = oneOutMw[t]!;
          if (out === 0) continue;
          const rest = sum().merge(need);
          for (const [k, { available, firm: share }] of site.options.entries()) rest.merge(taken(draft, s, k), (k === j ? out : 0) - share * available[t]!);
          draft.model.atMost("power.firm", [site.id, quarter, `one unit of ${id} out`], "MW facility", rest);
        }
      }
    }
  },
};

/** An option stands on the first side when it is taken and its feed does. */
function sides({ model, study, sites }: Draft, s: number): void {
  const { side, first, options } = sites[s]!;
  for (const [k, { id }] of study.sites[s]!.options.entries()) {
    const column = first[k]!;
    if (column === none) continue;
    const index = [study.sites[s]!.id, id];
    model.atMost("power.side", [...index, "its feed"], "1", sum().add(column).add(side[k]!, -1));
    model.atMost("power.side", [...index, "taken"], "1", sum().add(column).add(options[k]!, -1));
    model.atMost("power.side", [...index, "both"], "1", sum().add(side[k]!).add(options[k]!).add(column, -1), 1);
  }
}
