// chip.retired: which racks may be taken out and sold?

import { quarterAt } from "../../units/calendar.ts";
import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const chipRetired: Family = {
  family: "chip.retired",
  sentence: "Racks sold of those delivered in one quarter are in all at most as many as came, each at least `after` quarters old.",
  policy: false,
  formula: [
    {
      states: "sum over t of retired[s,g,i,t] <= racks[s,g,i]",
      each: "site, kind of accelerator with `resale` and quarter i of delivery, or from before the calendar with what came then",
    },
  ],
  meaning:
    "Old racks hold halls and power that newer ones use several times as well. Where the catalogue says what a used rack brings, the plan may take racks out and sell them: the hall, the power and the running costs are free from then on, their cost leaves the books and the lenders' base, and the company is paid by their age. Racks that stood before the calendar may be sold too.",
  asks: "a kind of accelerator with `resale` that is old enough within the calendar",
  limits: [
    { text: "A rack leaves with its share of network and storage: what was paid for those adders comes back only as far as the resale share says." },
    { text: "The market takes any number at its price; what is sold does not come back, nor go to another site." },
    { text: "What a sale brings is cash of the company, but not income in the test of `money.coverage`, and it does not fill up the budget." },
  ],
  /** sum over t of retired[s,g,i,t] <= racks[s,g,i]; for i before the calendar, what came then. Columns begin at the age `after`. */
  build({ model, study, sites }) {
    for (const [s, site] of study.sites.entries()) {
      for (const [g, { id }] of study.accelerators.entries()) {
        const sales = sites[s]!.retired[g]!;
        for (const delivered of new Set(sales.map((sale) => sale.delivered))) {
          const sold = sum();
          for (const sale of sales) if (sale.delivered === delivered) sold.add(sale.column);
          const came = delivered < 0 ? none : sites[s]!.racks[g]![delivered]!;
          const most = delivered < 0 ? site.deliveredBefore[id]!.get(delivered)! : 0;
          model.atMost("chip.retired", [site.id, id, quarterAt(study.calendar, delivered)], "racks", came === none ? sold : sold.add(came, -1), most);
        }
      }
    }
  },
};
