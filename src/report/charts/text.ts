// How wide is a text before anyone has drawn it? An estimate for Inter, so that labels are placed alike in Node and in the page.

import { at, mark } from "./svg.ts";

/** Width in pixels at a font size; within about 5 % for Latin text in Inter 400 to 600. */
export function textWidth(text: string, size: number): number {
  let units = 0;
  for (const letter of text) units += letterWidth(letter);
  return units * size;
}

/** Cuts a text so that it fits, with an ellipsis. */
export function fit(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  let kept = text;
  while (kept.length > 1 && textWidth(`${kept}…`, size) > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

/** Moves labels apart along one axis: keeps their order, at least `gap` between neighbours, inside [from, to]. */
export function spread(wanted: readonly number[], gap: number, from: number, to: number): number[] {
  const order = wanted.map((_, index) => index).toSorted((a, b) => wanted[a]! - wanted[b]!);
  const placed = [...wanted];
  let last = from - gap;
  for (const index of order) {
    placed[index] = Math.max(placed[index]!, last + gap);
    last = placed[index]!;
  }
  let next = to + gap;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index]!, next - gap);
    next = placed[index]!;
  }
  return placed;
}

/** A hairline from a mark to its moved label. */
export function leader(x1: number, y1: number, x2: number, y2: number): string {
  return mark("path", { d: `M${at(x1)},${at(y1)}L${at(x2)},${at(y2)}`, class: "leader" });
}

function letterWidth(letter: string): number {
  if (letter >= "0" && letter <= "9") return 0.62;
  if (" \u00a0.,:;'|!iljI".includes(letter)) return 0.28;
  if ("frt()-/".includes(letter)) return 0.37;
  if ("mwMW%@\u2014".includes(letter)) return 0.86;
  if (letter >= "A" && letter <= "Z") return 0.68;
  return 0.565;
}
