// Where did the money come from and where did it go? Two bars of equal height: the law made visible.

import { decimal } from "../format.ts";
import type { MoneyView, Stack } from "../view/money.ts";
import { moneyUnit } from "./axis.ts";
import { label, mark, rect, svg } from "./svg.ts";
import { fit, leader, spread } from "./text.ts";

/** Dollars from the start to the end of the selected quarter. */
export function sourcesAndUses(money: MoneyView, quarters: readonly string[], selected: number, width: number, height: number): string {
  const top = 24;
  const bottom = height - 8;
  const bar = Math.min(38, width * 0.09);
  const gap = 10;
  const middle = width / 2;
  const total = (stacks: readonly Stack[]): number => stacks.reduce((sum, stack) => sum + Math.max(0, stack.sum[selected] ?? 0), 0);
  const sum = Math.max(total(money.sources), total(money.uses));
  const { divide, unit } = moneyUnit(sum);
  if (sum <= 0)
    return svg(
      { width, height },
      "Sources and uses",
      rect(middle - bar - gap / 2, top, bar, bottom - top, "outline") +
        rect(middle + gap / 2, top, bar, bottom - top, "outline") +
        label(middle, top - 8, `no money has moved by ${quarters[selected] ?? ""}`, "t", "middle"),
    );
  const side = (stacks: readonly Stack[], x: number, right: boolean): string => {
    const live = folded(stacks, selected, sum);
    let at = top;
    const parts = live.map((stack, rank) => {
      const size = ((bottom - top) * (stack.sum[selected] ?? 0)) / sum;
      const part = { stack, rank, y: at, size };
      at += size;
      return part;
    });
    const ys = spread(
      parts.map(({ y, size }) => y + size / 2 - 7),
      30,
      top,
      bottom - 20,
    );
    const edge = right ? x + bar : x;
    const out = right ? 1 : -1;
    const room = (right ? width - edge : edge) - 24;
    return parts
      .map(({ stack, rank, y, size }, index) => {
        const amount = stack.sum[selected] ?? 0;
        const anchor = right ? "start" : "end";
        const number = decimal(amount / divide, amount / divide < 10 ? 2 : 1);
        const words =
          label(edge + out * 14, ys[index]! + 4, fit(stack.name, room, 11), "t", anchor) +
          mark(
            "g",
            { class: "n", role: "button", tabindex: "0", "data-at": stack.address, "data-key": `su:${stack.address}`, "aria-label": `${number} ${unit} USD, source` },
            label(edge + out * 14, ys[index]! + 17, number, "t b", anchor),
          );
        return rect(x, y, bar, size, `ink-${Math.min(rank + 1, 6)} edge`) + leader(edge + out * 2, y + size / 2, edge + out * 11, ys[index]! + 7) + words;
      })
      .join("");
  };
  return svg(
    { width, height },
    `Sources and uses to the end of ${quarters[selected] ?? ""}, ${unit} USD`,
    label(middle - gap / 2, 12, `sources ${decimal(total(money.sources) / divide, 1)}`, "t b", "end") +
      label(middle + gap / 2, 12, `uses ${decimal(total(money.uses) / divide, 1)}`, "t b") +
      side(money.sources, middle - bar - gap / 2, false) +
      side(money.uses, middle + gap / 2, true),
  );
}

/** Largest first; what is under 1.5 % of the whole is folded into one part. */
function folded(stacks: readonly Stack[], selected: number, whole: number): Stack[] {
  const live = stacks.filter((stack) => (stack.sum[selected] ?? 0) > 0).toSorted((a, b) => (b.sum[selected] ?? 0) - (a.sum[selected] ?? 0));
  const large = live.filter((stack, rank) => rank < 7 && (stack.sum[selected] ?? 0) >= whole * 0.015);
  const rest = live.filter((stack) => !large.includes(stack));
  if (rest.length <= 1) return live;
  return [
    ...large,
    {
      name: `${rest.length} smaller`,
      address: rest[0]!.address.replace(/\.[^.]*$/, ""),
      sum: stacks[0]!.sum.map((_, t) => rest.reduce((total, stack) => total + (stack.sum[t] ?? 0), 0)),
    },
  ];
}
