// How is one future played? The programme's values are moved, the plan carried into that world, every hour simulated, and a few figures kept.

import { type HourlyConditions, hourlyConditions } from "../conditions/hourly.ts";
import { type PlanningCase, planningCase } from "../plan/case.ts";
import type { Plan } from "../plan/plan.ts";
import type { Library } from "../programme/library.ts";
import type { Programme, ResolvedProgramme } from "../programme/programme.ts";
import { moved } from "../programme/uncertain/moved.ts";
import { simulateQuarters } from "../simulate/simulate.ts";
import { carried } from "./carry.ts";
import type { Future } from "./future.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";

/** One point of the axes: its programme, the programme that its plan was made for, and the plan. */
export interface Point {
  readonly resolved: ResolvedProgramme;
  readonly stated: Programme;
  readonly plan: Plan;
}

/** Plays futures one after the other, keeping what the next may use again. */
export class Player {
  readonly #points: readonly Point[];
  readonly #library: Library;
  readonly #made = new Map<number, PlanningCase>();
  readonly #conditions = new Map<string, HourlyConditions>();
  #seed = Number.NaN;

  constructor(points: readonly Point[], library: Library) {
    this.#points = points;
    this.#library = library;
  }

  /** The same future gives the same outcome, whatever was played before. Throws `LawBroken` when a law of conservation does not hold. */
  async play({ point, moves, seed }: Future): Promise<Outcome> {
    const { resolved, stated, plan } = this.#points[point]!;
    if (!this.#made.has(point)) this.#made.set(point, planningCase(stated, this.#library));
    const world = carried(plan, this.#made.get(point)!, moved(resolved.programme, moves), this.#library);
    const record = await simulateQuarters({ ...resolved, programme: world.programme }, this.#library, world.plan, { seed, workers: 1, conditionsOf: this.#conditionsOf });
    return outcomeOf(world.programme, world.plan, record);
  }

  /** Weather and prices of the seed last played are kept: futures of one seed, played one after the other, draw them once. */
  readonly #conditionsOf: typeof hourlyConditions = (programme, site, library, seed) => {
    if (seed !== this.#seed) this.#conditions.clear();
    this.#seed = seed;
    const { at, climate, tariff, carbon, power } = programme.sites[site]!;
    const sources = Object.values(power).map(({ kind, capacityFactor }) => [kind, capacityFactor]);
    const key = JSON.stringify([site, at, climate, tariff.table, tariff.energy, carbon, sources, programme.calendar]);
    const known = this.#conditions.get(key);
    if (known) return known;
    const drawn = hourlyConditions(programme, site, library, seed);
    this.#conditions.set(key, drawn);
    return drawn;
  };
}
