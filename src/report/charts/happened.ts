// What happened against what was planned? One bar a figure, as a share of its plan, so that megawatts, racks and dollars stand on one scale.

import type { HappenedView } from "../view/replan.ts";
import { label, line, numberLabel, rect, svg } from "./svg.ts";
import { fit, textWidth } from "./text.ts";

const narrow = 480;
const top = 20;

export function happened(figures: readonly HappenedView[], width: number): string {
  const slim = width < narrow;
  const row = slim ? 38 : 26;
  const height = top + figures.length * row + 4;
  const names = figures.map(({ site, quarter, what }) => `${site}, ${quarter}: ${what}`);
  const left = slim ? 0 : Math.min(width * 0.5, Math.max(...names.map((name) => textWidth(name, 11))) + 12);
  const texts = figures.map(({ actual, planned, unit }) => `${actual} of ${planned}${unit ? `\u00a0${unit}` : ""}`);
  const right = Math.max(...texts.map((text) => textWidth(text, 11))) + 12;
  const most = Math.max(1, ...figures.map(({ share }) => share ?? 0));
  const scale = (width - left - right) / most;
  const plan = Math.round(left + scale) + 0.5;
  const rows = figures.map(({ share, address }, position) => {
    const y = top + position * row + (slim ? 16 : 4);
    return (
      (slim ? label(0, y - 4, fit(names[position]!, width, 11), "t halo") : label(left - 12, y + 11, fit(names[position]!, left - 14, 11), "t", "end")) +
      (share === null ? "" : rect(left, y, Math.max(share > 0 ? 1 : 0, share * scale), 14, "ink-2")) +
      numberLabel(width, y + 11, texts[position]!, `${address}.value`, "t b", "end")
    );
  });
  const planned = "planned";
  return svg(
    { width, height },
    "What happened, as a share of what was planned",
    label(Math.min(plan + 4, width - textWidth(planned, 11)), 11, planned, "t2") +
      (slim ? line(plan, 4, plan, height - 4, "cap") : "") +
      rows.join("") +
      line(left + 0.5, slim ? top + 16 : 14, left + 0.5, height - 4, "zero") +
      (slim ? "" : line(plan, 4, plan, height - 4, "cap")),
  );
}
