// Which figures may turn out otherwise, between which ends, and what does the programme read with one of them there?

import type { Confidence, Figure } from "../programme/fields.ts";
import type { Figures, Programme, ResolvedProgramme } from "../programme/programme.ts";
import { moved } from "../programme/uncertain/moved.ts";
import type { Move } from "../programme/uncertain/move.ts";

/** A number in the driver's unit, or a quarter. */
export type Point = number | string;

export interface Driver {
  /** A figure with a range, or an entry (or a group of entries) of the programme's `uncertain`. */
  readonly kind: "figure" | "uncertain";
  /** Path of the figure, or of the first entry of the group. */
  readonly path: string;
  /** Paths that move together; more than one in a group of `uncertain` only. */
  readonly paths: readonly string[];
  readonly unit: string;
  /** What the programme says and the two ends; of a series its last entry, of a list its first, of `uncertain` a factor or quarters late. */
  readonly value: Point;
  readonly low: Point;
  readonly high: Point;
  readonly source: string | null;
  readonly confidence: Confidence | null;
  readonly reason: string | null;
}

/** A driver with the programme at each of its ends. */
export interface Movable extends Driver {
  atEnd(end: "low" | "high"): Programme;
}

/** Figures with low and high by path, then the uncertain entries in the programme's order. */
export function driversOf({ programme, figures }: ResolvedProgramme): Movable[] {
  return [...figureDrivers(programme, figures), ...uncertainDrivers(programme, figures)];
}

function figureDrivers(programme: Programme, figures: Figures): Movable[] {
  return Object.entries(figures)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([path, figure]): Movable[] => {
      const [low, high] = [figure.low ?? figure.earliest, figure.high ?? figure.latest];
      if (low === undefined || high === undefined) return [];
      const value = pointOf(figure.value);
      if (low === value && high === value) return [];
      const { unit, source = null, confidence = null, reason = null } = figure;
      const atEnd = (end: "low" | "high") => put(programme, path.split("."), valueAt(figure.value, end === "low" ? low : high)) as Programme;
      return [{ kind: "figure", path, paths: [path], unit, value, low, high, source, confidence, reason, atEnd }];
    });
}

/** Entries of one group move together: low with low, high with high and with the longest delay. */
function uncertainDrivers(programme: Programme, figures: Figures): Movable[] {
  const groups = new Map<string, number[]>();
  for (const [position, { group, path }] of programme.uncertain.entries()) {
    const key = group === undefined ? `path ${path}` : `group ${group}`;
    groups.set(key, [...(groups.get(key) ?? []), position]);
  }
  return [...groups.values()].map((entries): Movable => {
    const moves = (end: "low" | "high"): Move[] => entries.map((entry) => moveOf(programme, entry, end));
    const [low, high] = [moves("low")[0]!, moves("high")[0]!];
    const late = low.slipQuarters !== undefined;
    const first = programme.uncertain[entries[0]!]!;
    const figure = figures[first.path];
    return {
      kind: "uncertain",
      path: first.path,
      paths: entries.map((entry) => programme.uncertain[entry]!.path),
      unit: late ? "quarters late" : "times the value",
      value: late ? 0 : 1,
      low: low.slipQuarters ?? low.factor!,
      high: high.slipQuarters ?? high.factor!,
      source: figure?.source ?? null,
      confidence: figure?.confidence ?? null,
      reason: first.reason ?? figure?.reason ?? null,
      atEnd: (end) => moved(programme, moves(end)),
    };
  });
}

function moveOf({ uncertain }: Programme, entry: number, end: "low" | "high"): Move {
  const { path, times, slip } = uncertain[entry]!;
  const of = end === "low" ? Math.min : Math.max;
  return slip ? { entry, path, slipQuarters: of(...slip.map(({ quarters }) => quarters)) } : { entry, path, factor: of(...(times ?? [1])) };
}

function pointOf(value: Figure["value"]): Point {
  if (typeof value !== "object") return value;
  return isList(value) ? value[0]! : Object.values(value).at(-1)!;
}

/**
 * The value with its first entry (of a list), its last (of a series), or itself at an end of its range. A series keeps its shape: every
 * number is scaled alike. A list that adds up to a whole still does; one that climbs has no entry below the first; one that falls is scaled alike.
 */
export function valueAt(value: Figure["value"], end: Point): unknown {
  if (typeof value !== "object" || typeof end !== "number") return end;
  if (isList(value)) {
    const [first, ...rest] = value as [number, ...number[]];
    const others = rest.reduce((sum, item) => sum + item, 0);
    if (others > 0 && Math.abs(first + others - 1) < 1e-9) return [end, ...rest.map((item) => (item * (1 - end)) / others)];
    if (first > 0 && rest.length > 0 && rest.every((item, position) => item < (value[position] ?? item))) return [end, ...rest.map((item) => (item * end) / first)];
    const climbs = rest.every((item, position) => item >= (value[position] ?? item));
    return [end, ...rest.map((item) => (climbs ? Math.max(item, end) : item))];
  }
  const entries = Object.entries(value);
  const last = entries.at(-1)![1];
  return Object.fromEntries(
    entries.map(([key, number], position): [string, number] => [key, last === 0 ? (position === entries.length - 1 ? end : number) : (number * end) / last]),
  );
}

function put(at: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const inner = put((at as Record<string, unknown>)[key], rest, value);
  if (Array.isArray(at)) return at.map((item: unknown, position) => (position === Number(key) ? inner : item));
  return { ...(at as Record<string, unknown>), [key]: inner };
}

function isList(value: Figure["value"]): value is readonly number[] {
  return Array.isArray(value);
}
