import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { load } from "../programme/load.ts";
import { actualsCsv, actualsTemplate, readActuals } from "./actuals.ts";
import { csvTable, sheetTable } from "./rows.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const loaded = load("test/programmes/tiny.yaml", read, read("data/catalogue.yaml"));
assert.ok(loaded.ok);
const { programme } = loaded;

const good = `# what the sites reported
site,quarter,measure,value,unit,source
alpha,2026-Q3,energized-mw,12.5,MW,"utility, 2026-10-02"
alpha,2026-Q4,racks:plain,80,racks,"""as built"", 2027-01"
alpha,2026-Q3,racks:plain,40,racks,as built
beta,2026-Q3,starts:hall-10,0,buildings,site visit
`;

test("figures with their sources, by site, measure and quarter", () => {
  const { actuals, problems } = readActuals(csvTable("a.csv", good), programme);
  assert.deepEqual(problems, []);
  assert.deepEqual(actuals, [
    { site: "alpha", quarter: "2026-Q3", measure: "energized-mw", value: 12.5, source: "utility, 2026-10-02" },
    { site: "alpha", quarter: "2026-Q3", measure: "racks:plain", value: 40, source: "as built" },
    { site: "alpha", quarter: "2026-Q4", measure: "racks:plain", value: 80, source: '"as built", 2027-01' },
    { site: "beta", quarter: "2026-Q3", measure: "starts:hall-10", value: 0, source: "site visit" },
  ]);
});

test("every problem at once, each with its line and column", () => {
  const bad = `site,quarter,measure,value,unit,source
alpa,2026-Q3,energized-mw,12,MW,x
alpha,2026-13,energized-kw,12 MW,kW,x
alpha,2026-Q3,racks:plane,1.5,MW,
alpha,2026-Q4,racks:plain,5,racks,x
alpha,2026-Q4,racks:plain,6,racks,x
`;
  const { actuals, problems } = readActuals(csvTable("b.csv", bad), programme);
  assert.deepEqual(actuals, []);
  assert.deepEqual(
    problems.map(({ position: { file, line, column }, path }) => `${file}:${line}:${column}: ${path}`),
    [
      "b.csv:2:1: site",
      "b.csv:3:7: quarter",
      "b.csv:3:15: measure",
      "b.csv:3:28: value",
      "b.csv:4:15: measure",
      "b.csv:4:27: value",
      "b.csv:4:31: unit",
      "b.csv:4:34: source",
      "b.csv:6:1: site",
    ],
  );
  assert.match(problems[0]!.message, /"alpa" is no site of the programme, did you mean "alpha"\?/);
});

test("a table without its columns is refused, and racks that vanish are too", () => {
  assert.equal(readActuals(csvTable("c.csv", "site,value\nalpha,3\n"), programme).problems.length, 4);
  const falling = good.replace("2026-Q4,racks:plain,80", "2026-Q4,racks:plain,30");
  assert.match(readActuals(csvTable("d.csv", falling), programme).problems[0]!.message, /fewer than the 40 of 2026-Q3/);
});

test("the template names every site and measure, and fills in to a table that reads", () => {
  const template = actualsCsv(actualsTemplate(programme));
  assert.deepEqual(readActuals(csvTable("t.csv", template), programme), { actuals: [], problems: [] });
  const filled = template
    .split("\n")
    .map((line) => (/^(alpha|beta),/.test(line) ? line.replace(/^([^,]*),,([^,]*),,([^,]*),$/, "$1,2026-Q3,$2,1,$3,a report") : line))
    .join("\n");
  const { actuals, problems } = readActuals(csvTable("e.csv", filled), programme);
  assert.deepEqual(problems, []);
  assert.equal(actuals.length, 12);
});

test("a sheet reads as a CSV does: numbers, dates as quarters, places by row and column", () => {
  const head = ["site", "quarter", "measure", "value", "unit", "source"];
  const rows = [
    head,
    ["# what the sites reported", null, null, null, null, null],
    ["alpha", new Date(Date.UTC(2026, 7, 15)), "energized-mw", 12.5, "MW", "utility, 2026-10-02"],
    [null, null, null, null, null, null],
    ["beta", "2026-Q3", "starts:hall-10", 0.5, "buildings", "site visit"],
  ];
  const { actuals, problems } = readActuals(sheetTable("a.xlsx", { rows }), programme);
  assert.deepEqual(actuals, []);
  assert.deepEqual(
    problems.map(({ position: { line, column }, path }) => [line, column, path]),
    [[5, 4, "value"]],
  );
  const whole = readActuals(sheetTable("a.xlsx", { rows: rows.slice(0, 4) }), programme);
  assert.deepEqual(whole.actuals, [{ site: "alpha", quarter: "2026-Q3", measure: "energized-mw", value: 12.5, source: "utility, 2026-10-02" }]);
});
