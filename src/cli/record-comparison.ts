// What differs between two records, figure by figure?

import type { RecordFigure, RecordFigures } from "./record-figures.ts";

export interface FigureRow {
  readonly group: string;
  readonly figure: string;
  readonly unit: string;
  /** Null where the record has no such figure. */
  readonly a: number | null;
  readonly b: number | null;
  /** b - a. */
  readonly difference: number | null;
}

export interface RecordComparison {
  readonly kind: RecordFigures["kind"];
  readonly seeds: { readonly a: number; readonly b: number };
  readonly totals: readonly FigureRow[];
  /** Sums over sites; the group is the quarter. */
  readonly quarters: readonly FigureRow[];
  /** Day on which each was reached, null where it was not; the difference in days. */
  readonly milestones: readonly { readonly milestone: string; readonly a: string | null; readonly b: string | null; readonly differenceDays: number | null }[];
  /** Where the records say themselves what was asked for: what differs there, by path. */
  readonly inputs: readonly { readonly path: string; readonly a: unknown; readonly b: unknown }[];
}

/** Holds two records of one kind against each other. */
export function compareRecords(a: RecordFigures, b: RecordFigures): RecordComparison {
  const quarters = [...new Set([...a.quarters.keys(), ...b.quarters.keys()])].toSorted();
  const milestones = [...new Set([...a.milestones.keys(), ...b.milestones.keys()])];
  return {
    kind: a.kind,
    seeds: { a: a.seed, b: b.seed },
    totals: rowsOf(a.totals, b.totals),
    quarters: quarters.flatMap((quarter) => rowsOf(a.quarters.get(quarter) ?? [], b.quarters.get(quarter) ?? [])),
    milestones: milestones.map((milestone) => {
      const [left, right] = [a.milestones.get(milestone) ?? null, b.milestones.get(milestone) ?? null];
      return { milestone, a: left, b: right, differenceDays: left === null || right === null ? null : (Date.parse(right) - Date.parse(left)) / 86_400_000 };
    }),
    inputs: leafDifferences(a.inputs, b.inputs, ""),
  };
}

function rowsOf(a: readonly RecordFigure[], b: readonly RecordFigure[]): FigureRow[] {
  const key = ({ group, figure }: RecordFigure): string => `${group}\n${figure}`;
  const [left, right] = [a, b].map((figures) => new Map(figures.map((one) => [key(one), one]))) as [Map<string, RecordFigure>, Map<string, RecordFigure>];
  const keys = [...new Set([...left.keys(), ...right.keys()])];
  // What only the other record has stands with its group.
  const groups = [...new Set([...a, ...b].map(({ group }) => group))];
  return keys
    .map((name): FigureRow => {
      const { group, figure, unit } = (left.get(name) ?? right.get(name))!;
      const [one, other] = [left.get(name)?.value ?? null, right.get(name)?.value ?? null];
      return { group, figure, unit, a: one, b: other, difference: one === null || other === null ? null : other - one };
    })
    .toSorted((one, other) => groups.indexOf(one.group) - groups.indexOf(other.group));
}

function leafDifferences(a: unknown, b: unknown, path: string): { readonly path: string; readonly a: unknown; readonly b: unknown }[] {
  if (isRecord(a) && isRecord(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.flatMap((key) => leafDifferences(a[key], b[key], path === "" ? key : `${path}.${key}`));
  }
  return JSON.stringify(a) === JSON.stringify(b) ? [] : [{ path, a: a ?? null, b: b ?? null }];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
