// Who served each workload's demand, every hour and by quarter?

import type { Plan } from "../plan/plan.ts";
import type { Programme } from "../programme/programme.ts";
import { serving, type Table, workQuarters } from "../record/record.ts";
import { type Cell, tableOf } from "../record/table.ts";
import { quarterAt } from "../units/calendar.ts";
import { checkServed } from "./laws.ts";
import type { SiteOutput } from "./site-output.ts";
import type { Split } from "./split.ts";

export interface Served {
  readonly serving: Table;
  readonly workQuarters: Table;
  /** H100e-hours of inference asked for and not served. */
  readonly demand: number;
  readonly unserved: number;
}

/** Sums the sites' serving in their order; clouds give what the plan buys, with the demand's shape; what is left is unserved. Checks law 11. */
export function servedOf(programme: Programme, plan: Plan, splits: readonly Split[], outputs: readonly SiteOutput[], quarterStarts: Int32Array): Served {
  const inference = splits.filter((split) => split.inference);
  const hours = quarterStarts[quarterStarts.length - 1]!;
  const rows = inference.length * hours;
  const column = () => new Float64Array(rows);
  const columns = {
    workload: inference.flatMap(({ id }) => Array.from({ length: hours }, () => id)),
    hour: Int32Array.from({ length: rows }, (_, row) => row % hours),
    demand: column(),
    own: column(),
    clouds: column(),
    unserved: column(),
  };
  const quarters: Cell[][] = [];
  let demand = 0;
  let unserved = 0;
  for (const [index, split] of inference.entries()) {
    const base = index * hours;
    for (const output of outputs) {
      const place = output.works.indexOf(split.id);
      if (place >= 0) for (let hour = 0; hour < hours; hour += 1) columns.own[base + hour]! += output.served[place]![hour]!;
    }
    for (let quarter = 0; quarter + 1 < quarterStarts.length; quarter += 1) {
      let left = 0;
      for (let hour = quarterStarts[quarter]!; hour < quarterStarts[quarter + 1]!; hour += 1) {
        const row = base + hour;
        const factor = split.factor![hour]!;
        columns.demand[row] = split.demand[quarter]! * factor;
        columns.clouds[row] = Math.min(split.demand[quarter]!, split.clouds[quarter]!) * factor;
        const rest = columns.demand[row]! - columns.own[row]! - columns.clouds[row]!;
        columns.unserved[row] = rest > -1e-9 * Math.max(1, columns.demand[row]!) && rest < 0 ? 0 : rest;
        checkServed(split.id, hour, columns.demand[row]!, columns.own[row]!, columns.clouds[row]!, columns.unserved[row]!);
        demand += columns.demand[row]!;
        left += columns.unserved[row]!;
      }
      unserved += left;
      const length = quarterStarts[quarter + 1]! - quarterStarts[quarter]!;
      if (left > 0 || split.unserved[quarter]! > 0) quarters.push([split.id, "unserved", quarterAt(programme.calendar, quarter), left, split.unserved[quarter]! * length]);
    }
  }
  return {
    serving: { shape: serving, rows, values: serving.columns.map(({ name }) => columns[name as keyof typeof columns]) },
    workQuarters: tableOf(workQuarters, [...placesOf(programme, plan, splits, outputs, quarterStarts), ...quarters].toSorted(byPlace(programme))),
    demand,
    unserved,
  };
}

/** Rows of the `work-quarters` table for sites and clouds: what was delivered, or planned, and not nothing. */
function placesOf(programme: Programme, plan: Plan, splits: readonly Split[], outputs: readonly SiteOutput[], quarterStarts: Int32Array): Cell[][] {
  const rows: Cell[][] = [];
  const add = (workload: string, place: string, quarter: number, h100eHours: number, planned: number) => {
    const length = quarterStarts[quarter + 1]! - quarterStarts[quarter]!;
    if (h100eHours !== 0 || planned > 0) rows.push([workload, place, quarterAt(programme.calendar, quarter), h100eHours, planned * length]);
  };
  for (const output of outputs) {
    for (const [work, id] of output.works.entries())
      for (const [quarter, useful] of output.useful[work]!.entries())
        add(id, output.site, quarter, useful, splits.find((split) => split.id === id)!.own[output.site]?.[quarter] ?? 0);
    for (const gang of output.gangs) {
      const planned = Object.values(plan.decisions.sites[output.site]!.training[gang.id] ?? {});
      for (const [quarter, useful] of gang.useful.entries())
        add(
          gang.id,
          output.site,
          quarter,
          useful,
          planned.reduce((sum, byQuarter) => sum + byQuarter[quarter]!, 0),
        );
    }
  }
  for (const [cloud, { work }] of Object.entries(plan.decisions.clouds)) {
    for (const [id, byQuarter] of Object.entries(work))
      for (const [quarter, bought] of byQuarter.entries()) add(id, cloud, quarter, bought * (quarterStarts[quarter + 1]! - quarterStarts[quarter]!), bought);
  }
  return rows;
}

/** By workload in the programme's order, then sites, clouds and `unserved`, then by quarter. */
function byPlace(programme: Programme): (one: readonly Cell[], other: readonly Cell[]) => number {
  const workloads = new Map(Object.keys(programme.workloads).map((id, index) => [id, index]));
  const places = new Map([...Object.keys(programme.sites), ...Object.keys(programme.catalogue.clouds), "unserved"].map((id, index) => [id, index]));
  const order = (row: readonly Cell[]) => [workloads.get(row[0] as string) ?? 0, places.get(row[1] as string) ?? 0];
  return (one, other) => order(one)[0]! - order(other)[0]! || order(one)[1]! - order(other)[1]! || (one[2]! < other[2]! ? -1 : 1);
}
