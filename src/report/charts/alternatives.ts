// Which other plans are nearly as good? One bar of buildings a plan, split by site in the site's colour.

import { decimal } from "../format.ts";
import type { OtherPlansView } from "../view/beside.ts";
import { sizeOf } from "./measure.ts";
import { label, mark, numberLabel, rect, svg } from "./svg.ts";
import { fit, textWidth } from "./text.ts";

const narrow = 480;

/** The largest sites of the plan have a colour of their own. */
export function coloured(rank: number): boolean {
  return rank >= 0 && rank < 7;
}

export function alternativesHeight(plans: number, width: number): number {
  return 22 + plans * (width < narrow ? 40 : 26) + 4;
}

/** Buildings started; at the right the objective's measure. @param sites in order, with the rank that picks each colour */
export function alternatives(
  { plans, unit, measure }: OtherPlansView,
  sites: readonly { readonly id: string; readonly short: string; readonly rank: number }[],
  width: number,
): string {
  const slim = width < narrow;
  const row = slim ? 40 : 26;
  const size = sizeOf(unit, Math.max(...plans.map(({ main }) => Math.abs(main))));
  const values = plans.map(({ main }) => decimal(main / size.divide, 2));
  const right = Math.max(...values.map((text) => textWidth(text, 11)), textWidth(size.unit, 11)) + 12;
  const left = slim ? 0 : Math.min(width * 0.42, Math.max(...plans.map(({ name, extent }) => textWidth(`${name}: ${extent}`, 11))) + 12);
  const most = Math.max(1, ...plans.map(({ buildings }) => Object.values(buildings).reduce((sum, count) => sum + count, 0)));
  const scale = (width - left - right) / most;
  const rows = plans.map((plan, position) => {
    const y = 22 + position * row + (slim ? 17 : 2);
    const address = position === 0 ? "alternatives:best" : `alternatives:${plan.address}.value`;
    const name = position === 0 ? plan.name : `${plan.name}: ${plan.extent}`;
    let from = left;
    const segment = (wide: number, count: number, look: string, name: string): string => {
      const x = from;
      from += wide;
      return mark(
        "g",
        { role: "img", "aria-label": name },
        rect(x, y, Math.max(1, wide - 1), 15, look) + (wide > 18 ? label(x + wide / 2 - 0.5, y + 11.5, decimal(count), "t b halo", "middle") : ""),
      );
    };
    const words = (name: string, count: number): string => `${name}: ${decimal(count)} ${count === 1 ? "building" : "buildings"}`;
    const started = sites.flatMap((site) => ((plan.buildings[site.id] ?? 0) > 0 ? [{ ...site, count: plan.buildings[site.id]! }] : []));
    const plainly = started.filter(({ rank }) => !coloured(rank));
    const rest = plainly.reduce((sum, { count }) => sum + count, 0);
    const parts = [
      ...started.filter(({ rank }) => coloured(rank)).map(({ short, rank, count }) => segment(count * scale, count, `site-${rank}`, words(short, count))),
      // One outline for all sites without a colour: many narrow ones would tell nothing.
      ...(rest > 0 ? [segment(rest * scale, rest, "site-10", plainly.map(({ short, count }) => words(short, count)).join(", "))] : []),
    ];
    return (
      numberLabel(slim ? 0 : left - 12, slim ? y - 5 : y + 11.5, fit(name, slim ? width - right : left - 12, 11), address, position === 0 ? "t b" : "t", slim ? "start" : "end") +
      parts.join("") +
      numberLabel(width, y + 11.5, values[position]!, position === 0 ? `plan:objective.stages` : `alternatives:${plan.address}.stages`, "t b", "end")
    );
  });
  return svg(
    { width, height: alternativesHeight(plans.length, width) },
    `${plans.length - 1} plans nearly as good: buildings by site, and ${measure}`,
    label(left, 12, "buildings started, by site", "t2") + label(width, 12, size.unit, "t2", "end") + rows.join(""),
  );
}
