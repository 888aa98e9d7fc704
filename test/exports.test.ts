// Do the files that a plan is exported to say what the plan says, in the words of each format?

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { activitiesOf } from "../src/formats/activities.ts";
import { calendarIcs } from "../src/formats/calendar-ics.ts";
import { ganttCsv } from "../src/formats/gantt-csv.ts";
import { projectXml } from "../src/formats/project-xml.ts";
import { sitesGeojson } from "../src/formats/sites-geojson.ts";
import { workbookXlsx } from "../src/formats/workbook-xlsx.ts";
import { caseOf } from "../src/plan/fixture.ts";
import type { Plan } from "../src/plan/plan.ts";
import { makePlan } from "../src/plan/planner.ts";
import type { Programme } from "../src/programme/programme.ts";
import { workbook, type WorkbookSheet } from "../src/report/workbook/workbook.ts";
import { refreshPlan, refreshText } from "../src/verify/refresh.fixture.ts";
import { tinyProgramme } from "../src/verify/tiny.fixture.ts";

let programme: Programme;
let plan: Plan;
let folder: string;
before(async () => {
  const given = caseOf("programmes/neocloud.yaml");
  programme = given.programme;
  plan = await makePlan(given, given.library, { inputs: "test" });
  folder = mkdtempSync(join(tmpdir(), "gigasite-exports-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const total = (lists: readonly (readonly number[])[]) => lists.reduce((sum, list) => sum + list.reduce((inner, value) => inner + value, 0), 0);

test("activities hold every start, every rack and every option of the plan, in order, each after what it needs", () => {
  const activities = activitiesOf(programme, plan);
  const sites = Object.values(plan.decisions.sites);
  const counted = (kind: string, what: RegExp) => activities.filter((activity) => activity.kind === kind).reduce((sum, { name }) => sum + Number(what.exec(name)![1]), 0);
  assert.equal(counted("construction", /: (\d+) x /), total(sites.flatMap(({ starts }) => Object.values(starts))));
  assert.equal(counted("racks", /: (\d+) racks/), total(sites.flatMap(({ racks }) => Object.values(racks))));
  assert.equal(
    activities.filter(({ kind }) => kind === "power").length,
    sites.reduce((sum, { options }) => sum + options.length, 0),
  );
  const ids = new Set(activities.map(({ id }) => id));
  assert.equal(ids.size, activities.length);
  for (const { id, start, finish, after: before } of activities) {
    assert.ok(start <= finish, id);
    for (const other of before) assert.ok(activities.find((activity) => activity.id === other)!.start <= start, `${id} follows ${other}`);
  }
});

test("the Gantt table quotes what must be quoted and starts no cell with a formula's sign", () => {
  const lines = ganttCsv([{ id: "a", place: "p", kind: "open", name: '=1+1, "x"', start: "2026-01-01", finish: "2026-01-01", date: true, after: ["b", "c"] } as never]).split(
    "\r\n",
  );
  assert.deepEqual(lines, ["id,place,kind,name,start,finish,after", `a,p,open,"'=1+1, ""x""",2026-01-01,2026-01-01,b c`, ""]);
});

test("the calendar is iCalendar: lines of at most 75 octets, an event an activity, the day after works end", () => {
  const activities = activitiesOf(programme, plan);
  const text = calendarIcs(activities, programme.programme, programme.known);
  const lines = text.split("\r\n");
  assert.ok(lines.every((line) => Buffer.byteLength(line) <= 75));
  assert.equal(text.match(/BEGIN:VEVENT/g)!.length, activities.length);
  const works = activities.find(({ kind }) => kind === "construction")!;
  const unfolded = text.replaceAll("\r\n ", "");
  const event = unfolded.slice(unfolded.indexOf(`UID:${works.id}@`)).split("END:VEVENT")[0]!;
  const ready = new Date(Date.parse(works.finish) + 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
  assert.match(event, new RegExp(`DTSTART;VALUE=DATE:${ready}`));
});

test("the project file nests tasks under places, keeps the plan's dates and links what follows", () => {
  const activities = activitiesOf(programme, plan);
  const text = projectXml(activities, programme.programme, (id) => programme.sites[id]?.name ?? id);
  assert.equal(text.match(/<Task>/g)!.length, activities.length + new Set(activities.map(({ place }) => place)).size);
  assert.equal(
    text.match(/<PredecessorLink>/g)!.length,
    activities.reduce((sum, { after: before }) => sum + before.length, 0),
  );
  const ids = [...text.matchAll(/<UID>(\d+)<\/UID>\s*<ID>/g)].map((match) => Number(match[1]));
  assert.deepEqual(
    ids,
    [...ids.keys()].map((index) => index + 1),
  );
});

test("GeoJSON has longitude first and the plan's megawatts", () => {
  const { features } = JSON.parse(sitesGeojson(programme, plan)) as { features: { id: string; geometry: { coordinates: number[] }; properties: { runningItMw: number[] } }[] };
  const amarillo = features.find(({ id }) => id === "amarillo")!;
  assert.deepEqual(amarillo.geometry.coordinates, [programme.sites["amarillo"]!.at[1], programme.sites["amarillo"]!.at[0]]);
  assert.deepEqual(
    amarillo.properties.runningItMw.map((mw) => mw * 1000),
    plan.derived.sites["amarillo"]!.runningKw,
  );
});

const office = ["soffice", "libreoffice"].find((name) => {
  try {
    execFileSync(name, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
});
const skip = office || process.env["GIGASITE_REQUIRE_ALL"] === "1" ? false : "no LibreOffice on this machine";

/** The workbook's sheets as LibreOffice calculates them: rows of texts by sheet name. */
async function calculated(sheets: readonly WorkbookSheet[], name: string): Promise<Map<string, string[][]>> {
  assert.ok(office, "GIGASITE_REQUIRE_ALL=1, and no LibreOffice was found");
  const out = join(folder, name);
  writeFileSync(join(folder, `${name}.xlsx`), await workbookXlsx(sheets));
  // Separator, quote, UTF-8, values as they are and not as shown, every sheet to a file of its own.
  const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";
  execFileSync(office, [`-env:UserInstallation=file://${join(folder, "office")}`, "--headless", "--convert-to", filter, "--outdir", out, join(folder, `${name}.xlsx`)], {
    stdio: "ignore",
  });
  return new Map(readdirSync(out).map((file) => [file.slice(name.length + 1, -".csv".length), parsed(readFileSync(join(out, file), "utf8"))]));
}

function parsed(text: string): string[][] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((match) => match[1]!.replaceAll(/^"|"$/g, "").replaceAll('""', '"')));
}

test("LibreOffice recalculates the workbook: every check is zero, no cell is an error, and its cash is the plan's to the cent", { skip }, async () => {
  const sheets = await calculated(workbook(programme, plan), "book");
  assert.deepEqual([...sheets.keys()].toSorted(), ["Capital calls", "Cash flow", "Checks", "Cohorts", "Debt", "Inputs", "Ratios", "Sources and Uses", "Timeline"]);
  for (const [name, rows] of sheets) for (const row of rows) for (const cell of row) assert.doesNotMatch(cell, /^(#|Err:)/, name);
  const checks = sheets.get("Checks")!;
  const end = checks.findIndex(([item]) => item === "What the plan says");
  const rows = checks.slice(1, end).filter(([, unit]) => unit !== "");
  assert.ok(rows.length > 15);
  for (const [item, , sum, , ...quarters] of rows) for (const cell of [sum!, ...quarters]) assert.ok(cell === "" || Number(cell) === 0, `${item}: ${cell}`);
  const cash = sheets
    .get("Cash flow")!
    .find(([item]) => item === "At the end")!
    .slice(4);
  assert.deepEqual(
    cash.slice(0, plan.calendar.quarters).map((value) => Math.round(Number(value) * 100) + 0),
    plan.derived.money.cash.map(Number),
  );
});

test("used racks in the workbook: the sales on paper, a loss of $1.5M on what stood at $4.5M, and every check zero", { skip }, async () => {
  const sheets = await calculated(workbook(tinyProgramme(refreshText), refreshPlan()), "refresh");
  for (const [name, rows] of sheets) for (const row of rows) for (const cell of row) assert.doesNotMatch(cell, /^(#|Err:)/, name);
  const row = (sheet: string, item: string) => {
    const found = sheets.get(sheet)!.find(([label]) => label === item);
    assert.ok(found, item);
    return found.slice(4, 8).map((cell) => Math.round(Number(cell) * 100) / 100);
  };
  assert.deepEqual(row("Cash flow", "Old: sold for"), [0, 0, 13e6, 2.5e6]);
  assert.deepEqual(row("Cash flow", "Old: of that on the books"), [0, 0, 4.5e6, 4.25e6]);
  // Five racks from 2024 stand on no book: what they bring is gain. The others are sold for $3M and $2.5M.
  assert.deepEqual(row("Cash flow", "Gain, or loss where below nothing"), [0, 0, 10e6 + 3e6 - 4.5e6, 2.5e6 - 4.25e6]);
  assert.deepEqual(row("Timeline", "Standing"), [0, 0, 8, 8]);
  assert.deepEqual(row("Timeline", "Racked"), [8, 8, 10, 9]);
  assert.deepEqual(row("Debt", "Eligible cost so far"), [10e6, 10e6, 85e6, 80e6]);
  assert.deepEqual(row("Debt", "Eligible book value"), [10e6, 9.5e6, 84.5e6, 76e6]);
  const checks = sheets.get("Checks")!;
  assert.equal(Number(checks.find(([item]) => item === "All checks together")![2]), 0, JSON.stringify(checks));
});

test("a workbook whose input is changed says so in its checks", { skip }, async () => {
  const changed = workbook(programme, plan).map((sheet) =>
    sheet.name === "Capital calls"
      ? { ...sheet, rows: sheet.rows.map((row, position) => (position === 1 ? { ...row, cells: row.cells.map((cell, t) => (t === 0 ? Number(cell) + 1000 : cell)) } : row)) }
      : sheet,
  );
  const checks = (await calculated(changed, "changed")).get("Checks")!;
  const bad = checks.filter(([item, unit, sum]) => unit === "USD" && Number(sum) !== 0 && item !== undefined && sum !== "").map(([item]) => item);
  assert.ok(bad.includes("Cash at the end: workbook less plan"), bad.join("; "));
});
