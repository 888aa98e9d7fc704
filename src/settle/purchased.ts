// How much energy was bought under a purchase clause? Read from the record's hours.

import type { Account, Measurement } from "../agreements/term.ts";
import type { ClauseKind, ClauseOf, Programme } from "../programme/programme.ts";
import type { RunRecord } from "../record/record.ts";
import type { Quarter } from "../units/brand.ts";
import { daysBetween, firstDay, hoursIn, yearOf } from "../units/calendar.ts";
import { rational } from "../units/rational.ts";

/**
 * Energy of a quarter under one purchase clause, MWh: grid energy up to its facility power in each hour in which its price is at
 * most the tariff's (energy + delivery, escalated; docs/model.md, "Money"). Of several clauses at a site the cheaper is used first.
 * @throws RangeError when the record has no hours: a quarter's sum does not say in which hours the clause was cheaper
 */
export function purchasedMwh(programme: Programme, record: RunRecord, standing: readonly Account<ClauseKind>[], clauseId: string, quarter: Quarter): Measurement {
  const stack = standing
    .flatMap(({ standing: { id, clause } }) => (clause.kind === "power-purchase" ? [{ id, clause: clause as ClauseOf<"power-purchase"> }] : []))
    .toSorted((one, other) => one.clause.price - other.clause.price || (one.id < other.id ? -1 : 1));
  const { clause } = stack.find(({ id }) => id === clauseId)!;
  const before = stack
    .slice(
      0,
      stack.findIndex(({ id }) => id === clauseId),
    )
    .filter((other) => other.clause.site === clause.site);
  const offset = before.reduce((mw, other) => mw + other.clause.facility, 0);
  const { tariff } = programme.sites[clause.site]!;
  const escalation = (1 + (programme.dollars.energyEscalation ?? 0)) ** (yearOf(quarter) - programme.dollars.year);
  const delivery = (tariff.delivery ?? 0) * escalation;
  const start = daysBetween(firstDay(programme.calendar.from), firstDay(quarter)) * 24;
  const grid = hoursOf(record, clause.site, start, hoursIn(quarter), "gridMw");
  const price = hoursOf(record, clause.site, start, hoursIn(quarter), "priceUsdPerMwh");
  let mwh = 0;
  for (const [hour, mw] of grid.entries()) if (clause.price <= price[hour]! + delivery) mwh += Math.min(Math.max(0, mw - offset), clause.facility);
  return {
    amount: rational(mwh),
    unit: "MWh",
    of: `energy bought under ${clauseId}`,
    address: `record:hourly[site=${clause.site},hour=${start}..${start + hoursIn(quarter) - 1}].gridMw`,
  };
}

/** A column of one site's hours, in the order of time; 0 where the record has no row. */
function hoursOf(record: RunRecord, site: string, start: number, count: number, column: string): Float64Array {
  const table = record.tables["hourly"];
  if (!table) throw new RangeError(`the record has no table hourly, so energy bought for ${site} under a purchase clause is not known`);
  const values = (name: string) => table.values[table.shape.columns.findIndex((candidate) => candidate.name === name)]!;
  const [sites, hours, wanted] = [values("site"), values("hour"), values(column)];
  const out = new Float64Array(count);
  for (let row = 0; row < table.rows; row++) {
    const hour = Number(hours[row]) - start;
    if (hour >= 0 && hour < count && sites[row] === site) out[hour] = Number(wanted[row]);
  }
  return out;
}
