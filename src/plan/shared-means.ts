// What do starts at all sites draw on together, and what of it is left? Crews, long-lead equipment, racks and callable money, for the greedy plan.

import type { PlanningCase } from "./case.ts";
import type { SiteCase } from "./site-case.ts";
import { running } from "./round.ts";
import { workersIn } from "./workers.ts";

/** Counts what starts take; asks before each whether there is enough. */
export class SharedMeans {
  readonly #study: PlanningCase;
  readonly #supplyMw: number[];
  readonly #readyMw: number[];
  readonly #crews: ReadonlyMap<string, number[]>;
  /** Units needed so far, by equipment kind that binds. */
  readonly #units: number[][];

  constructor(study: PlanningCase) {
    this.#study = study;
    this.#supplyMw = running(study.names.map((_, t) => study.accelerators.reduce((mw, { supply, rackMw }) => mw + supply[t]! * rackMw, 0)));
    this.#readyMw = study.names.map((_, t) => study.sites.reduce((mw, { builtReadyMw }) => mw + builtReadyMw[t]!, 0));
    this.#crews = new Map(
      [...Object.keys(study.programme.labour.pools), "national"]
        .filter((pool) => Number.isFinite(workersIn(study, pool, 0)))
        .map((pool) => [
          pool,
          study.names.map((_, t) => study.sites.reduce((people, site) => people + (pool === "national" || site.site.labour === pool ? site.builtCrew[t]! : 0), 0)),
        ]),
    );
    this.#units = study.equipment.map(() => study.names.map(() => 0));
  }

  /** Whether one more building of kind `b` can be started at the site in quarter t, `filled` of it with racks. */
  enough(site: SiteCase, b: number, t: number, filled: number): boolean {
    const { buildings, count, equipment, spendableUsd } = this.#study;
    const { id, building, cents } = buildings[b]!;
    const at = t + building.ready;
    return (
      at < count &&
      this.#supplyMw[at]! - this.#readyMw[at]! >= building.it * filled &&
      (this.#readyMw[at]! + building.it) * costPerMw(this.#study, cents / building.it) <= spendableUsd[at]! &&
      this.#pools(site).every((pool) =>
        building.crew.every((people, age) => t + age >= count || this.#crews.get(pool)![t + age]! + people <= workersIn(this.#study, pool, t + age)),
      ) &&
      equipment.every(
        ({ binds, available, neededAfter, perBuilding }, e) =>
          !binds || available.every((units, q) => q < t + neededAfter || perBuilding(id) === 0 || this.#units[e]![q]! + perBuilding(id) <= units),
      )
    );
  }

  /** Books `times` starts of a building of kind `b` at the site in quarter t; negative to take them back. */
  take(site: SiteCase, b: number, t: number, times: number): void {
    const { buildings, count, equipment } = this.#study;
    const { id, building } = buildings[b]!;
    for (let q = t + building.ready; q < count; q++) this.#readyMw[q]! += times * building.it;
    for (const pool of this.#pools(site)) for (const [age, people] of building.crew.entries()) if (t + age < count) this.#crews.get(pool)![t + age]! += times * people;
    for (const [e, { neededAfter, perBuilding }] of equipment.entries()) for (let q = t + neededAfter; q < count; q++) this.#units[e]![q]! += times * perBuilding(id);
  }

  #pools({ site: { labour } }: SiteCase): string[] {
    return [labour, "national"].filter((pool): pool is string => pool !== undefined && this.#crews.has(pool));
  }
}

/** USD for a MW of building and the dearest racks in it. */
function costPerMw({ accelerators }: PlanningCase, buildingCentsPerMw: number): number {
  const dearest = Math.max(...accelerators.flatMap(({ rackCents, rackMw }) => rackCents.map((cents) => cents / rackMw)));
  return (buildingCentsPerMw + dearest) / 100;
}
