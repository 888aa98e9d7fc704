import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Decisions } from "../plan/plan.ts";
import { openLibrary } from "../programme/library.ts";
import { numberColumn, textColumn } from "../record/column.ts";
import { readRecord } from "../record/read.ts";
import type { RunRecord, Table } from "../record/record.ts";
import { writeRecord } from "../record/write.ts";
import { handMade, neocloud } from "./plan-fixture.ts";
import { simulate } from "./simulate.ts";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const resolved = neocloud(read);
const library = openLibrary((name) => read(`data/${name}`));
const plan = handMade(resolved);
const near = (value: number, expected: number, relative: number, what = "") =>
  assert.ok(Math.abs(value - expected) <= relative * Math.abs(expected), `${what} ${value}, expected ${expected}`);
const table = (record: RunRecord, name: string) => record.tables[name]!;
const total = (of: Table, name: string, where: (row: number) => boolean = () => true) => {
  let sum = 0;
  numberColumn(of, name).forEach((value, row) => (sum += where(row) ? value : 0));
  return sum;
};

test("a plan is played out: tables agree with each other and with the summary", async () => {
  const record = await simulate(resolved, library, plan, { seed: 3 });
  const { summary } = record;
  const hourly = table(record, "hourly");
  assert.equal(summary.hours, 26_304); // 2026 to 2028, with a leap day
  assert.equal(hourly.rows, 2 * 26_304); // Youngstown has nothing
  const columns = Object.fromEntries(["itMw", "lossesMw", "coolingMw", "houseMw", "gridMw", "onsiteMw", "dryBulbC", "wetBulbC"].map((name) => [name, numberColumn(hourly, name)]));
  for (let row = 0; row < hourly.rows; row += 1) {
    const load = columns["itMw"]![row]! + columns["lossesMw"]![row]! + columns["coolingMw"]![row]! + columns["houseMw"]![row]!;
    assert.ok(Math.abs(load - columns["gridMw"]![row]! - columns["onsiteMw"]![row]!) <= 1e-9 * Math.max(1, load));
    assert.ok(columns["wetBulbC"]![row]! <= columns["dryBulbC"]![row]!);
  }
  const quarters = table(record, "site-quarters");
  near(total(quarters, "itMwh"), total(hourly, "itMw"), 1e-9, "IT energy");
  near(total(quarters, "gridMwh"), total(hourly, "gridMw"), 1e-9, "grid energy");
  near(total(quarters, "onsiteMwh"), total(hourly, "onsiteMw"), 1e-9, "on-site energy");
  assert.ok(total(hourly, "onsiteMw") > 0);
  near(summary.facilityMwh, total(hourly, "gridMw") + total(hourly, "onsiteMw"), 1e-9);
  near(summary.energyUsd, total(quarters, "energyUsd") + total(quarters, "onsiteUsd"), 1e-9);
  assert.ok(summary.pue > 1.03 && summary.pue < 1.3, `PUE ${summary.pue}`);
  const { installed, powered, allocated, running, useful, planned } = summary.waterfall;
  assert.ok(installed >= powered && powered >= allocated && allocated >= running && running >= useful && useful > 0);
  near(useful, planned, 0.1, "useful compute");
  near(useful, total(quarters, "usefulH100eHours"), 1e-9);
  near(planned, total(quarters, "plannedH100eHours"), 1e-9);
});

