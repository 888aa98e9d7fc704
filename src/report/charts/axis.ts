// Where does a quarter or an amount lie? One time axis for slider, ramp, Gantt and crews; round ticks for amounts.

import { scaleLinear } from "d3-scale";
import { decimal } from "../format.ts";
import { label, line } from "./svg.ts";

/** The plot's frame that charts of one column share, so that one cursor runs through all of them. */
export interface Frame {
  readonly width: number;
  readonly left: number;
  readonly right: number;
}

/** Position of a quarter's start; `quarters` is its end of the last. */
export function timeX(frame: Frame, quarters: number): (position: number) => number {
  return scaleLinear([0, quarters], [frame.left, frame.width - frame.right]);
}

/** A scale from zero (or the lowest value) to a round top, with three to six ticks. */
export function amountScale(highest: number, bottom: number, top: number, lowest = 0): { y: (value: number) => number; ticks: number[]; top: number } {
  const scale = scaleLinear([Math.min(0, lowest), highest > 0 ? highest : 1], [bottom, top]).nice(4);
  return { y: (value) => scale(value), ticks: scale.ticks(4), top: scale.domain()[1]! };
}

/** Gridlines with labels outside left; the unit only on the topmost. */
export function amountAxis(frame: Frame, scale: { y: (value: number) => number; ticks: readonly number[] }, unit: string, divide = 1): string {
  const step = (scale.ticks[1] ?? 1) - (scale.ticks[0] ?? 0);
  const decimals = Math.max(0, -Math.floor(Math.log10(Math.abs(step / divide) || 1) + 1e-9));
  return scale.ticks
    .map((tick, index) => {
      const y = Math.round(scale.y(tick)) + 0.5;
      const text = decimal(tick / divide, decimals) + (index === scale.ticks.length - 1 && unit ? `\u00a0${unit}` : "");
      return line(frame.left, y, frame.width - frame.right, y, tick === 0 ? "zero" : "grid") + label(frame.left - 8, y + 3.5, text, "t2", "end");
    })
    .join("");
}

/** The unit by which dollars of this size are divided. */
export function moneyUnit(highest: number): { divide: number; unit: string } {
  return highest >= 2e9 ? { divide: 1e9, unit: "B" } : { divide: 1e6, unit: "M" };
}

/** Years under a plot, each centred on its quarters; a hairline where a year begins. */
export function yearAxis(frame: Frame, quarters: readonly string[], y: number, top: number): string {
  const x = timeX(frame, quarters.length);
  return years(quarters)
    .map(({ year, from, to }) => {
      const room = x(to) - x(from);
      const text = room >= 30 ? year : room >= 18 ? `’${year.slice(2)}` : "";
      return (from > 0 ? line(x(from), top, x(from), y, "grid") : "") + (text ? label((x(from) + x(to)) / 2, y + 15, text, "t2", "middle") : "");
    })
    .join("");
}

/** The calendar's years with the positions where they begin and end. */
export function years(quarters: readonly string[]): { year: string; from: number; to: number }[] {
  const found: { year: string; from: number; to: number }[] = [];
  quarters.forEach((quarter, index) => {
    const year = quarter.slice(0, 4);
    const last = found.at(-1);
    if (last?.year === year) last.to = index + 1;
    else found.push({ year, from: index, to: index + 1 });
  });
  return found;
}

/** The selected quarter's column and the line where knowledge ends. */
export function timeMarks(frame: Frame, quarters: number, selected: number, now: number, top: number, bottom: number): string {
  const x = timeX(frame, quarters);
  const column = `<rect class="column" x="${x(selected).toFixed(1)}" y="${top}" width="${(x(selected + 1) - x(selected)).toFixed(1)}" height="${bottom - top}"/>`;
  return column + (now > 0 && now < quarters ? line(x(now), top, x(now), bottom, "now") : "");
}
