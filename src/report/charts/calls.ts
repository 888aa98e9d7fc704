// When is each investor called, and for how much? Small multiples on one scale; solid so far, outline to come.

import { decimal } from "../format.ts";
import type { MoneyView } from "../view/money.ts";
import { moneyUnit, timeMarks, timeX, yearAxis } from "./axis.ts";
import { label, line, rect, svg } from "./svg.ts";
import { fit } from "./text.ts";

export function callsHeight(investors: number): number {
  return 26 + investors * rowHeight(investors) + 8;
}

/** Few investors get taller rows: the panel beside is as high. */
function rowHeight(investors: number): number {
  return Math.max(62, Math.min(110, Math.floor(270 / Math.max(1, investors))));
}

/** Dollars called in each quarter. */
export function capitalCalls(money: MoneyView, quarters: readonly string[], selected: number, now: number, width: number): string {
  const small = width < 520;
  const frame = { width, left: small ? 96 : 140, right: small ? 8 : 128 };
  const x = timeX(frame, quarters.length);
  const highest = Math.max(...money.investors.flatMap((investor) => investor.calls), 1);
  const { divide, unit } = moneyUnit(Math.max(...money.investors.map((investor) => investor.commitment), 1));
  const height = callsHeight(money.investors.length);
  const rows = money.investors
    .map((investor, row) => {
      const top = 10 + row * rowHeight(money.investors.length);
      const base = top + rowHeight(money.investors.length) - 16;
      const y = (dollars: number): number => base - ((rowHeight(money.investors.length) - 20) * dollars) / highest;
      const called = investor.calls.slice(0, selected + 1).reduce((sum, value) => sum + value, 0);
      const bars = investor.calls
        .map((dollars, t) => (dollars > 0 ? rect(x(t) + 1.5, y(dollars) + 0.5, x(t + 1) - x(t) - 3, base - y(dollars) - 0.5, t <= selected ? "ink-1" : "outline") : ""))
        .join("");
      const end = width - frame.right + 14;
      const share = investor.commitment > 0 ? called / investor.commitment : 0;
      const meter = small
        ? ""
        : rect(end, base - 30, 100, 5, "f-grid") +
          rect(end, base - 30, 100 * Math.min(1, share), 5, "ink-1") +
          label(end, base - 10, decimal(called / divide, 2), "t b") +
          label(end + 100, base - 10, `${decimal((investor.commitment - called) / divide, 2)} left`, "t2", "end");
      return (
        label(0, top + 18, fit(investor.name, frame.left - 12, 12), "t b big") +
        label(
          0,
          top + 34,
          `${small ? `${decimal(called / divide, 1)} ` : ""}of ${decimal(investor.commitment / divide, 1)}${investor.unsigned && !small ? ", unsigned" : ""}`,
          "t2",
        ) +
        timeMarks(frame, quarters.length, selected, now, top, base) +
        bars +
        line(frame.left, base + 0.5, width - frame.right, base + 0.5, "zero") +
        meter +
        (row === 0 && !small ? label(end, top + 2, `called, left, ${unit}`, "t2") : "")
      );
    })
    .join("");
  const tallest = label(frame.left, 9, `tallest ${decimal(highest / divide, 2)} ${unit}`, "t2");
  return svg(
    { width, height },
    `Capital calls by investor, ${unit} USD a quarter`,
    rows + (money.investors.length > 0 ? tallest : "") + yearAxis(frame, quarters, height - 24, height - 28),
  );
}
