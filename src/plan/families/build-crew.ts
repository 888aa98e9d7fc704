// build.crew: who builds the halls, and are there enough of them?

import type { PlanningCase } from "../case.ts";
import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const buildCrew: Family = {
  family: "build.crew",
  sentence: "The crews at work are at most the workers in the labour market.",
  policy: true,
  /** sum over sites of a pool, buildings and ages of crew[a] x starts[t - a] <= workers there; and in the country. */
  build({ model, study, sites }) {
    const pools = [...Object.keys(study.programme.labour.pools).toSorted(), ...(study.programme.labour.national === undefined ? [] : ["national"])];
    for (const pool of pools) {
      for (const [t, quarter] of study.names.entries()) {
        const crew = sum();
        for (const [s, site] of study.sites.entries()) {
          if (pool !== "national" && site.site.labour !== pool) continue;
          crew.plus(site.builtCrew[t]!);
          for (const [b, { building }] of study.buildings.entries()) {
            for (const [age, people] of building.crew.entries()) {
              const start = sites[s]!.starts[b]![t - age];
              if (start !== undefined && start !== none) crew.add(start, people);
            }
          }
        }
        if (crew.columns.length > 0) model.atMost("build.crew", [pool, quarter], "workers", crew, workersIn(study, pool, t));
      }
    }
  },
};

/** Workers available to the programme in a pool (or `national`) in quarter t. */
export function workersIn({ programme }: PlanningCase, pool: string, t: number): number {
  if (pool === "national") return programme.labour.national ?? Infinity;
  const { workers, growth, most } = programme.labour.pools[pool]!;
  return Math.min(most ?? Infinity, workers * (1 + (growth ?? 0)) ** t);
}
