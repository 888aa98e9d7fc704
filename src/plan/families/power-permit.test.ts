import assert from "node:assert/strict";
import { test } from "node:test";
import { none } from "../columns.ts";
import { powerPermit } from "./power-permit.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, subsets, trialOf } from "./trial.fixture.ts";

const file = "test/programmes/power.yaml";

test("its rows hold for exactly the sets of options that burn fuel with 12 MW at most", () => {
  const rows = trialOf(powerPermit, file);
  const s = rows.study.sites.findIndex(({ id }) => id === "alpha");
  const options = rows.study.sites[s]!.options;
  for (const taken of subsets(options.map(({ id }) => id))) {
    const burning = (taken.includes("engines") ? 10 : 0) + (taken.includes("more-engines") ? 6 : 0);
    assert.equal(holds(rows, new Map(options.map(({ id }, k) => [rows.draft.sites[s]!.options[k]!, taken.includes(id) ? 1 : 0]))), burning <= 12, taken.join(", "));
  }
});

test("5,000 hours a year of 10 MW are a mean of 5.704 MW, in whatever slices", () => {
  const rows = trialOf(powerPermit, file);
  const s = rows.study.sites.findIndex(({ id }) => id === "alpha");
  const k = rows.study.sites[s]!.options.findIndex(({ id }) => id === "engines");
  const cells = rows.draft.sites[s]!.onsite[k]![3]!;
  assert.ok(cells.every((column) => column !== none));
  const share = [0.01, 0.09, 0.4, 0.5];
  const mean = (mw: readonly number[]) => mw.reduce((sum, value, h) => sum + value * share[h]!, 0);
  for (const mw of [
    [9, 9, 9, 2.4],
    [9, 9, 9, 2.5],
    [0, 0, 9, 4.2],
    [0, 0, 9, 4.3],
    [5.7, 5.7, 5.7, 5.7],
    [5.71, 5.71, 5.71, 5.71],
  ])
    assert.equal(holds(rows, new Map(cells.map((column, h) => [column, mw[h]!]))), mean(mw) <= 50_000 / 8766, String(mw));
});

test("its rows", () => matches(rowsOf(powerPermit, file), new URL("power-permit.snap.txt", import.meta.url)));
