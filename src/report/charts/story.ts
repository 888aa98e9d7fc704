// Small charts of one site: its rungs as nested bars, power by source, buildings as a strip, PUE over the months.

import { decimal } from "../format.ts";
import type { SiteMonths } from "../view/run.ts";
import type { SiteView } from "../view/sites.ts";
import { finalMw } from "./map.ts";
import { circle, hatch, label, line, path, polyline, rect, svg } from "./svg.ts";

/** The ladder as one bar of nested lengths, IT MW at the quarter's end. */
export function ladderBar(site: SiteView, quarter: number, width: number): string {
  const whole = Math.max(1, finalMw(site));
  const x = (megawatts: number): number => (width * megawatts) / whole;
  const { ladder } = site;
  const bar = (values: readonly number[], look: string): string => rect(0, 0, x(values[quarter] ?? 0), 14, look);
  return svg(
    { width, height: 14 },
    `${site.name}: capacity in the quarter`,
    hatch +
      rect(0.5, 0.5, width - 1, 13, "outline-soft") +
      `<rect x="0" y="0" width="${x(ladder.applied[quarter] ?? 0).toFixed(1)}" height="14" fill="url(#hatch)"/>` +
      bar(ladder.energized, "s-energized") +
      bar(ladder.ready, "s-ready") +
      bar(ladder.racked, "s-racked") +
      bar(ladder.running, "s-running"),
  );
}

/** Facility MW by option, solid once energized. */
export function powerBar(site: SiteView, quarter: number, width: number): string {
  const taken = site.options.filter((option) => option.taken);
  const whole = Math.max(
    1,
    taken.reduce((sum, option) => sum + option.facilityMw, 0),
  );
  let at = 0;
  const parts = taken
    .map((option, index) => {
      const size = (width * option.facilityMw) / whole;
      const part = rect(at + 0.5, 0.5, size - 1.5, 9, option.energized <= quarter ? `ink-${Math.min(2 + index, 6)}` : "outline");
      at += size;
      return part;
    })
    .join("");
  return svg({ width, height: 10 }, `${site.name}: facility power by source`, parts);
}

/** One cell a building, in the colour of its state. */
export function buildingStrip(site: SiteView, quarter: number, width: number): string {
  const most = site.landMost.reduce((sum, entry) => sum + entry.most, 0);
  const cells = site.cohorts.flatMap((cohort) => Array.from({ length: cohort.count }, () => cohort)).toSorted((a, b) => a.start - b.start);
  const count = Math.max(1, cells.length, Math.min(most, 24));
  const wide = Math.min(34, width / count);
  const look = (start: number, ready: number, racks: number | null, runs: number | null): string => {
    if (runs !== null && quarter >= runs) return "s-running edge";
    if (racks !== null && quarter >= racks) return "s-racked edge";
    if (quarter >= ready) return "s-ready edge";
    return quarter >= start ? "s-building edge" : "outline";
  };
  const marks = Array.from({ length: count }, (_, index) => {
    const cell = cells[index];
    return (
      rect(index * wide + 0.5, 0.5, wide - 2.5, 15, cell ? look(cell.start, cell.ready, cell.racks, cell.runs) : "outline-soft", { rx: 2 }) +
      (wide >= 14 ? label(index * wide + wide / 2 - 1, 29, String(index + 1), "t2", "middle") : "")
    );
  }).join("");
  return svg({ width, height: wide >= 14 ? 32 : 17 }, `${site.name}: buildings by state`, marks);
}

/** Mean PUE of each calendar month over the record, January to December, with its highest named. */
export function pueOfYear(months: SiteMonths, names: readonly string[], width: number): string {
  const byMonth = Array.from({ length: 12 }, (_, month) => {
    const found = months.pue.filter((value, index): value is number => value !== null && Number(names[index]!.slice(5)) - 1 === month);
    return found.length > 0 ? found.reduce((sum, value) => sum + value, 0) / found.length : null;
  });
  const known = byMonth.filter((value): value is number => value !== null);
  if (known.length === 0) return svg({ width, height: 20 }, "No load yet", label(0, 13, "No load in this record.", "t2"));
  const top = Math.max(1.2, Math.ceil(Math.max(...known) * 10) / 10);
  const right = 30;
  const x = (month: number): number => 4 + ((width - right - 8) * month) / 11;
  const y = (pue: number): number => 60 - (48 * (pue - 1)) / (top - 1);
  const points = byMonth.flatMap((value, month): [number, number][] => (value === null ? [] : [[x(month), y(value)]]));
  const peak = byMonth.indexOf(Math.max(...known));
  return svg(
    { width, height: 78 },
    "PUE by calendar month",
    [1, (1 + top) / 2, top]
      .map((tick) => line(0, y(tick) + 0.5, width - right, y(tick) + 0.5, tick === 1 ? "zero" : "grid") + label(width, y(tick) + 4, decimal(tick, 2), "t2", "end"))
      .join("") +
      path(polyline(points), "line-ink") +
      circle(x(peak), y(Math.max(...known)), 2.5, "f-ink") +
      label(Math.min(Math.max(x(peak), 12), width - right - 12), y(Math.max(...known)) - 6, decimal(Math.max(...known), 2), "t b halo", "middle") +
      [..."JFMAMJJASOND"].map((letter, month) => label(x(month), 75, letter, "t2", "middle")).join(""),
  );
}
