// `gigasite simulate --trace FILE [--fleet FLEET]`: the jobs of a trace played out on a fleet under a policy.

import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { JobTrace } from "../../record/trace.ts";
import { parquet, writeNotes } from "../../record/write.ts";
import { withQuotas } from "../../schedule/quota.ts";
import { type FleetStudy, fleetStudy } from "../../simulate/fleet-file/fleet-study.ts";
import { mixOf, traceTerms } from "../../simulate/fleet-file/trace-terms.ts";
import { unusedInputs } from "../../simulate/fleet-file/unused.ts";
import { siteBills } from "../../simulate/jobs/bill.ts";
import { JobEngine } from "../../simulate/jobs/engine.ts";
import { active, done, held, waiting } from "../../simulate/jobs/job-states.ts";
import { jobsOfTrace } from "../../simulate/jobs/jobs-of-trace.ts";
import { jobSummary } from "../../simulate/jobs/summary.ts";
import { jobTables } from "../../simulate/jobs/tables.ts";
import type { JobTable } from "../../simulate/jobs/study.ts";
import { WaitOf } from "../../simulate/jobs/wait-of.ts";
import type { Answer } from "../face.ts";
import { givenFleet } from "../fleet-option.ts";
import { jsonText } from "../json-text.ts";
import type { JobsRecord } from "../jobs-record.ts";
import { version } from "../package.ts";
import { chosenPolicy } from "../policy-option.ts";
import { openRunFolder } from "../run-folder.ts";
import { jobsScreen } from "../screens/jobs.ts";
import { waitScreen } from "../screens/wait.ts";
import { Stop } from "../stop.ts";
import { number, percent } from "../table.ts";
import { readTraceFile } from "../trace-file.ts";
import { fleetMisfit } from "../../simulate/jobs/misfit.ts";

export interface JobsOptions {
  readonly trace: string;
  readonly fleet?: string;
  readonly policy?: string;
  readonly until?: number;
  readonly why?: string;
  readonly output?: string;
  readonly seed: number;
  readonly set: readonly string[];
}

const secondsPerDay = 86_400;
/** Where `--until` is not given: so long after the last submission, the last arrival of a pod and the longest run time. A job that still waits then may wait for ever. */
const patienceDays = 365;

/** Milliseconds between two looks at Ctrl-C. */
const turn = 100;

export async function simulateJobs({ trace: file, fleet: fleetOperand, policy: names = "easy", until, why, output, seed, set }: JobsOptions, answer: Answer): Promise<number> {
  const began = performance.now();
  answer.progress(`simulate: reading ${file}`);
  const { trace, sentence, notes } = await readTraceFile(file);
  if (trace.kind === "requests") throw new Stop(2, `${file}: these are requests (${sentence}): \`gigasite simulate --serving SPEC --trace ${file}\` plays them`);
  if (trace.kind !== "jobs") throw new Stop(2, `${file}: expected a trace of jobs, found ${trace.kind} (${sentence})`);
  if (trace.names.length === 0) throw new Stop(2, `${file}: the trace has no jobs (${sentence}): nothing to simulate`);
  const folder = output ?? join("runs", basename(file).replace(/\..*$/, ""));
  if (existsSync(join(folder, "plan.json"))) throw new Stop(2, `${folder}: a plan stands here, and the record would no longer be of it; choose another folder with -o`);
  const given = await givenFleet(fleetOperand, set, trace);
  const { file: terms } = given.fleet;
  const origin = terms.start === undefined ? trace.origin : Date.parse(`${terms.start}T00:00:00Z`);
  const study = refused(fleetOperand ?? file, () => fleetStudy(given.fleet, terms.start === undefined && trace.origin === 0 ? undefined : origin));
  const { depth, mix, spares, spareProbability, failoverShare } = terms.policy;
  const { policy, files } = await chosenPolicy(names, { depth, mix: mix ?? mixOf(trace, study.fleet), spareShare: spares, spareProbability, failoverShare });
  const jobs = jobsOfTrace(trace, traceTerms(terms, study.fleet, trace));
  const quotas = Float64Array.from(jobs.tenants, (tenant) => terms.tenants[tenant]?.quota ?? Number.POSITIVE_INFINITY);
  const asked = why === undefined ? undefined : jobNamed(jobs, why, file);
  const ruled = quotas.some(Number.isFinite) ? { ...policy, discipline: withQuotas(policy.discipline, quotas) } : policy;
  const engine = refused(
    fleetOperand ?? file,
    () => new JobEngine({ ...study, jobs, policy: ruled, seed, untilSeconds: until === undefined ? longest(jobs, study) : until * secondsPerDay }),
  );
  const misfit = fleetMisfit(engine);
  if (misfit !== undefined) throw new Stop(2, `${fleetOperand ?? file}: ${misfit}`);
  const unused = unusedInputs(trace, given.fleet, study, policy);
  const wait = asked === undefined ? undefined : new WaitOf(engine, asked, quotas);
  const whole = await play(engine, wait, files, answer);
  if (wait !== undefined) {
    const found = wait.found();
    answer.give({ document: { job: why, ...found }, text: waitScreen(why!, found) });
    return whole ? 0 : 130;
  }
  const record = recordOf(engine, study, trace, { sentence, fleet: given.sentence ?? fleetOperand!, policy: policyNames(policy), seed, origin, whole, unused });
  const bills = siteBills(engine, study.energy);
  const tables = Object.values(jobTables(engine, record.summary, bills, origin));
  const inputs = {
    [basename(file)]: await hashOf(file),
    ...Object.fromEntries(given.hashes),
    ...Object.fromEntries(await Promise.all(files.map(async (own) => [basename(own), await hashOf(own)] as const))),
  };
  const run = openRunFolder(folder);
  try {
    const stage = run.stage("record");
    mkdirSync(stage);
    for (const table of tables) writeFileSync(join(stage, `${table.shape.name}.parquet`), parquet(table));
    writeNotes(
      stage,
      record,
      tables.map(({ shape }) => shape),
    );
    const seconds = { simulate: Math.round(performance.now() - began) / 1000 };
    run.stageText("run.json", jsonText({ gigasite: version(), node: process.version, file, seed, inputs, seconds, finished: new Date().toISOString() }));
    run.commit();
  } finally {
    run.close();
  }
  answer.give({
    document: { folder, ...record },
    text: [
      `${file}: ${sentence}`,
      ...notes.map((note) => `  note: ${note}`),
      ...(given.sentence === undefined ? [] : [given.sentence]),
      ...(whole ? [] : [`stopped after ${number(engine.endedAt / secondsPerDay, 2)} days of the run: what follows is of them`]),
      jobsScreen(record),
      `written to ${folder}`,
    ].join("\n"),
  });
  return whole ? 0 : 130;
}

