// How much basic work do three fixed small cases take, counted, not timed? What test/work.test.ts holds against bench/work.json; --full writes that file anew.

import { writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { planningCase } from "../src/plan/case.ts";
import { draftOf } from "../src/plan/draft.ts";
import { caseOf } from "../src/plan/fixture.ts";
import { openHighs } from "../src/plan/lp/highs.ts";
import { easy } from "../src/schedule/discipline/easy.ts";
import { EventQueue } from "../src/simulate/events.ts";
import { JobEngine } from "../src/simulate/jobs/engine.ts";
import { drawsOf, fleetOf, jobsOf, noRecovery, plainPolicy, randomRows } from "../src/simulate/jobs/study-fixture.ts";
import type { Bench } from "./run.ts";

/** By case, by what is counted. The same on every machine that runs the same Node, blocks but for a few in a thousand. */
export type Work = Readonly<Record<string, Readonly<Record<string, number>>>>;

export const bench: Bench = {
  question: "How much basic work do three fixed small cases take: blocks of our code entered, events handled, simplex iterations?",
  async run(full, record) {
    const work = await countedWork();
    if (full) writeFileSync(new URL("work.json", import.meta.url), `${JSON.stringify(work, null, 2)}\n`);
    return Object.entries(work).flatMap(([name, counts]) =>
      Object.entries(counts).map(([unit, value]) => {
        record({ figure: name, value, unit });
        return `${name.padEnd(40)}${value.toLocaleString("en").padStart(14)} ${unit}`;
      }),
    );
  },
};

/** Plays the three cases. */
export async function countedWork(): Promise<Work> {
  return { "600 jobs under EASY, failures on": await jobs(), "linear programme of a small programme": await plan(), "20,000 events, 1,000 of them waiting": await queue() };
}

async function jobs(): Promise<Record<string, number>> {
  const rows = randomRows(drawsOf(1), 600, 16, 300);
  const reliability = { causes: [{ id: "tray", scope: "tray", ratePerDay: 0.02, repairSeconds: 7200 }] } as const;
  const engine = new JobEngine({ fleet: fleetOf([{}]), jobs: jobsOf(rows), policy: { ...plainPolicy, discipline: easy }, recovery: noRecovery, reliability, seed: 1 });
  const blocks = await blocksEntered(() => engine.run());
  return { blocks, events: engine.events };
}

async function plan(): Promise<Record<string, number>> {
  const { programme, library } = caseOf("test/programmes/tiny.yaml");
  let model: ReturnType<typeof draftOf>["model"] | undefined;
  const blocks = await blocksEntered(() => {
    ({ model } = draftOf(planningCase(programme, library)));
  });
  const solver = openHighs();
  const relaxed = { ...model!, integer: new Uint8Array(model!.integer.length) };
  const { iterations } = await solver.solve(relaxed, { limits: { gap: 0, nodes: 1, seconds: 600, seed: 1 } });
  solver.close();
  return { blocks, "simplex iterations": iterations ?? Number.NaN };
}

async function queue(): Promise<Record<string, number>> {
  const draws = drawsOf(2);
  const events = new EventQueue();
  const blocks = await blocksEntered(() => {
    for (let customer = 0; customer < 1000; customer += 1) events.push(draws.exponential(1), 0, customer, 0);
    for (let turn = 1000; turn < 20_000; turn += 1) {
      const { nextTime, first } = events;
      events.pop();
      events.push(nextTime + draws.exponential(1), 1, first, 0);
    }
    while (events.size > 0) events.pop();
  });
  return { blocks };
}

/** How often blocks and functions of src/ are entered while it runs, as they are counted for coverage: the same each time but for a few in a thousand. */
async function blocksEntered(run: () => void): Promise<number> {
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    run();
    const { result } = await session.post("Profiler.takePreciseCoverage");
    await session.post("Profiler.stopPreciseCoverage");
    const ours = result.filter(({ url }) => url.includes("/src/"));
    return ours.reduce((sum, { functions }) => sum + functions.reduce((all, { ranges }) => all + ranges.reduce((blocks, { count }) => blocks + count, 0), 0), 0);
  } finally {
    session.disconnect();
  }
}
