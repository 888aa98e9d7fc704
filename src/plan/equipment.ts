// Which long-lead equipment do buildings wait for, how much of it can be there, and when must it be ordered?

import type { Programme } from "../programme/programme.ts";
import { amounts, type Series } from "../programme/series.ts";
import type { Calendar } from "../units/calendar.ts";
import type { PlanningCase } from "./case.ts";
import type { Decisions, Derived } from "./plan.ts";
import { running } from "./round.ts";

export interface EquipmentCase {
  readonly id: string;
  /** False when the catalogue says neither what is held nor what can be ordered: then buildings do not wait for it. */
  readonly binds: boolean;
  readonly leadQuarters: number;
  /** Quarters from start of construction until a building's units must be there. */
  readonly neededAfter: number;
  /** Units of one building, by building kind. */
  readonly perBuilding: (kind: string) => number;
  /** Whole units that can be ordered up to the end of each quarter. */
  readonly ordersSoFar: readonly number[];
  /** Whole units that can be there by each quarter: held slots delivered so far, and orders a lead ago. */
  readonly available: readonly number[];
  /** Of these, the held slots. */
  readonly slotsSoFar: readonly number[];
}

/** Equipment kinds of the catalogue, sorted by id. */
export function equipmentCases(programme: Programme, calendar: Calendar): EquipmentCase[] {
  const soFar = (series: Series | undefined) => running(amounts(series, calendar)).map((units) => Math.floor(units + wholeDust));
  return Object.entries(programme.catalogue.equipment)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, { lead, needed, perBuilding, perKind, slots, orders }]) => {
      const slotsSoFar = soFar(slots);
      const ordersSoFar = soFar(orders);
      return {
        id,
        binds: slots !== undefined || orders !== undefined,
        leadQuarters: lead,
        neededAfter: needed ?? 0,
        perBuilding: (kind) => perKind[kind] ?? perBuilding,
        slotsSoFar,
        ordersSoFar,
        available: slotsSoFar.map((held, t) => held + (ordersSoFar[t - lead] ?? 0)),
      };
    });
}

/** Units needed and available so far and the latest orders, by equipment kind. */
export function equipmentOf({ equipment, sites, buildings, names }: PlanningCase, decisions: Pick<Decisions, "sites">): Derived["equipment"] {
  return Object.fromEntries(
    equipment.map((kind) => {
      const due = names.map((_, t) =>
        sites.reduce(
          (units, { id }) =>
            units + buildings.reduce((inner, { id: building }) => inner + kind.perBuilding(building) * (decisions.sites[id]!.starts[building]?.[t - kind.neededAfter] ?? 0), 0),
          0,
        ),
      );
      const needed = running(due);
      return [kind.id, { needed, available: kind.available, order: latestOrders(kind, needed) }];
    }),
  );
}

/** A sum of quarters of whole units that floating point leaves just below a whole one is that whole one. */
const wholeDust = 1e-9;

/**
 * The latest orders that still deliver in time.
 * @param needed units needed so far, by quarter; what falls due after the calendar is not in it
 * @returns units to order in each quarter, within what can be ordered; zeros for a kind that binds nothing
 */
export function latestOrders({ binds, leadQuarters, slotsSoFar, ordersSoFar }: EquipmentCase, needed: readonly number[]): number[] {
  const count = needed.length;
  // Ordered so far must cover what the held slots do not, a lead ahead.
  const soFar = Array.from({ length: count }, () => 0);
  if (!binds) return soFar;
  for (let t = 0, most = 0; t < count; t++) {
    most = Math.max(most, t + leadQuarters < count ? needed[t + leadQuarters]! - slotsSoFar[t + leadQuarters]! : 0);
    soFar[t] = most;
  }
  // What a later quarter has no room for is ordered earlier.
  for (let t = count - 2; t >= 0; t--) soFar[t] = Math.max(soFar[t]!, soFar[t + 1]! - (ordersSoFar[t + 1]! - ordersSoFar[t]!));
  return soFar.map((units, t) => units - (t > 0 ? soFar[t - 1]! : 0));
}
