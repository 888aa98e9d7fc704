// build.crew: who builds the halls, and are there enough of them?

import { none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import { workersIn } from "../workers.ts";
import type { Family } from "./family.ts";

export const buildCrew: Family = {
  family: "build.crew",
  sentence: "The crews at work in a labour pool, and in the whole country, are at most the workers there: `min(most, workers x (1 + growth)^t)`.",
  policy: true,
  formula: [
    { states: "sum over s in c, b, a of crew[b,a] x starts[s,b,t-a] + sum over s in c of builtCrew[s,t] <= workers[c,t]", each: "labour pool, and the country, and quarter" },
  ],
  meaning:
    "Electricians and pipefitters within reach of a site are few, and every campus under way in the same labour market takes from them. The catalogue's crews are those of Abilene, people on site over buildings under way, spread along the building time; a pool can grow by a rate a quarter up to its ceiling.",
  asks: "a labour pool, or `labour.national`, with a site that can start buildings",
  limits: [{ text: "All trades are one number of workers." }, { text: "Others who build in the same market are not in the file; `workers` is what this programme can have." }],
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
