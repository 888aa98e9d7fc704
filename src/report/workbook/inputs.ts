// Which numbers does everything rest on? The programme's own, each once, blue, with where it comes from.

import { heldAfter } from "../../programme/series.ts";
import type { Facts } from "./facts.ts";
import { byQuarter, heading, type Row } from "./sheet.ts";

export function inputRows({ programme, plan, count, buildings, accelerators }: Facts): Row[] {
  const { capital, catalogue } = programme;
  const party = (id: string) => programme.parties[id]?.name ?? id;
  return [
    heading("Programme"),
    { key: "discount", label: "Discount rate", unit: "per year", style: "percent", total: programme.discount, source: "discount" },
    { key: "budget", label: "Capital budget", unit: "USD", style: "money", total: capital.budget, source: "capital.budget" },
    { key: "floor", label: "Least cash at the end of a quarter", unit: "USD", style: "money", total: capital.cashFloor ?? 0, source: "capital.cashFloor" },
    ...Object.entries(capital.equity).flatMap(([id, { commitment, order }]): Row[] => [
      heading(party(id)),
      { key: `commitment.${id}`, label: "Commitment", unit: "USD", style: "money", total: commitment, source: `capital.equity.${id}.commitment` },
      { key: `order.${id}`, label: "Order of call", unit: "-", style: "number", total: order, source: `capital.equity.${id}.order` },
    ]),
    ...Object.entries(capital.debt).flatMap(([id, facility]): Row[] => {
      const from = `capital.debt.${id}`;
      return [
        heading(`${id}, ${party(facility.lender)}`),
        { key: `limit.${id}`, label: "Limit", unit: "USD", style: "money", total: facility.limit, source: `${from}.limit` },
        { key: `rate.${id}`, label: "Interest", unit: "per year", style: "percent", total: facility.rate, source: `${from}.rate` },
        { key: `fee.${id}`, label: "Fee on each draw", unit: "of the draw", style: "percent", total: facility.fee, source: `${from}.fee` },
        { key: `loan-to-cost.${id}`, label: "Most loan to cost", unit: "of eligible cost", style: "percent", total: facility.loanToCost, source: `${from}.loanToCost` },
        { key: `ltv.${id}`, label: "Most loan to value", unit: "of book value", style: "percent", total: facility.ltv, source: `${from}.ltv` },
        { key: `tested.${id}`, label: "Loan to value is tested from", unit: "quarter", style: "text", total: facility.tested, source: `${from}.tested` },
        { key: `dscr.${id}`, label: "Least debt service coverage", unit: "ratio", style: "ratio", total: facility.dscr ?? 0, source: `${from}.dscr` },
      ];
    }),
    ...buildings.flatMap((id): Row[] => {
      const { name, it, ready, cost, usefulLife } = catalogue.buildings[id]!;
      const from = `catalogue.buildings.${id}`;
      return [
        heading(name ?? id),
        { key: `it.${id}`, label: "IT power of one", unit: "MW IT", style: "fraction", total: it, source: `${from}.it` },
        { key: `ready.${id}`, label: "From start to ready for racks", unit: "quarters", style: "number", total: ready, source: `${from}.ready` },
        { key: `cost.${id}`, label: "Cost per MW of IT", unit: "USD/MW IT", style: "money", total: cost, source: `${from}.cost` },
        { key: `price.${id}`, label: "Cost of one", unit: "USD", style: "money", total: { formula: `ROUND([cost.${id}]*[it.${id}],2)` } },
        { key: `life.${id}`, label: "Useful life", unit: "quarters", style: "number", total: usefulLife * 4, source: `${from}.usefulLife` },
      ];
    }),
    ...accelerators.flatMap((id): Row[] => {
      const { name, rackIt, rackPrice, prices, adders, usefulLife, residual, decline } = catalogue.accelerators[id]!;
      const from = `catalogue.accelerators.${id}`;
      return [
        heading(name),
        { key: `it.${id}`, label: "IT power of one rack", unit: "MW IT", style: "fraction", total: rackIt, source: `${from}.rackIt` },
        {
          key: `rack.${id}`,
          label: "Price of one rack",
          unit: "USD",
          style: "money",
          quarters: heldAfter(rackPrice, prices, plan.calendar),
          source: `${from}.${prices ? "prices" : "rackPrice"}`,
        },
        {
          key: `adders.${id}`,
          label: "Network, storage and installation",
          unit: "of the price",
          style: "percent",
          total: adders.network + adders.storage + adders.install,
          source: `${from}.adders`,
        },
        { key: `price.${id}`, label: "Cost of one rack", unit: "USD", style: "money", quarters: byQuarter(count, (t) => `ROUND([rack.${id}@${t}]*(1+[adders.${id}]),2)`) },
        { key: `life.${id}`, label: "Useful life", unit: "quarters", style: "number", total: usefulLife * 4, source: `${from}.usefulLife` },
        { key: `residual.${id}`, label: "Left after the useful life", unit: "of the cost", style: "percent", total: residual ?? 0, source: `${from}.residual` },
        { key: `decline.${id}`, label: "Yearly decline of market value", unit: "per year", style: "percent", total: decline ?? 0, source: `${from}.decline` },
      ];
    }),
  ];
}
