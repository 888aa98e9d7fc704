import assert from "node:assert/strict";
import { test } from "node:test";
import { powerGroup } from "./power-group.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, subsets, trialOf } from "./trial.fixture.ts";

const grouped = [
  ["kind: gas-engines,", "kind: gas-engines, group: main,"],
  ["grid: { kind: grid, facility: 26 MW,", "second: { kind: grid, group: main, facility: 5 MW, energized: 2026-Q4, cost: $1M }, grid: { kind: grid, facility: 26 MW,"],
] as const;

test("its rows hold for exactly the sets with one option of a group at most, at an opened site", () => {
  const rows = trialOf(powerGroup, "test/programmes/tiny.yaml", grouped);
  const { study, draft } = rows;
  const { options, open } = draft.sites[0]!;
  const ids = study.sites[0]!.options.map(({ id }) => id);
  assert.deepEqual(ids, ["engines", "grid", "second"]);
  for (const opened of [false, true]) {
    for (const taken of subsets(ids)) {
      const values = new Map(ids.map((id, k) => [options[k]!, taken.includes(id) ? 1 : 0]));
      if (opened)
        values.set(
          open.find((column) => column >= 0)!,
          1,
        );
      assert.equal(holds(rows, values), taken.length === 0 || (opened && !(taken.includes("engines") && taken.includes("second"))), `${taken.join(", ")}, opened ${opened}`);
    }
  }
});

test("its rows", () => matches(rowsOf(powerGroup, "test/programmes/tiny.yaml", grouped), new URL("power-group.snap.txt", import.meta.url)));
