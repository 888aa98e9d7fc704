// How long does the reference programme take in its usual order of stages, and what does it bring that each stage starts from the one before?

import { type Stages, fixedAt, frameOf, solveStages } from "../src/plan/bench.ts";
import { planningCase } from "../src/plan/case.ts";
import { stagedDraftOf } from "../src/plan/draft.ts";
import { caseOf } from "../src/plan/fixture.ts";
import { greedy } from "../src/plan/greedy.ts";
import { type Held, hold } from "../src/plan/held.ts";
import { gapOf } from "../src/plan/lp/solver.ts";
import { atLeastOf } from "../src/plan/objectives/measure.ts";
import { objectives } from "../src/plan/objectives/objectives.ts";
import type { Bench } from "./run.ts";

const gaps = [0.01, 0.005];
/** Stop of one stage's search by the clock, seconds. */
const secondsAtMost = 300;

export const bench: Bench = {
  question:
    "How long do the stages of programmes/stargate-2025-01.yaml take (service / compute / cost), each from the plan of the one before, and how long when each begins with nothing? Median of three runs with --full.",
  async run(full) {
    const lines = ["gap asked   first plan, s   stages warm, s   stages cold, s   cold / warm   gap by stage warm, %   cold, %", ""];
    for (const gap of gaps) {
      const runs: Pair[] = [];
      for (let run = 0; run < (full ? 3 : 1); run++) runs.push({ warm: await timed(gap, true), cold: await timed(gap, false) });
      const last = runs.at(-1)!;
      for (const [position, { stage, reached, solution }] of last.warm.search.results.entries()) {
        const other = last.cold.search.results[position]!;
        // A later stage's frame holds what its own run reached: only the first stage has the same question in both.
        if (position === 0 && (reached > other.solution.bound! + 1e-6 || other.reached > solution.bound! + 1e-6))
          throw new Error(`${stage.measure}: one run's plan is above the other's bound`);
      }
      const median = (pick: (one: Pair) => number): string => middle(runs.map(pick)).toFixed(1);
      const told = (search: Stages): string =>
        search.results.map(({ stage, reached, solution }) => (gapOf(solution.bound ?? Infinity, reached, atLeastOf(stage.measure)) * 100).toFixed(2)).join(" / ");
      lines.push(
        `${(gap * 100).toFixed(1)} %`.padEnd(12) +
          median(({ warm }) => warm.first).padEnd(16) +
          median(({ warm }) => warm.seconds).padEnd(17) +
          median(({ cold }) => cold.seconds).padEnd(17) +
          median(({ warm, cold }) => cold.seconds / warm.seconds).padEnd(14) +
          told(last.warm.search).padEnd(23) +
          told(last.cold.search),
      );
    }
    return lines;
  },
};

interface Timed {
  readonly first: number;
  readonly seconds: number;
  readonly search: Stages;
}

interface Pair {
  readonly warm: Timed;
  readonly cold: Timed;
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[sorted.length >> 1]!;
}

async function timed(gap: number, warm: boolean): Promise<Timed> {
  const began = performance.now();
  const { programme, library } = caseOf("programmes/stargate-2025-01.yaml");
  const staged = stagedDraftOf(planningCase(programme, library), objectives.lexicographic.stages);
  const { draft, model, stages } = staged;
  const frame = frameOf(model);
  return hold(staged, { limits: { gap, seconds: secondsAtMost } }, async (held) => {
    const start = warm ? await solveStages(held.session, stages, fixedAt(frame, greedy(draft))) : undefined;
    const first = (performance.now() - began) / 1e3;
    const search = await held.search("solving", stages, frame, start?.values, undefined, warm ? {} : { solve: withoutStart(held) });
    return { first, seconds: (performance.now() - began) / 1e3, search };
  });
}

/** A stage's search that begins with nothing but its rows. */
function withoutStart({ session }: Held): NonNullable<Parameters<Held["search"]>[5]>["solve"] {
  return ({ start: _, basis: __, ...options }, patch) => session.solve(options, patch);
}
