// Which quarters can be chosen? The head of the shared axis: years, quarters, the track and its handle.

import { type Frame, timeX, years } from "./axis.ts";
import { circle, label, line, svg } from "./svg.ts";

/** The handle stands at the quarter's end, where its stocks are true; the cursor runs down from it. */
export function slider(quarters: readonly string[], selected: number, now: number, frame: Frame): string {
  const x = timeX(frame, quarters.length);
  const step = x(1) - x(0);
  const track = 44;
  const quarterNames = step >= 22 ? quarters.map((quarter, t) => label((x(t) + x(t + 1)) / 2, 32, quarter.slice(5), t === selected ? "t b" : "t2", "middle")).join("") : "";
  const names = years(quarters)
    .map(({ year, from, to }) => (x(to) - x(from) >= 26 ? label((x(from) + x(to)) / 2, step >= 22 ? 14 : 28, year, "t", "middle") : ""))
    .join("");
  const ticks = quarters.map((_, t) => line(x(t + 1), track - 3, x(t + 1), track + 3, t % 4 === 3 ? "tick-year" : "tick")).join("");
  const built = Math.max(0, Math.min(quarters.length, now));
  return svg(
    { width: frame.width, height: 60 },
    "Quarters",
    names +
      quarterNames +
      line(x(0), track, x(quarters.length), track, "track") +
      (built > 0 ? line(x(0), track, x(built), track, "track-built") : "") +
      ticks +
      circle(x(selected + 1), track, 6.5, "handle"),
  );
}
