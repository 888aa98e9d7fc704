// How much power did each site draw, month by month, and how much of it did not reach the racks? Small multiples on one scale.

import { decimal } from "../format.ts";
import type { RunView, SiteMonths } from "../view/run.ts";
import { timeX, yearAxis } from "./axis.ts";
import { label, line, path, polyline, rect, svg } from "./svg.ts";
import { fit } from "./text.ts";

/** Few sites get taller rows. */
function rowHeight(sites: number): number {
  return Math.max(sites > 8 ? 46 : 58, Math.min(104, Math.floor(230 / Math.max(1, sites))));
}

export interface NamedMonths extends SiteMonths {
  readonly name: string;
  readonly rank: number;
}

/** Mean facility MW by month: IT inside, cooling and losses above it, what was generated on site as a line. */
export function powerByMonth(sites: readonly NamedMonths[], run: RunView, quarters: readonly string[], selected: number, width: number): string {
  const highest = Math.max(1, ...sites.flatMap((site) => site.facilityMw));
  const row = rowHeight(sites.length);
  return rows(sites, quarters, selected, width, "Facility power by site and month, MW", `tallest ${decimal(highest)} MW facility`, (site, x, y0) => {
    const y = (megawatts: number): number => y0 - (row - 22) * (megawatts / highest);
    const area = (values: readonly number[], look: string): string =>
      path(
        `${polyline([
          [x(0), y0],
          ...values.flatMap((value, month): [number, number][] => [
            [x(month / 3), y(value)],
            [x((month + 1) / 3), y(value)],
          ]),
          [x(run.months.length / 3), y0],
        ])}Z`,
        look,
      );
    const first = site.onsiteMw.findIndex((value) => value > 0);
    const own =
      first === -1
        ? ""
        : path(
            polyline(
              site.onsiteMw.flatMap((value, month): [number, number][] =>
                month < first
                  ? []
                  : [
                      [x(month / 3), y(value)],
                      [x((month + 1) / 3), y(value)],
                    ],
              ),
            ),
            "line-dashed",
          );
    return {
      marks: area(site.facilityMw, "ink-4") + area(site.itMw, "s-running") + own,
      says: `${decimal(meanOf(site.facilityMw, selected))} MW, IT ${decimal(meanOf(site.itMw, selected))}`,
    };
  });
}

/** Facility over IT energy by month: one scale from 1 to a round top. */
export function pueByMonth(sites: readonly NamedMonths[], run: RunView, quarters: readonly string[], selected: number, width: number): string {
  const highest = Math.max(1.15, ...sites.flatMap((site) => site.pue.map((value) => value ?? 1)));
  const row = rowHeight(sites.length);
  const top = Math.ceil(highest * 10 - 1e-9) / 10;
  return rows(sites, quarters, selected, width, "PUE by site and month", `each row from 1.0 to ${decimal(top, 1)}`, (site, x, y0) => {
    const y = (pue: number): number => y0 - ((row - 22) * (pue - 1)) / (top - 1);
    let d = "";
    site.pue.forEach((value, month) => {
      if (value !== null) d += `${d === "" || site.pue[month - 1] === null ? "M" : "L"}${x((month + 0.5) / 3).toFixed(1)},${y(Math.min(top, value)).toFixed(1)}`;
    });
    const here = site.pue.slice(selected * 3, selected * 3 + 3).filter((value): value is number => value !== null);
    void run;
    return {
      marks: line(x(0), y(top) + 0.5, x(quarters.length), y(top) + 0.5, "grid") + (d ? path(d, "line-ink") : ""),
      says: here.length > 0 ? decimal(here.reduce((sum, value) => sum + value, 0) / here.length, 2) : "no load",
    };
  });
}

export function monthlyHeight(sites: number): number {
  return Math.max(1, sites) * rowHeight(sites) + 34;
}

function rows(
  sites: readonly NamedMonths[],
  quarters: readonly string[],
  selected: number,
  width: number,
  title: string,
  scale: string,
  draw: (site: NamedMonths, x: (position: number) => number, y0: number) => { marks: string; says: string },
): string {
  const row = rowHeight(sites.length);
  const small = width < 420;
  const frame = { width, left: small ? 92 : 136, right: 6 };
  const x = timeX(frame, quarters.length);
  const height = monthlyHeight(sites.length);
  const inner = sites
    .map((site, index) => {
      const y0 = 12 + index * row + row - 12;
      const { marks, says } = draw(site, x, y0);
      return (
        rect(x(selected), y0 - row + 16, x(selected + 1) - x(selected), row - 16, "column") +
        marks +
        line(frame.left, y0 + 0.5, width - frame.right, y0 + 0.5, "zero") +
        rect(0, y0 - 30, 8, 8, `site-${Math.min(site.rank, 10)}`, { rx: 1.5 }) +
        label(13, y0 - 22, fit(site.name, frame.left - 20, 12), "t b big") +
        label(0, y0 - 6, fit(says, frame.left - 6, 11), "t")
      );
    })
    .join("");
  return svg({ width, height }, title, label(frame.left, 9, scale, "t2") + inner + yearAxis(frame, quarters, height - 22, height - 26));
}

function meanOf(months: readonly number[], quarter: number): number {
  return months.slice(quarter * 3, quarter * 3 + 3).reduce((sum, value) => sum + value, 0) / 3;
}
