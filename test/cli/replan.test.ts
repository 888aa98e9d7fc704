// Does a plan made from the last one say what is fixed, what moved and what it cost; and does a bad request write nothing?

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { tablesXlsx } from "../../src/formats/workbook-xlsx.ts";
import { xlsxTables } from "../../src/formats/xlsx-read.ts";
import { gigasite, root } from "./command.ts";

const tiny = join(root, "test/programmes/tiny.yaml");
let folder: string;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "gigasite-replan-"));
  const { status, stderr } = await gigasite(["plan", tiny, "-o", "last"], folder);
  assert.equal(status, 0, stderr);
});
after(() => rmSync(folder, { recursive: true, force: true }));

test("with --bridge, the re-plan, its certificate and what it cost stand in the run folder", async () => {
  writeFileSync(join(folder, "happened.csv"), "site,quarter,measure,value,unit,source\nalpha,2026-Q3,racks:plain,50,racks,site report\n");
  const { status, stdout, stderr } = await gigasite(["plan", tiny, "--from", "last", "--as-of", "2026-10", "--actuals", "happened.csv", "--bridge", "-o", "next"], folder);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /re-plan of last as of 2026-Q4/);
  assert.match(stdout, /alpha, 2026-Q3 {2}racks:plain +60 +50 +-10 {2}racks/);
  assert.match(stdout, /what happened instead of what was planned +-\$/);
  const told = JSON.parse(readFileSync(join(folder, "next", "replan.json"), "utf8")) as {
    from: string;
    asOf: string;
    fixed: { racksItMw: number };
    bridge: { parts: { cause: string }[] };
    late: { quarters: number; sites: { site: string; quarters: number | null }[]; milestones: { id: string; before: string | null; after: string | null }[] };
  };
  assert.ok(told.late.quarters > 0, `${told.late.quarters} quarters`);
  assert.deepEqual(
    told.late.sites.map(({ site }) => site),
    ["alpha"],
  );
  assert.match(stdout.replaceAll(/\s+/g, " "), /The last plan's power comes [\d.]+ quarters later on average, up to the end of 2027-Q2\./);
  assert.deepEqual([told.from, told.asOf, told.fixed.racksItMw, told.bridge.parts.map(({ cause }) => cause)], ["last", "2026-Q4", 5, ["happened"]]);
});

test("without --bridge: what both plans come to, and the command that says what each cause cost", async () => {
  const { status, stdout, stderr } = await gigasite(["plan", tiny, "--from", "last", "--as-of", "2026-Q4", "-o", "short"], folder);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /Nothing moved/);
  assert.match(stdout, /The last plan's power comes when it was planned\./);
  assert.match(stdout, /2026-Q1 to 2027-Q2 +worth, discounted/);
  assert.match(stdout.replaceAll(/\s+/g, " "), /What each cause cost: gigasite plan \S+tiny\.yaml --from last --as-of 2026-Q4 --bridge/);
  const told = JSON.parse(readFileSync(join(folder, "short", "replan.json"), "utf8")) as { bridge?: object; totals: { before: { worthUsd: number }; after: { worthUsd: number } } };
  assert.equal(told.bridge, undefined);
  assert.ok(told.totals.before.worthUsd > 0 && told.totals.after.worthUsd > 0);
});

test("what happened may come as a workbook: the template is filled in, and a bad cell is named", async () => {
  const written = await gigasite(["import", "happened.xlsx", "--template", "--actuals", "--onto", tiny], folder);
  assert.equal(written.status, 0, written.stderr);
  const [table] = await xlsxTables(readFileSync(join(folder, "happened.xlsx")));
  assert.equal(table!.sheet, "Actuals");
  const fill = (value: string | number) =>
    table!.rows.map((row) => (row[0] === "alpha" && row[2] === "racks:plain" ? ["alpha", "2026-Q3", "racks:plain", value, "racks", "site report"] : row.map((cell) => cell ?? "")));
  writeFileSync(join(folder, "good.xlsx"), await tablesXlsx([{ name: "Actuals", rows: fill(50) as (string | number)[][] }]));
  writeFileSync(join(folder, "bad.xlsx"), await tablesXlsx([{ name: "Actuals", rows: fill("fifty") as (string | number)[][] }]));
  const good = await gigasite(["plan", tiny, "--from", "last", "--as-of", "2026-Q4", "--actuals", "good.xlsx", "-o", "sheet"], folder);
  assert.equal(good.status, 0, good.stderr);
  assert.match(good.stdout, /alpha, 2026-Q3 {2}racks:plain +60 +50 +-10 {2}racks/);
  const bad = await gigasite(["plan", tiny, "--from", "last", "--actuals", "bad.xlsx", "-o", "none"], folder);
  assert.equal(bad.status, 2);
  assert.match(bad.stderr, /bad\.xlsx:Actuals!D\d+: value: expected a number of 0 or more without a unit, got "fifty"/);
  assert.ok(!existsSync(join(folder, "none")));
});

test("what happened breaks a rule: told as a fact, verified, exit 0", async () => {
  const set = ["--set", "catalogue.accelerators.plain.supply.2026-Q3=40 racks", "--set", "known=2026-11-15"];
  const { status, stdout, stderr } = await gigasite(["plan", tiny, ...set, "--from", "last", "--as-of", "2026-Q4", "-o", "facts"], folder);
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /verified: .* one is broken by what happened/);
  const again = await gigasite(["verify", "facts", "--json"], folder);
  assert.equal(again.status, 0, again.stderr);
  const certificate = JSON.parse(again.stdout) as { facts: { family: string; amount: number }[] };
  assert.deepEqual(
    certificate.facts.map(({ family, amount }) => [family, amount]),
    [["chip.supply", 20]],
  );
});

test("every problem of the request is told with its place, and nothing is written", async () => {
  writeFileSync(join(folder, "bad.csv"), "site,quarter,measure,value,unit,source\nalpa,2026-Q3,racks:plain,5x,racks,\n");
  const bad = await gigasite(["plan", tiny, "--from", "last", "--actuals", "bad.csv", "-o", "none"], folder);
  assert.equal(bad.status, 2);
  assert.match(bad.stderr, /bad\.csv:2:1: site: "alpa" is no site of the programme, did you mean "alpha"\?/);
  assert.match(bad.stderr, /bad\.csv:2:26: value: /);
  assert.match(bad.stderr, /bad\.csv:2:35: source: /);
  const when = await gigasite(["plan", tiny, "--from", "last", "--as-of", "soon", "-o", "none"], folder);
  assert.equal(when.status, 2);
  assert.match(when.stderr, /--as-of soon: expected a quarter, a month or a day/);
  assert.ok(!existsSync(join(folder, "none")));
});
