// How far do searches come on programmes of other sizes? The seeded family, each instance planned as the planner plans it, median and worst.

import { frameOf, fixedAt, solveStages } from "../src/plan/bench.ts";
import { planningCase } from "../src/plan/case.ts";
import { stagedDraftOf } from "../src/plan/draft.ts";
import { greedy } from "../src/plan/greedy.ts";
import { hold } from "../src/plan/held.ts";
import { ladderLimits, largeRows, openLadder } from "../src/plan/ladder/ladder.ts";
import { familyProgramme, type Size } from "./family.ts";
import type { Bench } from "./run.ts";

interface Class extends Size {
  readonly instances: number;
  readonly instancesInFull: number;
}

const classes: readonly Class[] = [
  { sites: 8, quarters: 16, generations: 4, instances: 2, instancesInFull: 20 },
  { sites: 12, quarters: 16, generations: 4, instances: 1, instancesInFull: 20 },
  { sites: 20, quarters: 16, generations: 4, instances: 0, instancesInFull: 5 },
  { sites: 40, quarters: 24, generations: 5, slices: 8, instances: 0, instancesInFull: 5 },
];

interface Measured {
  readonly rows: number;
  readonly first: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly gap: number;
  readonly screened: number;
  readonly objective: number;
}

export const bench: Bench = {
  question:
    "How long do plans of the seeded family take (objective `worth`), and how near to the bound do they end? Limits are the planner's own: 1 % or 60 s, from 8,000 rows on by the ladder 2 % or 600 s.",
  async run(full) {
    const lines = ["sites x quarters x generations x slices   instances   rows            first plan, s    seconds         CPU seconds     gap, %          screened", ""];
    for (const size of classes) {
      const count = full ? size.instancesInFull : size.instances;
      if (count === 0) continue;
      const found: Measured[] = [];
      for (let seed = 1; seed <= count; seed++) {
        const one = await measure(seed, size);
        found.push(one);
        process.stderr.write(`${size.sites} sites, seed ${seed}: ${JSON.stringify(one)}\n`);
      }
      const told = (pick: (one: Measured) => number, digits: number): string => {
        const sorted = found.map(pick).toSorted((one, other) => one - other);
        const middle = (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
        return `${middle.toFixed(digits)} (${sorted.at(-1)!.toFixed(digits)})`.padEnd(16);
      };
      lines.push(
        `${`${size.sites} x ${size.quarters} x ${size.generations} x ${size.slices ?? 4}`.padEnd(42)}${String(count).padEnd(12)}${told(({ rows }) => rows, 0)}${told(({ first }) => first, 1)} ${told(({ seconds }) => seconds, 1)}${told(({ cpuSeconds }) => cpuSeconds, 1)}${told(({ gap }) => gap * 100, 2)}${told(({ screened }) => screened, 0)}`,
      );
    }
    return [...lines, "", "median (worst)"];
  },
};

async function measure(seed: number, size: Size): Promise<Measured> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const { programme, library } = familyProgramme(seed, size);
  const staged = stagedDraftOf(planningCase(programme, library), ["worth"]);
  const { draft, model, stages } = staged;
  const large = model.rows.length >= largeRows;
  return hold(staged, large ? { limits: ladderLimits(stages.length) } : {}, async (held) => {
    const frame = frameOf(model);
    const start = await solveStages(held.session, stages, fixedAt(frame, greedy(draft)));
    const first = (performance.now() - began) / 1e3;
    const ladder = large ? await openLadder(held, draft, stages, frame) : undefined;
    const { results } = await held.search("solving", stages, frame, start.values, undefined, ladder ? { solve: ladder.solve } : {});
    const { solution, reached } = results[0]!;
    if (solution.bound === null || reached > solution.bound + 1e-6 * Math.abs(solution.bound)) throw new Error(`seed ${seed}: ${reached} is above its bound ${solution.bound}`);
    const { user, system } = process.cpuUsage(cpu);
    return {
      rows: model.rows.length,
      first,
      seconds: (performance.now() - began) / 1e3,
      cpuSeconds: (user + system) / 1e6,
      gap: (solution.bound - reached) / Math.abs(reached),
      screened: ladder?.screened().length ?? 0,
      objective: reached,
    };
  });
}
