// When was each training milestone to be done, and when was it? The window as a bracket, the plan as an outline, the run as a bar.

import type { RunView } from "../view/run.ts";
import type { WorkView } from "../view/work.ts";
import { decimal, percent } from "../format.ts";
import { type Frame, timeMarks, timeX, yearAxis } from "./axis.ts";
import { label, line, rect, svg } from "./svg.ts";
import { fit, textWidth } from "./text.ts";

export function trainingHeight(milestones: number): number {
  return Math.max(1, milestones) * 40 + 30;
}

export function trainings(work: WorkView, run: RunView | null, quarters: readonly string[], selected: number, now: number, width: number): string {
  const small = width < 520;
  const frame: Frame = { width, left: small ? 92 : 132, right: 8 };
  const x = timeX(frame, quarters.length);
  const height = trainingHeight(work.milestones.length);
  const rows = work.milestones
    .map((milestone, index) => {
      const y = 8 + index * 40;
      const from = quarters.indexOf(milestone.from);
      const until = quarters.indexOf(milestone.until) + 1;
      const planned = milestone.planned.flatMap((value, t) => (value > 0 ? [t] : []));
      const done = run?.trainings.find((entry) => entry.workload === milestone.id);
      const end = done ? (done.end ?? quarters.length) : 0;
      const bracket =
        until > 0
          ? line(x(Math.max(0, from)), y + 14, x(until), y + 14, "bracket") +
            line(x(Math.max(0, from)), y + 9, x(Math.max(0, from)), y + 19, "bracket") +
            line(x(until), y + 9, x(until), y + 19, "bracket")
          : "";
      const plan = planned.length > 0 ? rect(x(planned[0]!), y + 9.5, x(planned.at(-1)! + 1) - x(planned[0]!), 9, "outline") : "";
      const bar = done ? rect(x(done.start), y + 11, Math.max(2, x(Math.min(end, quarters.length)) - x(done.start)), 6, done.end === null ? "s-building" : "s-running") : "";
      const words = done
        ? `${done.end === null ? "not done by the end" : "done"}${done.ettr > 0 ? `, ETTR ${percent(done.ettr)}, ${decimal(done.interruptions)} stops` : ", on a cloud"}`
        : planned.length > 0
          ? "planned, no record yet"
          : "not in this plan";
      const anchorX = Math.min(x(Math.max(end, planned.length > 0 ? planned.at(-1)! + 1 : 0, until)) + 8, width);
      const fitsRight = anchorX + textWidth(words, 11) < width;
      const beside = fitsRight
        ? label(anchorX, y + 18, words, "t halo")
        : x(Math.max(0, from)) - frame.left > textWidth(words, 11) + 12
          ? label(x(Math.max(0, from)) - 8, y + 18, words, "t halo", "end")
          : label(width, y + 32, fit(words, width - frame.left, 11), "t halo", "end");
      return (
        timeMarks(frame, quarters.length, selected, now, y, y + 34) +
        label(0, y + 12, fit(milestone.id.replaceAll("-", " "), frame.left - 10, 12), "t b big") +
        label(0, y + 27, fit(milestone.campus, frame.left - 10, 11), "t2") +
        bracket +
        plan +
        bar +
        beside
      );
    })
    .join("");
  const empty = work.milestones.length === 0 ? label(frame.left, 24, "This programme has no training milestone.", "t") : "";
  return svg({ width, height }, "Training milestones: window, plan and run", rows + empty + yearAxis(frame, quarters, height - 22, height - 24));
}
