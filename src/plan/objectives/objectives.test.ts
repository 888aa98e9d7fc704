import assert from "node:assert/strict";
import { after, test } from "node:test";
import { planningCase } from "../case.ts";
import { stagedDraftOf } from "../draft.ts";
import { caseOf } from "../fixture.ts";
import { openHighs } from "../lp/highs.ts";
import { type LinearModel, withBounds } from "../lp/model.ts";
import { exactly } from "../lp/solver.ts";
import type { Plan } from "../plan.ts";
import { makePlan } from "../planner.ts";
import { verify } from "../../verify/verify.ts";
import { type MeasureName, valueOf } from "./measure.ts";
import type { ObjectiveKind } from "./objective.ts";
import { objectives } from "./objectives.ts";
import { at, leastKept } from "./stages.ts";

const solver = openHighs();
after(() => solver.close());
const tiny = "test/programmes/tiny.yaml";
const neocloud = "programmes/neocloud.yaml";
type Lines = readonly (readonly [string, string])[];

/** The run of the tiny programme as a wanted one. */
const wanted: Lines = [["mfu: 30 %, between", "mfu: 30 %, wanted: true, between"]];

const made = new Map<string, ReturnType<typeof fresh>>();

/** A plan made once for all tests. */
function planned(file: string, kind: ObjectiveKind, replace: Lines = [], gap = 0): ReturnType<typeof fresh> {
  const key = JSON.stringify([file, kind, replace, gap]);
  const known = made.get(key) ?? fresh(file, kind, replace, gap);
  made.set(key, known);
  return known;
}

function fresh(file: string, kind: ObjectiveKind, replace: Lines, gap: number) {
  const { library, figures, programme: written } = caseOf(file, replace);
  const programme = { ...written, objective: { ...written.objective, kind } };
  return { programme, figures, library, plan: makePlan({ programme, figures }, library, { inputs: "test", limits: { gap, nodes: 100_000, seconds: 120 }, solver }) };
}

function measure({ objective }: Plan, name: MeasureName): number {
  return objective.stages.find((stage) => stage.name === name)!.value;
}

for (const kind of Object.keys(objectives) as ObjectiveKind[]) {
  test(`${kind}: the replay accepts the plan, and every measure is the linear programme's to 1e-6`, async () => {
    for (const [file, replace, gap] of [
      [tiny, [], 0],
      [tiny, wanted, 0],
      [neocloud, [], 0.01],
    ] as const) {
      const { programme, figures, library, plan } = planned(file, kind, replace, gap);
      const made = await plan;
      assert.equal(made.feasible, true);
      assert.equal(made.objective.kind, kind);
      const wantedStages = objectives[kind].stages.filter((name) => name !== "change");
      assert.deepEqual(
        made.objective.stages.map(({ name }) => name),
        wantedStages,
      );
      assert.deepEqual(
        made.solver.stages.map(({ name }) => name),
        wantedStages,
      );
      for (const { name, fixed } of made.solver.stages)
        assert.ok(Math.abs(fixed! - measure(made, name)) <= 1e-6 * Math.max(1, Math.abs(fixed!)), `${file} ${name}: ${fixed} against ${measure(made, name)}`);
      const certificate = verify({ programme, figures }, library, made, "test");
      assert.equal(certificate.accepted, true, JSON.stringify(certificate.refusals.slice(0, 3)));
    }
  });
}

test("no later stage takes more of an earlier one than the share kept for it", async () => {
  for (const kind of ["lexicographic", "most-compute", "least-cost"] as const) {
    for (const [file, gap] of [
      [tiny, 0],
      [neocloud, 0.01],
    ] as const) {
      const made = await planned(file, kind, [], gap).plan;
      for (const { name, kept } of made.solver.stages.slice(0, -1)) {
        const better = valueOf(name, 1) > 0;
        const reached = measure(made, name);
        const room = 1e-6 * Math.max(1, Math.abs(kept!));
        assert.ok(better ? reached >= kept! - room : reached <= kept! + room, `${file} ${kind} ${name}: ${reached} against ${kept}`);
      }
    }
  }
});

test("most compute gives no less than lexicographic, and least cost is cheapest of those that meet as much demand", async () => {
  for (const [file, gap] of [
    [tiny, 0],
    [neocloud, 0.01],
  ] as const) {
    const [most, ordered, least, worth] = await Promise.all((["most-compute", "lexicographic", "least-cost", "worth"] as const).map((kind) => planned(file, kind, [], gap).plan));
    const eps = 0.005 + gap;
    assert.ok(measure(most!, "compute") >= (1 - eps) * measure(ordered!, "compute"));
    const costOf = ({ objective }: Plan) => objective.value - objective.total;
    for (const other of [most!, ordered!, worth!]) assert.ok(costOf(least!) <= costOf(other) * (1 + 2 * gap));
    assert.ok(worth!.objective.total >= ordered!.objective.total * (1 - gap));
  }
});

