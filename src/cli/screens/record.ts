// What does a reader need to see of a record? Compute delivered against planned, energy, water, carbon, failures and the training runs.

import type { Summary } from "../../record/record.ts";
import { dollars, number, percent, table } from "../table.ts";

export function recordScreen(summary: Summary): string {
  const { waterfall } = summary;
  const steps = ["installed", "powered", "allocated", "running", "useful", "planned"] as const;
  const delivered = table(
    ["million H100e-hours", ...steps],
    [
      ["compute", ...steps.map((step) => number(waterfall[step] / 1e6, 1))],
      ["of installed", ...steps.map((step) => percent(waterfall[step] / waterfall.installed))],
    ],
  );
  const energy = `energy ${number(summary.itMwh / 1e6, 2)} TWh IT, ${number(summary.facilityMwh / 1e6, 2)} TWh facility (PUE ${number(summary.pue, 3)}, WUE ${number(summary.wueLPerKwh, 2)} L/kWh), ${dollars(summary.energyUsd)}, ${number(summary.carbonT / 1e6, 2)} Mt CO2e`;
  const failures = Object.entries(summary.failures).toSorted(([, a], [, b]) => b - a);
  const total = failures.reduce((sum, [, count]) => sum + count, 0);
  const failed = `failures ${number(total)}: ${failures
    .slice(0, 5)
    .map(([cause, count]) => `${cause} ${number(count)}`)
    .join(", ")}`;
  const ids = [...new Set([...Object.keys(summary.milestones), ...Object.keys(summary.ettr)])];
  const trainings = ids.map((id) => [
    id,
    summary.milestones[id]?.planned ?? "-",
    summary.milestones[id]?.done ?? "not done",
    summary.ettr[id] === undefined ? "-" : number(summary.ettr[id]!, 3),
  ]);
  return [
    `simulated ${number(summary.hours)} hours at ${summary.sites} ${summary.sites === 1 ? "site" : "sites"}, seed ${summary.seed}: useful compute ${percent(waterfall.useful / waterfall.planned)} of planned, unserved demand ${percent(summary.unservedShare, 2)}`,
    delivered,
    `  ${energy}`,
    `  ${failed}`,
    ...(summary.swings ?? []).map((sentence) => `  ${sentence}`),
    ...(trainings.length > 0 ? [table(["training run", "planned", "done", "ETTR"], trainings)] : []),
  ].join("\n");
}
