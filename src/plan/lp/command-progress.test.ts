import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import { commandSolver, isInstalled, type ProgramName, programs } from "./command.ts";
import { type LinearModel, ModelBuilder, sum } from "./model.ts";
import type { Progress } from "./solver.ts";

/** max 3 a + b + 100 with a, b whole, 2 a + b <= 7.5: a = 3, b = 1. */
function small(): LinearModel {
  const model = new ModelBuilder();
  const [a, b] = [model.whole("a", [], 0, 10), model.whole("b", [], 0, 10)];
  model.atMost("room", [], "MW", sum().add(a, 2).add(b), 7.5);
  model.reward(sum().add(a, 3).add(b).plus(100));
  return model.build();
}

/** 60 items of weights that leave a gap to close. */
function hard(): LinearModel {
  const model = new ModelBuilder();
  const columns = Array.from({ length: 60 }, (_, at) => model.whole("take", [String(at)], 0, 1));
  for (let row = 0; row < 8; row++) {
    const left = sum();
    for (const [at, column] of columns.entries()) left.add(column, 100 + ((at * 7919 + row * 104729) % 97));
    model.atMost("room", [String(row)], "t", left, 1999 + row * 13);
  }
  const worth = sum();
  for (const [at, column] of columns.entries()) worth.add(column, 100 + ((at * 6007) % 89));
  model.reward(worth.plus(1000));
  return model.build();
}

const limits = { gap: 1e-3, nodes: 100_000, seconds: 20, seed: 1 };

/** A program of that name first on the search path, which prints lines, one after another, and runs `last`. */
async function withProgram(name: ProgramName, lines: readonly string[], last: string, run: () => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "gigasite-fake-"));
  const before = process.env["PATH"];
  try {
    const path = join(folder, programs[name].command);
    writeFileSync(path, `#!/bin/sh\n${lines.map((line) => `printf '%s\\n' '${line}'\nsleep 0.05\n`).join("")}${last}\n`);
    chmodSync(path, 0o755);
    process.env["PATH"] = `${folder}${delimiter}${before}`;
    await run();
  } finally {
    process.env["PATH"] = before;
    rmSync(folder, { recursive: true, force: true });
  }
}

const solution = [
  "Model status",
  "Optimal",
  "",
  "# Primal solution values",
  "Feasible",
  "Objective -10",
  "# Columns 2",
  "c0 3",
  "c1 1",
  "# Rows 1",
  "r0 7",
  "",
  "# Dual solution values",
  "None",
];

test("the native HiGHS: its log becomes progress while it runs, maximised and with the model's offset", () =>
  withProgram(
    "highs",
    [
      "Src  Proc. InQueue |  Leaves   Expl. | BestBound       BestSol              Gap |   Cuts   InLp Confl. | LpIters     Time",
      "         0       0         0   0.00%   -11.25          inf                  inf        0      0      0         0     0.0s",
      " R       0       0         0   0.00%   -10.75          -9                19.44%        0      0      0         3     0.0s",
      " T      12       3         4  12.50%   -10             -10                0.00%        7      2      0        31     0.1s",
      "Solving report",
    ],
    `for last; do :; done\nprintf '%s\\n' ${solution.map((line) => `'${line}'`).join(" ")} > "$last"`,
    async () => {
      const told: Progress[] = [];
      const { status, objective } = await commandSolver("highs").solve(small(), { limits, onProgress: (progress) => told.push(progress) });
      assert.deepEqual([status, objective], ["gap", 110]);
      assert.deepEqual(
        told.map(({ incumbent, bound, nodes }) => [incumbent, bound, nodes]),
        [
          [null, 111.25, 0],
          [109, 110.75, 0],
          [110, 110, 12],
        ],
      );
      assert.equal(told[0]!.gap, null);
      assert.ok(Math.abs(told[1]!.gap! - 1.75 / 109) < 1e-12);
      // As they come, and not at the end.
      assert.ok(told[2]!.seconds - told[0]!.seconds >= 0.05, `${told[2]!.seconds - told[0]!.seconds} s between the first and the last`);
    },
  ));

test("SCIP: its table, with and without a solution", () => {
  const { told } = programs.scip;
  const row = (head: string, node: string, dual: string, primal: string) =>
    `${head}|${node}|     0 |    55 |     - |  1234k |   0 |  60 |  20 |  20 |   3 |  1 |   0 |   0 | ${dual} | ${primal} | 183.33%| unknown`;
  assert.deepEqual(told(row("  0.0s", "     1 ", "-1.200000e+01", "      --      ")), { nodes: 1, bound: -12, incumbent: null });
  assert.deepEqual(told(row("t 0.1s", "   250 ", "-1.150000e+01", "-1.050000e+01")), { nodes: 250, bound: -11.5, incumbent: -10.5 });
  assert.equal(told(" time | node  | left  |LP iter|LP it/n|mem/heur|mdpt |vars |cons |rows |cuts |sepa|confs|strbr|  dualbound   | primalbound  |  gap   | compl. "), undefined);
});

test("lines that say nothing of the search are no progress", () => {
  for (const { told } of Object.values(programs))
    for (const line of ["", "Presolving model", "Cbc0038I Pass   1: suminf.    0.09430 (1) obj. -3367.5 iterations 8", "OPTIMAL LP SOLUTION FOUND", "a|b|c"])
      assert.equal(told(line), undefined, line);
});

for (const name of ["cbc", "glpk", "highs", "scip"] as const)
  test(`${name} as it is here: progress on a hard knapsack, never better than its end`, { skip: isInstalled(name) ? false : `${name} is not installed here` }, async () => {
    const told: Progress[] = [];
    const { objective, status } = await commandSolver(name).solve(hard(), { limits, onProgress: (progress) => told.push(progress) });
    assert.ok(objective !== null && (status === "gap" || status === "optimal" || status === "limit"));
    const found = told.filter(({ incumbent, bound }) => incumbent !== null && bound !== null);
    assert.ok(found.length > 0, `${told.length} reports, none with a solution and a bound`);
    for (const { incumbent, bound, gap } of found) {
      assert.ok(incumbent! <= objective + 1e-6, `${incumbent} of ${objective}`);
      assert.ok(bound! >= objective - 1e-6 * Math.abs(objective), `${bound} of ${objective}`);
      assert.ok(gap! >= 0);
    }
    for (const [at, { seconds }] of told.entries()) assert.ok(at === 0 || seconds >= told[at - 1]!.seconds);
  });
