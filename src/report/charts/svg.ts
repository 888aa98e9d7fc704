// How is a chart written as text? A few marks with rounded coordinates, the same bytes in Node and in the page.

import { escape } from "../format.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** A coordinate with at most one decimal. */
export function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** An element; numbers are rounded to one decimal, undefined attributes left out. */
export function mark(name: string, attributes: Attributes, inner = ""): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? at(value) : escape(String(value))}"`)
    .join("");
  return inner === "" ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`;
}

export function rect(x: number, y: number, width: number, height: number, look: string, more: Attributes = {}): string {
  return mark("rect", { x, y, width: Math.max(0, width), height: Math.max(0, height), class: look, ...more });
}

export function line(x1: number, y1: number, x2: number, y2: number, look: string, more: Attributes = {}): string {
  return mark("line", { x1, y1, x2, y2, class: look, ...more });
}

export function path(d: string, look: string, more: Attributes = {}): string {
  return mark("path", { d, class: look, ...more });
}

export function circle(cx: number, cy: number, r: number, look: string, more: Attributes = {}): string {
  return mark("circle", { cx, cy, r: Math.max(0, r), class: look, ...more });
}

/** Text at a baseline. `look` is a class of the page's style; anchors are start, middle, end. */
export function label(x: number, y: number, text: string, look = "t", anchor: "start" | "middle" | "end" = "start", more: Attributes = {}): string {
  return mark("text", { x, y, class: look, "text-anchor": anchor === "start" ? undefined : anchor, ...more }, escape(text) || " ");
}

/** A number in a chart that leads to its source: a button with a dotted underline. */
export function numberLabel(x: number, y: number, text: string, address: string, look = "t b", anchor: "start" | "middle" | "end" = "start"): string {
  return mark(
    "g",
    { class: "n", role: "button", tabindex: "0", "data-at": address, "data-key": `svg:${address}`, "aria-label": `${text}, source` },
    label(x, y, text, look, anchor),
  );
}

/** A whole chart. `title` names it for those who do not see it. */
export function svg(size: Size, title: string, inner: string): string {
  return `<svg viewBox="0 0 ${at(size.width)} ${at(size.height)}" width="${at(size.width)}" height="${at(size.height)}" role="group" aria-label="${escape(title)}">${inner}</svg>`;
}

/** Points joined by straight lines. */
export function polyline(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${at(x)},${at(y)}`).join("");
}

/** Stripes for what is asked for and not there; one definition a chart that uses it. */
export const hatch =
  '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" class="f-sunk"/><line x1="0" y1="0" x2="0" y2="5" class="hatch-line"/></pattern></defs>';
