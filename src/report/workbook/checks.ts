// Does the workbook agree with the plan, and do its own sides add up? Every number here must be zero.

import { indexOf } from "../../units/calendar.ts";
import { type Facts, inDollars, sumOf } from "./facts.ts";
import { byQuarter, heading, type Row } from "./sheet.ts";

export function checkRows(facts: Facts): Row[] {
  const { programme, plan, count } = facts;
  const { money, sites, ladder } = plan.derived;
  const last = count - 1;
  const facilities = Object.entries(programme.capital.debt);
  const checks: Row[] = [];
  const said: Row[] = [];
  const check = (key: string, label: string, unit: string, formula: (t: number) => string, digits = 2): void => {
    checks.push({
      key: `check.${key}`,
      label,
      unit,
      style: "fraction",
      quarters: byQuarter(count, (t) => `ROUND(${formula(t)},${digits})`),
      total: { formula: `SUMPRODUCT(ABS([check.${key}@0:${last}]))` },
    });
  };
  /** The plan's own number in a row beside, and the difference. */
  const agrees = (key: string, label: string, unit: string, values: readonly number[], source: string, digits = 2): void => {
    said.push({ key: `plan.${key}`, label, unit, style: unit === "USD" ? "money" : "fraction", quarters: values, source: `plan.json ${source}` });
    check(key, `${label}: workbook less plan`, unit, (t) => `[${key}@${t}]-[plan.${key}@${t}]`, digits);
  };
  check("sides", "Sources less uses", "USD", (t) => `[sources@${t}]-[uses@${t}]`);
  agrees("capex.buildings", "Buildings", "USD", inDollars(money.capex.buildings, count), "derived.money.capex.buildings");
  agrees("capex.accelerators", "Accelerators", "USD", inDollars(money.capex.accelerators, count), "derived.money.capex.accelerators");
  if (money.resale)
    for (const [key, what, label] of [
      ["sales", "sales", "Used racks sold for"],
      ["sold-cost", "cost", "What they had cost"],
      ["sold-book", "book", "Of that on the books"],
    ] as const) {
      const cents = sumOf(Object.values(money.resale[what]), count);
      agrees(key, label, "USD", inDollars(cents, count), `derived.money.resale.${what}`);
    }
  agrees("cash", "Cash at the end", "USD", inDollars(money.cash, count), "derived.money.cash");
  for (const [id] of facilities) {
    agrees(`debt.${id}`, `Owed, ${id}`, "USD", inDollars(money.debt[id], count), `derived.money.debt.${id}`);
    agrees(`interest.${id}`, `Interest, ${id}`, "USD", inDollars(money.interest[id], count), `derived.money.interest.${id}`);
    agrees(`fee-paid.${id}`, `Fees, ${id}`, "USD", inDollars(money.fees[id], count), `derived.money.fees.${id}`);
  }
  // Whole kW: the plan rounds each site to the kW.
  const halls = Array.from({ length: count }, (_, t) => Object.values(sites).reduce((sum, { hallsKw }) => sum + hallsKw[t]!, 0) / 1e3);
  agrees("ready-mw", "Halls ready", "MW IT", halls, "derived.sites.*.hallsKw", 1);
  agrees(
    "running-mw",
    "Running",
    "MW IT",
    ladder.runningKw.map((kw) => kw / 1e3),
    "derived.ladder.runningKw",
    1,
  );
  const investors = Object.entries(programme.capital.equity);
  for (const order of new Set(investors.map(([, terms]) => terms.order))) {
    const list = investors.filter(([, terms]) => terms.order === order);
    const together = (t: number) => list.map(([id]) => `[call.${id}@${t}]`).join("+");
    const committed = list.map(([id]) => `[commitment.${id}]`).join("+");
    for (const [id] of list) {
      if (list.length > 1)
        check(
          `pro-rata.${id}`,
          `Call from ${programme.parties[id]?.name ?? id} off its share by more than a cent`,
          "USD",
          (t) => `MAX(0,ABS([call.${id}@${t}]-(${together(t)})*[commitment.${id}]/(${committed}))-0.01)`,
        );
      check(`commitment.${id}`, `Called over the commitment, ${programme.parties[id]?.name ?? id}`, "USD", (t) => `MAX(0,-[uncalled.${id}@${t}])`);
    }
  }
  check("budget", "Capital spending over the budget", "USD", (t) => `MAX(0,[capex-so-far@${t}]-[budget])`);
  check("floor", "Cash under the least", "USD", (t) => `MAX(0,-[cash.room@${t}])`);
  for (const [id, { tested, dscr }] of facilities) {
    const from = Math.max(0, indexOf(plan.calendar, tested)) + 3;
    check(`limit.${id}`, `Owed over the limit, ${id}`, "USD", (t) => `MAX(0,[debt.${id}@${t}]-[limit.${id}])`);
    check(`room.${id}`, `Owed over loan to cost or loan to value, ${id}`, "USD", (t) => `MAX(0,-[room.${id}@${t}])`);
    check(`aged.${id}`, `Owed beyond the tenor, ${id}`, "USD", (t) => `[aged.${id}@${t}]`);
    if (dscr !== undefined)
      check(`dscr.${id}`, `Cash flow missing to the coverage that ${id} asks`, "USD", (t) =>
        t < from ? "0" : `IF(SUM([debt.${id}@${Math.max(0, t - 4)}:${t - 1}])=0,0,1)*MAX(0,[dscr.${id}]*SUM([service@${t - 3}:${t}])-SUM([available@${t - 3}:${t}]))`,
      );
  }
  check("halls", "Racked over halls ready", "MW IT", (t) => `MAX(0,[racked-mw@${t}]-[ready-mw@${t}])`, 6);
  return [
    { key: "checks", label: "All checks together", unit: "-", style: "fraction", total: { formula: checks.map(({ key }) => `[${key!}]`).join("+") } },
    heading("Checks"),
    ...checks,
    heading("What the plan says"),
    ...said,
  ];
}
