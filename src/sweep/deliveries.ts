// When do a plan's racks come, where supply falls short or halls are late? First planned, first come.

import type { PlanningCase } from "../plan/case.ts";
import { type ById, type Decisions, retiredIn, type SiteDecision } from "../plan/plan.ts";
import { quarterAt, indexOf } from "../units/calendar.ts";
import type { Quarter } from "../units/brand.ts";

/** Racks of one kind planned for a site in a quarter, and how many of them are still to come. */
interface Order {
  readonly site: string;
  readonly kind: string;
  readonly planned: number;
  left: number;
}

/**
 * The sites' decisions with racks delivered when the world's supply and halls let them, never before the plan wants them. Orders of a kind are filled in the order of their planned
 * quarter, then of the sites' ids; what finds no supply or no hall waits. Racks that the plan sells go as planned, or in the quarter in which they come.
 */
export function deliveriesOf({ sites }: Pick<Decisions, "sites">, stated: PlanningCase, world: PlanningCase): ById<SiteDecision> {
  const kinds = [...new Set(Object.values(sites).flatMap(({ racks }) => Object.keys(racks)))].toSorted();
  const ids = Object.keys(sites).toSorted();
  const cameAs = new Map<Order, Map<number, number>>();
  const orders = kinds.flatMap((kind) => ids.flatMap((site) => ordersOf(sites[site]!, site, kind)));
  const came = new Map(ids.map((site) => [site, Object.fromEntries(kinds.map((kind) => [kind, Array.from({ length: world.count }, () => 0)]))] as const));
  const standingMw = new Map(
    world.sites.map(({ id, racksBefore }) => [id, world.accelerators.reduce((mw, { id: kind, rackMw }) => mw + (racksBefore[kind] ?? 0) * rackMw, 0)] as const),
  );
  for (let t = 0; t < world.count; t += 1) {
    for (const id of ids) standingMw.set(id, (standingMw.get(id) ?? 0) - retiredMw(sites[id]!, world, t));
    for (const kind of kinds) {
      let supply = supplyIn(sites, stated, world, kind, t);
      const rackMw = rackMwOf(world, stated, kind);
      for (const order of orders
        .filter((one) => one.kind === kind && one.planned <= t && one.left > 0)
        .toSorted((one, other) => one.planned - other.planned || (one.site < other.site ? -1 : 1))) {
        const room = Math.floor((readyMw(sites[order.site]!, world, order.site, t) - standingMw.get(order.site)!) / rackMw + 1e-6);
        // Halls that are not late do not bind: what stood under the plan may stand.
        const fits = hallsAsStated(sites[order.site]!, stated, world, order.site, t) ? order.left : Math.max(0, room);
        const racks = Math.min(order.left, supply, fits);
        if (racks <= 0) continue;
        order.left -= racks;
        supply -= racks;
        came.get(order.site)![kind]![t]! += racks;
        standingMw.set(order.site, standingMw.get(order.site)! + racks * rackMw);
        const parts = cameAs.get(order) ?? new Map<number, number>();
        cameAs.set(order, parts.set(t, racks));
      }
    }
  }
  return Object.fromEntries(
    Object.entries(sites).map(([id, decision]) => {
      const racks = Object.fromEntries(Object.keys(decision.racks).map((kind) => [kind, came.get(id)![kind]!]));
      const retired =
        decision.retired &&
        retiredAs(decision.retired, stated, (kind, planned) => cameAs.get(orders.find((one) => one.site === id && one.kind === kind && one.planned === planned)!));
      return [id, { ...decision, racks, ...(retired ? { retired } : {}) }];
    }),
  );
}

function ordersOf({ racks }: SiteDecision, site: string, kind: string): Order[] {
  return (racks[kind] ?? []).flatMap((count, planned) => (count > 0 ? [{ site, kind, planned, left: count }] : []));
}

/** Racks that the supplier can deliver: the world's supply, and beyond it what the plan has beyond its own (racks that were delivered before the plan was made). */
function supplyIn(sites: Decisions["sites"], stated: PlanningCase, world: PlanningCase, kind: string, t: number): number {
  const of = ({ accelerators }: PlanningCase) => accelerators.find(({ id }) => id === kind)?.supply[t] ?? 0;
  const planned = Object.values(sites).reduce((sum, { racks }) => sum + (racks[kind]?.[t] ?? 0), 0);
  return of(world) + Math.max(0, planned - of(stated));
}

function rackMwOf(world: PlanningCase, stated: PlanningCase, kind: string): number {
  return [...world.accelerators, ...stated.accelerators].find(({ id }) => id === kind)!.rackMw;
}

/** IT MW of halls ready in a quarter: started by the plan, and those before the calendar. */
function readyMw({ starts }: SiteDecision, { sites, buildings }: PlanningCase, id: string, t: number): number {
  const before = sites.find((site) => site.id === id)?.builtReadyMw[t] ?? 0;
  return buildings.reduce(
    (mw, { id: kind, building }) => mw + building.it * (starts[kind] ?? []).reduce((count, started, at) => count + (at + building.ready <= t ? started : 0), 0),
    before,
  );
}

function hallsAsStated(decision: SiteDecision, stated: PlanningCase, world: PlanningCase, id: string, t: number): boolean {
  return readyMw(decision, world, id, t) >= readyMw(decision, stated, id, t) - 1e-9;
}

function retiredMw(decision: SiteDecision, { accelerators }: PlanningCase, t: number): number {
  return accelerators.reduce((mw, { id, rackMw }) => mw + retiredIn(decision, id, t) * rackMw, 0);
}

/** Sales by the quarter in which the racks really came: of those delivered as planned first, of the rest in the quarter in which they come. */
function retiredAs(
  retired: NonNullable<SiteDecision["retired"]>,
  { calendar, count }: PlanningCase,
  cameIn: (kind: string, planned: number) => ReadonlyMap<number, number> | undefined,
): NonNullable<SiteDecision["retired"]> {
  return Object.fromEntries(
    Object.entries(retired).map(([kind, cohorts]) => {
      const out: Record<string, number[]> = {};
      for (const [cohort, list] of Object.entries(cohorts)) {
        const planned = indexOf(calendar, cohort as Quarter);
        if (planned < 0) {
          out[cohort] = [...list];
          continue;
        }
        const left = [...(cameIn(kind, planned) ?? [])].map(([t, racks]) => ({ t, racks }));
        for (const [t, sold] of list.entries()) {
          let open = sold;
          for (const part of left) {
            const racks = Math.min(open, part.racks);
            if (racks === 0) continue;
            const row = (out[quarterAt(calendar, part.t)] ??= Array.from({ length: count }, () => 0));
            row[Math.max(t, part.t)]! += racks;
            part.racks -= racks;
            open -= racks;
          }
        }
      }
      return [kind, out];
    }),
  );
}
