// What became of the jobs, in the columns that exporters and the record read?

import type { JobOutcomes } from "../../record/outcomes.ts";
import type { JobEngine } from "./engine.ts";

/** Index of "never started" in `attemptEndings`. */
const neverStarted = 6;

/** The outcomes of a run that is over. The cause after the last of the study's is the software of the job itself. @param origin Unix milliseconds of second 0 */
export function outcomesOf(engine: JobEngine, origin: number): JobOutcomes {
  const { table, started } = engine.jobs;
  const never = Int32Array.from({ length: table.count }, (_, job) => job).filter((job) => started[job] < 0);
  const rows = engine.attempts.cut();
  const more = <Values extends Int32Array | Float64Array | Uint8Array>(values: Values, value: (job: number) => number): Values => {
    const out = new (values.constructor as new (length: number) => Values)(values.length + never.length);
    out.set(values);
    for (const [at, job] of never.entries()) out[values.length + at] = value(job);
    return out;
  };
  return {
    kind: "outcomes",
    origin,
    jobs: table.names,
    submitSeconds: table.submit,
    sites: engine.hierarchy.sites.map(({ id }) => id),
    causes: [...(engine.study.reliability?.causes ?? []).map(({ id }) => id), "software of the job"],
    job: more(rows.job, (job) => job),
    attempt: more(rows.attempt, () => 1),
    site: more(rows.site, () => -1),
    startSeconds: more(rows.startSeconds, () => -1),
    endSeconds: more(rows.endSeconds, () => -1),
    ending: more(rows.ending, () => neverStarted),
    cause: more(rows.cause, () => -1),
    milliAccelerators: more(rows.milliAccelerators, (job) => (engine.jobs.part[job] > 0 ? engine.jobs.part[job] : 1000 * table.need[job])),
    lostSeconds: more(rows.lostSeconds, () => 0),
    overheadSeconds: more(rows.overheadSeconds, () => 0),
    energyJ: more(rows.energyJ, () => 0),
    carbonG: more(rows.carbonG, () => 0),
  };
}
