import assert from "node:assert/strict";
import { test } from "node:test";
import type { Day } from "../units/brand.ts";
import { inForce } from "./in-force.ts";
import { tinyProgramme, tinyText } from "./tiny.fixture.ts";

const clause = (terms: string) => `kind: power-cap, site: alpha, facility: 9 MW, ${terms}`;
const programme = tinyProgramme(
  tinyText.replace(
    "agreements:",
    `events: { agi: 2027-03-31, never: null }
agreements:
  window: { ${clause("from: 2026-02-01, until: 2026-05-31")} }
  eventful: { ${clause("from: 2026-01-01, event: agi")} }
  open: { ${clause("from: 2026-01-01, event: never")} }
  first: { ${clause("from: 2026-01-01")} }
  second: { supersedes: first, from: 2026-07-01, until: 2026-12-31 }
  later: { supersedes: open, from: 2026-07-01, known: 2026-06-01 }`,
  ),
);
const on = (day: string) => inForce(programme, "power-cap", day as Day).map(([id]) => id);

test("a clause binds from its first to its last day, both counted", () => {
  assert.equal(on("2026-01-31").includes("window"), false);
  assert.equal(on("2026-02-01").includes("window"), true);
  assert.equal(on("2026-05-31").includes("window"), true);
  assert.equal(on("2026-06-01").includes("window"), false);
});

test("an event ends a clause on its day; an event that is not expected never does", () => {
  assert.equal(on("2027-03-30").includes("eventful"), true);
  assert.equal(on("2027-03-31").includes("eventful"), false);
  assert.equal(on("2039-12-31").includes("open"), true);
});

test("an amendment replaces its clause from its own first day, and does not bring it back", () => {
  assert.deepEqual(
    on("2026-06-30").filter((id) => ["first", "second"].includes(id)),
    ["first"],
  );
  assert.deepEqual(
    on("2026-07-01").filter((id) => ["first", "second"].includes(id)),
    ["second"],
  );
  assert.deepEqual(
    on("2027-01-01").filter((id) => ["first", "second"].includes(id)),
    [],
  );
});

test("what was not known on the programme's date does not bind its plan", () => {
  assert.equal(on("2026-08-01").includes("later"), false);
  assert.equal(on("2026-08-01").includes("open"), true);
});
