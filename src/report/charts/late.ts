// How late does the last plan's power come? Quarters by site, later to the right of the line, sooner to its left.

import { decimal } from "../format.ts";
import type { LateView } from "../view/replan.ts";
import { label, line, numberLabel, rect, svg } from "./svg.ts";
import { fit, textWidth } from "./text.ts";

/** Quarters with two decimals: `+0.75`. */
export function quartersLate(quarters: number): string {
  return `${quarters >= 0.005 ? "+" : ""}${decimal(quarters, 2)}`;
}

export function late(sites: readonly LateView[], width: number): string {
  const row = 24;
  const top = 20;
  const height = top + sites.length * row + 4;
  const text = ({ quarters }: LateView): string => (quarters === null ? "not planned" : quartersLate(quarters));
  const left = Math.min(width * 0.4, Math.max(...sites.map(({ name }) => textWidth(name, 11))) + 14);
  const right = Math.max(...sites.map((site) => textWidth(text(site), 11))) + 12;
  const values = sites.map(({ quarters }) => quarters ?? 0);
  // At least a quarter wide, so that a rounding does not fill the chart.
  const [least, most] = [Math.min(0, ...values), Math.max(1, ...values)];
  const x = (value: number): number => left + ((width - left - right) * (value - least)) / (most - least);
  const zero = Math.round(x(0)) + 0.5;
  const rows = sites.map((site, position) => {
    const y = top + position * row + 4;
    const value = site.quarters ?? 0;
    return (
      label(left - 12, y + 11, fit(site.name, left - 14, 11), position === 0 ? "t b" : "t", "end") +
      (Math.abs(value) >= 0.005 ? rect(Math.min(zero, x(value)), y, Math.max(1, Math.abs(x(value) - zero)), 14, position === 0 ? "ink-1" : "ink-3") : "") +
      numberLabel(width, y + 11, text(site), site.address, "t b", "end")
    );
  });
  return svg(
    { width, height },
    `Quarters later than planned: ${text(sites[0]!)} over all sites`,
    label(width, 11, "quarters", "t2", "end") +
      (least < 0 ? label(zero - 6, 11, "sooner", "t2", "end") : "") +
      label(zero + 6, 11, "later", "t2") +
      rows.join("") +
      line(zero, 14, zero, height - 4, "zero"),
  );
}
