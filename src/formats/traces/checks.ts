// Do the fields of one row of a job log fit each other?

import type { Row } from "./byte-rows.ts";
import { mostAccelerators } from "./job-rows.ts";

/** Whole accelerators of a job, 0 where nothing stands. */
export function checkGang(row: Row, field: number): number {
  const accelerators = Math.max(row.wholeOrMissing(field), 0);
  return accelerators > mostAccelerators ? row.wrong(field, `at most ${mostAccelerators.toLocaleString("en-US")} accelerators`) : accelerators;
}

/** Notes a problem where time goes backwards from one event of a job to the next; minus infinity is an event that did not happen. */
export function checkTimes(row: Row, earlier: number, later: number, field: number): void {
  if (later !== Number.NEGATIVE_INFINITY && later < earlier) row.wrong(field, "a time that is not before the one that it follows", "correct the times or delete the row");
}
