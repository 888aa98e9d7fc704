// Where do the sites lie, how large are they, and how far is each? Nested circles by area, standing on one ground point.

import { decimal } from "../format.ts";
import type { Outlines } from "../outlines.ts";
import type { SiteView } from "../view/sites.ts";
import { placeLabels, pushApart } from "./place-labels.ts";
import { at, circle, label, line, mark, path, rect, svg } from "./svg.ts";
import { leader, spread, textWidth } from "./text.ts";

/** Data: the sites, the chosen quarter's position, the selected site. Width and greatest height in pixels; below a width of 560 labels are names only. */
export function siteMap(outlines: Outlines, sites: readonly SiteView[], quarter: number, selected: string, width: number, most = 560): string {
  const far = Object.keys(outlines.far).filter((code) => sites.some((site) => site.state === code));
  const [left, top, right, bottom] = outlines.bounds;
  const crop =
    far.length > 0
      ? { x: left - 6, y: top - 6, width: right - left + 12, height: outlines.height - top + 10 }
      : { x: left - 6, y: top - 6, width: right - left + 12, height: bottom - top + 12 };
  const scale = Math.min(width / crop.width, most / crop.height);
  crop.x -= (width / scale - crop.width) / 2;
  const height = Math.round(crop.height * scale);
  const small = width < 560;
  const largest = Math.max(1, ...sites.filter((site) => site.used).map(finalMw));
  const unit = (small ? 18 : 36) / Math.sqrt(Math.max(largest, 400));
  const radius = (megawatts: number): number => unit * Math.sqrt(Math.max(0, megawatts));
  const shown = sites.filter((site) => site.used && site.xy);
  const homes = shown.map((site) => ({ x: (site.xy![0] - crop.x) * scale, y: (site.xy![1] - crop.y) * scale, radius: Math.max(5, radius(finalMw(site))) }));
  const places = pushApart(homes, 6).map(({ x, y }, index) => ({
    x: within(x, homes[index]!.radius, width),
    y: within(y, homes[index]!.radius, height),
    radius: homes[index]!.radius,
  }));
  const candidates = sites.filter((site) => !site.used && site.xy).map((site) => ({ site, x: (site.xy![0] - crop.x) * scale, y: (site.xy![1] - crop.y) * scale }));

  const transform = `translate(${at(-crop.x * scale)},${at(-crop.y * scale)}) scale(${scale.toFixed(4)})`;
  const land = mark("g", { transform }, path(outlines.land, "land") + far.map((code) => path(outlines.far[code]!, "land")).join("") + path(outlines.borders, "border"));
  const size = small ? 11 : 12;
  const texts = shown.map((site) => ({ name: site.short, second: small ? "" : secondLine(site, quarter) }));
  const keyBox = small ? [] : [{ x: 0, y: height - 92, width: 150, height: 92 }];
  const labels = placeLabels(
    shown.map((_, index) => ({
      ...places[index]!,
      width: Math.max(textWidth(texts[index]!.name, size) * 1.04 + 13, textWidth(texts[index]!.second, 11)),
      height: small ? 14 : 29,
    })),
    [...places, ...candidates.map(({ x, y }) => ({ x, y, radius: 5 }))],
    keyBox,
    { x: 0, y: 0, width, height },
  );
  const candidateLabels = small
    ? []
    : placeLabels(
        candidates.map(({ site, x, y }) => ({ x, y, radius: 4, width: textWidth(site.short, 10.5), height: 13 })),
        [...places, ...candidates.map(({ x, y }) => ({ x, y, radius: 4 }))],
        [...labels, ...keyBox],
        { x: 0, y: 0, width, height },
      );
  const codes = small
    ? ""
    : stateCodes(outlines, sites, [...labels, ...candidateLabels], [...places, ...candidates.map(({ x, y }) => ({ x, y, radius: 4 }))], (x, y) => [
        (x - crop.x) * scale,
        (y - crop.y) * scale,
      ]);
  const hollow = candidates
    .map(({ site, x, y }, index) => {
      const box = candidateLabels[index];
      const name = box ? label(box.x, box.y + 10, site.short, box.covers > 6 ? "t3 waits" : "t3") : "";
      return button(
        site,
        selected,
        `${site.name}, candidate, nothing built in this plan`,
        path(`M${at(x)},${at(y - 4)}L${at(x + 4)},${at(y)}L${at(x)},${at(y + 4)}L${at(x - 4)},${at(y)}Z`, "candidate") + name,
      );
    })
    .join("");
  const circles = shown.map((site, index) => {
    const { x, y } = places[index]!;
    const home = homes[index]!;
    const moved = Math.hypot(home.x - x, home.y - y) > 4;
    const truePlace = moved ? line(home.x, home.y, x, y, "leader") + circle(home.x, home.y, 1.8, "f-ink") : "";
    return button(site, selected, `${site.name}: ${secondLine(site, quarter)}`, truePlace + nested(site, quarter, x, y, radius, site.id === selected));
  });
  const names = shown.map((site, index) =>
    small && site.id !== selected && crowded(labels[index]!, places[index]!)
      ? ""
      : mark("g", { class: "site", "data-site": site.id }, leaderTo(places[index]!, labels[index]!) + nameAt(site, texts[index]!, labels[index]!, size)),
  );
  return svg(
    { width, height },
    "Map of the sites, IT MW by state of work",
    land + codes + hollow + circles.join("") + names.join("") + (small ? "" : sizeKey(radius, largest, height)),
  );
}

