// How far do searches come on programmes of other sizes? The seeded family, each instance planned as the planner plans it, median and worst.

import { frameOf, fixedAt, solveStages } from "../src/plan/bench.ts";
import { planningCase } from "../src/plan/case.ts";
import { stagedDraftOf } from "../src/plan/draft.ts";
import { greedy } from "../src/plan/greedy.ts";
import { hold } from "../src/plan/held.ts";
import { ladderLimits, largeRows, openLadder } from "../src/plan/ladder/ladder.ts";
import { gapOf } from "../src/plan/lp/solver.ts";
import { atLeastOf } from "../src/plan/objectives/measure.ts";
import { objectives } from "../src/plan/objectives/objectives.ts";
import type { ObjectiveKind } from "../src/plan/plan.ts";
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

const kinds = ["worth", "lexicographic"] as const satisfies readonly ObjectiveKind[];

interface Measured {
  readonly rows: number;
  readonly first: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** By stage, in its order. */
  readonly gaps: readonly number[];
  readonly screened: number;
  readonly reached: readonly number[];
}

export const bench: Bench = {
  question:
    "How long do plans of the seeded family take (`worth`, and `lexicographic` with its stages service / compute / cost), and how near to the bound do they end? Limits are the planner's own: 1 % (1.5 % of cost after others) or 60 s a stage, from 8,000 rows on by the ladder 2 % (3 %) or 600 s for all stages.",
  async run(full) {
    const lines = [
      "sites x quarters x generations x slices   objective      instances   rows            first plan, s    seconds         CPU seconds     screened        gap by stage, %",
      "",
    ];
    for (const [size, kind] of classes.flatMap((one) => kinds.map((kind) => [one, kind] as const))) {
      const count = full ? size.instancesInFull : size.instances;
      if (count === 0) continue;
      const found: Measured[] = [];
      for (let seed = 1; seed <= count; seed++) {
        const one = await measure(seed, size, kind);
        found.push(one);
        process.stderr.write(`${size.sites} sites, ${kind}, seed ${seed}: ${JSON.stringify(one)}\n`);
      }
      const told = (pick: (one: Measured) => number, digits: number): string => {
        const sorted = found.map(pick).toSorted((one, other) => one - other);
        const middle = (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
        return `${middle.toFixed(digits)} (${sorted.at(-1)!.toFixed(digits)})`.padEnd(16);
      };
      lines.push(
        `${`${size.sites} x ${size.quarters} x ${size.generations} x ${size.slices ?? 4}`.padEnd(42)}${kind.padEnd(15)}${String(count).padEnd(12)}${told(({ rows }) => rows, 0)}${told(({ first }) => first, 1)} ${told(({ seconds }) => seconds, 1)}${told(({ cpuSeconds }) => cpuSeconds, 1)}${told(({ screened }) => screened, 0)}${found[0]!.gaps.map((_, stage) => told(({ gaps }) => gaps[stage]! * 100, 2).trim()).join(" / ")}`,
      );
    }
    return [...lines, "", "median (worst)"];
  },
};

async function measure(seed: number, size: Size, kind: ObjectiveKind): Promise<Measured> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const { programme, library } = familyProgramme(seed, size);
  const staged = stagedDraftOf(planningCase(programme, library), objectives[kind].stages);
  const { draft, model, stages } = staged;
  const large = model.rows.length >= largeRows;
  return hold(staged, large ? { limits: ladderLimits(stages.length) } : {}, async (held) => {
    const frame = frameOf(model);
    const start = await solveStages(held.session, stages, fixedAt(frame, greedy(draft)));
    const first = (performance.now() - began) / 1e3;
    const ladder = large ? await openLadder(held, draft, stages, frame) : undefined;
    const { results } = await held.search("solving", stages, frame, start.values, undefined, ladder ? { solve: ladder.solve } : {});
    const gaps = results.map(({ stage, solution: { bound }, reached }) => {
      if (bound === null || reached > bound + 1e-6 * Math.max(1, Math.abs(bound))) throw new Error(`seed ${seed}: ${stage.measure} of ${reached} is above its bound ${bound}`);
      return gapOf(bound, reached, atLeastOf(stage.measure));
    });
    const { user, system } = process.cpuUsage(cpu);
    return {
      rows: model.rows.length,
      first,
      seconds: (performance.now() - began) / 1e3,
      cpuSeconds: (user + system) / 1e6,
      gaps,
      screened: ladder?.screened().length ?? 0,
      reached: results.map(({ reached }) => reached),
    };
  });
}
