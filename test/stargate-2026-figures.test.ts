// Does the reference programme of August 2026 say where its figures come from, and does what stands agree with what was seen?

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { clausesInForce } from "../src/agreements/in-force.ts";
import { readDocument } from "../src/programme/document.ts";
import { load } from "../src/programme/load.ts";
import type { Day } from "../src/units/brand.ts";
import { addQuarters } from "../src/units/calendar.ts";

const file = "programmes/stargate-2026-08.yaml";
const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const loaded = load(file, read, read("data/catalogue.yaml"));
assert.ok(loaded.ok, "the programme loads");
const { programme } = loaded;
const { sites, catalogue } = programme;
const january = load("programmes/stargate-2025-01.yaml", read, read("data/catalogue.yaml"));
assert.ok(january.ok);

/** Every `{ value, ... }` of the file itself, as written. */
function* written(value: unknown, path: string): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value) && "value" in value && "source" in value) yield [path, value as Record<string, unknown>];
  else for (const [key, inner] of Object.entries(value)) yield* written(inner, `${path}.${key}`);
}
const own = [...written(readDocument(file, read(file)).located.value, "")];
const hall = catalogue.buildings["hall-105"]!;

test("every figure of the file has a source, a confidence and a day on which it was learnt, and assumptions say why", () => {
  assert.ok(own.length > 30);
  for (const [path, leaf] of own) {
    assert.ok(leaf["source"] && leaf["confidence"], path);
    const learnt = leaf["learnt"];
    if (leaf["source"] !== "assumption" && !String(leaf["source"]).includes("assumption")) assert.ok(typeof learnt === "string", `${path} says when it was learnt`);
    if (typeof learnt === "string") assert.ok(learnt <= programme.known, `${path} was learnt ${learnt}`);
    if (leaf["confidence"] === "assumption")
      for (const key of ["low", "high", "reason"]) assert.ok(leaf[key] !== undefined && leaf[key] !== "", `${path} is an assumption without ${key}`);
  }
  const text = read(file);
  assert.doesNotMatch(text, /https?:|www\.|TODO|TBD/i);
  // Numbers of the world that no figure holds: counts of buildings stand with their `started`, dates and days explain themselves.
  const bare = text.split("\n").filter((line) => /^\s*(facility|cost|workers|commitment|limit|rate):\s*[^{*]/.test(line));
  assert.deepEqual(bare, []);
});

test("what stands: Abilene's four buildings, 421 MW IT, filled with 201,600 packages but for a rack a hall", () => {
  const abilene = sites["abilene-tx"]!;
  const ready = abilene.built.filter(({ started }) => addQuarters(started, hall.ready) <= "2026-Q2").reduce((sum, { count }) => sum + count, 0);
  assert.equal(ready, 4);
  assert.ok(Math.abs(ready * hall.it - 421) < 1);
  assert.equal(
    abilene.built.reduce((sum, { count }) => sum + count, 0),
    8,
  );
  const racks = abilene.racks.reduce((sum, standing) => sum + standing.racks, 0);
  assert.equal(racks, (4 * 50_400) / 72 - 4);
  const mw = abilene.racks.reduce((sum, { accelerator, racks: count }) => sum + count * catalogue.accelerators[accelerator]!.rackIt, 0);
  assert.ok(mw <= ready * hall.it && mw > ready * hall.it - 4 * 0.1506, `${mw} MW of racks in ${ready * hall.it}`);
  const last = abilene.built.at(-1)!;
  assert.equal(addQuarters(last.started, hall.ready), "2026-Q4", "buildings 5 to 8 on 2026-11-01");
});

test("what is under way: fourteen halls at six sites, and what was paid for them is off the budget", () => {
  const paid = (started: string) => {
    let age = 0;
    while (addQuarters(started as never, age) < programme.calendar.from) age += 1;
    return hall.spend.slice(0, age).reduce((sum, share) => sum + share, 0);
  };
  const under = Object.entries(sites).flatMap(([id, site]) =>
    site.built.filter(({ started }) => addQuarters(started, hall.ready) >= programme.calendar.from).map((standing) => ({ id, ...standing })),
  );
  assert.equal(
    under.reduce((sum, { count }) => sum + count, 0),
    14,
  );
  assert.equal(new Set(under.map(({ id }) => id)).size, 6);
  const spent = under.reduce((sum, { count, started }) => sum + count * hall.it * hall.cost * paid(started), 0) / 1e9;
  assert.ok(Math.abs(spent - 10.7) < 0.1, `${spent} B$ on halls under way`);
  assert.ok(Math.abs(programme.capital.budget / 1e9 - (500 - 15.9 - spent)) < 0.6);
  for (const id of ["abilene-exp-tx", "goodnight-tx"]) assert.equal(sites[id]!.buildings["hall-105"], 0, `${id} is gone`);
  assert.equal(sites["shackelford-tx"]!.power["gas-700"]!.energized, addQuarters(january.programme.sites["shackelford-tx"]!.power["gas-700"]!.energized, 1), "a quarter later");
});

test("labour: the pools of January grown to the calendar's first quarter", () => {
  for (const [id, pool] of Object.entries(programme.labour.pools)) {
    const before = january.programme.labour.pools[id]!;
    const grown = Math.min(before.most ?? Infinity, before.workers * (1 + (before.growth ?? 0)) ** 6);
    assert.ok(Math.abs(pool.workers - grown) < 1, `${id}: ${pool.workers}, ${grown}`);
  }
});

test("the agreement: of January 2025 until October, then as amended, then as press has it since April 2026", () => {
  const on = (day: string) => clausesInForce(programme, day as Day, programme.known).map(({ id }) => id);
  const amended = ["api-exclusivity", "first-refusal", "ip-access", "share-to-microsoft", "share-to-openai", "azure-commitment"];
  for (const id of amended) assert.ok(on("2025-10-27").includes(id), id);
  const november = on("2025-11-01");
  for (const id of ["api-exclusivity-2025-10", "ip-models-2032", "ip-research-2030", "share-to-microsoft-2025-10", "share-to-openai", "azure-commitment-2025-10"])
    assert.ok(november.includes(id), id);
  assert.ok(!november.some((id) => programme.agreements[id]!.kind === "first-refusal"), "the right of first refusal ended");
  const now = on("2026-09-30");
  assert.ok(!now.some((id) => programme.agreements[id]!.kind === "exclusivity"), "the API may run anywhere");
  assert.deepEqual(
    now.filter((id) => programme.agreements[id]!.kind === "revenue-share"),
    ["share-to-microsoft-2026-04"],
  );
  for (const id of amended) assert.ok(!now.includes(id), id);
  // In January none of it was known.
  const then = clausesInForce(programme, "2026-09-30" as Day, "2025-01-21" as Day).map(({ id }) => id);
  assert.ok(then.includes("first-refusal") && !then.includes("share-to-microsoft-2026-04"));
});
