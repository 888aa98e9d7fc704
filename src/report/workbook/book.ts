// What is left of what the workbook has no cohorts for: buildings under way before the calendar, and power?

import { indexOf } from "../../units/calendar.ts";
import { builtOf } from "./built.ts";
import { type Facts, sumOf } from "./facts.ts";
import { heading, type Row } from "./sheet.ts";

export function bookRows(facts: Facts): Row[] {
  const { programme, plan, count } = facts;
  const { buildings, powerSources, storage, operations } = programme.catalogue;
  const { calendar } = plan;
  const built = builtOf(facts).map(({ building, count: many, start, paid }) => {
    const { ready, usefulLife } = buildings[building]!;
    // What was paid before the calendar is sunk and stands on no book.
    return Array.from({ length: count }, (_, t) => many * (paid(t - start) - paid(-start - 1)) * left(t - start - ready, usefulLife * 4));
  });
  const power = Object.entries(plan.decisions.sites).flatMap(([id, { options }]) =>
    options.map((name) => {
      const { kind, energized, cost, committed } = programme.sites[id]!.power[name]!;
      const at = indexOf(calendar, energized);
      const life = ((powerSources[kind] ?? storage[kind])?.usefulLife ?? operations.gridLife) * 4;
      const parts = operations.powerPayments;
      const cents = Math.round(cost * 100);
      // Parts are due in the quarters before energization; those before the calendar fall into its first quarter, or are sunk when the option is committed.
      const upTo = (quarters: number) => Math.round((cents * Math.max(0, Math.min(parts, quarters))) / parts) / 100;
      const sunk = committed ? upTo(parts - at) : 0;
      return Array.from({ length: count }, (_, t) => Math.max(0, upTo(t - at + parts + 1) - sunk) * left(t - at, life));
    }),
  );
  return [
    heading("On the books without cohorts of their own"),
    { key: "book.built", label: "Buildings started before the calendar", unit: "USD", style: "money", quarters: sumOf(built, count), source: "sites.*.built" },
    { key: "book.power", label: "Power", unit: "USD", style: "money", quarters: sumOf(power, count), source: "sites.*.power of the options taken" },
  ];
}

/** Share not yet written off, straight line; 1 before it is in service (docs/model.md, "Money"). */
function left(age: number, lifeQuarters: number): number {
  return age < 0 ? 1 : Math.max(0, 1 - age / lifeQuarters);
}
