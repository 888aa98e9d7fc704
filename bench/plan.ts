// The reference programme's MILP: our HiGHS in WebAssembly with the greedy start, against CBC as a native process on the same model.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planningCase } from "../src/plan/case.ts";
import { draftOf } from "../src/plan/draft.ts";
import { caseOf } from "../src/plan/fixture.ts";
import { greedy } from "../src/plan/greedy.ts";
import { openHighs } from "../src/plan/lp/highs.ts";
import { withBounds } from "../src/plan/lp/model.ts";
import { mpsText } from "../src/plan/lp/mps.ts";
import { exactly } from "../src/plan/lp/solver.ts";
import type { Bench } from "./run.ts";

const gap = 0.01;
const secondsAtMost = 300;

export const bench: Bench = {
  question: `How long does the plan of programmes/stargate-2025-01.yaml take to a gap of ${gap * 100} %, and how long does native CBC take on the same model?`,
  async run() {
    const { programme, library } = caseOf("programmes/stargate-2025-01.yaml");
    const began = performance.now();
    const { draft, model } = draftOf(planningCase(programme, library));
    const built = performance.now();
    const start = greedy(draft);
    const solver = openHighs();
    const lower = Float64Array.from(model.lower);
    const upper = Float64Array.from(model.upper);
    for (const [position, column] of start.indices.entries()) lower[column] = upper[column] = start.values[position]!;
    const first = await solver.solve(withBounds(model, lower, upper, true), { limits: exactly });
    const greedyDone = performance.now();
    const ours = await solver.solve(model, { limits: { gap, nodes: 5000, seconds: secondsAtMost, seed: 1 }, start });
    const done = performance.now();
    const cold = await solver.solve(model, { limits: { gap, nodes: 5000, seconds: secondsAtMost, seed: 1 } });
    const coldDone = performance.now();
    await solver.close();
    const seconds = (from: number, to: number) => ((to - from) / 1e3).toFixed(2);
    const lines = [
      `model: ${model.rows.length} rows, ${model.columns.length} columns, ${model.integer.reduce((sum, flag) => sum + flag, 0)} whole, ${model.values.length} nonzeros`,
      `read and build                 ${seconds(began, built)} s`,
      `greedy plan with its LP        ${seconds(built, greedyDone)} s   ${first.objective?.toFixed(0)} M$`,
      `HiGHS (wasm), greedy start     ${seconds(greedyDone, done)} s   ${ours.objective?.toFixed(0)} M$, gap ${((ours.gap ?? 1) * 100).toFixed(2)} %`,
      `HiGHS (wasm), cold             ${seconds(done, coldDone)} s   ${cold.objective?.toFixed(0)} M$, gap ${((cold.gap ?? 1) * 100).toFixed(2)} %`,
    ];
    if (spawnSync("cbc", ["-quit"]).error) return [...lines, "CBC is not installed (Debian: coinor-cbc): no ratio"];
    const folder = mkdtempSync(join(tmpdir(), "bench-plan-"));
    try {
      writeFileSync(join(folder, "model.mps"), mpsText(model, "programme"));
      const from = performance.now();
      execFileSync("cbc", [join(folder, "model.mps"), "-ratioGap", String(gap), "-seconds", String(secondsAtMost), "-solve", "-solution", join(folder, "solution.txt")], {
        stdio: "ignore",
      });
      const to = performance.now();
      const [head] = readFileSync(join(folder, "solution.txt"), "utf8").split("\n");
      const theirs = -Number(/objective value\s+(-?[\d.e+]+)/.exec(head ?? "")?.[1]);
      if (!Number.isFinite(theirs)) return [...lines, `CBC (native)                   ${seconds(from, to)} s   found nothing: ${head}`];
      if (ours.bound !== null && theirs > ours.bound * (1 + 1e-6)) throw new Error(`CBC's plan of ${theirs} M$ is above our bound of ${ours.bound} M$: one of them is wrong`);
      return [
        ...lines,
        `CBC (native)                   ${seconds(from, to)} s   ${theirs.toFixed(0)} M$ (${head})`,
        `ratio CBC / ours with start     ${((to - from) / (done - greedyDone)).toFixed(2)}`,
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
