// Does the planner's command do what its options say? Kinds of objective, limits, the front and the alternatives, and what stays in the run folder.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { gigasite, json, starter } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "gigasite-objectives-"));
after(() => rmSync(folder, { recursive: true, force: true }));

interface Document {
  readonly feasible: boolean;
  readonly objective: { readonly kind: string; readonly stages: readonly { readonly name: string; readonly value: number }[] };
  readonly pareto?: { readonly points: readonly { readonly costUsd: number; readonly compute: number }[] };
  readonly alternatives?: { readonly alternatives: readonly unknown[] };
}

test("the objective of the command line is the plan's, and stands in programme.json", async () => {
  const made = await json<Document>(["plan", starter, "--objective", "most-compute", "-o", "most"], folder);
  assert.equal(made.objective.kind, "most-compute");
  assert.deepEqual(
    made.objective.stages.map(({ name }) => name),
    ["compute", "cost"],
  );
  const programme = JSON.parse(readFileSync(join(folder, "most", "programme.json"), "utf8")) as { programme: { objective: { kind: string } } };
  assert.equal(programme.programme.objective.kind, "most-compute");
});

test("the front and the alternatives stand beside their plan, and go with it", async () => {
  const made = await json<Document>(["plan", starter, "--pareto", "7", "--alternatives", "2", "-o", "front"], folder);
  assert.ok(made.pareto!.points.length >= 5);
  assert.equal(made.alternatives!.alternatives.length, 2);
  const stands = () => ["pareto.json", "alternatives.json"].map((name) => existsSync(join(folder, "front", name)));
  assert.deepEqual(stands(), [true, true]);
  const { status, stdout, stderr } = await gigasite(["plan", starter, "--objective", "least-cost", "-o", "front"], folder);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /objective least-cost/);
  assert.deepEqual(stands(), [false, false]);
});

test("what the options cannot mean is said, and nothing is written", async () => {
  for (const [option, message, expected] of [
    [["--objective", "richest"], /lexicographic, worth, most-compute, least-cost/, 2],
    [["--pareto", "3"], /from 7 to 11/, 2],
    [["--alternatives", "9"], /from 1 to 8/, 2],
    [["--gap", "200%"], /a share under 1/, 2],
    [["--solver", "abacus"], /there is no solver abacus/, 3],
  ] as const) {
    const { status, stderr } = await gigasite(["plan", starter, ...option, "-o", "none"], folder);
    assert.equal(status, expected, stderr);
    assert.match(stderr, message);
    assert.equal(existsSync(join(folder, "none")), false);
  }
});
