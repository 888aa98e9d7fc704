// How do two records stand side by side? Totals by group, milestones with their days, and quarters.

import type { FigureRow, RecordComparison } from "../record-comparison.ts";
import { number, table } from "../table.ts";

export function recordsScreen({ seeds, totals, quarters, milestones, inputs }: RecordComparison, [a, b]: readonly [string, string]): string {
  const groups = [...new Set(totals.map(({ group }) => group))];
  const head = (title: string): string[] => [title, "A", "B", "difference", "change, %"];
  return [
    `records: A ${a}, seed ${seeds.a}; B ${b}, seed ${seeds.b}`,
    ...groups.map((group) =>
      table(
        head(group),
        totals.filter((row) => row.group === group).map((row) => [row.unit === "-" ? row.figure : `${row.figure}, ${row.unit}`, ...cells(row)]),
      ),
    ),
    ...(milestones.length === 0
      ? []
      : [
          table(
            ["milestone", "A", "B", "difference"],
            milestones.map((row) => [row.milestone, row.a ?? "not done", row.b ?? "not done", row.differenceDays === null ? "-" : days(row.differenceDays)]),
          ),
        ]),
    ...(quarters.length === 0 ? [] : [quarterTable(quarters)]),
    ...(inputs.length === 0 ? [] : ["which inputs differ", ...inputs.map(({ path, a: one, b: other }) => `  ${path}: ${JSON.stringify(one)} in A, ${JSON.stringify(other)} in B`)]),
  ].join("\n\n");
}

/** What a reader asks of each quarter; --json has every column. */
const shown = [
  ["usefulH100eHours", "million H100e-hours", 1e6],
  ["facilityMwh", "GWh", 1e3],
  ["energyUsd", "$M of grid energy", 1e6],
] as const;

function quarterTable(quarters: readonly FigureRow[]): string {
  const names = [...new Set(quarters.map(({ group }) => group))];
  return table(
    ["quarter", ...shown.flatMap(([, unit]) => [`${unit} A`, "B", "difference"])],
    names.map((quarter) => [
      quarter,
      ...shown.flatMap(([column, , divide]) => {
        const row = quarters.find(({ group, figure }) => group === quarter && figure === column);
        return [row?.a, row?.b, row?.difference].map((value) => (value === null || value === undefined ? "-" : number(value / divide, 2)));
      }),
    ]),
  );
}

function cells({ a, b, difference }: FigureRow): string[] {
  const largest = Math.max(Math.abs(a ?? 0), Math.abs(b ?? 0));
  const whole = [a, b].every((value) => value === null || Number.isInteger(value));
  const digits = whole || largest >= 1e4 ? 0 : largest >= 100 ? 1 : largest >= 1 ? 3 : 4;
  const show = (value: number | null): string => (value === null ? "-" : number(value, digits));
  return [show(a), show(b), show(difference), difference === null || a === null || a === 0 ? "-" : number((difference / Math.abs(a)) * 100, 1)];
}

function days(difference: number): string {
  return difference === 0 ? "same day" : `${number(Math.abs(difference))} ${Math.abs(difference) === 1 ? "day" : "days"} ${difference > 0 ? "later" : "earlier"}`;
}
