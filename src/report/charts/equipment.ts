// Is there enough long-lead equipment? Units needed against units that can be there, in steps, with the gap marked.

import { decimal } from "../format.ts";
import type { EquipmentView } from "../view/equipment.ts";
import { amountAxis, amountScale, type Frame, timeMarks, timeX, yearAxis } from "./axis.ts";
import { circle, hatch, label, numberLabel, path, polyline, svg } from "./svg.ts";
import { spread, textWidth } from "./text.ts";

/** One kind: cumulative units by quarter. Open dots: the latest orders. */
export function equipment(kind: EquipmentView, quarters: readonly string[], selected: number, now: number, width: number, height: number): string {
  const frame: Frame = { width, left: 40, right: 96 };
  const [top, bottom] = [30, height - 22];
  const { needed, available, limited, order } = kind;
  const scale = amountScale(Math.max(1, ...needed, ...(limited ? available : [])), bottom, top);
  const x = timeX(frame, quarters.length);
  const steps = (list: readonly number[]): [number, number][] =>
    list.flatMap((units, t): [number, number][] => [
      [x(t), scale.y(units)],
      [x(t + 1), scale.y(units)],
    ]);
  const area = (upper: readonly number[], lower: readonly number[], look: string): string => path(`${polyline([...steps(upper), ...steps(lower).toReversed()])}Z`, look);
  const least = needed.map((units, t) => Math.min(units, limited ? available[t]! : units));
  const short = needed.map((units, t) => units - least[t]!);
  const worst = short.indexOf(Math.max(...short));
  const last = quarters.length - 1;
  const end = x(quarters.length);
  const ends = [
    { text: "needed", units: needed[last]!, address: `plan:derived.equipment.${kind.id}.needed[${last}]` },
    ...(limited ? [{ text: "can be there", units: available[last]!, address: `plan:derived.equipment.${kind.id}.available[${last}]` }] : []),
  ];
  const placed = spread(
    ends.map(({ units }) => scale.y(units)),
    16,
    top,
    bottom,
  );
  const names = ends
    .map(({ text, units, address }, position) => {
      const number = decimal(units);
      return numberLabel(end + 8, placed[position]! + 4, number, address) + label(end + 8 + textWidth(number, 11) + 5, placed[position]! + 4, text, "t");
    })
    .join("");
  const orders = order
    .map((units, t) => (units > 0 ? circle((x(t) + x(t + 1)) / 2, 12, 3, "order") + (x(t + 1) - x(t) > 24 ? label((x(t) + x(t + 1)) / 2 + 6, 16, decimal(units), "t2") : "") : ""))
    .join("");
  const says = `${decimal(short[worst]!)} short in ${quarters[worst]!}`;
  const from = Math.min(x(worst) + 4, end - textWidth(says, 11));
  // Above the highest step that the words reach over.
  const over = Math.max(...needed.filter((_, t) => x(t + 1) > from && x(t) < from + textWidth(says, 11)));
  const gap = short[worst]! > 0 ? numberLabel(from, scale.y(over) - 6, says, `plan:derived.equipment.${kind.id}.needed[${worst}]`, "t alarm halo") : "";
  const here = needed[selected] ?? 0;
  return svg(
    { width, height },
    `${kind.name}: ${decimal(here)} needed${limited ? `, ${decimal(available[selected] ?? 0)} can be there` : ""} by ${quarters[selected] ?? ""}`,
    hatch +
      amountAxis(frame, scale, "") +
      area(
        least,
        needed.map(() => 0),
        "ink-5",
      ) +
      (short.some((units) => units > 0) ? area(needed, least, "gap") : "") +
      timeMarks(frame, quarters.length, selected, now, top, bottom) +
      path(polyline(steps(needed)), "line-ink") +
      (limited ? path(polyline(steps(available)), "line-dashed") : "") +
      orders +
      circle((x(selected) + x(selected + 1)) / 2, scale.y(here), 3.5, "cursor-dot") +
      gap +
      names +
      yearAxis(frame, quarters, bottom, bottom),
  );
}
