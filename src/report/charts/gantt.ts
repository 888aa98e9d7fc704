// What happens when at one site? Power above, then one bar for the buildings started together: orange build, halls, racks in, running.

import { decimal } from "../format.ts";
import type { OptionView, SiteView } from "../view/sites.ts";
import { type Frame, timeMarks, timeX, years } from "./axis.ts";
import { at, label, line, mark, path, rect, svg } from "./svg.ts";
import { textWidth } from "./text.ts";

export interface GanttLook {
  /** Height of a bar, 7 or on a phone 5. */
  readonly bar: number;
  readonly words: boolean;
}

/** Height of a site's row: power line, bars, and at least the two lines of its name. */
export function ganttHeight(site: SiteView, look: GanttLook): number {
  return Math.max(look.words ? 42 : 30, powerLines(site).length * (look.words ? 16 : 11) + site.cohorts.length * (look.bar + 2) + 12);
}

/** One row. Stocks that stand at a quarter's end show from that quarter's start where they come in steps, from its middle where evenly. */
export function ganttRow(site: SiteView, quarters: readonly string[], selected: number, now: number, frame: Frame, look: GanttLook): string {
  const count = quarters.length;
  const height = ganttHeight(site, look);
  const x = timeX(frame, count);
  const clip = (position: number): number => x(Math.max(0, Math.min(count, position)));
  const options = powerLines(site);
  const step = look.words ? 16 : 11;
  const power = options.map((option, index) => powerLine(option, index * step + (look.words ? 11 : 8), frame, count, clip, look)).join("");
  const first = options.length * step + 5;
  const bars = site.cohorts
    .map((cohort, index) => {
      const y = first + index * (look.bar + 2);
      const bar = (from: number, to: number, state: string): string =>
        clip(to) - clip(from) > 0.4 ? rect(clip(from), y, clip(to) - clip(from), look.bar, `s-${state} edge${from >= now || now <= 0 ? " ahead" : ""}`, { rx: 1 }) : "";
      const racks = cohort.racks ?? count;
      const runs = cohort.runs === null ? count : Math.max(cohort.runs, racks) + 0.5;
      const name = `${cohort.count} × ${cohort.kind}, ${decimal(cohort.itMw)} MW IT: build from ${quarters[cohort.start] ?? "before the calendar"}, ready ${quarters[cohort.ready] ?? "later"}`;
      return mark(
        "g",
        {},
        `<title>${name}</title>${bar(cohort.start, cohort.ready, "building")}${bar(cohort.ready, racks, "ready")}${bar(racks, runs, "racked")}${bar(runs, count, "running")}`,
      );
    })
    .join("");
  const grid = years(quarters)
    .map(({ from }) => (from > 0 ? line(x(from), 0, x(from), height, "grid") : ""))
    .join("");
  return svg({ width: frame.width, height }, `${site.name}: power and buildings by quarter`, grid + timeMarks(frame, count, selected, now, 0, height) + bars + power);
}

/** Power options that the plan takes, by energization. */
function powerLines(site: SiteView): OptionView[] {
  return site.options.filter((option) => option.taken).toSorted((a, b) => a.energized - b.energized);
}

/** Order, diamond at energization, and a dashed whisker to where a bad delay would put it. */
function powerLine(option: OptionView, y: number, frame: Frame, count: number, clip: (position: number) => number, look: GanttLook): string {
  const x = clip(option.energized);
  const order = option.lead === null ? "" : option.energized - option.lead >= 0 ? mark("circle", { cx: clip(option.energized - option.lead), cy: y, r: 2.4, class: "order" }) : "";
  const lead = option.lead !== null && option.energized > 0 ? line(clip(option.energized - option.lead) + 2.4, y, x - 5, y, "order-line") : "";
  const late =
    option.slip > 0 && option.energized < count
      ? line(x + 5, y, clip(option.energized + option.slip), y, "late") + line(clip(option.energized + option.slip), y - 3, clip(option.energized + option.slip), y + 3, "late-end")
      : "";
  const diamond = option.energized <= count ? path(`M${at(x)},${at(y - 5)}L${at(x + 5)},${at(y)}L${at(x)},${at(y + 5)}L${at(x - 5)},${at(y)}Z`, "energization") : "";
  const what = `${decimal(option.facilityMw)} MW ${shortName(option)}`;
  const ordered = option.lead === null ? "" : `, ${option.lead} quarters`;
  const worst = option.slip > 0 ? `, at worst ${option.slip} ${option.slip === 1 ? "quarter" : "quarters"} late` : "";
  const text = what + ordered + worst;
  const end = clip(option.energized + option.slip) + 9;
  const start = Math.min(clip(option.energized - (option.lead ?? 0)), x) - 9;
  const words = look.words
    ? ([text, what + ordered, what]
        .flatMap((words) => [
          textWidth(words, 11) <= frame.width - end ? label(end, y + 3.8, words, "t halo") : "",
          textWidth(words, 11) <= start - frame.left ? label(start, y + 3.8, words, "t halo", "end") : "",
        ])
        .find(Boolean) ?? "")
    : "";
  return mark("g", {}, `<title>${text}, facility power</title>${lead}${order}${late}${diamond}${words}`);
}

function shortName(option: OptionView): string {
  return option.kind === "grid" ? "grid" : option.kind.replaceAll("-", " ");
}
