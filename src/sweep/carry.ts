// What becomes of a plan when the world turns out otherwise? Its decisions are kept as far as the changed programme physically lets them.

import { type PlanningCase, planningCase } from "../plan/case.ts";
import { derive } from "../plan/derive.ts";
import type { Decisions, Plan, SiteDecision } from "../plan/plan.ts";
import { standingRacks } from "../plan/retired.ts";
import type { Library } from "../programme/library.ts";
import type { Programme } from "../programme/programme.ts";
import { deliveriesOf } from "./deliveries.ts";
import { workOf } from "./work.ts";

export interface Carried {
  readonly programme: Programme;
  readonly plan: Plan;
}

/**
 * The plan in a changed world (docs/sweep.md, "A fixed plan in another world"): the same openings, power options, building starts, campuses and capital; racks come later where supply or
 * halls do, wait where power does, and no one is given more than is asked for. In the world that the plan was made for it is the plan itself.
 * @param made what the plan was made for
 * @param moved the same programme with values moved
 */
export function carried(plan: Plan, made: PlanningCase, moved: Programme, library: Library): Carried {
  const stated = made.programme;
  const programme = withPlannersOwn(stated, moved);
  const world = planningCase(programme, library);
  const before = { ...plan.decisions, sites: deliveriesOf(plan.decisions, made, world) };
  const sites = Object.fromEntries(Object.entries(before.sites).map(([id, decision]): [string, SiteDecision] => [id, { ...decision, running: runningOf(before, world, id) }]));
  const decisions: Decisions = { ...before, ...workOf({ ...before, sites }, world) };
  const { derived, objective } = derive(world, decisions);
  const flop = Object.fromEntries(
    Object.entries(derived.compute.flop).map(([id, done]) => {
      const [was, is] = [stated.workloads[id], programme.workloads[id]];
      // A run that the plan finishes goes on until it is done, however long that takes now.
      const finishes = was?.kind === "training" && is?.kind === "training" && (plan.derived.compute.flop[id] ?? 0) >= was.compute * (1 - 1e-6);
      return [id, finishes ? Math.max(done, is.compute) : done];
    }),
  );
  return { programme, plan: { ...plan, decisions, derived: { ...derived, compute: { ...derived.compute, flop } }, objective: { ...plan.objective, ...objective } } };
}

/** What the planner assumes and the world does not know: its goodputs stay as the plan was made with. */
function withPlannersOwn(stated: Programme, moved: Programme): Programme {
  const { goodput } = stated.catalogue.operations;
  const workloads = Object.fromEntries(
    Object.entries(moved.workloads).map(([id, workload]) => {
      const was = stated.workloads[id];
      return [id, workload.kind === "training" && was?.kind === "training" && workload.goodput !== was.goodput ? { ...workload, goodput: was.goodput } : workload];
    }),
  );
  return { ...moved, workloads, catalogue: { ...moved.catalogue, operations: { ...moved.catalogue.operations, goodput } } };
}

/** Running racks of a site: at most those there, and what the power energized by then can feed; those with the least compute per MW wait. */
function runningOf({ sites }: Pick<Decisions, "sites">, world: PlanningCase, id: string): SiteDecision["running"] {
  const decision = sites[id]!;
  const site = world.sites.find((one) => one.id === id);
  if (!site) return decision.running;
  const kinds = world.accelerators.toSorted((one, other) => one.rackH100e / one.rackMw - other.rackH100e / other.rackMw);
  const running = new Map(
    kinds.map(({ id: kind }) => {
      const there = standingRacks(world, decision, kind, site.racksBefore[kind] ?? 0);
      return [kind, there.map((racks, t) => Math.min(racks, decision.running[kind]?.[t] ?? 0))] as const;
    }),
  );
  for (let t = 0; t < world.count; t += 1) {
    const firmMw = site.options.reduce((mw, option) => mw + (decision.options.includes(option.id) ? option.firm * option.available[t]! : 0), 0);
    let over = kinds.reduce((mw, { id: kind, rackMw }) => mw + running.get(kind)![t]! * rackMw, 0) - firmMw / site.site.designFacilityRatio;
    for (const { id: kind, rackMw } of kinds) {
      if (over <= roundingMw) break;
      const list = running.get(kind)!;
      const waits = Math.min(list[t]!, Math.ceil((over - roundingMw) / rackMw));
      list[t]! -= waits;
      over -= waits * rackMw;
    }
  }
  // Kinds of which nothing stands in this world keep their lists, all 0.
  return Object.fromEntries(Object.entries(decision.running).map(([kind, list]) => [kind, running.get(kind) ?? list.map(() => 0)]));
}

/** Half a watt-hour's worth of rounding: sums of floats, never a rack. */
const roundingMw = 1e-6;
