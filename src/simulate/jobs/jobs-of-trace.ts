// How does a trace become jobs that the engine plays?

import type { JobTrace } from "../../record/trace.ts";
import { withins } from "../../schedule/jobs.ts";
import type { JobClass, JobTable } from "./study.ts";

/** What the jobs of one class are like, where the trace does not say. */
export interface ClassTerms extends JobClass {
  readonly priority: number;
  readonly preemptible: boolean;
  /** Least accelerators it can work with, as a share of what it wants: 1 where it is not elastic. */
  readonly leastShare: number;
  /** Accelerators that must share a scale-up domain; a job that wants fewer has them all in one. */
  readonly block: number;
  readonly within: (typeof withins)[number];
  /** Share of what full load adds to idle power. */
  readonly load: number;
  /** May be put off so many seconds beyond its time limit; 0 for never. */
  readonly slackSeconds: number;
}

export interface TraceTerms {
  /** The class of each kind of work in the trace by name, and of those it does not name. */
  readonly classes: readonly ClassTerms[];
  readonly classOfKind: (kindOfWork: string | undefined) => number;
  /** Watts that full load adds to an idle accelerator. */
  readonly loadWatts: number;
  readonly permitted?: JobTable["permitted"];
}

/**
 * Which jobs of a trace may run on which accelerator models of a fleet: all on all where the trace names none.
 * @param models of the fleet by id, as the trace names them
 */
export function permittedModels(trace: JobTrace, models: readonly string[]): JobTable["permitted"] {
  const allowed = trace.models.map((names) => new Set(names.split("|").map((name) => models.indexOf(name))));
  const { model: of } = trace;
  return (job, _site, model) => of[job] < 0 || allowed[of[job]].has(model);
}

/** The jobs of a trace. A job that wants less than one accelerator shares it; more than one and a part of another counts as whole ones. An unknown run time counts as 0; a job without a time limit is expected to run as long as it does. */
export function jobsOfTrace(trace: JobTrace, terms: TraceTerms): JobTable {
  const count = trace.submitSeconds.length;
  const classOf = Uint8Array.from(trace.kindOfWork, (kind) => terms.classOfKind(trace.kindsOfWork[kind]));
  const of = (job: number): ClassTerms => terms.classes[classOf[job]];
  const jobs = { length: count };
  const need = Int32Array.from(trace.milliAccelerators, (milli) => Math.ceil(Math.max(0, milli) / 1000));
  const run = Float64Array.from(trace.runSeconds, (seconds) => Math.max(0, seconds));
  const limit = Float64Array.from(trace.limitSeconds, (seconds, job) => (seconds < 0 ? run[job] : seconds));
  const tenants = trace.tenants.length > 0 ? trace.tenants : trace.users;
  const tenant = trace.tenants.length > 0 ? trace.tenant : trace.user;
  return {
    count,
    names: trace.names,
    tenants,
    classes: terms.classes,
    classOf,
    submit: trace.submitSeconds,
    run,
    limit,
    need,
    part: Int32Array.from(trace.milliAccelerators, (milli) => (milli > 0 && milli < 1000 ? milli : 0)),
    least: Int32Array.from(need, (wanted, job) => Math.max(Math.min(wanted, 1), Math.ceil(wanted * of(job).leastShare))),
    block: Int32Array.from(need, (wanted, job) => Math.max(1, Math.min(wanted, of(job).block))),
    within: Uint8Array.from(jobs, (_, job) => withins.indexOf(of(job).within)),
    priority: Int32Array.from(jobs, (_, job) => of(job).priority),
    preemptible: Uint8Array.from(jobs, (_, job) => (of(job).preemptible ? 1 : 0)),
    tenant: tenants.length === 0 ? new Int32Array(count) : Int32Array.from(tenant, (index) => Math.max(0, index)),
    watts: Float64Array.from(jobs, (_, job) => of(job).load * terms.loadWatts),
    deadline: Float64Array.from(jobs, (_, job) => (of(job).slackSeconds > 0 ? trace.submitSeconds[job] + limit[job] + of(job).slackSeconds : Number.POSITIVE_INFINITY)),
    deferrable: Uint8Array.from(jobs, (_, job) => (of(job).slackSeconds > 0 ? 1 : 0)),
    after: Int32Array.from(trace.after, (first, job) => (first < job ? first : -1)),
    permitted: terms.permitted ?? (() => true),
  };
}
