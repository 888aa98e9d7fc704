// What does the customer earn with its products, and what does it pay clouds for use?

import { plain, quantity } from "../agreements/words.ts";
import { held } from "../programme/series.ts";
import { centsOf } from "../units/money.ts";
import { product, rational, sum } from "../units/rational.ts";
import { nameOf } from "./capital.ts";
import { cloudUseKey, type Flow } from "./ledger.ts";
import type { Books } from "./measured.ts";

/** Revenue by workload and use by cloud in quarter `t`; no flow of 0. */
export function tradingFlows(books: Books, t: number): Flow[] {
  return [...revenue(books, t), ...cloudUse(books, t)].filter(({ cents }) => cents !== 0n);
}

function revenue({ programme, quarters, earnings }: Books, t: number): Flow[] {
  const served = earnings(t);
  return [...new Set(served.map(({ workload }) => workload))].map((id) => {
    const workload = programme.workloads[id]!;
    const own = served.filter((earning) => earning.workload === id);
    const earns = workload.kind === "inference" ? held(workload.earns, programme.calendar)[t]! : 0;
    const hours = sum(...own.map((earning) => earning.hours.amount));
    return {
      quarter: quarters[t]!,
      key: `revenue:${id}`,
      clause: "tariff",
      payer: "end-users",
      payee: workload.party ?? programme.books.customer,
      cents: centsOf(product(hours, rational(earns))),
      says: `End users pay ${nameOf(programme, workload.party ?? programme.books.customer)} for ${workload.name ?? id}.`,
      rule: `${quantity(hours)} H100e-hours served x ${plain(earns)} $/H100e-hour`,
      quantities: [...own.map((earning) => earning.hours), { amount: rational(earns), unit: "$/H100e-hour", of: `what ${id} earns`, address: `programme:workloads.${id}.earns` }],
      payerAccount: "expense:services",
      payeeAccount: "income:products",
    };
  });
}

function cloudUse({ programme, quarters, cloudBills }: Books, t: number): Flow[] {
  return Object.keys(programme.catalogue.clouds)
    .toSorted()
    .flatMap((cloud) =>
      cloudBills(cloud, t).map(({ payer, payee, cents, price, used, reserved }): Flow => {
        const hours = quantity(sum(...used.map(({ amount }) => amount)));
        const over = reserved.length > 0 ? `, over ${quantity(sum(...reserved.map(({ amount }) => amount)))} reserved and paid for` : "";
        return {
          quarter: quarters[t]!,
          key: cloudUseKey(cloud, payer),
          clause: "tariff",
          payer,
          payee,
          cents,
          says: `${nameOf(programme, payer)} pays ${nameOf(programme, payee)} for use of ${cloud} at its price.`,
          rule: `${hours} H100e-hours used${over} x ${quantity(price.amount)} $/H100e-hour`,
          quantities: [...used, ...reserved, price],
          payerAccount: "expense:cloud-use",
          payeeAccount: "income:cloud-use",
        };
      }),
    );
}
