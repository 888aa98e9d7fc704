// `gigasite compare A B`: two runs side by side, in the figures that decide; what moved, which inputs differ and, when asked, which of them caused it; and what was simulated.

import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ByQuarter, Plan } from "../../plan/plan.ts";
import type { Programme } from "../../programme/programme.ts";
import { units } from "../../programme/unit-at.ts";
import type { Summary } from "../../record/record.ts";
import type { Answer } from "../face.ts";
import { type Case, caseOfFolder, readText } from "../inputs.ts";
import { standingPlan } from "../job.ts";
import { parseJson } from "../json-text.ts";
import { finishSwap, runFolderOf } from "../run-folder.ts";
import { causesScreen, differencesScreen, movesScreen } from "../screens/compare.ts";
import { recordsScreen } from "../screens/compare-records.ts";
import { compareRecords, type RecordComparison } from "../record-comparison.ts";
import { Stop } from "../stop.ts";
import { number, table } from "../table.ts";
import type { Causes } from "../../plan/reasons/causes.ts";
import { type Difference, inputDifferences } from "../../plan/reasons/differences.ts";
import { movesOf } from "../../plan/reasons/moves.ts";

interface Row {
  readonly figure: string;
  readonly unit: string;
  readonly a: number | null;
  readonly b: number | null;
  readonly difference: number | null;
}

export interface CompareOptions {
  readonly causes?: boolean;
}

export async function compare([first, second]: readonly string[], { causes: asked = false }: CompareOptions, answer: Answer): Promise<number> {
  const folders = [first!, second!].map(runFolderOf) as [string, string];
  for (const folder of folders) finishSwap(folder);
  const records = await comparedRecords(folders);
  if (records && !folders.every((folder) => existsSync(join(folder, "plan.json")))) {
    if (asked) throw new Stop(2, "compare: --causes expects two plans, and these are records without one");
    answer.give({ document: { a: folders[0], b: folders[1], records }, text: recordsScreen(records, folders) });
    return 0;
  }
  const sides = folders.map((folder) => {
    const plan = standingPlan(folder);
    return { plan, given: caseOfFolder(folder), figures: figuresOf(plan, summaryOf(folder)) };
  }) as [Side, Side];
  const [{ figures: a }, { figures: b }] = sides;
  const [one, other] = sides.map(({ given }) => given.resolved.programme) as [Programme, Programme];
  const moves = movesOf(sides[0].plan, sides[1].plan, (site) => (other.sites[site] ?? one.sites[site])?.name ?? site);
  const differences = inputDifferences(one, other);
  const causes = asked && differences.length > 0 ? await causesBetween(sides, differences, answer) : undefined;
  const unitAt = units();
  const rows = [...new Set([...a.keys(), ...b.keys()])].map((figure): Row => {
    const [left, right] = [a.get(figure)?.[0] ?? null, b.get(figure)?.[0] ?? null];
    return { figure, unit: (a.get(figure) ?? b.get(figure))![1], a: left, b: right, difference: left === null || right === null ? null : right - left };
  });
  const show = (value: number | null): string => (value === null ? "-" : number(value, Math.abs(value) < 10 ? 3 : Math.abs(value) < 1000 ? 2 : 0));
  answer.give({
    document: {
      a: folders[0],
      b: folders[1],
      rows,
      moves,
      differences: differences.map(({ path, ...rest }) => ({ path: path.join("."), ...rest })),
      ...(causes ? { causes } : {}),
      ...(records ? { records } : {}),
    },
    text: [
      table(
        ["", folders[0]!, folders[1]!, "difference"],
        rows.map((row) => [`${row.figure}, ${row.unit}`, show(row.a), show(row.b), show(row.difference)]),
      ),
      movesScreen(moves, causes, unitAt),
      differencesScreen(differences, unitAt),
      ...(causes
        ? [causesScreen(causes)]
        : asked || differences.length === 0
          ? []
          : ["(--causes solves again with each group of inputs switched back, and says which caused what)"]),
      ...(records ? [recordsScreen(records, folders)] : []),
    ].join("\n\n"),
  });
  return 0;
}

/** Undefined where not both have a record. @throws Stop 2 for records of different kinds */
async function comparedRecords(folders: readonly [string, string]): Promise<RecordComparison | undefined> {
  const { recordFigures } = await import("../record-figures.ts");
  const [a, b] = await Promise.all(folders.map(recordFigures));
  if (!a || !b) return undefined;
  if (a.kind !== b.kind) throw new Stop(2, `compare: expected two records of one kind, got one of a ${a.kind} (${folders[0]}) and one of a ${b.kind} (${folders[1]})`);
  return compareRecords(a, b);
}

interface Side {
  readonly plan: Plan;
  readonly given: Case;
  readonly figures: Figures;
}

async function causesBetween([a, b]: readonly [Side, Side], differences: readonly Difference[], answer: Answer): Promise<Causes> {
  const [{ openHighs }, { usualLimits }, { causesOf }] = await Promise.all([
    import("../../plan/lp/highs.ts"),
    import("../../plan/held.ts"),
    import("../../plan/reasons/causes.ts"),
  ]);
  const solver = openHighs();
  try {
    const libraries = { a: a.given.library, b: b.given.library };
    const say = (line: string): void => answer.progress(`compare: ${line}`);
    return await causesOf(a.given.resolved.programme, b.given.resolved.programme, differences, libraries, solver, { ...usualLimits, gap: 0.002 }, say, answer.interrupted);
  } finally {
    await solver.close();
  }
}

type Figures = ReadonlyMap<string, readonly [number, string]>;

function figuresOf(plan: Plan, summary: Summary | undefined): Figures {
  const sum = (values: ByQuarter): number => values.reduce((total, value) => total + value, 0);
  const all = (parts: Readonly<Record<string, ByQuarter>>): number => Object.values(parts).reduce((total, part) => total + sum(part), 0);
  const { ladder, money, compute } = plan.derived;
  const rows: [string, readonly [number, string]][] = [
    ["objective, discounted", [plan.objective.total / 1e9, "$B"]],
    ["gap", [(plan.solver.gap ?? Number.NaN) * 100, "%"]],
    ["running at the end", [ladder.runningKw.at(-1)! / 1000, "MW IT"]],
    ["energized at the end", [ladder.energizedKw.at(-1)! / 1000, "MW IT"]],
    ["useful compute, mean", [sum(compute.capacity) / compute.capacity.length / 1000, "thousand H100e"]],
    ["capital spending", [all(money.capex) / 1e11, "$B"]],
    ["operating spending", [all(money.opex) / 1e11, "$B"]],
    ["equity called", [all(plan.decisions.calls) / 1e11, "$B"]],
    ["to be raised", [money.toBeRaisedCents / 1e11, "$B"]],
  ];
  const played: [string, readonly [number, string]][] = summary
    ? [
        ["useful compute, simulated", [summary.waterfall.useful / 1e6, "million H100e-hours"]],
        ["PUE", [summary.pue, "facility/IT"]],
        ["grid energy cost", [summary.energyUsd / 1e9, "$B"]],
        ["carbon", [summary.carbonT / 1e6, "Mt CO2e"]],
        ["unserved demand", [summary.unservedShare * 100, "%"]],
      ]
    : [];
  return new Map([...rows, ...played].filter(([, [value]]) => Number.isFinite(value)));
}

function summaryOf(folder: string): Summary | undefined {
  const path = join(folder, "record", "summary.json");
  return existsSync(path) ? parseJson<Summary>(path, readText(path)!) : undefined;
}