test("law 11 in the tables: demand = own + clouds + unserved, and quarters are the sums of hours", async () => {
  const record = await simulate(resolved, library, plan, { seed: 3 });
  const serving = table(record, "serving");
  const [demand, own, clouds, unserved] = ["demand", "own", "clouds", "unserved"].map((name) => numberColumn(serving, name));
  for (let row = 0; row < serving.rows; row += 1) assert.ok(Math.abs(demand![row]! - own![row]! - clouds![row]! - unserved![row]!) <= 1e-9 * demand![row]! && unserved![row]! >= 0);
  const work = table(record, "work-quarters");
  const [workload, place] = [textColumn(work, "workload"), textColumn(work, "place")];
  const chat = (row: number) => textColumn(serving, "workload")[row] === "chat";
  near(
    total(work, "h100eHours", (row) => workload[row] === "chat" && place[row] !== "unserved"),
    total(serving, "own", chat),
    1e-9,
  );
  near(
    total(work, "h100eHours", (row) => workload[row] === "chat" && place[row] === "unserved"),
    total(serving, "unserved", chat),
    1e-9,
  );
  near(
    total(work, "h100eHours", (row) => workload[row] === "api" && place[row] === "azure"),
    total(serving, "demand", (row) => !chat(row)),
    1e-9,
  );
  near(
    total(work, "h100eHours", (row) => workload[row] !== "api" && place[row] !== "unserved"),
    record.summary.waterfall.useful,
    1e-9,
  );
});

test("the milestone is reached, with failures on the way", async () => {
  const record = await simulate(resolved, library, plan, { seed: 3 });
  const { milestones, ettr, failures } = record.summary;
  assert.equal(milestones["aurora"]!.planned, "2027-Q2");
  assert.ok(milestones["aurora"]!.done! > "2027-05-15" && milestones["aurora"]!.done! < "2027-07-15", `done ${milestones["aurora"]!.done}`);
  assert.ok(ettr["aurora"]! > 0.95 && ettr["aurora"]! < 0.999, `ETTR ${ettr["aurora"]}`);
  const trainings = table(record, "trainings");
  assert.equal(numberColumn(trainings, "flop")[0], 6e25);
  const rows = table(record, "failures");
  assert.equal(
    total(rows, "count"),
    Object.values(failures).reduce((sum, count) => sum + count, 0),
  );
  const inGang = total(rows, "count", (row) => textColumn(rows, "workload")[row] === "aurora");
  assert.equal(inGang, numberColumn(trainings, "interruptions")[0]);
});

test("a plan with no work idles; one with no sites has empty tables", async () => {
  const idle = handMade(resolved, (decisions) => ({
    ...decisions,
    campus: { aurora: null },
    sites: Object.fromEntries(Object.entries(decisions.sites).map(([id, site]) => [id, { ...site, work: {}, training: {} }])),
  }));
  const record = await simulate(resolved, library, idle, { seed: 1 });
  assert.ok(record.summary.itMwh > 0);
  // Best effort takes what is left even where the plan gave it nothing; inference only goes where the plan put it.
  assert.equal(total(table(record, "serving"), "own"), 0);
  assert.deepEqual(record.summary.milestones["aurora"], { planned: "none", done: null });
  const none = handMade(resolved, (decisions): Decisions => ({
    ...decisions,
    campus: { aurora: null },
    sites: Object.fromEntries(Object.entries(decisions.sites).map(([id, site]) => [id, { ...site, options: [], racks: {}, running: {}, work: {}, training: {} }])),
  }));
  const empty = await simulate(resolved, library, none, { seed: 1 });
  assert.equal(table(empty, "hourly").rows, 0);
  assert.equal(empty.summary.pue, 0);
  near(empty.summary.unservedShare, 0.95, 0.06, "unserved");
});

test("same seed, same bytes, with one thread or two; the folder reads back", async () => {
  const folder = mkdtempSync(join(tmpdir(), "simulate-"));
  try {
    const hashes: string[] = [];
    for (const [name, workers] of [
      ["one", 1],
      ["again", 1],
      ["two", 2],
    ] as const) {
      const record = await simulate(resolved, library, plan, { seed: 11, workers });
      await writeRecord(join(folder, name), record);
      const hash = createHash("sha256");
      for (const file of readdirSync(join(folder, name)).toSorted()) hash.update(file).update(readFileSync(join(folder, name, file)));
      hashes.push(hash.digest("hex"));
      if (name === "one") assert.deepEqual(await readRecord(join(folder, name)), record);
    }
    assert.equal(new Set(hashes).size, 1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
