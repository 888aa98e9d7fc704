// How much is called from whom, and what may still be called?

import { type Facts, inDollars } from "./facts.ts";
import { byQuarter, heading, type Row } from "./sheet.ts";

export function callRows({ programme, plan, count }: Facts): Row[] {
  const investors = Object.keys(programme.capital.equity);
  const last = count - 1;
  return [
    heading("Called in the quarter"),
    ...investors.map((id): Row => ({
      key: `call.${id}`,
      label: programme.parties[id]?.name ?? id,
      unit: "USD",
      style: "money",
      quarters: inDollars(plan.decisions.calls[id], count),
      total: { formula: `SUM([call.${id}@0:${last}])` },
      source: `plan.json decisions.calls.${id}`,
    })),
    {
      key: "calls",
      label: "All investors",
      unit: "USD",
      style: "money",
      quarters: byQuarter(count, (t) => investors.map((id) => `[call.${id}@${t}]`).join("+")),
      total: { formula: `SUM([calls@0:${last}])` },
    },
    heading("Commitment left"),
    ...investors.map((id): Row => ({
      key: `uncalled.${id}`,
      label: programme.parties[id]?.name ?? id,
      unit: "USD",
      style: "money",
      quarters: byQuarter(count, (t) => `[commitment.${id}]-SUM([call.${id}@0:${t}])`),
    })),
  ];
}
