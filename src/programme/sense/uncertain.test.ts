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

test("a factor that takes a share over 1, or a number out of its range, is an error that names the factors that would do", () => {
  const said = (...entries: string[]) => problemsOf(...entries).join("\n");
  assert.equal(said("{ path: workloads.run.mfu, times: [0.8, 1, 3] }"), "");
  assert.equal(
    said("{ path: workloads.run.mfu, times: [0.8, 1, 4] }"),
    "uncertain.0.times: workloads.run.mfu x 4 is 120 %: expected factors up to 3.33, because it is a share of at most 100 %",
  );
  assert.match(said("{ path: catalogue.operations.goodput, times: [0.9, 1.2] }"), /goodput x 1.2 is \d+(\.\d+)? %: expected factors up to 1\.\d+, because it is a share/);
  // Two entries on one path add up.
  assert.match(
    said("{ path: workloads.run.mfu, times: [1, 2] }", "{ path: workloads.run.mfu, times: [1, 1.9] }"),
    /uncertain\.0\.times: workloads\.run\.mfu x 2, with the other factors on it, is 114 %: expected factors up to 1\.75,[^]*uncertain\.1\.times: .* is 114 %/,
  );
  // Every number of a series or list counts; ratios and money have no most.
  assert.equal(said("{ path: workloads.chat.peakToMean, times: [1, 5] }"), "");
  assert.match(said("{ path: sites.alpha.power.grid.ramp, times: [0.5, 1.5] }"), /ramp x 1\.5 is 150 %: expected factors up to 1, because it is a number of at most 100 %/);
});

test("a whole number is not drawn in fractions", () => {
  const said = (entry: string) => problemsOf(entry).join("\n");
  assert.match(
    said("{ path: catalogue.buildings.hall-10.ready, times: [1, 1.5] }"),
    /is a whole number of quarters, and 2 quarter times factors from 1 to 1\.5 is not always whole: expected slip for quarters/,
  );
  assert.equal(said("{ path: catalogue.buildings.hall-10.ready, times: [1, 1.5], likely: [50 %, 50 %] }"), "");
  assert.match(said("{ path: catalogue.buildings.hall-10.ready, times: [1, 1.3], likely: [50 %, 50 %] }"), /not always whole/);
});
