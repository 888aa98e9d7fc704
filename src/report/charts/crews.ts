// How many people are at work in a labour market, and how many are there?

import { decimal } from "../format.ts";
import type { CrewView } from "../view.ts";
import { type Frame, timeMarks, timeX, yearAxis } from "./axis.ts";
import { label, numberLabel, path, polyline, rect, svg } from "./svg.ts";
import { textWidth } from "./text.ts";

/** Bars: people at work; the line: the market's size, growing by quarter. */
export function crews(pool: CrewView, quarters: readonly string[], selected: number, now: number, frame: Frame, height: number, axis: boolean): string {
  const bottom = height - (axis ? 22 : 4);
  const top = 15;
  const x = timeX(frame, quarters.length);
  const highest = Math.max(...pool.people, ...pool.most.filter((value) => Number.isFinite(value)));
  const y = (people: number): number => bottom - ((bottom - top) * people) / Math.max(1, highest);
  const bars = pool.people
    .map((people, t) => rect(x(t) + 0.75, y(people), x(t + 1) - x(t) - 1.5, bottom - y(people), `s-building edge${t >= now || now <= 0 ? " ahead" : ""}`))
    .join("");
  const market = path(
    polyline(
      pool.most.flatMap((most, t): [number, number][] => [
        [x(t), y(most)],
        [x(t + 1), y(most)],
      ]),
    ),
    "market",
  );
  const here = pool.people[selected] ?? 0;
  const most = pool.most[selected] ?? 0;
  const middle = (x(selected) + x(selected + 1)) / 2;
  const say = numberLabel(
    Math.min(Math.max(middle, frame.left + 14), frame.width - frame.right - 14),
    Math.min(y(here) - 4, bottom - 3),
    decimal(here),
    `plan:derived.crews.${pool.id}[${selected}]`,
    "t b halo",
    "middle",
  );
  const last = pool.most.length - 1;
  const grows = pool.most[0] !== pool.most[last];
  const early = x(selected + 1) < frame.left + 96;
  const words = `market ${grows && !early ? "from " : ""}${decimal(pool.most[early ? last : 0] ?? 0)}`;
  // Above the highest step of the line that the words reach over.
  const over = pool.most.filter((_, t) => (early ? x(t + 1) > frame.width - frame.right - 4 - textWidth(words, 11) : x(t) < frame.left + 4 + textWidth(words, 11)));
  const name = label(early ? frame.width - frame.right - 4 : frame.left + 4, y(Math.max(...over)) - 4, words, "t halo", early ? "end" : "start");
  return svg(
    { width: frame.width, height },
    `Crews, ${pool.id}: ${decimal(here)} of ${decimal(most)} people in ${quarters[selected] ?? ""}`,
    timeMarks(frame, quarters.length, selected, now, 0, bottom) +
      bars +
      market +
      `<line class="zero" x1="${frame.left}" x2="${frame.width - frame.right}" y1="${bottom}.5" y2="${bottom}.5"/>` +
      name +
      say +
      (axis ? yearAxis(frame, quarters, bottom, 0) : ""),
  );
}
