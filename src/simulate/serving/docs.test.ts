// Does the example of docs/serving.md give the figures that stand below it?

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readServingSpec } from "./read-spec.ts";
import { simulateServing } from "./simulate-serving.ts";

const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8");

test("docs/serving.md: its example gives its figures", () => {
  const page = read("docs/serving.md");
  const block = (language: string) => new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(page)![1]!;
  const { summary } = simulateServing(readServingSpec("serving.yaml", block("yaml"), read("data/serving.yaml")).spec!, undefined, 1);
  const times = ({ p50, p90, p99 }: { readonly p50: number; readonly p90: number; readonly p99: number }) => [p50, p90, p99].map((time) => (time * 1e3).toFixed(1)).join(" / ");
  const lines = [
    `first token     P50 / P90 / P99  ${times(summary.firstToken)} ms`,
    `between tokens  P50 / P90 / P99  ${times(summary.betweenTokens)} ms`,
    `end to end      P50 / P90 / P99  ${times(summary.endToEnd)} ms`,
    `good            ${(summary.good * 100).toFixed(1)} % of ${summary.requests} requests`,
    `tokens          ${summary.tokensPerJoule.toFixed(1)} a joule, ${(summary.tokensPerUsd / 1e6).toFixed(1)} million a dollar`,
  ];
  assert.equal(block("text"), `${lines.join("\n")}\n`);
});
