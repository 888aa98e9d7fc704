// How is it said what moved between two plans, which inputs differ, and which of them caused it?

import type { Causes } from "../../plan/reasons/causes.ts";
import type { Difference } from "../../plan/reasons/differences.ts";
import type { SiteMove } from "../../plan/reasons/moves.ts";
import { number, percent, table, wrap } from "../table.ts";

/** The unit of the number at a path of the programme. */
type UnitAt = (path: readonly string[]) => string | undefined;

const width = 116;
const mostPerGroup = 12;

export function movesScreen(moves: readonly SiteMove[], causes: Causes | undefined, unitAt: UnitAt): string {
  if (moves.length === 0) return "no site's decisions differ";
  return ["what moved, from A to B", ...moves.map((move) => wrap(`${move.sentence}${because(move, causes, unitAt)}`, "  ", width))].join("\n");
}

/** ` Cause: ...` where one group of inputs alone brings the site's first start back. */
function because({ site, started }: SiteMove, causes: Causes | undefined, unitAt: UnitAt): string {
  if (!causes || started[0] === started[1]) return "";
  const found = causes.causes.filter(({ sites }) => sites.includes(site));
  if (found.length === 0) return " No one group of inputs explains it alone.";
  const said = found.map(({ group, differences }) => {
    const own = differences.filter(({ path }) => path.includes(site));
    const told = (own.length > 0 ? own : differences).slice(0, 3).map((difference) => differenceSentence(difference, unitAt));
    return told.length > 0 ? told.join("; ") : group;
  });
  return ` Cause: ${said.join("; or ")}.`;
}

export function differencesScreen(differences: readonly Difference[], unitAt: UnitAt): string {
  if (differences.length === 0) return "no input differs";
  const byGroup = new Map<string, Difference[]>();
  for (const difference of differences) byGroup.set(difference.group, [...(byGroup.get(difference.group) ?? []), difference]);
  const lines = [...byGroup].flatMap(([group, list]) => [
    `  ${group}`,
    ...list.slice(0, mostPerGroup).map((difference) => wrap(differenceSentence(difference, unitAt), "    ", width)),
    ...(list.length > mostPerGroup ? [`    and ${list.length - mostPerGroup} more`] : []),
  ]);
  return ["which inputs differ", ...lines].join("\n");
}

/** `sites.milam-tx.power.grid.energized moved from 2026-Q4 to 2027-Q3`. */
function differenceSentence({ path, a, b }: Difference, unitAt: UnitAt): string {
  const name = path.join(".");
  const unit = unitAt(path);
  const said = (value: unknown): string => {
    if (typeof value === "number") return `${number(value, Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 3 : 2)}${unit === undefined ? "" : ` ${unit}`}`;
    if (Array.isArray(value) && value.every((one) => typeof one === "number"))
      return value.map((one) => `${Number(one.toPrecision(4))}`).join(", ") + (unit === undefined || unit === "1" ? "" : ` ${unit}`);
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return text.length > 60 ? `${text.slice(0, 57)}...` : text;
  };
  if (a === undefined) return `${name} is new: ${said(b)}`;
  if (b === undefined) return `${name} is gone: it was ${said(a)}`;
  return `${name} moved from ${said(a)} to ${said(b)}`;
}

export function causesScreen({ a, b, causes, together, not, gap }: Causes): string {
  const row = (label: string, { usd, runningMw, costUsd }: { readonly usd: number; readonly runningMw: number; readonly costUsd: number }) => [
    label,
    number(usd / 1e6, 1),
    number(runningMw, 1),
    number(costUsd / 1e6, 1),
  ];
  const rows = [
    ...causes.map(({ group, effect }) => row(group, effect)),
    row("together", together),
    row("all: B less A", { usd: (b.usd ?? 0) - (a.usd ?? 0), runningMw: b.runningMw - a.runningMw, costUsd: b.costUsd - a.costUsd }),
  ];
  const noise =
    gap === null
      ? "How far the searches are from their best is not known."
      : `Each search may fall short of its best by ${percent(gap, 2)}; an effect smaller than that cannot be told from none.`;
  return [
    "what each group of inputs did: B, less B planned again with that group as in A; `together` is what only several of them do",
    table(["", "objective, $M", "running at the end, MW IT", "spending, $M"], rows),
    ...not.map(({ group, reason }) => wrap(`${group} could not be switched back alone: ${reason}.`, "  ", width)),
    `  ${noise}`,
  ].join("\n");
}
