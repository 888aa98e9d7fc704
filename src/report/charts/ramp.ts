// How does the programme climb the MW ladder? Five nested areas on the shared axis; the gap between two is the message.

import { decimal } from "../format.ts";
import type { LadderView } from "../view/sites.ts";
import { amountAxis, amountScale, type Frame, timeMarks, timeX, yearAxis } from "./axis.ts";
import { circle, hatch, label, line, path, polyline, rect, svg } from "./svg.ts";

export const rungs = ["applied", "energized", "ready", "racked", "running"] as const;
export type Rung = (typeof rungs)[number];
export const rungNames: Readonly<Record<Rung, string>> = { applied: "applied", energized: "energized", ready: "IT-ready", racked: "racked", running: "running" };
/** What lies between a rung and the one below it. */
export const gapNames: readonly string[] = ["wait for power", "power, no halls", "halls, no racks", "racks, no work"];

/** Stocks stand at the quarter's end. Applied, energized and IT-ready step at a quarter's start; racks come evenly, so they slope. */
export function ramp(ladder: LadderView, quarters: readonly string[], selected: number, now: number, frame: Frame, height: number): string {
  const top = 14;
  const bottom = height - 22;
  const x = timeX(frame, quarters.length);
  const scale = amountScale(Math.max(...ladder.applied), bottom, top);
  const gigawatts = scale.top >= 2000;
  const areas = rungs
    .map((rung) => {
      const edge = rung === "racked" || rung === "running" ? slope(ladder[rung]) : steps(ladder[rung]);
      const outline = edge.map(([position, megawatts]): [number, number] => [x(position), scale.y(megawatts)]);
      const area = `${polyline([[x(0), scale.y(0)], ...outline, [x(quarters.length), scale.y(0)]])}Z`;
      return rung === "applied" ? `<path d="${area}" fill="url(#hatch)"/>${path(polyline(outline), "applied-line")}` : path(area, `s-${rung} edge`);
    })
    .join("");
  const past = now >= quarters.length || now <= 0 ? "" : rect(x(now), top - 1, frame.width - frame.right - x(now), bottom - top + 1, "fade");
  const dots = rungs.map((rung) => circle(x(selected + 1), scale.y(ladder[rung][selected] ?? 0), 3, "cursor-dot")).join("");
  const words =
    now > 0 && now < quarters.length ? (x(now) - frame.left > 34 ? label(x(now) - 5, top - 3, "built", "t2", "end") : "") + label(x(now) + 5, top - 3, "planned", "t2") : "";
  const nothing = scale.top <= 1 && Math.max(...ladder.applied) === 0 ? label((x(0) + x(quarters.length)) / 2, (top + bottom) / 2, "No power is applied for.", "t", "middle") : "";
  return svg(
    { width: frame.width, height },
    `Capacity ramp, IT MW at quarter's end: ${rungs.map((rung) => `${rungNames[rung]} ${decimal(ladder[rung][selected] ?? 0)}`).join(", ")} in ${quarters[selected] ?? ""}`,
    hatch +
      amountAxis(frame, scale, frame.left < 44 ? "" : gigawatts ? "GW" : "MW", gigawatts ? 1000 : 1) +
      areas +
      past +
      timeMarks(frame, quarters.length, selected, now, top, bottom) +
      line(frame.left, bottom + 0.5, frame.width - frame.right, bottom + 0.5, "zero") +
      words +
      dots +
      nothing +
      yearAxis(frame, quarters, bottom, bottom),
  );
}

function steps(values: readonly number[]): [number, number][] {
  return values.flatMap((value, t): [number, number][] => [
    [t, value],
    [t + 1, value],
  ]);
}

function slope(values: readonly number[]): [number, number][] {
  return [[0, 0], ...values.map((value, t): [number, number] => [t + 1, value])];
}
