// What moves the answer most? One bar a figure, from its low to its high, around the programme as it stands.

import { decimal } from "../format.ts";
import type { SwingsView, SwingView } from "../view/swings.ts";
import { confidenceShapes } from "./confidence.ts";
import { decimalsFor, sizeOf } from "./measure.ts";
import { label, line, mark, numberLabel, rect, svg } from "./svg.ts";
import { fit, textWidth } from "./text.ts";

/** Below this width names stand above their bars and ranges are left to the table. */
const narrow = 480;

/** Change of the objective's measure; strong towards the figure’s high, faint towards its low. */
export function tornado({ bars, unit, plan, relaxed, measure }: SwingsView, width: number): string {
  const slim = width < narrow;
  const ranges = !slim && width >= 620 ? 156 : 0;
  const names = slim ? 0 : Math.min(250, Math.max(150, width * 0.3));
  const row = slim ? 38 : 24;
  const top = 34;
  const height = top + bars.length * row + 8;
  const deltas = bars.flatMap(({ atLow, atHigh }) => [atLow.delta ?? 0, atHigh.delta ?? 0]);
  const [least, most] = [Math.min(0, ...deltas), Math.max(0, ...deltas)];
  const size = sizeOf(unit, Math.max(-least, most));
  const decimals = Math.max(1, decimalsFor(Math.max(-least, most, size.divide * 1e-3) / size.divide) + 1);
  const words = (delta: number): string => `${delta > 0 ? "+" : ""}${decimal(delta / size.divide, Math.min(3, decimals))}`;
  const room = Math.max(...deltas.map((delta) => textWidth(words(delta), 11)), textWidth("no plan", 11)) + 8;
  const [left, right] = [names + 12 + (least < 0 ? room : 4), width - ranges - (most > 0 ? room : 4)];
  const x = (delta: number): number => left + ((right - left) * (delta - least)) / (most - least || 1);
  const zero = x(0);
  const whole = sizeOf(unit, Math.abs(plan ?? relaxed));
  const title = plan === null ? "as it stands" : "the plan";
  const shown = `${title} ${decimal((plan ?? relaxed) / whole.divide, 2)}\u00a0${whole.unit}`;
  const half = textWidth(shown, 11) / 2;
  const at = Math.min(Math.max(zero, half + 2), width - half - 2);
  const end = (bar: SwingView, position: number, key: "atLow" | "atHigh", y: number): string => {
    const { delta } = bar[key];
    const other = bar[key === "atLow" ? "atHigh" : "atLow"].delta;
    const address = `tornado:bars[${position}].${key}.delta`;
    // An end without a plan stands on the side that the other end leaves free.
    const leftward = delta === null ? (other ?? -1) > 0 : delta < 0;
    const both = delta !== null && other !== null && Math.sign(delta) === Math.sign(other) && Math.abs(delta) <= Math.abs(other);
    if (delta === 0 || (both && delta !== null)) return "";
    return numberLabel(
      x(delta ?? 0) + (leftward ? -5 : 5),
      y + 11,
      delta === null ? "no plan" : words(delta),
      address,
      delta === null ? "t alarm" : "t b",
      leftward ? "end" : "start",
    );
  };
  const rows = bars
    .map((bar, position) => {
      const y = top + position * row + (slim ? 16 : 2);
      const name = slim ? { x: 14, y: y - 5, anchor: "start" as const, room: width - 14 } : { x: names - 4, y: y + 11, anchor: "end" as const, room: names - 22 };
      const text = fit(bar.name, name.room, 11);
      const markX = slim ? 0 : Math.max(0, name.x - textWidth(text, 11) - 15);
      const shade = (key: "atLow" | "atHigh", delta: number | null): string =>
        delta === null || delta === 0 ? "" : rect(Math.min(zero, x(delta)), y, Math.max(1, Math.abs(x(delta) - zero)), 14, key === "atLow" ? "ink-5" : "ink-2");
      const ends = [
        ["atLow", bar.atLow.delta],
        ["atHigh", bar.atHigh.delta],
      ] as const;
      // The longer of two on one side lies below the shorter.
      const drawn = ends.toSorted(([, a], [, b]) => Math.abs(b ?? 0) - Math.abs(a ?? 0)).map(([key, delta]) => shade(key, delta));
      return (
        mark(
          "svg",
          { x: markX, y: name.y - 9, width: 10, height: 10, viewBox: "0 0 10 10", role: "img", "aria-label": bar.confidence ?? "the programme's own" },
          confidenceShapes[bar.confidence ?? ""],
        ) +
        numberLabel(name.x, name.y, text, `programme:${bar.path}`, "t halo", name.anchor) +
        drawn.join("") +
        ends.map(([key]) => end(bar, position, key, y)).join("") +
        (ranges > 0
          ? label(width, y + 11, fit(range(bar), ranges - 4, 11), "t2", "end")
          : slim
            ? label(width, y - 5, fit(range(bar), width - textWidth(text, 11) - 30, 11), "t2 halo", "end")
            : "")
      );
    })
    .join("");
  return svg(
    { width, height },
    `What moves ${measure} most, ${size.unit}; ${shown}`,
    numberLabel(at, 11, shown, plan === null ? "tornado:relaxed" : "tornado:plan", "t b", "middle") +
      (ranges > 0 ? label(width, 11, "low to high", "t2", "end") : "") +
      (least < 0 && !slim ? label(zero - 6, 26, `less, ${size.unit}`, "t2", "end") : "") +
      label(zero + 6, 26, slim ? size.unit : `more, ${size.unit}`, "t2") +
      line(Math.round(zero) + 0.5, 16, Math.round(zero) + 0.5, height - 4, "zero") +
      rows,
  );
}

/** `5.5 to 9.1 M USD`: the unit once where both ends have it. */
function range({ low, high }: Pick<SwingView, "low" | "high">): string {
  const [one, other] = [low, high].map((text) => /^(\S+)\u00a0(.+)$/.exec(text));
  return one && other && one[2] === other[2] ? `${one[1]} to ${high}` : `${low} to ${high}`;
}
