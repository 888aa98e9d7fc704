import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { check } from "../check.ts";

const text = (name: string): string => readFileSync(new URL(`../../../${name}`, import.meta.url), "utf8");

/** What is wrong with tiny.yaml when these entries are uncertain in it. */
function problemsOf(...entries: readonly string[]): string[] {
  const file = `${text("test/programmes/tiny.yaml")}\nuncertain:\n${entries.map((entry) => `  - ${entry}\n`).join("")}`;
  const { problems } = check("tiny.yaml", (path) => (path === "tiny.yaml" ? file : undefined), text("data/catalogue.yaml"));
  return problems.map(({ path, message }) => `${path}: ${message}`);
}

test("factors with and without probabilities, groups and the quarter of the news are accepted", () => {
  assert.deepEqual(
    problemsOf(
      "{ path: workloads.chat.demand, times: [0.5, 1, 2], likely: [25 %, 50 %, 25 %], group: market }",
      "{ path: sites.alpha.power.grid.energized, slip: [{ quarters: 0 quarters, likely: 60 % }, { quarters: 2 quarters, likely: 40 % }], revealed: 2026-Q2 }",
    ),
    [],
  );
});

test("an entry says one thing, with one probability a factor, adding up to all", () => {
  const said = (entry: string) => problemsOf(entry).join("\n");
  assert.match(said("{ path: workloads.chat.demand, times: [0.5, 1, 2], likely: [25 %, 75 %] }"), /likely: has 2 entries, expected 3/);
  assert.match(said("{ path: workloads.chat.demand, times: [0.5, 1], likely: [25 %, 65 %] }"), /likely: adds up to 90/);
  assert.match(said("{ path: workloads.chat.demand, times: [0.5, 0.8, 1, 2] }"), /has 4 factors, expected two or three/);
  assert.match(said("{ path: workloads.chat.demand, times: [0.5, 1], slip: [{ quarters: 1 quarter, likely: 100 % }] }"), /expected times or slip, not both/);
  assert.match(said("{ path: sites.alpha.power.grid.energized, likely: [100 %], slip: [{ quarters: 1 quarter, likely: 100 % }] }"), /likely: expected times beside it/);
});
