// What moves the answer most, in words? Each figure's name for readers, its range with its unit, and what it does at both ends.

import type { Confidence } from "../../programme/fields.ts";
import type { ResolvedProgramme } from "../../programme/programme.ts";
import type { Swings, TornadoBar, TornadoEnd } from "../beside.ts";
import { decimal, figure } from "../format.ts";

export interface SwingView {
  readonly path: string;
  readonly name: string;
  readonly confidence: Confidence | null;
  readonly source: string;
  readonly value: string;
  readonly low: string;
  readonly high: string;
  readonly atLow: TornadoEnd;
  readonly atHigh: TornadoEnd;
}

export interface SwingsView {
  readonly measure: Swings["measure"];
  readonly unit: string;
  readonly relaxed: number;
  readonly plan: number | null;
  readonly tried: number;
  readonly still: number;
  readonly bars: readonly SwingView[];
}

export function swingsView(resolved: ResolvedProgramme, { measure, unit, relaxed, plan, tried, still, bars }: Swings): SwingsView {
  return {
    measure,
    unit,
    relaxed,
    plan,
    tried,
    still,
    bars: bars.map((bar) => ({
      path: bar.path,
      name: nameOf(resolved, bar.path) + (bar.paths.length > 1 ? ` and ${bar.paths.length - 1} more` : ""),
      confidence: bar.confidence,
      source: bar.source ?? bar.reason ?? "the programme's own range",
      value: pointWords(bar, bar.value),
      low: pointWords(bar, bar.low),
      high: pointWords(bar, bar.high),
      atLow: bar.atLow,
      atHigh: bar.atHigh,
    })),
  };
}

/** A point of a driver's range in a few words: `7.8 M USD`, `5.5 yr`, `60 %`, `3 quarters late`. */
export function pointWords({ unit }: Pick<TornadoBar, "unit">, point: number | string): string {
  if (typeof point === "string") return point;
  if (unit === "times the value") return `× ${decimal(point, 2)}`;
  if (unit === "quarters late") return point === 0 ? "on time" : `${decimal(point)}\u00a0${point === 1 ? "quarter" : "quarters"} late`;
  const [per] = [unit.startsWith("$/") ? unit.slice(2) : ""];
  if (per && Math.abs(point) >= 1e6) return `${decimal(point / 1e6, 1)}\u00a0M\u00a0USD/${per}`;
  if (unit === "quarter") return `${decimal(point)}\u00a0${point === 1 ? "quarter" : "quarters"}`;
  if (unit === "1/yr" || unit === "1/quarter") return `${decimal(point * 100, 1)}\u00a0%/${unit.slice(2)}`;
  return figure(point, unit);
}

/** Words of a path that only say in which part of the file it stands. */
const shelves = new Set([
  "catalogue",
  "accelerators",
  "buildings",
  "cooling",
  "powerSources",
  "storage",
  "clouds",
  "sites",
  "power",
  "workloads",
  "equity",
  "debt",
  "agreements",
  "pools",
  "adders",
  "equipment",
]);

/** A path for readers: `catalogue.accelerators.vr200-nvl72.rackPrice` is "vr200-nvl72, rack price". */
export function nameOf({ programme }: ResolvedProgramme, path: string): string {
  const parts = path.split(".");
  const words = parts
    .filter((part, position) => position === parts.length - 1 || !shelves.has(part))
    .map((part, position, all) => {
      if (parts[0] === "sites" && position === 0) return programme.sites[part]?.name ?? part;
      return position === all.length - 1 || /[a-z][A-Z]/.test(part) ? part.replaceAll(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`) : part;
    });
  return words.join(", ").replace(/\bit (?=[a-z])/, "IT ");
}
