// How do the futures become tables of the record?

import type { Programme } from "../programme/programme.ts";
import { valueOf } from "../programme/uncertain/move.ts";
import { futureDraws, futureMilestones, futureQuarters, futuresShape } from "../record/futures.ts";
import type { Table } from "../record/record.ts";
import { type Cell, tableOf } from "../record/table.ts";
import { quartersOf } from "../units/calendar.ts";
import { type Axis, axisAt } from "./axes.ts";
import type { Future } from "./future.ts";
import { milestonesOf, type Outcome } from "./outcome.ts";

/** `futures`, `future-draws`, `future-milestones` and `future-quarters`. @param outcomes one a future, in their order */
export function tablesOfFutures(programme: Programme, axes: readonly Axis[], futures: readonly Future[], outcomes: readonly Outcome[]): Table[] {
  const names = quartersOf(programme.calendar);
  const ids = milestonesOf(programme);
  const rows = (of: (future: Future, outcome: Outcome) => readonly (readonly Cell[])[]) => futures.flatMap((future, position) => of(future, outcomes[position]!));
  return [
    tableOf(
      futuresShape,
      rows(({ index, point, draw, seed, probability }, outcome) => [[index, point, draw, seed, probability, ...outcome.figures.map(orNaN)]]),
    ),
    tableOf(
      futureDraws,
      rows(({ index, point, moves }) => [
        ...axes.map(({ path, values }, axis): Cell[] => [index, "axis", path, Number.NaN, values[axisAt(axes, point, axis)]!]),
        ...moves.map((move): Cell[] => [index, move.slipQuarters === undefined ? "factor" : "delay", move.path, valueOf(move), ""]),
      ]),
    ),
    tableOf(
      futureMilestones,
      rows(({ index }, { doneHours }) => ids.map((id, at): Cell[] => [index, id, orNaN(doneHours[at]!)])),
    ),
    tableOf(
      futureQuarters,
      rows(({ index }, { quarters }) => quarters.map((values, t): Cell[] => [index, names[t]!, ...values])),
    ),
  ];
}

function orNaN(value: number | null): number {
  return value ?? Number.NaN;
}
