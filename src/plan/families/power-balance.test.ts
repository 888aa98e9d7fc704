import assert from "node:assert/strict";
import { test } from "node:test";
import { powerBalance } from "./power-balance.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, trialOf } from "./trial.fixture.ts";
import { stream } from "../../units/random.ts";

const file = "test/programmes/power.yaml";

test("its rows hold for exactly the dispatches that leave the grid between nothing and what it has, each source within its own", () => {
  const rows = trialOf(powerBalance, file);
  const { study, draft } = rows;
  const s = study.sites.findIndex(({ id }) => id === "alpha");
  const { options, slices } = study.sites[s]!;
  const columns = draft.sites[s]!;
  const t = 3;
  const chance = stream(1, "dispatch");
  const sometimes = (most: number) => (chance.uniform() < 0.5 ? 0 : chance.uniform() * most);
  let kept = 0;
  for (let trial = 0; trial < 4000; trial++) {
    const h = trial % 4;
    const racks = Math.floor(chance.uniform() * 120);
    const values = new Map([
      [columns.running[0]![t]!, racks],
      [columns.running[0]![t - 1]!, racks],
    ]);
    let grid = slices.pue[t * 4 + h]! * study.programme.catalogue.operations.loadFactor * racks * 0.1;
    let available = 0;
    let within = true;
    for (const [k, { id }] of options.entries()) {
      const taken = chance.uniform() < 0.7 ? 1 : 0;
      values.set(columns.options[k]!, taken);
      if (id === "grid") available = 6 * taken;
      else if (id === "battery") {
        const [into, out] = [sometimes(6), sometimes(6)];
        values.set(columns.charge[k]![t]![h]!, into).set(columns.discharge[k]![t]![h]!, out);
        grid += into - out;
      } else {
        const most = id === "engines" ? 9 : id === "more-engines" ? 5.4 : 10 * slices.sun["sun"]![t * 4 + h]!;
        const made = sometimes(most * 1.05);
        values.set(columns.onsite[k]![t]![h]!, made);
        grid -= made;
        within &&= made <= most * taken;
      }
    }
    const bought = sometimes(4);
    values.set(columns.purchases[t]![h]![0]!.column, bought);
    const right = within && grid >= 0 && grid <= available && bought <= grid;
    assert.equal(holds(rows, values, ["alpha", "2026-Q4", `slice ${h + 1}`]), right, `trial ${trial}`);
    if (right) kept += 1;
  }
  assert.ok(kept > 100 && kept < 3000, `${kept} of 4000 dispatches are right`);
});

test("its rows in a slice", () =>
  matches(
    rowsOf(powerBalance, file).filter((row) => /^\S+\[alpha, .*2026-Q4, slice 2\]: /.test(row)),
    new URL("power-balance.snap.txt", import.meta.url),
  ));
