import assert from "node:assert/strict";
import { test } from "node:test";
import { powerFirm } from "./power-firm.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, subsets, trialOf } from "./trial.fixture.ts";

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
  assert.equal(outs(rowsOf(powerFirm, tiny, [["startsPerQuarter: 1, designFacilityRatio", "startsPerQuarter: 1, redundancy: 2N, designFacilityRatio"]])), 3);
  assert.equal(outs(rowsOf(powerFirm, tiny, [["kind: gas-engines", "kind: fuel-cells"]])), 0);
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
