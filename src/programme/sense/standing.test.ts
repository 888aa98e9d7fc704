// Are racks that stand refused where halls or power have no room for them, and is what happened checked where it stands?

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { check, problemLine } from "../check.ts";

const root = new URL("../../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const tiny = read("test/programmes/tiny.yaml");
const catalogue = read("data/catalogue.yaml");
const alpha = "status: applied, opening: $5M,";

/** What is said of the tiny programme with Alpha standing as given. */
function said(standing: string, more = ""): string[] {
  assert.ok(tiny.includes(alpha));
  const grid = "power: { grid: { kind: grid, facility: 26 MW,";
  assert.ok(tiny.includes(grid));
  const early = "power: { early: { kind: grid, facility: 13 MW, energized: 2025-Q3, cost: $1M, committed: true }, grid: { kind: grid, facility: 26 MW,";
  const text = `${tiny.replace(alpha, `${alpha} ${standing}`).replace(grid, early)}${more}`;
  return check("it.yaml", () => text, catalogue).problems.map(problemLine);
}

const hall = "built: [{ building: hall-10, started: 2025-Q1 }]";
const racks = (count: number) => `racks: [{ accelerator: plain, racks: ${count} racks, delivered: 2025-Q4 }]`;

test("racks that fill their hall and its power stand", () => {
  assert.deepEqual(said(`${hall}, ${racks(100)},`), []);
});

test("more racks than the halls hold: the file is broken, at the racks", () => {
  assert.deepEqual(
    said(`${hall}, ${racks(101)},`).flatMap((line) => /^it\.yaml:\d+:\d+: (.*halls.*)$/.exec(line)?.[1] ?? []),
    ["sites.alpha.racks.0.racks: the racks that stand by 2026-Q1 take 10.1 MW IT, the halls built and ready by then 10"],
  );
  assert.match(said(`${racks(5)},`)[0]!, /take 0\.5 MW IT, the halls built and ready by then 0$/);
});

test("more racks than the energized power feeds", () => {
  const two = "built: [{ building: hall-10, count: 2, started: 2025-Q1 }]";
  assert.match(said(`${two}, ${racks(120)},`).join(), /take 12 MW IT; the power energized by then, 13 MW facility, feeds 10 \(at 1\.3\)/);
});

test("what happened is checked as the rows of a table are", () => {
  const actuals = (rows: string) => said("", `\nactuals:\n${rows}`);
  assert.deepEqual(actuals("  - { site: alpha, quarter: 2026-Q3, measure: energized-mw, value: 12.5, unit: MW, source: utility, learnt: 2026-10-02 }\n"), []);
  const bad = actuals(
    [
      "  - { site: alpa, quarter: 2026-Q3, measure: energized-mw, value: 12.5, unit: kW, source: utility }",
      "  - { site: alpha, quarter: 2026-Q3, measure: racks:plain, value: 1.5, unit: racks, source: utility }",
      "  - { site: alpha, quarter: 2026-Q3, measure: racks:plain, value: 2, unit: racks, source: utility }",
    ].join("\n"),
  );
  assert.deepEqual(
    bad.map((line) => line.split(": ")[1]),
    ["actuals.0.site", "actuals.0.unit", "actuals.1.value", "actuals.2.site"],
  );
});
