// What does more compute cost? The front of useful compute against discounted cost, its knee, and where this plan lies.

import { compute, decimal, dollars } from "../format.ts";
import type { FrontView } from "../view/beside.ts";
import { amountAxis, amountScale, type Frame, moneyUnit } from "./axis.ts";
import { circle, label, line, mark, numberLabel, path, polyline, svg } from "./svg.ts";
import { leader, textWidth } from "./text.ts";
import { sizeOf } from "./measure.ts";

/** Discounted cost across, discounted H100e-years up, both from zero. */
export function pareto({ points, knee, own }: FrontView, width: number, height: number): string {
  const frame: Frame = { width, left: 48, right: 16 };
  const [top, bottom] = [20, height - 36];
  const size = sizeOf("H100e-hours", Math.max(...points.map((point) => point.h100eYears)) * 8766);
  const perYears = size.divide / 8766;
  const up = amountScale(Math.max(...points.map((point) => point.h100eYears), own?.h100eYears ?? 0), bottom, top);
  const across = amountScale(Math.max(...points.map((point) => point.costUsd), own?.costUsd ?? 0), frame.left, width - frame.right);
  const { divide, unit } = moneyUnit(across.top);
  const place = ({ costUsd, h100eYears }: { readonly costUsd: number; readonly h100eYears: number }): [number, number] => [across.y(costUsd), up.y(h100eYears)];
  const step = (across.ticks[1] ?? 1) / divide;
  const feet = across.ticks
    .map((tick, position) =>
      label(
        across.y(tick),
        bottom + 15,
        decimal(tick / divide, step < 1 ? 1 : 0) + (position === across.ticks.length - 1 ? `\u00a0${unit}` : ""),
        "t2",
        position === across.ticks.length - 1 ? "end" : "middle",
      ),
    )
    .join("");
  const at = points[knee]!;
  const [kneeX, kneeY] = place(at);
  const price = at.hereUsd ?? at.stepUsd;
  const priced = at.hereUsd === null ? "stepUsdPerH100eYear" : "usdPerH100eYear";
  const says = [
    `knee: ${compute(at.h100eYears).replace("H100e", "H100e-years")}`,
    `for ${dollars(at.costUsd)} discounted`,
    ...(price === null ? [] : [`one more H100e-year: ${decimal(price)}\u00a0USD`]),
  ];
  const wide = Math.max(...says.map((text) => textWidth(text, 11)));
  // Beside the knee where there is room; else in the corner under the front, which is always empty.
  const beside = kneeX + 20 + wide < width - frame.right;
  const wordsX = beside ? kneeX + 18 : width - frame.right;
  const anchor = beside ? "start" : "end";
  const wordsY = beside ? Math.min(kneeY + 40, bottom - 40) : bottom - 40;
  const words =
    leader(kneeX, kneeY + 6, beside ? wordsX - 4 : Math.max(kneeX, wordsX - textWidth(says[0]!, 11) - 6), wordsY - 4) +
    numberLabel(wordsX, wordsY, says[0]!, `pareto:points[${knee}].compute`, "t b halo", anchor) +
    says
      .slice(1)
      .map((text, position) =>
        numberLabel(wordsX, wordsY + 15 * (position + 1), text, position === 0 ? `pareto:points[${knee}].costUsd` : `pareto:points[${knee}].${priced}`, "t halo", anchor),
      )
      .join("");
  const marks = points
    .map((point, position) => {
      const [x, y] = place(point);
      const name = `point ${position + 1}: ${compute(point.h100eYears).replace("H100e", "H100e-years")} for ${dollars(point.costUsd)}`;
      return mark(
        "g",
        { role: "button", tabindex: "0", "data-at": `pareto:points[${position}]`, "data-key": `front:${position}`, "aria-label": name },
        circle(x, y, position === knee ? 5 : 3.5, position === knee ? "f-ink" : "cursor-dot"),
      );
    })
    .join("");
  const [first, last] = [place(points[0]!), place(points.at(-1)!)];
  return svg(
    { width, height },
    `Useful compute against discounted cost: knee at ${dollars(at.costUsd)}`,
    amountAxis(frame, up, "", perYears) +
      label(frame.left - 8, 10, size.unit, "t2", textWidth(size.unit, 11) > frame.left - 8 ? "start" : "end", textWidth(size.unit, 11) > frame.left - 8 ? { x: 0 } : {}) +
      feet +
      label(width - frame.right, bottom + 30, "cost, discounted USD", "t2", "end") +
      line(first[0], first[1], last[0], last[1], "cap") +
      path(polyline(points.map(place)), "line-ink") +
      marks +
      (own ? ownMark(place(own), own, frame, width, top) : "") +
      words,
  );
}

/** This plan: a diamond with its name. */
function ownMark([x, y]: readonly [number, number], own: NonNullable<FrontView["own"]>, frame: Frame, width: number, top: number): string {
  const text = "this plan";
  const left = x - textWidth(text, 11) - 12 > frame.left;
  const high = Math.max(top + 8, y - 9);
  return (
    mark("path", { d: `M${x.toFixed(1)},${(y - 5.5).toFixed(1)}l5.5,5.5l-5.5,5.5l-5.5,-5.5Z`, class: "f-ink" }) +
    mark(
      "g",
      {
        class: "n",
        role: "button",
        tabindex: "0",
        "data-at": "plan:objective.spend",
        "data-key": "front:own",
        "aria-label": `this plan: ${compute(own.h100eYears).replace("H100e", "H100e-years")} for ${dollars(own.costUsd)}`,
      },
      label(left ? x - 8 : Math.min(x + 8, width - textWidth(text, 11) - 2), high, text, "t b halo", left ? "end" : "start"),
    )
  );
}
