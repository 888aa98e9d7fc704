// power.firm: what can the connections and plants feed for certain, also with one unit out?

import { runningMw, taken } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const powerFirm: Family = {
  family: "power.firm",
  sentence:
    "`designFacilityRatio x running IT MW <= grid + firm share x on-site`, each quarter; at a site with N+1 or 2N also with any one on-site unit out: less `unit` of one option taken and energized whose source has units. And never over a power cap in force.",
  policy: false,
  formula: [
    { states: "designFacilityRatio[s] x runningMw[s,t] <= sum over k of firm[k] x available[s,k,t] x taken[s,k]", each: "site and quarter" },
    {
      states: "designFacilityRatio[s] x runningMw[s,t] <= sum over k of firm[k] x available[s,k,t] x taken[s,k] - oneOutMw[s,j,t] x taken[s,j]",
      each: "option j with units, at a site with N+1 or 2N",
    },
  ],
  meaning:
    "Racks may run only on power that is there when everything runs at once: the connection in full, plant on site with the share that can be counted on. For units of plant that is availability, for sun and storage the capacity credit that a capacity market grants (PJM, ELCC class ratings). With N+1 one unit may fail at the worst moment and the racks still run.",
  asks: "a site on which racks can run",
  limits: [
    { text: "The grid is firm: its outages, and backup behind it, are `simulate`'s." },
    { text: "2N is planned like N+1: the second path costs nothing and adds nothing here.", touches: ({ sites }) => sites.some(({ site }) => site.redundancy === "2N") },
    {
      text: "One unit of one option at a time fails; two together do not.",
      touches: ({ sites }) => sites.some(({ options }) => options.some(({ oneOutMw }) => oneOutMw.some((mw) => mw > 0))),
    },
  ],
  /**
   * designFacilityRatio x running IT MW <= sum of firm_k x available_k[t] x taken_k, in one row; and in one for each option j with units
   * at a site with N+1 or 2N, less oneOut_j[t] x taken_j, with oneOut = min(unit, firm x available) (`OptionCase.oneOutMw`).
   */
  build(draft) {
    for (const [s, site] of draft.study.sites.entries()) {
      for (const [t, quarter] of draft.study.names.entries()) {
        const running = runningMw(draft, s, t);
        if (running.columns.length === 0) continue;
        const need = sum().merge(running, site.site.designFacilityRatio);
        const firm = sum().merge(need);
        for (const [k, { available, firm: share }] of site.options.entries()) firm.merge(taken(draft, s, k), -share * available[t]!);
        draft.model.atMost("power.firm", [site.id, quarter], "MW facility", firm);
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
