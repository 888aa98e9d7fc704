// Who gets the plan's compute where demand turns out lower, or a cloud has less? No one is given more than is asked for, or than there is.

import type { PlanningCase } from "../plan/case.ts";
import type { ById, Decisions, SiteDecision } from "../plan/plan.ts";

/**
 * Work of sites and clouds within the world's demand: clouds are bought less first, then own sites give less, all alike. A cloud gives at most what it has, shared alike.
 * Demand above the plan's stays unserved here; the simulation gives it what is free at own sites.
 */
export function workOf({ sites, clouds }: Pick<Decisions, "sites" | "clouds">, world: PlanningCase): Pick<Decisions, "sites" | "clouds"> {
  const { count } = world;
  const bought = Object.fromEntries(
    Object.entries(clouds).map(([id, { work }]) => {
      const most = world.clouds.find((cloud) => cloud.id === id)?.most;
      const share = Array.from({ length: count }, (_, t) => {
        const all = sumAt(Object.values(work), t);
        return most === undefined || all <= most[t]! * (1 + 1e-9) ? 1 : most[t]! / all;
      });
      return [id, { work: scaled(work, () => share) }];
    }),
  );
  const most = new Map<string, readonly number[]>([
    ...world.inferences.map(({ id, demand }) => [id, demand] as const),
    ...world.efforts.map(({ id, most: limit }) => [id, limit] as const),
  ]);
  const shares = new Map(
    [...most].map(([id, demand]) => {
      const on = (places: ById<{ readonly work: ById<readonly number[]> }>, t: number) => Object.values(places).reduce((sum, { work }) => sum + (work[id]?.[t] ?? 0), 0);
      const cloud = Array.from({ length: count }, (_, t) => partOf(demand[t]! - on(sites, t), on(bought, t)));
      const own = Array.from({ length: count }, (_, t) => partOf(demand[t]!, on(sites, t)));
      return [id, { cloud, own }] as const;
    }),
  );
  return {
    clouds: Object.fromEntries(Object.entries(bought).map(([id, { work }]) => [id, { work: scaled(work, (workload) => shares.get(workload)?.cloud) }])),
    sites: Object.fromEntries(
      Object.entries(sites).map(([id, decision]): [string, SiteDecision] => [id, { ...decision, work: scaled(decision.work, (workload) => shares.get(workload)?.own) }]),
    ),
  };
}

/** The part of `given` that fits into `room`: 1 where all does (to what three decimals of H100e can say). */
function partOf(room: number, given: number): number {
  return given <= room * (1 + 1e-9) + 1e-3 || given === 0 ? 1 : Math.max(0, room) / given;
}

function scaled(work: ById<readonly number[]>, shareOf: (workload: string) => readonly number[] | undefined): SiteDecision["work"] {
  return Object.fromEntries(
    Object.entries(work).map(([id, list]) => {
      const share = shareOf(id);
      return [id, share ? list.map((h100e, t) => (share[t] === 1 ? h100e : h100e * share[t]!)) : list];
    }),
  ) as SiteDecision["work"];
}

function sumAt(lists: readonly (readonly number[])[], t: number): number {
  return lists.reduce((sum, list) => sum + list[t]!, 0);
}
