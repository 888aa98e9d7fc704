// What follows from the decisions: everything that rules and recomputed numbers are checked against.

import type { Plan } from "../plan/plan.ts";
import type { SiteSlices } from "../conditions/slices.ts";
import type { Programme } from "../programme/programme.ts";
import { type SiteCapital, siteCapital } from "./replay-capital.ts";
import { type Compute, compute } from "./replay-compute.ts";
import { type Equipment, equipment } from "./replay-equipment.ts";
import { type Finance, finance } from "./replay-finance.ts";
import { objective, type Parts } from "./replay-objective.ts";
import { type SiteOperations, siteOperations } from "./replay-operations.ts";
import { type Stage, stages } from "./replay-stages.ts";
import { type Stand, stand } from "./stand.ts";

export interface Replay extends Stand {
  /** In the order of `sites`. */
  readonly capital: readonly SiteCapital[];
  readonly operations: readonly SiteOperations[];
  readonly equipment: ReadonlyMap<string, Equipment>;
  readonly compute: Compute;
  readonly finance: Finance;
  readonly objective: Parts;
  readonly stages: readonly Stage[];
}

/** Replays a plan whose shape is sound. */
export function replay(programme: Programme, slicesOf: (site: string) => SiteSlices, plan: Plan): Replay {
  const standing = stand(programme, slicesOf, plan);
  const capital = standing.sites.map((site) => siteCapital(standing, site));
  const operations = standing.sites.map((site, position) => siteOperations(standing, site, capital[position]!));
  const work = compute(standing);
  const money = finance(standing, capital, operations);
  const parts = objective(standing, capital, operations, work, money);
  return { ...standing, capital, operations, equipment: equipment(standing), compute: work, finance: money, objective: parts, stages: stages(standing, work, parts) };
}
