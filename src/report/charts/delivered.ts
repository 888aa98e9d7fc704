// Did the compute come as planned? Useful compute of each quarter against the plan's, and where the rest of the installed went.

import { compute, percent } from "../format.ts";
import type { RunView, Waterfall } from "../view/run.ts";
import { amountAxis, amountScale, type Frame, moneyUnit, timeMarks, timeX, yearAxis } from "./axis.ts";
import { label, line, rect, svg } from "./svg.ts";
import { textWidth } from "./text.ts";

/** Bars: useful H100e-hours; the tick across: planned. */
export function deliveredByQuarter(run: RunView, quarters: readonly string[], selected: number, now: number, width: number, height: number): string {
  const frame: Frame = { width, left: 54, right: 10 };
  const top = 16;
  const bottom = height - 22;
  const { useful, planned } = run.waterfall;
  const scale = amountScale(Math.max(...useful, ...planned), bottom, top);
  const { divide, unit } = moneyUnit(scale.top);
  const x = timeX(frame, quarters.length);
  const wide = x(1) - x(0);
  const bars = useful.map((hours, t) => rect(x(t) + wide * 0.16, scale.y(hours), wide * 0.68, bottom - scale.y(hours), t === selected ? "s-running" : "s-running dim")).join("");
  const ticks = planned.map((hours, t) => (hours > 0 ? line(x(t) + wide * 0.06, scale.y(hours), x(t + 1) - wide * 0.06, scale.y(hours), "plan-tick") : "")).join("");
  const share = (planned[selected] ?? 0) > 0 ? percent((useful[selected] ?? 0) / planned[selected]!) : "";
  const say = share ? `${share} of plan` : "";
  const middle = Math.min(Math.max((x(selected) + x(selected + 1)) / 2, frame.left + textWidth(say, 11) / 2), width - frame.right - textWidth(say, 11) / 2);
  const note = label(middle, Math.max(top - 4, scale.y(Math.max(useful[selected] ?? 0, planned[selected] ?? 0)) - 6), say, "t b halo", "middle");
  return svg(
    { width, height },
    `Useful compute by quarter against the plan, ${unit} H100e-hours`,
    amountAxis(frame, scale, unit, divide) +
      timeMarks(frame, quarters.length, selected, now, top, bottom) +
      bars +
      ticks +
      line(frame.left, bottom + 0.5, width - frame.right, bottom + 0.5, "zero") +
      note +
      yearAxis(frame, quarters, bottom, bottom),
  );
}

export const steps: readonly (readonly [keyof Waterfall, string, string, string])[] = [
  ["installed", "installed", "racked", "racked"],
  ["powered", "powered", "no power", "energized"],
  ["allocated", "allocated", "no work", "ready"],
  ["running", "running", "in repair or restarting", "racked"],
  ["useful", "useful", "lost to failures", "running"],
];

export const waterfallHeight = 5 * 34 + 6;

/** Mean H100e of the selected quarter, step by step; the outline at each bar's end is what the step lost. */
export function waterfall(run: RunView, selected: number, hours: number, width: number): string {
  const left = 76;
  const right = width < 520 ? 84 : 196;
  const first = (run.waterfall.installed[selected] ?? 0) / hours;
  const x = (value: number): number => left + ((width - left - right) * value) / Math.max(1, first);
  let before = first;
  const rows = steps
    .map(([key, name, loss, _tone], index) => {
      const value = (run.waterfall[key][selected] ?? 0) / hours;
      const y = 6 + index * 34;
      const lost = before - value;
      before = value;
      const words = lost > first * 5e-4 && width >= 520 ? label(x(value + lost) + 8, y + 25, `−${compute(lost).replace(/\u00a0H100e$/, "")} ${loss}`, "t2") : "";
      return (
        label(left - 10, y + 13, name, "t", "end") +
        (lost > 0 && index > 0 ? rect(x(value), y + 0.5, Math.max(1, x(value + lost) - x(value)), 17, "outline-soft") : "") +
        rect(x(0), y, Math.max(value > 0 ? 1 : 0, x(value) - x(0)), 18, index === steps.length - 1 ? "s-running" : "ink-4") +
        label(x(Math.max(value, value + Math.max(0, lost))) + 8, y + 13, compute(value), "t b") +
        words
      );
    })
    .join("");
  return svg(
    { width, height: waterfallHeight },
    "From installed to useful compute, mean H100e of the quarter",
    line(left + 0.5, 2, left + 0.5, waterfallHeight - 6, "zero") + rows,
  );
}
