// A thousand futures of the reference programme: how many a minute, on one thread and on two, with the bytes compared first.

import { availableParallelism } from "node:os";
import { caseOf } from "../src/plan/fixture.ts";
import { makePlan } from "../src/plan/planner.ts";
import { futuresOf } from "../src/sweep/future.ts";
import type { Outcome } from "../src/sweep/outcome.ts";
import { playAll } from "../src/sweep/pool.ts";
import type { Bench } from "./run.ts";

export const bench: Bench = {
  question: "How many futures of programmes/stargate-2025-01.yaml a minute, hour by hour at every site with failures and training runs?",
  async run(full, record) {
    const { library, ...resolved } = caseOf("programmes/stargate-2025-01.yaml");
    const plan = await makePlan(resolved, library, { inputs: "bench" });
    const points = [{ resolved, stated: resolved.programme, plan }];
    const count = full ? 40 : 8;
    const lines: string[] = [];
    // Every future its own weather; then one weather for all, which each thread draws once.
    for (const [name, seeds] of [
      ["a seed each", count],
      ["one seed for all", 1],
    ] as const) {
      const futures = futuresOf(resolved.programme, { draws: count, seeds, seed: 1, points: 1 });
      const threads = availableParallelism() > 1 ? [1, 2] : [1];
      let first: string | undefined;
      for (const workers of threads) {
        const outcomes: Outcome[] = [];
        const began = process.cpuUsage();
        const from = performance.now();
        await playAll(points, library, futures, { workers, onDone: ({ index }, outcome) => (outcomes[index] = outcome) });
        const wall = (performance.now() - from) / 1e3;
        const { user, system } = process.cpuUsage(began);
        const bytes = JSON.stringify(outcomes);
        if (first !== undefined && bytes !== first) throw new Error(`${workers} threads give other outcomes than 1`);
        first = bytes;
        const each = (user + system) / 1e6 / count;
        lines.push(
          `${name}, ${workers} ${workers === 1 ? "thread " : "threads"}: ${count} futures in ${wall.toFixed(1)} s wall = ${((60 * count) / wall).toFixed(1)} a minute; ${each.toFixed(2)} CPU s each, starting threads included: 1,000 take ${((1000 * each) / 60 / workers).toFixed(1)} min on ${workers} free ${workers === 1 ? "core" : "cores"}`,
        );
        if (seeds === count) record({ figure: `CPU s a future, ${workers} threads`, value: each, unit: "s" });
      }
    }
    return [...lines, "the outcomes of all futures are the same bytes on any number of threads"];
  },
};
