// Which policies are there, by name?

import { powerCap } from "./allowance/power-cap.ts";
import { quantileOfSpares, shareOfSpares } from "./allowance/spares.ts";
import { conservative } from "./discipline/conservative.ts";
import { easy } from "./discipline/easy.ts";
import { fairShare } from "./discipline/fair-share.ts";
import { fifo } from "./discipline/fifo.ts";
import { priority } from "./discipline/priority.ts";
import { sjf } from "./discipline/sjf.ts";
import { bestFit } from "./placement/best-fit.ts";
import { fragmentationAware, type PartDemand } from "./placement/fgd.ts";
import { firstFit } from "./placement/first-fit.ts";
import { pack } from "./placement/pack.ts";
import { spread } from "./placement/spread.ts";
import { failover } from "./route/failover.ts";
import { moving } from "./route/moving.ts";
import { cheapestSite, cleanestSite, soonest } from "./route/route.ts";
import { atOnce, cheapest, cleanest } from "./shift/shift.ts";
import type { Allowance, Discipline, Placement, Policy, Route, Shift } from "./view.ts";

/** Numbers that some policies take: the user's, from the file that describes the fleet. */
export interface PolicyTerms {
  /** Waiting jobs that conservative backfill makes reservations for. */
  readonly depth: number;
  /** How often a job that fits a tray asks for 1, 2, 3 ... accelerators. */
  readonly mix: readonly number[];
  /** How often a job asks for a part of one accelerator; never where it is left out. */
  readonly parts?: readonly PartDemand[];
  readonly spareShare: number;
  readonly spareProbability: number;
  /** Share of a site that must be in service for jobs to be sent there. */
  readonly failoverShare: number;
  /** Waiting jobs that a site with room looks at in each other queue, to take one over; 100 where it is left out. */
  readonly moves?: number;
}

/** Bounds what a decision costs where queues are long, as `bf_max_job_test` of Slurm (100 where it is left out) does. */
const mostMoves = 100;

/** The policies of each kind; the first is taken where none is named. */
interface Choices {
  readonly disciplines: readonly Discipline[];
  readonly placements: readonly Placement[];
  readonly allowances: readonly Allowance[];
  readonly shifts: readonly Shift[];
  readonly routes: readonly Route[];
}

export function choicesOf(terms: PolicyTerms): Choices {
  const routes = [soonest, cheapestSite, cleanestSite];
  return {
    disciplines: [fifo, sjf, easy, conservative(terms.depth), priority, fairShare],
    placements: [pack, firstFit, bestFit, fragmentationAware(terms.mix, terms.parts), spread],
    allowances: [shareOfSpares(terms.spareShare), quantileOfSpares(terms.spareProbability), powerCap],
    shifts: [atOnce, cheapest, cleanest],
    routes: [...routes, ...routes.map((route) => failover(route, terms.failoverShare)), ...routes.map((route) => moving(route, terms.moves ?? mostMoves))],
  };
}

/**
 * The policy that names joined by `+` mean, `easy+pack+power-cap`: at most one discipline, placement, shift and route, and any allowances.
 * @returns the policy, or the names that nobody has
 */
export function policyOf(names: string, choices: Choices): { readonly policy: Policy } | { readonly unknown: readonly string[] } {
  const wanted = names.split("+").map((name) => name.trim());
  const all = Object.values(choices).flat() as { readonly id: string }[];
  const unknown = wanted.filter((name) => !all.some(({ id }) => id === name));
  if (unknown.length > 0) return { unknown };
  const one = <Kind extends { readonly id: string }>(kinds: readonly Kind[]): Kind => kinds.find(({ id }) => wanted.includes(id)) ?? kinds[0];
  const { disciplines, placements, allowances, shifts, routes } = choices;
  return {
    policy: { discipline: one(disciplines), placement: one(placements), allowances: allowances.filter(({ id }) => wanted.includes(id)), shift: one(shifts), route: one(routes) },
  };
}
