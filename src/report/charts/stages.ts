// How near the best did each stage of the objective come? Around what its search found: what may be missing, what later stages might take, and where the plan ended.

import { decimal } from "../format.ts";
import type { StageView } from "../view/stages.ts";
import { circle, hatch, label, line, numberLabel, rect, svg } from "./svg.ts";
import { textWidth } from "./text.ts";

/** Below this width names stand above their bars. */
const narrow = 480;

const top = 20;

/** Half of the last digit that is written. */
const shown = 5e-5;

/**
 * Shares of what each search found, better to the right; one scale for all stages. Stages of which there is no share (nothing late) stand as words; least change is
 * left out: its bound is that of plans in fractions, and says little of whole buildings.
 */
export function stagesChart(all: readonly StageView[], width: number): string {
  const stages = all.filter(({ name }) => name !== "change");
  const slim = width < narrow;
  const row = slim ? 38 : 26;
  const height = top + stages.length * row + 4;
  const names = stages.map(({ name }, position) => `${position + 1} ${name}`);
  const left = slim ? 0 : Math.max(...names.map((name) => textWidth(name, 11))) + 18;
  const shares = stages.flatMap(({ shares: found }) => (found ? [found] : []));
  const most = Math.max(1e-4, ...shares.map(({ possible, ended }) => Math.max(possible, ended)));
  const least = Math.min(-1e-4, ...shares.map(({ given, ended }) => Math.min(given, ended)));
  const words = (share: number): string => `${share > 0 ? "+" : ""}${decimal(share * 100, 2)}\u00a0%`;
  // The ends' numbers stand in two columns outside the bars.
  const room = textWidth("\u221288.88\u00a0%", 11) + 8;
  const [from, to] = [left + room, width - room];
  const x = (share: number): number => from + ((to - from) * (share - least)) / (most - least);
  const zero = Math.round(x(0)) + 0.5;
  const rows = stages.map(({ name, shares: found }, position) => {
    const y = top + position * row + (slim ? 16 : 4);
    const head = slim ? label(0, y - 4, names[position]!, "t") : label(left - 14, y + 11, names[position]!, "t", "end");
    if (!found) return head + label(zero + 8, y + 11, name === "service" || name === "demand" ? "nothing missed" : "nothing", "t2 halo");
    const { possible, given, ended } = found;
    const at = (key: "bound" | "kept", share: number): string =>
      key === "bound"
        ? numberLabel(width, y + 11, words(share), `plan:solver.stages[${position}].bound`, "t", "end")
        : numberLabel(left, y + 11, words(share), `plan:solver.stages[${position}].kept`, "t");
    return (
      head +
      rect(zero, y, Math.max(0, x(possible) - zero), 14, "unserved") +
      rect(x(given), y, Math.max(0, zero - x(given)), 14, "ink-5") +
      circle(x(ended), y + 7, 4, "f-ink", { role: "img", "aria-label": `${name}: the plan ended at ${words(ended)}` }) +
      (given < -shown ? at("kept", given) : "") +
      (possible > shown ? at("bound", possible) : "")
    );
  });
  return svg(
    { width, height },
    `Stages of the objective: shares of what each search found`,
    hatch +
      label(left, 11, slim ? "may give" : "later stages may give", "t2") +
      label(Math.min(Math.max(zero, left + 170), width - 130), 11, "found", "t b", "middle") +
      label(width, 11, slim ? "possible" : "possible at most", "t2", "end") +
      line(zero, 15, zero, height - 4, "zero") +
      rows.join(""),
  );
}
