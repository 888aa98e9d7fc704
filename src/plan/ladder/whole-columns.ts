// To which quarter and which site does a whole-number column belong?

import type { Draft } from "../columns.ts";
import { none } from "../columns.ts";

export interface Place {
  readonly column: number;
  /** Site by position; -1 for a milestone's campus and a lender's test, which are all sites'. */
  readonly site: number;
  /** The quarter it is decided in: openings and starts their own, an option its first payment's, a side the first, a campus its run's first, a test its last. */
  readonly t: number;
}

/** Every whole-number column of a draft with its site and quarter, in the order of the columns. */
export function wholeColumnPlaces({ study, sites, campus, money }: Draft): Place[] {
  const places: Place[] = [];
  const add = (column: number, site: number, t: number): void => void (column !== none && places.push({ column, site, t }));
  for (const [s, columns] of sites.entries()) {
    for (const list of [columns.open, columns.busy, ...columns.starts]) for (const [t, column] of list.entries()) add(column, s, t);
    for (const column of new Set(columns.side)) add(column, s, 0);
    for (const [k, column] of columns.options.entries())
      add(
        column,
        s,
        Math.max(
          0,
          study.sites[s]!.options[k]!.parts.findIndex((cents) => cents > 0),
        ),
      );
  }
  for (const [m, columns] of campus.entries()) for (const column of columns) add(column, -1, study.trainings[m]!.from);
  for (const facility of money.owed) for (const [t, column] of facility.entries()) add(column, -1, t);
  return places.toSorted((one, other) => one.column - other.column);
}
