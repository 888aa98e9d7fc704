import assert from "node:assert/strict";
import { test } from "node:test";
import { type CellValue, readSpreadsheet, type Table, type Tree } from "./spreadsheet-read.ts";
import { spreadsheetTemplate } from "./spreadsheet-template.ts";
import { tablesXlsx, workbookXlsx } from "./workbook-xlsx.ts";
import { xlsxTables } from "./xlsx-read.ts";

test("the template reads back as what its example rows say, each value with its cell", async () => {
  const { document, cells, problems } = readSpreadsheet(await xlsxTables(await tablesXlsx(spreadsheetTemplate())));
  assert.deepEqual(problems, []);
  assert.deepEqual(at(document, "sites.amarillo.power.grid"), {
    kind: "grid",
    facility: "200 MW",
    energized: "2026-Q3",
    ramp: ["50 %", "100 %"],
    cost: "60000000 $",
    committed: true,
  });
  assert.deepEqual(at(document, "catalogue.accelerators.gb300-nvl72.supply"), { "2026-Q3": "100 racks" });
  assert.equal(cells.get("sites.amarillo.power.grid.facility"), "Power!D2");
});

/** What stands at a path of maps. */
const at = (tree: Tree, path: string): unknown => path.split(".").reduce((inner: unknown, key) => (inner as Tree)[key], tree);

const supply = (...rows: CellValue[][]): Table => ({ sheet: "Supply", rows: [["accelerator", "quarter", "racks"], ...rows] });

test("quarters come as 2026-Q3, Q3 2026, 2026 Q3 or a date; numbers with thousands commas; texts with their own unit", () => {
  const { document, problems } = readSpreadsheet([supply(["a", "2026-Q3", 1], ["b", "Q3 2026", "1,200"], ["c", "2026 Q3", "7 racks"], ["d", new Date("2026-08-15"), 2])]);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    ["a", "b", "c", "d"].map((id) => at(document, `catalogue.accelerators.${id}.supply`)),
    [{ "2026-Q3": "1 racks" }, { "2026-Q3": "1200 racks" }, { "2026-Q3": "7 racks" }, { "2026-Q3": "2 racks" }],
  );
});

test("money by quarter is added up, since the programme holds what may be called so far", () => {
  const { document } = readSpreadsheet([
    {
      sheet: "spend",
      rows: [
        ["quarter", "spend USD"],
        ["2026-Q1", 500],
        ["2026-Q2", 250],
      ],
    },
  ]);
  assert.deepEqual(at(document, "capital.callable"), { "2026-Q1": "500 $", "2026-Q2": "750 $" });
});

test("every problem at once, each with its cell", () => {
  const { problems } = readSpreadsheet([supply(["a", "soon", 1], ["b", "2026-Q3", "many"], ["b", "2026-Q4", null], ["c", "2026-Q1", 1], ["c", "2026-Q1", 2])]);
  assert.deepEqual(
    problems.map(({ cell }) => cell),
    ["Supply!B2", "Supply!C3", "Supply!C4", "Supply!C6"],
  );
  assert.match(problems[3]!.message, /given twice: first in Supply!C5/);
});

test("a book without a sheet that is known, and a sheet without a column that is needed, say what was expected", () => {
  assert.match(readSpreadsheet([{ sheet: "Budget", rows: [] }]).problems[0]!.message, /expected at least one of the sheets Sites, Power.*found Budget/);
  const { problems } = readSpreadsheet([
    {
      sheet: "Supply",
      rows: [
        ["acelerator", "quarter", "racks"],
        ["x", "2026-Q1", 1],
      ],
    },
  ]);
  assert.match(problems[0]!.message, /expected a column "accelerator"/);
  assert.match(problems[1]!.message, /did you mean "accelerator"/);
});

test("the same sheets give the same bytes", async () => {
  const sheets = [{ name: "One", heads: ["2026-Q1"], rows: [{ label: "a", unit: "USD", source: "", style: "money", heading: false, total: { formula: "E2" }, cells: [3] }] }];
  const first = await workbookXlsx(sheets);
  await new Promise((done) => setTimeout(done, 2100)); // a ZIP file counts time in steps of two seconds
  assert.ok(first.equals(await workbookXlsx(sheets)));
});
