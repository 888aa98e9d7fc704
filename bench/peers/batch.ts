// What does our job engine make of an SWF, and in how much processor time? batch.js SWF NODES CORES fifo|easy|easy-strict OUT
// Prints JSON: processor seconds of the whole process, jobs, events; writes "job start" lines to OUT.

import { createReadStream, writeFileSync } from "node:fs";
import { readTrace } from "../../src/formats/traces/read-trace.ts";
import { easy } from "../../src/schedule/discipline/easy.ts";
import { fifo } from "../../src/schedule/discipline/fifo.ts";
import { firstFit } from "../../src/schedule/placement/first-fit.ts";
import { soonest } from "../../src/schedule/route/route.ts";
import { atOnce } from "../../src/schedule/shift/shift.ts";
import type { Discipline } from "../../src/schedule/view.ts";
import { JobEngine } from "../../src/simulate/jobs/engine.ts";
import { jobsOfTrace } from "../../src/simulate/jobs/jobs-of-trace.ts";

/** EASY without what the head leaves over: a later job passes only when it ends before the head's reservation. AccaSim's, once it keeps its reservations. */
const strict: Discipline = {
  id: "easy-strict",
  sentence: "In order of submission; a later job may pass where it ends before the first can start.",
  compare: () => 0,
  decide({ queue, running, usable, jobs, now }, decisions) {
    const head = queue.first();
    if (head < 0) return;
    if (usable >= jobs.need[head]!) return decisions.start(head);
    if (usable <= 0 || queue.size < 2) return;
    const job = queue.firstWithin(usable, running.freed(jobs.need[head]! - usable).at - now, head);
    if (job >= 0) decisions.start(job);
  },
};

const [file, nodes, cores, policy, out] = process.argv.slice(2) as [string, string, string, string, string];
const discipline = [fifo, easy, strict].find(({ id }) => id === policy)!;
const { trace } = await readTrace(file, createReadStream(file));
if (trace.kind !== "jobs") throw new TypeError(`${file} has no jobs`);
const plain = {
  id: "batch",
  checkpointBytes: 0,
  hazardPerSecond: 0,
  startSeconds: 0,
  priority: 0,
  preemptible: false,
  leastShare: 1,
  block: 1,
  within: "site",
  load: 1,
  slackSeconds: 0,
} as const;
const engine = new JobEngine({
  fleet: {
    models: [{ id: "processor", idleWatts: 0, fullWatts: 1 }],
    sites: [{ id: "one", buildings: [{ id: "one", pods: [{ model: "processor", racks: Number(nodes), traysPerRack: 1, acceleratorsPerTray: Number(cores) }] }] }],
  },
  jobs: jobsOfTrace(trace, { classes: [plain], classOfKind: () => 0, loadWatts: 1 }),
  policy: { discipline, placement: firstFit, allowances: [], shift: atOnce, route: soonest },
  recovery: {
    detectSeconds: 0,
    rescheduleSeconds: 0,
    loadSeconds: 0,
    warmUpSeconds: 0,
    interval: "daly",
    mode: "sync",
    copyBytesPerSecond: 1e9,
    writeBytesPerSecond: 1e9,
    silentCheckpoints: 1,
  },
  seed: 1,
});
engine.run();
writeFileSync(out, trace.names.map((name, job) => `${name} ${engine.jobs.started[job]}\n`).join(""));
const { user, system } = process.cpuUsage();
process.stdout.write(
  `${JSON.stringify({ user: user / 1e6, system: system / 1e6, peak: process.resourceUsage().maxRSS * 1024, jobs: trace.names.length, events: engine.events })}\n`,
);
