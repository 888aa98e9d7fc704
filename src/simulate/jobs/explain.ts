// Why does a job wait?

import { free, states } from "../../fleet/state.ts";
import { type ReasonId, reasonInQueue } from "../../schedule/reasons.ts";
import type { JobEngine } from "./engine.ts";
import { abandoned, future, held, refused, waiting } from "./job-states.ts";

/** Why a job does not run at this time; undefined where it runs or is done. */
export function whyWaiting(engine: JobEngine, job: number): ReasonId | undefined {
  const { jobs, desks, fleet } = engine;
  const state = jobs.state[job];
  if (state === future) return "not-submitted";
  if (state === held) return jobs.waitsFor[job] > 0 ? "waits-for-job" : "put-off";
  if (state === refused) return desks.some(({ facts }) => jobs.table.permitted(job, facts.site, facts.model)) ? "too-large" : "not-permitted";
  if (state === abandoned) return "never-finishes";
  if (state !== waiting) return undefined;
  const desk = desks[jobs.pool[job]];
  desk.refresh(engine.clock.now);
  return reasonInQueue(desk, job, fleet.pools[desk.pool * states + free]);
}
