// How many units of each long-lead kind are needed so far, how many can be there, and when must they be ordered at the latest?

import type { Catalogue } from "../programme/programme.ts";
import { amounts } from "../programme/series.ts";
import type { Stand } from "./stand.ts";

export type EquipmentKind = Catalogue["equipment"][string];

/** Whole units by quarter. */
export interface Equipment {
  /** So far: due for what is started, after the time it is needed in. */
  readonly needed: readonly number[];
  /** So far: slots delivered, and what can be ordered a lead before. */
  readonly available: readonly number[];
  /** Orders in each quarter, as late as they may be. */
  readonly order: readonly number[];
}

export function equipment(stand: Stand): Map<string, Equipment> {
  return new Map(Object.entries(stand.programme.catalogue.equipment).map(([id, kind]) => [id, equipmentOf(stand, kind)]));
}

function equipmentOf(stand: Stand, kind: EquipmentKind): Equipment {
  const needed = neededSoFar(stand, kind);
  const slots = soFar(amounts(kind.slots, stand.calendar));
  const orders = soFar(amounts(kind.orders, stand.calendar));
  const available = needed.map((_, quarter) => slots[quarter]! + (orders[quarter - kind.lead] ?? 0));
  const short = needed.map((units, quarter) => units - slots[quarter]!);
  return { needed, available, order: latest(short, orders, kind.lead) };
}

/** Buildings that stood or were started before the calendar need none of it. */
function neededSoFar({ sites, quarters }: Stand, { perBuilding, perKind, needed }: EquipmentKind): number[] {
  const later = needed ?? 0;
  const due = quarters.map(() => 0);
  for (const { decision } of sites) {
    for (const [building, starts] of Object.entries(decision.starts)) {
      for (const [start, count] of starts.entries()) if (start + later < due.length) due[start + later]! += count * (perKind[building] ?? perBuilding);
    }
  }
  return soFar(due);
}

/**
 * Backwards from the end: by quarter a must be ordered what is short in any quarter up to a + lead, and what the later quarters' orders do not hold.
 * @param short needed beyond the slots, so far, by quarter
 * @param orders the most that can be ordered so far, by quarter
 */
function latest(short: readonly number[], orders: readonly number[], lead: number): number[] {
  const order = short.map(() => 0);
  const most = (quarter: number) => orders[quarter]! - (orders[quarter - 1] ?? 0);
  const wanted = (quarter: number) => Math.max(0, ...short.slice(0, quarter + lead + 1));
  let ordered = wanted(short.length - 1);
  for (let quarter = short.length - 1; quarter >= 0; quarter--) {
    const before = Math.max(quarter === 0 ? 0 : wanted(quarter - 1), ordered - most(quarter));
    order[quarter] = Math.max(0, ordered - before);
    ordered = before;
  }
  return order;
}

/** Running sum in whole units: part of a unit is none. The dust keeps a whole sum of parts whole. */
function soFar(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => Math.floor((sum += value) + 1e-9));
}
