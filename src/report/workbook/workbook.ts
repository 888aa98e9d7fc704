// What stands in the finance workbook of a plan? Nine sheets, live formulas over the programme's inputs and the plan's decisions.

import type { Plan } from "../../plan/plan.ts";
import type { Programme } from "../../programme/programme.ts";
import { bookRows } from "./book.ts";
import { callRows } from "./calls.ts";
import { cashFlowRows } from "./cash-flow.ts";
import { checkRows } from "./checks.ts";
import { cohortRows } from "./cohorts.ts";
import { debtRows } from "./debt.ts";
import { factsOf } from "./facts.ts";
import { inputRows } from "./inputs.ts";
import { ratioRows } from "./ratios.ts";
import { type Cell, resolve, type Row, type Sheet, type Style } from "./sheet.ts";
import { sourcesAndUsesRows } from "./sources-and-uses.ts";
import { timelineRows } from "./timeline.ts";

/** One row as it is written: formulas with addresses. */
export interface WorkbookRow {
  readonly label: string;
  readonly unit: string;
  readonly source: string;
  readonly style: Style;
  readonly heading: boolean;
  readonly total: Cell;
  readonly cells: readonly Cell[];
}

export interface WorkbookSheet {
  readonly name: string;
  readonly heads: readonly string[];
  readonly rows: readonly WorkbookRow[];
}

/** The workbook of a plan: numbers are inputs, everything else is a formula. */
export function workbook(programme: Programme, plan: Plan): readonly WorkbookSheet[] {
  const facts = factsOf(programme, plan);
  const ages = facts.quarters.map((_, age) => `after ${age} quarters`);
  const sheet = (name: string, rows: readonly Row[], heads: readonly string[] = facts.quarters): Sheet => ({ name, rows, heads });
  const sheets = [
    sheet("Inputs", inputRows(facts)),
    sheet("Cohorts", cohortRows(facts), ages),
    sheet("Timeline", timelineRows(facts)),
    sheet("Sources and Uses", sourcesAndUsesRows(facts)),
    sheet("Capital calls", callRows(facts)),
    sheet("Debt", [...debtRows(facts), ...bookRows(facts)]),
    sheet("Cash flow", cashFlowRows(facts)),
    sheet("Ratios", ratioRows(facts)),
    sheet("Checks", checkRows(facts)),
  ];
  const address = resolve(sheets);
  const placed = (cell: Cell, name: string): Cell => (typeof cell === "object" ? { formula: address(cell.formula, name) } : cell);
  return sheets.map(({ name, heads, rows }) => ({
    name,
    heads,
    rows: rows.map(({ label, unit, style, source, total, quarters, heading }) => ({
      label,
      unit,
      style,
      source: source ?? "",
      heading: heading ?? false,
      total: placed(total, name),
      cells: (quarters ?? []).map((cell) => placed(cell, name)),
    })),
  }));
}
