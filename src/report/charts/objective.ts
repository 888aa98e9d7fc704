// What is the objective made of? Parts added one after the other, from value to total.

import { decimal } from "../format.ts";
import type { Objective, ObjectiveParts } from "../../plan/plan.ts";
import { moneyUnit } from "./axis.ts";
import { label, line, numberLabel, rect, svg } from "./svg.ts";

const parts: readonly (readonly [keyof ObjectiveParts, string])[] = [
  ["value", "useful compute"],
  ["residual", "residual value"],
  ["spend", "spending"],
  ["clouds", "clouds"],
  ["shares", "revenue shares"],
  ["financing", "financing"],
  ["carry", "idle cash"],
  ["premium", "unsigned money"],
];

export const objectiveHeight = (parts.length + 1) * 24 + 8;

/** Discounted dollars. */
export function objectiveParts(objective: Objective, width: number): string {
  const left = 108;
  const right = 76;
  let at = 0;
  const bars = parts.map(([key, name]) => {
    const amount = objective[key];
    const from = at;
    at += amount;
    return { key, name, amount, from, to: at };
  });
  const low = Math.min(0, ...bars.map((bar) => Math.min(bar.from, bar.to)), objective.total);
  const high = Math.max(1, ...bars.map((bar) => Math.max(bar.from, bar.to)));
  const x = (value: number): number => left + ((width - left - right) * (value - low)) / (high - low);
  const { divide, unit } = moneyUnit(high);
  const row = (name: string, from: number, to: number, amount: number, index: number, look: string, key: string): string => {
    const y = 4 + index * 24;
    return (
      label(left - 10, y + 13, name, index === parts.length ? "t b" : "t", "end") +
      rect(Math.min(x(from), x(to)), y + 2, Math.max(1, Math.abs(x(to) - x(from))), 14, look) +
      numberLabel(width, y + 13, `${amount > 0 && index < parts.length ? "+" : ""}${decimal(amount / divide, 1)}`, `plan:objective.${key}`, "t b", "end")
    );
  };
  return svg(
    { width, height: objectiveHeight },
    `Objective, ${unit} USD discounted`,
    line(x(0) + 0.5, 0, x(0) + 0.5, objectiveHeight - 4, "zero") +
      bars.map((bar, index) => row(bar.name, bar.from, bar.to, bar.amount, index, bar.amount >= 0 ? "ink-1" : "ink-4", bar.key)).join("") +
      row("total", 0, objective.total, objective.total, parts.length, objective.total < 0 ? "f-alarm" : "ink-1", "total"),
  );
}
