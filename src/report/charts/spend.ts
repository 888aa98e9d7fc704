// How does spending grow, in what, and is it funded? Cumulative capital spending in shades of ink under what was called and drawn.

import { decimal } from "../format.ts";
import type { MoneyView } from "../view/money.ts";
import { amountAxis, amountScale, type Frame, moneyUnit, timeMarks, timeX, yearAxis } from "./axis.ts";
import { circle, label, line, path, polyline, svg } from "./svg.ts";
import { leader, spread, textWidth } from "./text.ts";

/** Dollars, cumulative at each quarter's end. Labels stand at the lines' ends. */
export function spendCurve(money: MoneyView, quarters: readonly string[], selected: number, now: number, width: number, height: number): string {
  const frame: Frame = { width, left: 44, right: width < 520 ? 122 : 156 };
  const top = 14;
  const bottom = height - 22;
  const last = quarters.length - 1;
  const totals = quarters.map((_, t) => money.capex.reduce((sum, kind) => sum + (kind.sum[t] ?? 0), 0));
  const highest = Math.max(...totals, ...money.raised, 1);
  const showBudget = money.budget <= highest * 1.6;
  const scale = amountScale(showBudget ? Math.max(highest, money.budget) : highest, bottom, top);
  const { divide, unit } = moneyUnit(scale.top);
  const x = timeX(frame, quarters.length);
  const end = x(quarters.length);
  const below = quarters.map(() => 0);
  const shades = money.capex
    .map((kind, index) => ({ ...kind, shade: index }))
    .toSorted((a, b) => (b.sum[last] ?? 0) - (a.sum[last] ?? 0))
    .filter((kind) => (kind.sum[last] ?? 0) > 0)
    .map((kind, rank) => {
      const lower = [...below];
      kind.sum.forEach((value, t) => (below[t]! += value));
      const upper = [...below];
      const points: [number, number][] = [
        [x(0), scale.y(0)],
        ...upper.map((value, t): [number, number] => [x(t + 1), scale.y(value)]),
        ...lower.map((value, t): [number, number] => [x(t + 1), scale.y(value)]).toReversed(),
      ];
      const middle = ((upper[last] ?? 0) + (lower[last] ?? 0)) / 2;
      return { area: path(`${polyline(points)}Z`, `ink-${Math.min(rank + 1, 6)} edge`), text: kind.name, amount: kind.sum[last] ?? 0, y: scale.y(middle) };
    });
  const raised = path(polyline([[x(0), scale.y(0)], ...money.raised.map((value, t): [number, number] => [x(t + 1), scale.y(value)])]), "line-dashed");
  const ends = [
    ...shades.map((shade) => ({ text: shade.text, amount: shade.amount, y: shade.y })),
    { text: "called and drawn", amount: money.raised[last] ?? 0, y: scale.y(money.raised[last] ?? 0) },
  ];
  const placed = spread(
    ends.map((entry) => entry.y),
    15,
    top + 4,
    bottom - 2,
  );
  const words = ends
    .map((entry, index) => {
      const amount = decimal(entry.amount / divide, 1);
      const y = placed[index]!;
      return (
        leader(end + 2, entry.y, end + 10, y) +
        label(end + 14, y + 4, amount, "t b") +
        label(end + 14 + textWidth(amount, 11) + 5, y + 4, width < 520 ? entry.text.replace("called and drawn", "raised") : entry.text, "t")
      );
    })
    .join("");
  const budget = showBudget
    ? line(frame.left, scale.y(money.budget), end, scale.y(money.budget), "cap") +
      label(frame.left + 4, scale.y(money.budget) + 13, `budget ${decimal(money.budget / divide, 1)}`, "t halo")
    : label(frame.left + 4, top + 4, `budget ${decimal(money.budget / divide, 1)} ${unit}, above this axis`, "t halo");
  const here = totals[selected] ?? 0;
  const say = `spent ${decimal(here / divide, 1)}`;
  const left = x(selected + 1) - frame.left > textWidth(say, 11) + 16;
  const dot =
    circle(x(selected + 1), scale.y(here), 3.5, "cursor-dot") +
    label(x(selected + 1) + (left ? -8 : 8), Math.max(scale.y(here) - 8, top + 10), say, "t b halo", left ? "end" : "start");
  return svg(
    { width, height },
    `Cumulative capital spending, ${unit} USD: ${decimal(here / divide, 1)} by ${quarters[selected] ?? ""}`,
    amountAxis(frame, scale, unit, divide) +
      shades.map((shade) => shade.area).join("") +
      raised +
      budget +
      timeMarks(frame, quarters.length, selected, now, top, bottom) +
      line(frame.left, bottom + 0.5, end, bottom + 0.5, "zero") +
      dot +
      words +
      yearAxis(frame, quarters, bottom, bottom),
  );
}
