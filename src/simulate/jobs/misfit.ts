// Is there a job that the fleet can never hold, and what would?

import { withins, withinSite } from "../../schedule/jobs.ts";
import type { JobEngine } from "./engine.ts";

/** A sentence for the largest job that no pool could hold, all of it sound and empty; undefined where there is none. */
export function fleetMisfit({ desks, jobs, hierarchy }: JobEngine): string | undefined {
  const { table } = jobs;
  let worst = -1;
  let count = 0;
  for (let job = 0; job < table.count; job += 1) {
    if (table.least[job] === 0 || desks.some((desk) => table.permitted(job, desk.facts.site, desk.facts.model) && desk.couldHold(job))) continue;
    count += 1;
    if (worst === -1 || table.least[job] > table.least[worst]) worst = job;
  }
  if (worst === -1) return undefined;
  const { pools, sites, models } = hierarchy;
  const whole = (value: number) => value.toLocaleString("en-US");
  const allowed = pools.filter(({ site, model }) => table.permitted(worst, site, model));
  const many = count === 1 ? "a job" : `${whole(count)} jobs`;
  const subject = `${count === 1 ? "it" : "the largest"}, ${table.names[worst]}, wants ${whole(table.least[worst])}`;
  if (allowed.length === 0) return `${many} can never run here: ${subject} on an accelerator model that the fleet has not (it has ${models.map(({ id }) => id).join(", ")})`;
  const nearest = allowed.reduce((best, pool) => (pool.accelerators > best.accelerators ? pool : best));
  const where = `the nearest is ${models[nearest.model].id} at ${sites[nearest.site].id}, ${whole(nearest.accelerators)} accelerators`;
  if (nearest.accelerators < table.least[worst])
    return `${many} can never run here: ${subject} accelerators, and ${where}; ${whole(table.least[worst] - nearest.accelerators)} more there would hold every job`;
  const within = table.within[worst] === withinSite ? `in blocks of ${whole(table.block[worst])} within scale-up domains` : `within one ${withins[table.within[worst]]}`;
  return `${many} can never run here: ${subject} accelerators ${within}, and no ${within.startsWith("within") ? withins[table.within[worst]] : "site"} has the room; ${where}`;
}
