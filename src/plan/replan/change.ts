// How far is a plan from the last one? Building starts and rack deliveries that moved, in MW IT (docs/model.md, "Change").

import type { Baseline } from "./baseline.ts";
import { type Draft, none } from "../columns.ts";
import { type Expression, sum } from "../lp/model.ts";
import { placed } from "./dated-decisions.ts";
import type { Decisions } from "../plan.ts";
import type { PlanningCase } from "../case.ts";

/**
 * Least change as a stage of the objective: minus the sum, over sites, kinds and quarters from `asOf` on that the last plan covers, of
 * |starts - last starts| x MW IT of the building + |racks - last racks| x MW IT of the rack. Where the last plan has none, every one is a
 * change; else a row (family `change`) parts what is more from what is fewer.
 */
export function addChange(draft: Draft, baseline: Baseline): Expression {
  const { model } = draft;
  const out = sum();
  for (const { column, value, family, index, mw } of movable(draft, baseline)) {
    if (column === none) out.plus(-mw * value);
    else if (value === 0) out.add(column, -mw);
    else {
      const more = model.column("change", [family, ...index, "more"], 0, Infinity);
      const fewer = model.column("change", [family, ...index, "fewer"], 0, value);
      model.equal("change", [family, ...index], "units", sum().add(column, 1).add(more, -1).add(fewer, 1), value);
      out.add(more, -mw).add(fewer, -mw);
    }
  }
  return out;
}

/** The change of finished decisions against the last plan, MW IT. */
export function changeMw(study: PlanningCase, decisions: Decisions, baseline: Baseline): number {
  const covered = study.names.map((_, t) => t >= baseline.free && t >= baseline.covers[0] && t <= baseline.covers[1]);
  let total = 0;
  for (const { id } of study.sites) {
    const [now, last] = [decisions.sites[id], baseline.decisions.sites[id]];
    const moved = (one: readonly number[] | undefined, other: readonly number[] | undefined) =>
      covered.reduce((all, counts, t) => all + (counts ? Math.abs((one?.[t] ?? 0) - (other?.[t] ?? 0)) : 0), 0);
    for (const { id: kind, building } of study.buildings) total += building.it * moved(now?.starts[kind], last?.starts[kind]);
    for (const { id: kind, rackMw } of study.accelerators) total += rackMw * moved(now?.racks[kind], last?.racks[kind]);
  }
  return total;
}

interface Movable {
  readonly column: number;
  readonly value: number;
  readonly family: string;
  readonly index: readonly string[];
  readonly mw: number;
}

function* movable(draft: Draft, { decisions, free, covers: [first, last] }: Baseline): Generator<Movable> {
  const { buildings, accelerators } = draft.study;
  const it = new Map([...buildings.map(({ id, building }) => [id, building.it as number] as const), ...accelerators.map(({ id, rackMw }) => [id, rackMw] as const)]);
  for (const { column, value, t, kind, family, index } of placed(draft, decisions))
    if ((kind === "start" || kind === "racks") && t >= Math.max(free, first) && t <= last && (column !== none || value > 0))
      yield { column, value, family, index, mw: it.get(index[1]!)! };
}
