// Is the demand for inference served, and where? Own sites, then clouds, then nobody, under the line of demand.

import { amountAxis, amountScale, type Frame, timeMarks, timeX, yearAxis } from "./axis.ts";
import { label, line, path, polyline, svg } from "./svg.ts";
import { spread } from "./text.ts";

/** Mean H100e over all inference workloads; `per` points a quarter: 3 from a record's months, 1 from a plan. */
export interface Served {
  readonly per: number;
  readonly demand: readonly number[];
  readonly own: readonly number[];
  readonly clouds: readonly number[];
  readonly unserved: readonly number[];
}

export function serving(served: Served, quarters: readonly string[], selected: number, now: number, width: number, height: number): string {
  const frame: Frame = { width, left: 54, right: 82 };
  const top = 14;
  const bottom = height - 22;
  const scale = amountScale(Math.max(...served.demand, 1), bottom, top);
  const x = timeX(frame, quarters.length);
  const step = (values: readonly number[]): [number, number][] =>
    values.flatMap((value, index): [number, number][] => [
      [x(index / served.per), scale.y(value)],
      [x((index + 1) / served.per), scale.y(value)],
    ]);
  const below = served.demand.map(() => 0);
  const layer = (values: readonly number[], look: string): string => {
    const lower = step([...below]).toReversed();
    values.forEach((value, index) => (below[index]! += value));
    return path(`${polyline([...step([...below]), ...lower])}Z`, look);
  };
  const areas = layer(served.own, "s-running edge") + layer(served.clouds, "s-ready edge") + layer(served.unserved, "unserved");
  const last = served.demand.length - 1;
  const ends = [
    { name: "own sites", value: (served.own[last] ?? 0) / 2, some: served.own.some((value) => value > 0) },
    { name: "clouds", value: (served.own[last] ?? 0) + (served.clouds[last] ?? 0) / 2, some: served.clouds.some((value) => value > 0) },
    { name: "unserved", value: (served.own[last] ?? 0) + (served.clouds[last] ?? 0) + (served.unserved[last] ?? 0) / 2, some: served.unserved.some((value) => value > 0) },
  ].filter((entry) => entry.some);
  const ys = spread(
    ends.map((entry) => scale.y(entry.value)),
    16,
    top + 4,
    bottom - 4,
  );
  const end = x(quarters.length);
  const words = ends.map((entry, index) => label(end + 8, ys[index]! + 4, entry.name, "t")).join("");
  return svg(
    { width, height },
    "Inference demand and what serves it, H100e",
    amountAxis(frame, scale, scale.top >= 2e6 ? "M" : scale.top >= 10_000 ? "k" : "", scale.top >= 2e6 ? 1e6 : scale.top >= 10_000 ? 1000 : 1) +
      areas +
      path(polyline(step(served.demand)), "line-ink") +
      timeMarks(frame, quarters.length, selected, now, top, bottom) +
      line(frame.left, bottom + 0.5, end, bottom + 0.5, "zero") +
      words +
      yearAxis(frame, quarters, bottom, bottom),
  );
}
