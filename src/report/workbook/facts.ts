// What does the workbook need of programme and plan? Quarters, what is used of each kind, and dollars for cents.

import type { Plan } from "../../plan/plan.ts";
import type { Programme } from "../../programme/programme.ts";
import type { Quarter } from "../../units/brand.ts";
import { quartersOf } from "../../units/calendar.ts";

export interface Facts {
  readonly programme: Programme;
  readonly plan: Plan;
  readonly quarters: readonly Quarter[];
  readonly count: number;
  /** Building kinds started in the plan, accelerators delivered, sites with either: ids in order. */
  readonly buildings: readonly string[];
  readonly accelerators: readonly string[];
  readonly sites: readonly string[];
}

export function factsOf(programme: Programme, plan: Plan): Facts {
  const sites = Object.keys(plan.decisions.sites).toSorted();
  const any = (list: readonly number[] | undefined) => list?.some((value) => value !== 0) ?? false;
  const used = (ids: readonly string[], of: "starts" | "racks") => ids.filter((id) => sites.some((site) => any(plan.decisions.sites[site]![of][id]))).toSorted();
  const buildings = used(Object.keys(programme.catalogue.buildings), "starts");
  const before = new Set(Object.values(programme.sites).flatMap(({ racks }) => racks.map(({ accelerator }) => accelerator)));
  const accelerators = [...new Set([...used(Object.keys(programme.catalogue.accelerators), "racks"), ...before])].toSorted();
  const standing = (id: string) => (programme.sites[id]?.built.length ?? 0) + (programme.sites[id]?.racks.length ?? 0) > 0;
  return {
    programme,
    plan,
    quarters: quartersOf(plan.calendar),
    count: plan.calendar.quarters,
    buildings,
    accelerators,
    sites: sites.filter((id) => {
      const { starts, racks } = plan.decisions.sites[id]!;
      return [...Object.values(starts), ...Object.values(racks)].some(any) || standing(id);
    }),
  };
}

export const dollars = (cents: number): number => cents / 100;

/** A list of cents by quarter in dollars; a missing one is zeros. */
export function inDollars(cents: readonly number[] | undefined, count: number): number[] {
  return Array.from({ length: count }, (_, t) => dollars(cents?.[t] ?? 0));
}

/** Sum of several lists by quarter. */
export function sumOf(lists: readonly (readonly number[])[], count: number): number[] {
  return Array.from({ length: count }, (_, t) => lists.reduce((sum, list) => sum + (list[t] ?? 0), 0));
}
