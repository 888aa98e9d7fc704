// What did the change cost, and what caused it? From the last plan to this one, cause by cause; the bars add up exactly.

import { decimal } from "../format.ts";
import type { BridgeView } from "../view/bridge.ts";
import { line, label, numberLabel, rect, svg } from "./svg.ts";
import { fit, textWidth } from "./text.ts";

export interface BridgeLook {
  /** What is bridged, for those who do not see it. */
  readonly title: string;
  readonly divide: number;
  readonly unit: string;
  readonly decimals: number;
}

export const bridgeHeight = (parts: number): number => (parts + 2) * 24 + 8;

/** Rows: the last plan from zero, each cause where the one before ended, this plan from zero. */
export function bridge({ key, before, after, parts }: BridgeView, causes: readonly string[], { title, divide, unit, decimals }: BridgeLook, width: number): string {
  const delta = `delta${key[0]!.toUpperCase()}${key.slice(1)}`;
  const names = ["the last plan", ...causes, "this plan"];
  const left = Math.min(width * 0.36, Math.max(...names.map((name) => textWidth(name, 11))) + 14);
  // Rounded by the running sum, so that what is written adds up too.
  let cumulative = before;
  const grain = 10 ** decimals / divide;
  const round = (value: number): number => Math.round(value * grain) / grain;
  const bars = parts.map((part, position) => {
    const [from, to] = [cumulative, cumulative + part];
    cumulative = to;
    return { name: causes[position]!, from, to, shown: round(to) - round(from), address: `replan:bridge.parts[${position}].${delta}` };
  });
  const texts = [decimal(before / divide, decimals), ...bars.map(({ shown }) => `${shown > 0 ? "+" : ""}${decimal(shown / divide, decimals)}`), decimal(after / divide, decimals)];
  const right = Math.max(...texts.map((text) => textWidth(text, 11))) + 14;
  const ends = [before, after, ...bars.map(({ to }) => to)];
  const [low, high] = [Math.min(0, ...ends), Math.max(1e-9, ...ends)];
  const x = (value: number): number => left + ((width - left - right) * (value - low)) / (high - low);
  const row = (name: string, from: number, to: number, position: number, look: string, address: string): string => {
    const y = 4 + position * 24;
    const total = position === 0 || position === bars.length + 1;
    return (
      label(left - 10, y + 13, fit(name, left - 12, 11), total ? "t b" : "t", "end") +
      rect(Math.min(x(from), x(to)), y + 2, Math.max(from === to ? 0 : 1, Math.abs(x(to) - x(from))), 14, look) +
      (position <= bars.length ? line(x(to), y + 16, x(to), y + 26, "leader") : "") +
      numberLabel(width, y + 13, texts[position]!, address, "t b", "end")
    );
  };
  return svg(
    { width, height: bridgeHeight(parts.length) },
    `${title}, ${unit}: ${texts[0]!} to ${texts.at(-1)!}`,
    row("the last plan", 0, before, 0, "ink-3", `replan:bridge.before.${key}`) +
      bars.map(({ name, from, to, address }, position) => row(name, from, to, position + 1, to >= from ? "ink-1" : "ink-4", address)).join("") +
      row("this plan", 0, after, parts.length + 1, "ink-1", `replan:bridge.after.${key}`) +
      line(Math.round(x(0)) + 0.5, 0, Math.round(x(0)) + 0.5, bridgeHeight(parts.length) - 4, "zero"),
  );
}
