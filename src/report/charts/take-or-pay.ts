// How much of each year's commitment is still to be spent? It burns down from January; what is left in December is paid anyway.

import { decimal, dollars } from "../format.ts";
import type { CommitmentView } from "../view/agreements.ts";
import { amountAxis, amountScale, type Frame, moneyUnit, timeMarks, timeX, yearAxis, years } from "./axis.ts";
import { label, line, path, polyline, svg } from "./svg.ts";

/** Dollars left of the year's commitment at each quarter's end. */
export function takeOrPay(commitment: CommitmentView, quarters: readonly string[], selected: number, now: number, width: number, height: number): string {
  const frame: Frame = { width, left: 44, right: 14 };
  const top = 20;
  const bottom = height - 22;
  const scale = amountScale(Math.max(...commitment.years.map((year) => year.commitment), 1), bottom, top);
  const { divide, unit } = moneyUnit(scale.top);
  const x = timeX(frame, quarters.length);
  const burn = years(quarters)
    .map(({ year, from, to }) => {
      const of = commitment.years.find((entry) => String(entry.year) === year);
      if (!of) return "";
      let left = of.commitment;
      const points: [number, number][] = [[x(from), scale.y(left)]];
      for (let t = from; t < to; t++) {
        left = Math.max(0, left - (commitment.spend[t] ?? 0));
        points.push([x(t + 1), scale.y(left)]);
      }
      const area = path(`${polyline([...points, [x(to), scale.y(0)], [x(from), scale.y(0)]])}Z`, "f-sunk");
      const short =
        of.shortfall > 0
          ? line(x(to) - 3, scale.y(of.shortfall), x(to) - 3, bottom, "shortfall") +
            label(x(to) - 8, Math.min(bottom - 4, scale.y(of.shortfall) - 4), `short ${dollars(of.shortfall)}`, "t alarm halo", "end")
          : "";
      return area + path(polyline(points), "line-ink") + label(x(from) + 5, scale.y(of.commitment) - 5, decimal(of.commitment / divide, 1), "t b halo") + short;
    })
    .join("");
  return svg(
    { width, height },
    `Left of the yearly commitment, ${unit} USD`,
    amountAxis(frame, scale, unit, divide) +
      burn +
      timeMarks(frame, quarters.length, selected, now, top, bottom) +
      line(frame.left, bottom + 0.5, width - frame.right, bottom + 0.5, "zero") +
      yearAxis(frame, quarters, bottom, bottom),
  );
}
