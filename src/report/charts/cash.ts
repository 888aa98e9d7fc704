// Is there cash enough, and how much is owed? Two plots on one time axis: cash over its floor, debt under its limit.

import { decimal, dollars } from "../format.ts";
import type { MoneyView } from "../view/money.ts";
import { amountAxis, amountScale, type Frame, moneyUnit, timeMarks, timeX, yearAxis } from "./axis.ts";
import { circle, label, line, path, polyline, svg } from "./svg.ts";
import { textWidth } from "./text.ts";

/** Dollars at each quarter's end. */
export function cashAndDebt(money: MoneyView, quarters: readonly string[], selected: number, now: number, width: number, height: number): string {
  const frame: Frame = { width, left: 44, right: 14 };
  const debt = quarters.map((_, t) => money.debts.reduce((sum, facility) => sum + (facility.debt[t] ?? 0), 0));
  const limit = money.debts.reduce((sum, facility) => sum + facility.limit, 0);
  const half = (height - 22 - 34) / 2;
  const parts = [
    { name: "cash", values: money.cash, line: money.floor, says: "floor", top: 16, bottom: 16 + half },
    { name: "debt", values: debt, line: limit, says: "limit", top: 50 + half, bottom: 50 + 2 * half - 16 },
  ];
  const x = timeX(frame, quarters.length);
  const drawn = parts
    .map((part) => {
      const highest = Math.max(1e6, ...part.values, part.name === "debt" && part.line < Math.max(...part.values) * 1.5 ? part.line : 0, part.name === "cash" ? part.line : 0);
      const scale = amountScale(highest, part.bottom, part.top, Math.min(...part.values, 0));
      const { divide, unit } = moneyUnit(scale.top);
      const points: [number, number][] = [[x(0), scale.y(0)], ...part.values.map((value, t): [number, number] => [x(t + 1), scale.y(value)])];
      const here = part.values[selected] ?? 0;
      const inside = part.line > 0 && part.line <= scale.top;
      const cap = inside
        ? line(frame.left, scale.y(part.line), width - frame.right, scale.y(part.line), part.name === "cash" ? "floor" : "cap") +
          label(
            selected < quarters.length / 2 ? width - frame.right - 4 : frame.left + 4,
            scale.y(part.line) + (part.name === "cash" ? -4 : 13),
            `${part.says} ${decimal(part.line / divide, 1)}`,
            part.name === "cash" ? "t alarm halo" : "t halo",
            selected < quarters.length / 2 ? "end" : "start",
          )
        : "";
      const say = `${part.name} ${dollars(here)}`;
      const px = x(selected + 1);
      const left = px - frame.left > textWidth(say, 11) + 12;
      const away = scale.y(here) - part.top < 18 ? 16 : -8;
      return (
        amountAxis(frame, scale, unit, divide) +
        timeMarks(frame, quarters.length, selected, now, part.top, part.bottom) +
        path(`${polyline(points)}L${x(quarters.length).toFixed(1)},${scale.y(0).toFixed(1)}Z`, "f-sunk") +
        path(polyline(points), "line-ink") +
        cap +
        circle(px, scale.y(here), 3.5, "cursor-dot") +
        label(px + (left ? -8 : 8), scale.y(here) + away, say, "t b halo", left ? "end" : "start")
      );
    })
    .join("");
  return svg({ width, height }, `Cash and debt at quarter's end in ${quarters[selected] ?? ""}`, drawn + yearAxis(frame, quarters, height - 22, height - 22));
}
