// What does a reader need to see of many futures? How far each figure may go, how sure each milestone is, and what mattered most.

import type { Bar, SweepPoint } from "../../sweep/summary.ts";
import type { Sweep } from "../../sweep/sweep.ts";
import { dollars, number, percent, table } from "../table.ts";

export function sweepScreen(sweep: Sweep): string {
  const { futures, draws, seeds, points, axes, unanswered } = sweep;
  const per = futures / points.length;
  const drawn = draws > 0 ? `${number(draws)} draws of what is uncertain, ` : "everything as stated, ";
  const head = `${number(futures)} futures${points.length > 1 ? ` (${number(per)} at each of ${points.length} points)` : ""}: ${drawn}${number(seeds)} ${seeds === 1 ? "seed" : "seeds"} of chance, ${sweep.plan === "fixed" ? "one plan in all of them" : "a plan for each point"}`;
  return [
    head,
    ...points.flatMap((point) => [
      ...(axes.length > 0
        ? [
            "",
            Object.entries(point.at)
              .map(([path, value]) => `${path} = ${value}`)
              .join(", "),
          ]
        : []),
      pointScreen(point),
    ]),
    ...unanswered.map((says) => `  not answered by a plan that stands: ${says}`),
  ].join("\n");
}

/** Figures shown, with how they are written. */
const shown: readonly (readonly [string, string, (value: number) => string])[] = [
  ["usefulH100eHours", "useful compute, M H100e-hours", (value) => number(value / 1e6, 1)],
  ["unservedShare", "unserved inference", (value) => percent(value, 2)],
  ["goodput", "useful of allocated", (value) => percent(value, 2)],
  ["ettr", "ETTR of training", (value) => number(value, 3)],
  ["facilityMwh", "facility energy, TWh", (value) => number(value / 1e6, 3)],
  ["pue", "PUE", (value) => number(value, 3)],
  ["shedMwh", "shed or curtailed, GWh", (value) => number(value / 1e3, 2)],
  ["carbonT", "carbon, kt CO2e", (value) => number(value / 1e3, 1)],
  ["waterM3", "water, thousand m3", (value) => number(value / 1e3, 1)],
  ["energyUsd", "energy cost", dollars],
  ["costUsd", "cost", dollars],
  ["revenueUsd", "revenue", dollars],
  ["marginUsd", "revenue less cost", dollars],
];

function pointScreen({ figures, milestones, mattered }: SweepPoint): string {
  const say = (value: number | null, write: (value: number) => string) => (value === null ? "-" : write(value));
  const rows = shown.map(([name, title, write]) => {
    const { p10, p50, p90 } = figures[name]!;
    return [title, say(p10, write), say(p50, write), say(p90, write)];
  });
  const day = (value: string | null) => value ?? "not done";
  const runs = milestones.map(({ id, due, planned, probability, low, high, done }) => [
    id,
    planned,
    due,
    `${percent(probability)} (${percent(low)} to ${percent(high)})`,
    day(done.p10),
    day(done.p50),
    day(done.p90),
  ]);
  return [
    table(["figure", "P10", "P50", "P90"], rows),
    ...(runs.length > 0 ? [table(["milestone", "planned", "due", "done in time (95 % interval)", "P10", "P50", "P90"], runs)] : []),
    ...(["usefulH100eHours", "marginUsd"] as const).flatMap((name) => matteredScreen(name, mattered[name]!)),
  ].join("\n");
}

/** The five causes that explain most of a figure's spread. */
function matteredScreen(name: "usefulH100eHours" | "marginUsd", { bars, rest }: SweepPoint["mattered"][string]): string[] {
  const [, title, write] = shown.find(([one]) => one === name)!;
  const first = bars.filter(({ share }) => share >= 0.005).slice(0, 5);
  if (first.length === 0) return [];
  const rows = first.map((bar) => [bar.cause.join(", "), percent(bar.share), `${write(bar.low.outcome)} ${at(bar, "low")}`, `${write(bar.high.outcome)} ${at(bar, "high")}`]);
  return [
    table([`what mattered to ${title.split(",")[0]}`, "of its variance", "mean where low", "mean where high"], rows),
    `  ${percent(rest)} of the variance goes to no cause alone: to chance, and to causes that act together`,
  ];
}

function at({ unit, ...bar }: Bar, end: "low" | "high"): string {
  const { cause } = bar[end];
  if (unit === "seed") return `(seed ${cause})`;
  return unit === "quarters late" ? `(${number(cause, 1)} quarters late)` : `(x ${number(cause, 2)})`;
}