function longest({ submit, run }: JobTable, { fleet }: FleetStudy): number {
  const arrivals = fleet.sites.flatMap(({ buildings }) => buildings.flatMap(({ pods }) => pods.map(({ arrivesSeconds }) => arrivesSeconds ?? 0)));
  const greatest = (values: Iterable<number>): number => {
    let most = 0;
    for (const value of values) most = Math.max(most, value);
    return most;
  };
  return Math.max(greatest(submit), greatest(arrivals)) + greatest(run) + patienceDays * secondsPerDay;
}

/** @returns false where it was interrupted before its end */
async function play(engine: JobEngine, wait: WaitOf | undefined, files: readonly string[], answer: Answer): Promise<boolean> {
  const { jobs } = engine;
  try {
    for (let next = performance.now() + turn; ;) {
      for (let steps = 0; steps < 64; steps += 1) {
        wait?.before();
        if (!engine.step()) return true;
        wait?.after();
      }
      if (performance.now() < next) continue;
      answer.progress(
        `simulate: ${percent(jobs.endedJobs / jobs.table.count, 0)} of ${number(jobs.table.count)} jobs have ended; day ${number(engine.clock.now / secondsPerDay, 1)}`,
      );
      await new Promise((resolve) => setImmediate(resolve));
      if (answer.interrupted.aborted) {
        engine.stop();
        return false;
      }
      next = performance.now() + turn;
    }
  } catch (error) {
    // A fault of a policy that is the user's own.
    if (files.length > 0 && error instanceof Error) throw new Stop(2, `${files.join(", ")}: the policy failed at second ${number(engine.clock.now)}: ${error.message}`);
    throw error;
  }
}

interface Said {
  readonly sentence: string;
  readonly fleet: string;
  readonly policy: readonly string[];
  readonly seed: number;
  readonly origin: number;
  readonly whole: boolean;
  readonly unused: readonly string[];
}

function recordOf(engine: JobEngine, study: FleetStudy, trace: JobTrace, { sentence, fleet, policy, seed, origin, whole, unused }: Said): JobsRecord {
  const { jobs } = engine;
  const { table } = jobs;
  const sites = siteBills(engine, study.energy).map(({ pue: _pue, usdPerItMwh: _usd, kgPerItMwh: _kg, ...site }) => site);
  const sum = (value: (site: (typeof sites)[number]) => number | null): number | null =>
    sites.reduce<number | null>((total, site) => (total === null || value(site) === null ? null : total + value(site)!), 0);
  const count = (...states: readonly number[]) => jobs.state.reduce((total, state) => total + (states.includes(state) ? 1 : 0), 0);
  let [work, span] = [0, 0];
  for (let job = 0; job < table.count; job += 1) {
    if (jobs.state[job] !== done) continue;
    const wanted = table.part?.[job] ? table.part[job] / 1000 : table.need[job];
    work += wanted * table.run[job];
    span += wanted * (jobs.ended[job] - jobs.started[job]);
  }
  return {
    kind: "jobs",
    trace: sentence,
    fleet,
    policy,
    seed,
    origin,
    whole,
    accelerators: engine.hierarchy.accelerators,
    summary: jobSummary(engine),
    ettr: work / span,
    unknownRunTimes: trace.runSeconds.reduce((total, seconds) => total + (seconds < 0 ? 1 : 0), 0),
    running: count(active),
    waiting: count(waiting, held),
    energy: {
      itMwh: sum(({ itMwh }) => itMwh)!,
      facilityMwh: sum(({ facilityMwh }) => facilityMwh)!,
      costUsd: sum(({ costUsd }) => costUsd),
      carbonT: sum(({ carbonT }) => carbonT),
    },
    sites,
    unused,
  };
}

function policyNames({ discipline, placement, allowances, shift, route }: JobEngine["study"]["policy"]): readonly string[] {
  return [discipline, placement, ...allowances, shift, route].map(({ id }) => id);
}

function jobNamed({ names }: JobTable, name: string, file: string): number {
  const job = names.indexOf(name);
  if (job === -1) throw new Stop(2, `simulate: --why: ${file} has no job "${name}"; its first is "${names[0]}"`);
  return job;
}

function refused<Made>(operand: string, make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw new Stop(2, `${operand}: ${error.message}`);
    throw error;
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}
