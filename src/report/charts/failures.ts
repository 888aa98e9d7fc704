// What broke, how often? One bar a cause, from the start to the selected quarter.

import { decimal } from "../format.ts";
import type { RunView } from "../view/run.ts";
import { label, rect, svg } from "./svg.ts";
import { fit } from "./text.ts";

export function failuresHeight(causes: number): number {
  return Math.max(1, causes) * 20 + 22;
}

export function failuresByCause(run: RunView, selected: number, width: number): string {
  const left = Math.min(132, width * 0.36);
  const right = 116;
  const causes = run.failures.map((entry) => ({ ...entry, count: entry.counts.slice(0, selected + 1).reduce((sum, value) => sum + value, 0) }));
  const highest = Math.max(1, ...run.failures.map((entry) => entry.counts.reduce((sum, value) => sum + value, 0)));
  const height = failuresHeight(causes.length);
  const rows = causes
    .map(({ cause, count, interrupted }, index) => {
      const y = 18 + index * 20;
      return (
        label(left - 8, y + 11, fit(cause.replaceAll("-", " "), left - 10, 11), "t", "end") +
        rect(left, y + 1, Math.max(count > 0 ? 1 : 0, ((width - left - right) * count) / highest), 13, "ink-4") +
        label(width - 56, y + 11, decimal(count), "t b", "end") +
        label(width, y + 11, decimal(interrupted), "t2", "end")
      );
    })
    .join("");
  return svg(
    { width, height },
    "Failures by cause so far",
    label(width - 56, 10, "failures", "t2", "end") + label(width, 10, "stops", "t2", "end") + (rows || label(left, 30, "Nothing failed.", "t")),
  );
}
