// What stands where a re-plan begins, against what was planned to stand? By site: halls started and racks delivered, MW IT.

import { decimal } from "../format.ts";
import type { StandingView } from "../view/replan.ts";
import { label, line, numberLabel, rect, svg } from "./svg.ts";
import { fit, textWidth } from "./text.ts";

const narrow = 480;
const kinds = [
  ["halls", "s-building"],
  ["racks", "s-racked"],
] as const;

/** Outline: planned; filled: there. Two bars a site, one scale for all of them. */
export function standing(sites: readonly StandingView[], width: number): string {
  const slim = width < narrow;
  const row = slim ? 58 : 44;
  const height = sites.length * row + 4;
  const left = slim ? 42 : Math.min(width * 0.34, Math.max(...sites.map(({ name }) => textWidth(name, 11))) + 12) + 42;
  const says = ({ planned, there }: StandingView, kind: "halls" | "racks"): string => `${decimal(there[kind])} of ${decimal(planned[kind])}`;
  const right = Math.max(...sites.flatMap((site) => kinds.map(([kind]) => textWidth(says(site, kind), 11)))) + 12;
  const most = Math.max(1, ...sites.flatMap(({ planned, there }) => [planned.halls, planned.racks, there.halls, there.racks]));
  const scale = (width - left - right) / most;
  const rows = sites.map((site, position) => {
    const y = position * row + (slim ? 18 : 4);
    const name = slim ? label(0, y - 5, fit(site.name, width, 11), "t b halo") : label(left - 48, y + 11, fit(site.name, left - 50, 11), "t b", "end");
    const bars = kinds.map(([kind, look], index) => {
      const at = y + index * 18;
      const address = `replan:standing[${position}].${kind}ItMw`;
      return (
        label(left - 8, at + 11, kind, "t2", "end") +
        rect(left, at + 1, site.there[kind] * scale, 12, look) +
        rect(left + 0.5, at + 0.5, site.planned[kind] * scale, 13, "outline") +
        numberLabel(width, at + 11, says(site, kind), address, "t b", "end")
      );
    });
    return name + bars.join("");
  });
  return svg(
    { width, height },
    "Halls started and racks delivered by site, MW IT: there, of what was planned",
    rows.join("") + line(left + 0.5, 0, left + 0.5, height - 2, "zero"),
  );
}