/** Circles by area on one ground point: applied as a ring, what is being built in orange, then each rung. */
export function nested(site: SiteView, quarter: number, x: number, y: number, radius: (megawatts: number) => number, selected: boolean): string {
  const { ladder } = site;
  const base = y + Math.max(5, radius(finalMw(site)));
  const outer = Math.max(5, radius(finalMw(site)));
  const disc = (megawatts: number, look: string): string => circle(x, base - radius(megawatts), radius(megawatts), look);
  const rung = (values: readonly number[]): number => values[quarter] ?? 0;
  const works = (site.building[quarter] ?? 0) > 0 || (rung(ladder.running) > 0 && rung(ladder.running) < finalMw(site) * 0.98);
  return (
    (selected ? circle(x, y, outer + 3.5, "ring-selected") : "") +
    circle(x, y, outer, works ? "ring-building" : "ring-applied") +
    disc(rung(ladder.energized), "s-energized edge") +
    disc(rung(ladder.ready), "s-ready edge") +
    disc(rung(ladder.racked), "s-racked edge") +
    disc(rung(ladder.running), "s-running")
  );
}

/** Applied IT MW at the calendar's end: sizes a site's circle, so nothing moves with time. */
export function finalMw(site: SiteView): number {
  return Math.max(...site.ladder.applied, ...site.halls, 0);
}

/** True where a phone leaves a name away: it would cover something or stand far off. */
function crowded(box: { x: number; y: number; width: number; height: number; covers: number }, circle: { x: number; y: number; radius: number }): boolean {
  return box.covers > 30 || leaderTo(circle, box) !== "";
}

/** A hairline to a label that stands off its circle. */
function leaderTo(circle: { x: number; y: number; radius: number }, box: { x: number; y: number; width: number; height: number }): string {
  const x = Math.min(Math.max(circle.x, box.x), box.x + box.width);
  const y = Math.min(Math.max(circle.y, box.y), box.y + box.height);
  const distance = Math.hypot(x - circle.x, y - circle.y);
  if (distance < circle.radius + 14) return "";
  return line(
    circle.x + ((x - circle.x) * circle.radius) / distance,
    circle.y + ((y - circle.y) * circle.radius) / distance,
    x - ((x - circle.x) * 3) / distance,
    y - ((y - circle.y) * 3) / distance,
    "leader",
  );
}

function secondLine(site: SiteView, quarter: number): string {
  const runs = site.ladder.running[quarter] ?? 0;
  const final = decimal(finalMw(site));
  if (runs > 0) return `${decimal(runs)} / ${final} MW`;
  if ((site.building[quarter] ?? 0) > 0) return `building, ${final} MW`;
  return (site.ladder.applied[quarter] ?? 0) > 0 ? `applied, ${final} MW` : `later, ${final} MW`;
}

function nameAt(site: SiteView, text: { name: string; second: string }, box: { x: number; y: number; width: number; anchor: "start" | "middle" | "end" }, size: number): string {
  const wide = textWidth(text.name, size) * 1.04 + 13;
  const left = box.anchor === "end" ? box.x + box.width - wide : box.anchor === "middle" ? box.x + (box.width - wide) / 2 : box.x;
  const x = box.anchor === "end" ? box.x + box.width : box.anchor === "middle" ? box.x + box.width / 2 : box.x;
  return (
    rect(left, box.y + 2, 8, 8, `site-${Math.min(site.rank, 10)}`, { rx: 1.5 }) +
    label(left + 13, box.y + 10.5, text.name, size === 12 ? "t b halo big" : "t b halo") +
    (text.second ? label(x, box.y + 24, text.second, "t halo", box.anchor) : "")
  );
}

function button(site: SiteView, selected: string, name: string, inner: string): string {
  return mark(
    "g",
    {
      class: site.used ? "site" : "site quiet",
      role: "button",
      tabindex: "0",
      "aria-pressed": site.id === selected ? "true" : "false",
      "data-site": site.id,
      "data-key": `map:${site.id}`,
      "aria-label": name,
    },
    inner,
  );
}

function stateCodes(
  outlines: Outlines,
  sites: readonly SiteView[],
  labels: readonly { x: number; y: number; width: number; height: number }[],
  circles: readonly { x: number; y: number; radius: number }[],
  place: (x: number, y: number) => [number, number],
): string {
  return [...new Set(sites.map((site) => site.state))]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((code) => {
      const centre = outlines.codes[code];
      if (!centre) return "";
      const [x, y] = place(...centre);
      const clear =
        labels.every((box) => x + 12 < box.x || x - 12 > box.x + box.width || y + 5 < box.y || y - 12 > box.y + box.height) &&
        circles.every((disc) => Math.hypot(disc.x - x, disc.y - y) > disc.radius + 14);
      return clear ? label(x, y + 4, code, "t2 code", "middle") : "";
    })
    .join("");
}

function sizeKey(radius: (megawatts: number) => number, largest: number, height: number): string {
  const ten = 10 ** Math.floor(Math.log10(largest));
  const most = [5, 2, 1].map((step) => step * ten).find((value) => value <= largest)!;
  const sizes = [most, most / 2, most / 5];
  const outer = radius(sizes[0]!);
  const base = height - 12;
  const ys = spread(
    sizes.map((megawatts) => base - 2 * radius(megawatts)),
    12,
    0,
    height,
  );
  return sizes
    .map((megawatts, index) => {
      const r = radius(megawatts);
      return (
        circle(outer + 2, base - r, r, "ring-key") +
        leader(outer + 2, base - 2 * r, outer * 2 + 14, ys[index]!) +
        label(outer * 2 + 18, ys[index]! + 4, `${decimal(megawatts)}${index === 0 ? " MW IT" : ""}`, "t2")
      );
    })
    .join("");
}

function within(value: number, margin: number, most: number): number {
  return Math.min(most - margin - 2, Math.max(margin + 2, value));
}