test("a wanted run that does not fit its window is done as soon as it can be, and counts as late by its quarters", async () => {
  const late: Lines = [...wanted, ["between: [2026-Q4, 2027-Q1]", "between: [2026-Q3, 2026-Q3]"]];
  const { plan, programme } = planned(tiny, "lexicographic", late);
  const made = await plan;
  const service = measure(made, "service");
  assert.ok(service > 0 && service < 3, `${service} quarters late`);
  const flop = programme.workloads["run"] as { compute: number };
  assert.ok(Math.abs(made.derived.compute.flop["run"]! - flop.compute) <= 1e-3 * flop.compute, "all of its FLOP is done in the calendar");
  const other = await planned(tiny, "worth", late).plan;
  assert.equal(other.feasible, true);
});

test("the lexicographic answer is the best of all choices of whole numbers, stage by stage", async () => {
  const { programme, library } = caseOf(tiny, wanted);
  const { model, stages } = stagedDraftOf(planningCase(programme, library), ["service", "compute", "cost"]);
  const rowLower = Float64Array.from(model.rowLower);
  const best: number[] = [];
  for (const stage of stages) {
    const reached = await bestOf({ ...model, cost: stage.cost, offset: stage.offset, rowLower: Float64Array.from(rowLower) });
    best.push(reached);
    if (stage.row !== undefined) rowLower[stage.row] = leastKept(reached, stage.kept / 2) - stage.offset;
  }
  const { solver: report } = await planned(tiny, "lexicographic", wanted).plan;
  for (const [position, { measure: name }] of stages.entries()) {
    const expected = valueOf(name, best[position]!);
    const { incumbent } = report.stages[position]!;
    assert.ok(Math.abs(incumbent! - expected) <= 1e-5 * Math.max(1, Math.abs(expected)), `${name}: ${incumbent} against ${expected}`);
  }
});

test("the same programme gives the same bytes twice", async () => {
  const [one, other] = [await planned(neocloud, "lexicographic", [], 0.01).plan, await fresh(neocloud, "lexicographic", [], 0.01).plan];
  assert.equal(JSON.stringify(one), JSON.stringify(other));
});

test("a search that is stopped in a later stage keeps what it has, and the stages after it are made best at the fixed whole numbers", async () => {
  const { library, figures, programme: written } = caseOf(neocloud);
  const programme = { ...written, objective: { ...written.objective, kind: "lexicographic" as const } };
  const stop = new AbortController();
  const own = openHighs();
  const seen: string[] = [];
  try {
    const onProgress = (_: string, search?: { readonly measure: string }) => {
      if (search) seen.push(search.measure);
      if (search?.measure === "compute") stop.abort();
    };
    const plan = await makePlan({ programme, figures }, library, {
      inputs: "test",
      limits: { gap: 0, nodes: 1_000_000, seconds: 300 },
      solver: own,
      signal: stop.signal,
      onProgress,
    });
    assert.equal(plan.feasible, true);
    assert.equal(plan.solver.status, "interrupted");
    assert.deepEqual(
      plan.solver.stages.map(({ name }) => name),
      ["service", "compute"],
    );
    assert.ok(!seen.includes("cost"));
    assert.equal(plan.objective.stages.length, 3);
    assert.equal(verify({ programme, figures }, library, plan, "test").accepted, true);
  } finally {
    await own.close();
  }
});

test("what is kept of a gain is a share less, of a loss a share more", () => {
  assert.ok(Math.abs(leastKept(200, 0.01) - 198) < 1e-4);
  assert.ok(Math.abs(leastKept(-200, 0.01) + 202) < 1e-4);
  assert.ok(leastKept(0, 0.01) < 0 && leastKept(0, 0.01) > -1e-6);
  assert.equal(at({ cost: Float64Array.from([2, 0]), offset: 1 }, Float64Array.from([3, 9])), 7);
});

/** The best objective over all whole numbers, by trying them: a choice whose relaxation is no better than the best cannot hold the answer. */
async function bestOf(model: LinearModel): Promise<number> {
  const whole = [...model.integer.keys()].filter((column) => model.integer[column] === 1);
  const lower = Float64Array.from(model.lower);
  const upper = Float64Array.from(model.upper);
  let best = -Infinity;
  const descend = async (position: number): Promise<void> => {
    const node = await solver.solve(withBounds(model, Float64Array.from(lower), Float64Array.from(upper), true), { limits: exactly });
    if (node.objective === null || node.objective <= best + 1e-7 * Math.max(1, Math.abs(best))) return;
    const open = whole.slice(position).findIndex((column) => lower[column]! < upper[column]!);
    if (open === -1) {
      best = node.objective;
      return;
    }
    const column = whole[position + open]!;
    const [from, to] = [lower[column]!, upper[column]!];
    for (let value = to; value >= from; value--) {
      lower[column] = upper[column] = value;
      await descend(position + open + 1);
    }
    [lower[column], upper[column]] = [from, to];
  };
  await descend(0);
  return best;
}
