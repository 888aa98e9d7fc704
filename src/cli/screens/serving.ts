// What does a reader need to see of a serving simulation? Times by quantile, what met its objectives, what a token cost, and how far the fluid limit is off.

import type { Quantiles } from "../../simulate/serving/outcome.ts";
import type { ServingRecord } from "../serving-record.ts";
import { number, percent, table } from "../table.ts";

export function servingScreen({ summary, fluid, spec, seed }: ServingRecord): string {
  const milliseconds = ({ p50, p90, p99 }: Omit<Quantiles, "mean">, mean?: number) => [p50, p90, p99, ...(mean === undefined ? [] : [mean])].map((time) => number(time * 1e3, 1));
  const times = table(
    ["milliseconds", "P50", "P90", "P99", "mean"],
    [
      ["time to first token", ...milliseconds(summary.firstToken, summary.firstToken.mean)],
      ["between tokens", ...milliseconds(summary.betweenTokens)],
      ["per token, a request's mean", ...milliseconds(summary.perToken, summary.perToken.mean)],
      ["end to end", ...milliseconds(summary.endToEnd, summary.endToEnd.mean)],
    ],
  );
  const objectives = Object.entries({ "first token": spec.objectives.firstToken, "between tokens": spec.objectives.betweenTokens, "end to end": spec.objectives.endToEnd })
    .filter((entry): entry is [string, number] => entry[1] !== undefined)
    .map(([name, seconds]) => `${name} within ${number(seconds * 1e3)} ms`);
  const left = [
    ...(summary.rejected > 0 ? [`${number(summary.rejected)} rejected (longer than a replica's memory)`] : []),
    ...(summary.unserved > 0 ? [`${number(summary.unserved)} unserved (no replica was left)`] : []),
  ];
  return [
    `${spec.model} on ${spec.accelerator}, ${spec.engine}: ${number(summary.requests)} requests over ${number(summary.seconds)} s, seed ${seed}; ${[`${number(summary.finished)} finished`, ...left].join(", ")}`,
    times,
    `  goodput ${number(summary.goodPerSecond, 2)} requests/s, ${percent(summary.good)} of all: ${objectives.length === 0 ? "finished; the specification has no objectives" : objectives.join(", ")}`,
    `  ${number(summary.requestsPerSecond, 2)} requests/s and ${number(summary.outputTokensPerSecond)} output tokens/s; ${number(summary.preemptions)} preemptions; ${percent(summary.inputTokens === 0 ? 0 : summary.cachedTokens / summary.inputTokens)} of prompt tokens found in the prefix cache; at most ${percent(summary.mostBlocks)} of a replica's KV blocks in use`,
    `  ${number(summary.tokensPerJoule, 2)} tokens per joule of accelerators (${number(summary.energyMwh * 1e3, 2)} kWh IT), ${spec.price === undefined ? "no price of an accelerator is given" : `${number(summary.tokensPerUsd)} tokens per dollar`} (${number(summary.acceleratorHours, 1)} accelerator-hours)`,
    fluid === null
      ? "  the fluid limit has no steady state for these requests: nothing to hold against the run"
      : `  the fluid limit against this run, in the mean: first token ${signed(fluid.error.firstToken)}, per token ${signed(fluid.error.perToken)}, end to end ${signed(fluid.error.endToEnd)}`,
  ].join("\n");
}

function signed(share: number): string {
  return `${share > 0 ? "+" : ""}${percent(share)}`;
}
