import assert from "node:assert/strict";
import { test } from "node:test";
import { verify } from "../../verify/verify.ts";
import { caseOf } from "../fixture.ts";
import { makePlan } from "../planner.ts";
import { powerFirm } from "./power-firm.ts";
import { rowsOf } from "./rows.fixture.ts";
import { counts, holds, matches, subsets, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/power.yaml";

test("its rows hold for exactly the sets of options whose firm power carries the racks, with any one unit out", () => {
  const rows = trialOf(powerFirm, file);
  const { study, draft } = rows;
  const s = study.sites.findIndex(({ id }) => id === "alpha");
  const site = study.sites[s]!;
  const t = study.names.indexOf("2026-Q4" as (typeof study.names)[number]);
  const running = draft.sites[s]!.running[study.accelerators.findIndex(({ id }) => id === "plain")]![t]!;
  // By hand from the file: MW that is firm, and MW of a unit.
  const firm: Record<string, number> = { grid: 6, engines: 0.9 * 10, "more-engines": 0.9 * 6, sun: 0.11 * 10, battery: 0.5 * 6 };
  const unit: Record<string, number> = { engines: 3.33, "more-engines": 3.33 };
  let kept = 0;
  let broken = 0;
  for (const taken of subsets(Object.keys(firm))) {
    const all = taken.reduce((sum, id) => sum + firm[id]!, 0);
    const worst = Math.max(0, ...taken.map((id) => unit[id] ?? 0));
    for (let racks = 0; racks <= 200; racks++) {
      const values = new Map([[running, racks]]);
      for (const [k, { id }] of site.options.entries()) values.set(draft.sites[s]!.options[k]!, taken.includes(id) ? 1 : 0);
      const carries = 1.3 * racks * 0.1 <= all - worst + 1e-9;
      assert.equal(holds(rows, values), carries, `${taken.join(", ")} and ${racks} racks`);
      if (carries) kept += 1;
      else broken += 1;
    }
  }
  assert.ok(kept > 500 && broken > 500, `${kept} kept, ${broken} broken`);
});

test("with N, and for sources without units, nothing is cut", () => {
  const tiny = "test/programmes/tiny.yaml";
  const outs = (rows: readonly string[]) => rows.filter((row) => row.includes(" out]: ")).length;
  assert.equal(outs(rowsOf(powerFirm, tiny)), 3);
  assert.equal(outs(rowsOf(powerFirm, tiny, [["startsPerQuarter: 1, designFacilityRatio", "startsPerQuarter: 1, redundancy: N, designFacilityRatio"]])), 0);
  assert.equal(outs(rowsOf(powerFirm, tiny, [["startsPerQuarter: 1, designFacilityRatio", "startsPerQuarter: 1, redundancy: 2N, designFacilityRatio"]])), 0);
  assert.equal(outs(rowsOf(powerFirm, tiny, [["kind: gas-engines", "kind: fuel-cells"]])), 0);
});

test("with 2N its rows hold for exactly the sets of options whose feeds can be parted so that either side carries the racks", () => {
  const power = [
    "power: { grid: { kind: grid, facility: 26 MW, energized: 2026-Q3, ramp: [50 %, 100 %], cost: $8M }, engines: { kind: gas-engines, facility: 10 MW, energized: 2026-Q4, cost: $19M } }",
    "redundancy: 2N, power: { east: { kind: grid, feed: east, facility: 4 MW, energized: 2026-Q3, cost: $1M }, south: { kind: grid, facility: 3 MW, energized: 2026-Q3, cost: $1M }, west: { kind: grid, facility: 2 MW, energized: 2026-Q3, cost: $1M }, engines: { kind: gas-engines, facility: 6 MW, energized: 2026-Q4, cost: $9M } }",
  ] as const;
  const rows = trialOf(powerFirm, "test/programmes/tiny.yaml", [power]);
  const { study, draft } = rows;
  const { options } = study.sites[0]!;
  const columns = draft.sites[0]!;
  const t = study.names.indexOf("2026-Q4" as (typeof study.names)[number]);
  const running = columns.running[0]![t]!;
  // By hand: engines give 0.9 x 6 = 5.4 MW; south and west are one feed, the utility's, of 5 MW; east is another, of 4 MW.
  const firm: Record<string, number> = { east: 4, engines: 5.4, south: 3, west: 2 };
  const feeds = [["east"], ["engines"], ["south", "west"]];
  let [kept, broken] = [0, 0];
  for (const taken of subsets(Object.keys(firm))) {
    const mw = (side: readonly (readonly string[])[]) => side.flat().reduce((sum, id) => sum + (taken.includes(id) ? firm[id]! : 0), 0);
    const most = Math.max(...[...subsets(feeds)].map((side) => Math.min(mw(side), mw(feeds.filter((feed) => !side.includes(feed))))));
    for (let racks = 0; racks <= 60; racks++) {
      const possible = [...subsets(feeds.slice(1))].some((second) => {
        const isFirst = (id: string) => !second.some((feed) => feed.includes(id));
        const values = new Map([[running, racks]]);
        for (const [k, { id }] of options.entries()) {
          values.set(columns.options[k]!, taken.includes(id) ? 1 : 0);
          if (columns.side[k] !== -1) values.set(columns.side[k]!, isFirst(id) ? 1 : 0);
          if (columns.first[k] !== -1) values.set(columns.first[k]!, taken.includes(id) && isFirst(id) ? 1 : 0);
        }
        return holds(rows, values);
      });
      assert.equal(possible, 1.3 * racks * 0.1 <= most + 1e-9, `${taken.join(", ")} and ${racks} racks`);
      if (possible) kept++;
      else broken++;
    }
  }
  assert.ok(kept > 100 && broken > 100, `${kept} kept, ${broken} broken`);
});

test("an option is on the first side just when it is taken and its feed is", () => {
  const trial = trialOf(powerFirm, "test/programmes/tiny.yaml", [["status: applied, opening: $5M,", "status: applied, redundancy: 2N, opening: $5M,"]]);
  for (const [side, taken, first] of counts(3, 1)) {
    const values = valuesOf(trial, { "power.side[alpha, grid]": side!, "power.option[alpha, grid]": taken!, "power.first-side[alpha, grid]": first! });
    assert.equal(holds(trial, values, ["alpha", "grid"]), first === side! * taken!, `${side} ${taken} ${first}`);
  }
});

test("a plan of a 2N site runs what the weaker side carries, and verifies; with one feed it runs nothing", async () => {
  const made = async (...replace: (readonly [string, string])[]) => {
    const { library, ...resolved } = caseOf("test/programmes/tiny.yaml", [
      ["status: applied, opening: $5M,", "status: applied, redundancy: 2N, opening: $5M,"],
      ["  run: { kind: training, compute: 3e25 FLOP, precision: fp8, mfu: 30 %, between: [2026-Q4, 2027-Q1] }\n", ""],
      ["4000 H100e", "0 H100e"],
      ...replace,
    ]);
    const plan = await makePlan(resolved, library, { inputs: "test", limits: { gap: 0, nodes: 20_000, seconds: 60, seed: 1 } });
    assert.deepEqual(verify(resolved, library, JSON.parse(JSON.stringify(plan)), "test").refusals, []);
    return plan.derived.sites["alpha"]!.runningKw;
  };
  const running = await made();
  // The engines alone give 9 MW for 6.92 MW IT.
  assert.deepEqual(running.slice(0, 3), [0, 0, 0]);
  assert.ok(running[5]! > 0 && running.every((kw) => kw <= 6900), running.join(", "));
  assert.deepEqual(await made([", engines: { kind: gas-engines, facility: 10 MW, energized: 2026-Q4, cost: $19M }", ""]), [0, 0, 0, 0, 0, 0]);
});

test("one unit is never more than what its plant gives for certain", () => {
  const { study } = trialOf(powerFirm, "test/programmes/tiny.yaml", [["energized: 2026-Q4, cost: $19M", "energized: 2026-Q3, ramp: [20 %, 100 %], cost: $19M"]]);
  const engines = study.sites[0]!.options.find(({ id }) => id === "engines")!;
  assert.deepEqual(engines.oneOutMw, [0, 0, 0.9 * 2, 3.33, 3.33, 3.33]);
});

test("its rows in a quarter", () =>
  matches(
    rowsOf(powerFirm, file).filter((row) => row.split("]: ")[0]!.includes("2026-Q4")),
    new URL("power-firm.snap.txt", import.meta.url),
  ));
