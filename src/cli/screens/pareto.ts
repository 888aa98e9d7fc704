// What does more compute cost? One line a point, the knee marked.

import type { Pareto, ParetoPoint } from "../../plan/pareto.ts";
import { dollars, number, percent, table } from "../table.ts";
import { h100eYears } from "./measure.ts";

export function paretoScreen({ points, knee, dominated }: Pareto): string {
  const price = (usd: number | null): string => (usd === null ? "-" : dollars(usd));
  const row = (point: ParetoPoint, position: number): string[] => [
    `${position + 1}${position === knee ? " knee" : ""}`,
    dollars(point.costUsd),
    h100eYears(point.compute),
    price(point.stepUsdPerH100eYear),
    price(point.usdPerH100eYear),
    dollars(point.plan.capexUsd),
    number(point.plan.runningMw),
    String(point.plan.sites),
    point.gap === null ? "unknown" : percent(point.gap, 2),
  ];
  const head = ["point", "cost", "useful compute", "$/H100e-year: step", "here", "capital", "MW IT", "sites", "gap"];
  const at = points[knee]!;
  return [
    "what more compute costs (cost and compute discounted; one more H100e-year: on the way from the point before, and here without another building)",
    table(head, points.map(row)),
    `  the knee is point ${knee + 1}: ${h100eYears(at.compute)} for ${dollars(at.costUsd)}, farthest above the line between the two ends (both axes from 0 to 1)`,
    ...(dominated > 0 ? [`  ${dominated} of the points searched gave no more than a cheaper one and ${dominated === 1 ? "is" : "are"} left out`] : []),
  ].join("\n");
}
