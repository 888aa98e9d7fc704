// Who owes whom, on one screen? What each party received and paid by year, and whether the books balance.

import type { Settlement } from "../../settle/settle.ts";
import { number, table, wrap } from "../table.ts";

/** What each party received less what it paid, all quarters together, on a few lines. */
export function settlementLines(settlement: Settlement): string {
  const { statements, ledger, asOf } = settlement;
  const nets = new Map<string, number>();
  for (const { name, net } of statements) nets.set(name, (nets.get(name) ?? 0) + Number(net));
  const parts = [...nets].toSorted(([, a], [, b]) => Math.abs(b) - Math.abs(a)).map(([name, usd]) => `${short(name)} ${number(usd / 1e9, 2)}`);
  return `settled: ${number(ledger.length)} transactions, ${number(statements.length)} statements as of ${asOf}; received less paid, $B\n${wrap(parts.join(" \u00b7 "))}`;
}

/** A name without what stands in brackets after it. */
function short(name: string): string {
  return name.replace(/ \(.*\)$/, "");
}

export function settlementScreen(settlement: Settlement): string {
  const { statements, ledger, asOf } = settlement;
  const parties = [...new Set(statements.map(({ party }) => party))];
  const years = [...new Set(statements.map(({ quarter }) => quarter.slice(0, 4)))].toSorted();
  const name = (party: string): string => statements.find((statement) => statement.party === party)?.name ?? party;
  const rows = parties.map((party) => {
    const nets = years.map((year) =>
      statements.filter((statement) => statement.party === party && statement.quarter.startsWith(year)).reduce((sum, { net }) => sum + Number(net), 0),
    );
    return [name(party), ...nets.map((usd) => number(usd / 1e9, 2)), number(nets.reduce((sum, usd) => sum + usd, 0) / 1e9, 2)];
  });
  return `settled: ${number(ledger.length)} transactions, ${number(statements.length)} statements as of ${asOf}; received less paid, $B\n${table(["", ...years, "all"], rows)}`;
}
