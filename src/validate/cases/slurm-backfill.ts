// Does conservative backfill start jobs in the order in which Slurm's own backfill started them?

import { conservative } from "../../schedule/discipline/conservative.ts";
import { easy } from "../../schedule/discipline/easy.ts";
import { fifo } from "../../schedule/discipline/fifo.ts";
import { firstFit } from "../../schedule/placement/first-fit.ts";
import { soonest } from "../../schedule/route/route.ts";
import { atOnce } from "../../schedule/shift/shift.ts";
import type { Discipline } from "../../schedule/view.ts";
import { JobEngine } from "../../simulate/jobs/engine.ts";
import type { JobTable } from "../../simulate/jobs/study.ts";
import { input, list, type ValidationCase } from "../case.ts";
import type { PublishedRow } from "../facts.ts";

export const slurmBackfill: ValidationCase = {
  id: "slurm-backfill",
  run(_facts, row) {
    const theirs = list(row, "startedSeconds", "number");
    const interval = input(row, "intervalSeconds");
    const found = [conservative(theirs.length), easy, fifo].map((discipline) => {
      const ours = starts(row, discipline);
      return { discipline: discipline.id, sameOrder: sameOrder(ours, theirs, interval), fallsBehindSeconds: fallsBehind(ours, theirs) };
    });
    return {
      figures: [found[0]!.sameOrder, found[0]!.fallsBehindSeconds],
      sensitivity: found.map((each) => ({
        "our discipline": each.discipline,
        "pairs in Slurm's order": each.sameOrder,
        "falls behind from one start to the next, s": each.fallsBehindSeconds,
      })),
      note: "Ours plays what Slurm recorded: submissions, and how long each job held its processors. Slurm's own starts go no further into ours than that",
    };
  },
};

/** Share of the pairs that Slurm started more than an interval apart that ours starts in the same order. */
function sameOrder(ours: readonly number[], theirs: readonly number[], interval: number): number {
  const pairs = theirs.flatMap((first, one) => theirs.flatMap((second, other) => (second - first > interval ? [[one, other] as const] : [])));
  return pairs.filter(([one, other]) => ours[one]! < ours[other]!).length / pairs.length;
}

/** Most by which Slurm's lag behind ours grows from one of its starts to the next, or shrinks: each start waits for Slurm to look again. */
function fallsBehind(ours: readonly number[], theirs: readonly number[]): number {
  const order = theirs.map((_, job) => job).toSorted((one, other) => theirs[one]! - theirs[other]! || ours[one]! - ours[other]!);
  const lags = order.map((job) => theirs[job]! - ours[job]!);
  return Math.max(...lags.map((lag, at) => Math.abs(lag - (at === 0 ? 0 : lags[at - 1]!))));
}

/** Our start times on one tray, seconds. */
function starts(row: PublishedRow, discipline: Discipline): number[] {
  const [need, submitted, started, ended, limits] = ["cores", "submittedSeconds", "startedSeconds", "endedSeconds", "limitMinutes"].map((name) => list(row, name, "number")) as [
    readonly number[],
    readonly number[],
    readonly number[],
    readonly number[],
    readonly number[],
  ];
  const engine = new JobEngine({
    fleet: {
      models: [{ id: "processor", idleWatts: 0, fullWatts: 1 }],
      sites: [{ id: "slurm", buildings: [{ id: "one", pods: [{ model: "processor", racks: 1, traysPerRack: 1, acceleratorsPerTray: input(row, "processors") }] }] }],
    },
    jobs: jobs(
      need,
      submitted,
      started.map((start, job) => ended[job]! - start),
      limits.map((minutes) => 60 * minutes),
    ),
    policy: { discipline, placement: firstFit, allowances: [], shift: atOnce, route: soonest },
    recovery: {
      detectSeconds: 0,
      rescheduleSeconds: 0,
      loadSeconds: 0,
      warmUpSeconds: 0,
      interval: "daly",
      mode: "sync",
      copyBytesPerSecond: 1,
      writeBytesPerSecond: 1,
      silentCheckpoints: 1,
    },
    seed: 1,
  });
  engine.run();
  return [...engine.jobs.started];
}

function jobs(need: readonly number[], submit: readonly number[], run: readonly number[], limit: readonly number[]): JobTable {
  const count = need.length;
  const whole = (value: number) => new Int32Array(count).fill(value);
  return {
    count,
    names: need.map((_, job) => `${job + 1}`),
    tenants: ["one"],
    classes: [{ id: "batch", checkpointBytes: 0, hazardPerSecond: 0, startSeconds: 0 }],
    classOf: new Uint8Array(count),
    submit: Float64Array.from(submit),
    run: Float64Array.from(run),
    limit: Float64Array.from(limit),
    need: Int32Array.from(need),
    least: Int32Array.from(need),
    block: whole(1),
    within: new Uint8Array(count),
    priority: whole(0),
    preemptible: new Uint8Array(count),
    tenant: whole(0),
    watts: new Float64Array(count),
    deadline: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
    deferrable: new Uint8Array(count),
    after: whole(-1),
    permitted: () => true,
  };
}
