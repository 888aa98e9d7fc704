// A million accelerators for a year: the job engine with placement, failures and energy on, and how its cost grows with the jobs.

import type { FleetDescription } from "../src/fleet/description.ts";
import { easy } from "../src/schedule/discipline/easy.ts";
import { fifo } from "../src/schedule/discipline/fifo.ts";
import { sjf } from "../src/schedule/discipline/sjf.ts";
import { pack } from "../src/schedule/placement/pack.ts";
import { JobEngine } from "../src/simulate/jobs/engine.ts";
import { referenceStarts } from "../src/simulate/jobs/reference-fixture.ts";
import { drawsOf, fleetOf, type JobRow, jobsOf, noRecovery, plainPolicy, randomRows } from "../src/simulate/jobs/study-fixture.ts";
import type { Bench } from "./run.ts";
import type { Discipline } from "../src/schedule/view.ts";
import type { JobClass, JobStudy, Reliability } from "../src/simulate/jobs/study.ts";

const year = 365 * 86_400;

/** Five sites of racks of 72 in trays of 4, 16 racks a pod: 1,002,240 accelerators at scale 1. */
function fleet(scale: number): FleetDescription {
  const pod = { model: "gb300", racks: 16, traysPerRack: 18, acceleratorsPerTray: 4, racksPerCdu: 8, count: Math.max(1, Math.round(87 * scale)) };
  const site = (id: string) => ({
    id,
    buildings: [
      { id: "one", pods: [pod] },
      { id: "two", pods: [pod] },
    ],
    storageBytesPerSecond: 1e13,
  });
  return { models: [{ id: "gb300", idleWatts: 400, fullWatts: 1800 }], sites: ["a", "b", "c", "d", "e"].map(site) };
}

const classes: readonly JobClass[] = [
  { id: "training", checkpointBytes: 5e10, hazardPerSecond: 1e-6, startSeconds: 120 },
  { id: "batch", checkpointBytes: 0, hazardPerSecond: 0, startSeconds: 0 },
];

/** Rates of the Llama 3 paper by kind of scope, and rarer ones of larger domains. */
const reliability: Reliability = {
  causes: [
    { id: "software", scope: "job", ratePerDay: 6.9e-5, repairSeconds: 0 },
    { id: "gpu", scope: "tray", ratePerDay: 3.6e-4, repairSeconds: 86_400, crew: "technicians" },
    { id: "switch", scope: "switch", ratePerDay: 4e-5, repairSeconds: 14_400 },
    { id: "silent", scope: "tray", ratePerDay: 6.8e-6, repairSeconds: 172_800, silent: true, crew: "technicians" },
    { id: "coolant", scope: "cdu", ratePerDay: 1e-3, repairSeconds: 14_400 },
    { id: "feed", scope: "building", ratePerDay: 1e-3, repairSeconds: 7200 },
  ],
  infant: { excess: 2, seconds: 25 * 86_400 },
  lemonShape: 2,
  crews: { technicians: 40 },
};

/** Sizes in powers of two from 8, each half as often as the one before, up to a sixty-fourth of the fleet; run times exponential, so long that `load` of the accelerators is asked for. */
function jobs(count: number, accelerators: number, load: number, seconds: number): JobRow[] {
  const draws = drawsOf(count);
  const most = Math.floor(Math.log2(accelerators / 512));
  const powers = Array.from({ length: count }, () => Math.min(most, Math.floor(-Math.log2(draws.uniform()))));
  const mean = powers.reduce((sum, power) => sum + 8 * 2 ** power, 0) / count;
  const run = (load * accelerators * seconds) / (count * mean);
  let submit = 0;
  return powers.map((power) => {
    submit += draws.exponential(count / seconds);
    const length = Math.ceil(draws.exponential(1 / run));
    return { submit: Math.floor(submit), run: length, need: 8 * 2 ** power, limit: 2 * length, block: 8, classOf: power > 3 ? 0 : 1, tenant: draws.integer(3) };
  });
}

interface Played {
  readonly engine: JobEngine;
  readonly cpuSeconds: number;
}

function play(study: JobStudy): Played {
  const began = process.cpuUsage();
  const engine = new JobEngine(study);
  engine.run();
  const { user, system } = process.cpuUsage(began);
  return { engine, cpuSeconds: (user + system) / 1e6 };
}

function study(discipline: Discipline, count: number, scale: number, load: number): JobStudy {
  const description = fleet(scale);
  const accelerators = description.sites.length * 2 * Math.max(1, Math.round(87 * scale)) * 16 * 72;
  return {
    fleet: description,
    jobs: jobsOf(jobs(count, accelerators, load, (year * count) / 1e6), classes),
    policy: { ...plainPolicy, discipline, placement: pack },
    recovery: { ...noRecovery, detectSeconds: 120, loadSeconds: 60, warmUpSeconds: 120, copyBytesPerSecond: 2e9, writeBytesPerSecond: 5e8, mode: "async" },
    reliability,
    seed: 1,
    untilSeconds: 2 * year,
  };
}

function line(name: string, { engine, cpuSeconds }: Played): string {
  const { waterfall } = engine;
  const share = (value: number) => `${((100 * value) / (waterfall.free + waterfall.allocated)).toFixed(1)} %`;
  return `${name.padEnd(34)}${engine.events.toLocaleString("en").padStart(11)} events ${cpuSeconds.toFixed(2).padStart(7)} CPU s ${(engine.events / cpuSeconds / 1e6).toFixed(2)} M/s; ${engine.failures.count.toLocaleString("en")} failures, ${share(waterfall.allocated)} allocated, ${share(waterfall.useful)} useful, ${(waterfall.itEnergyJ / 3.6e15).toFixed(3)} TWh`;
}

export const bench: Bench = {
  question: "How many events a second does the job engine play, with placement, failures, checkpoints and energy on, and does its cost grow with events only?",
  async run(full) {
    const rows = randomRows(drawsOf(1), 400, 16, 300);
    for (const discipline of [fifo, sjf, easy]) {
      const { engine } = play({ fleet: fleetOf([{}]), jobs: jobsOf(rows), policy: { ...plainPolicy, discipline }, recovery: noRecovery, seed: 1 });
      const expected = referenceStarts(rows, 32, discipline.id as "fifo");
      if (!expected.every((start, job) => start === engine.jobs.started[job])) throw new Error(`${discipline.id}: start times differ from the reference scheduler's`);
    }
    const out = ["start times of FIFO, SJF and EASY equal those of the reference scheduler on 400 jobs", ""];
    play(study(easy, 10_000, 0.1, 0.9));
    for (const count of [10_000, 100_000, 1_000_000]) out.push(line(`EASY, 0.1 M accelerators, ${count.toLocaleString("en")} jobs`, play(study(easy, count, 0.1, 0.9))));
    if (!full) return out;
    for (const discipline of [fifo, easy]) {
      const played = play(study(discipline, 1_000_000, 1, 0.9));
      out.push(line(`${discipline.id}, 1 M accelerators, 1 M jobs`, played));
    }
    out.push(`peak memory ${(process.resourceUsage().maxRSS / 2 ** 20).toFixed(2)} GiB`);
    return out;
  },
};
