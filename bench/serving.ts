// A million requests to a language model at event level, against the same engine played step by step; the fluid limit's error on the same case; peers where they run.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runEngine } from "../src/simulate/serving/engine.ts";
import { calibrateFluid, type ServingMeans } from "../src/simulate/serving/fluid.ts";
import { readServingSpec } from "../src/simulate/serving/read-spec.ts";
import { playReference } from "../src/simulate/serving/reference-fixture.ts";
import { drawRequests } from "../src/simulate/serving/requests.ts";
import { simulateServing } from "../src/simulate/serving/simulate-serving.ts";
import type { ServingSpec } from "../src/simulate/serving/spec.ts";
import { engineTerms } from "../src/simulate/serving/terms.ts";
import type { Bench } from "./run.ts";

const library = readFileSync(new URL("../data/serving.yaml", import.meta.url), "utf8");
const schedulers = ["chunked", "prefill-first"] as const;

export const bench: Bench = {
  question: "How many requests a second does the serving simulation play out, with lengths of the Azure conversation trace (mean 1,155 in, 211 out)?",
  async run(full) {
    const lines: string[] = [];
    for (const kind of schedulers) {
      for (const [rate, note] of [
        [6.45, "at ease"],
        [15, "near its limit"],
      ] as const) {
        const slow = compare(specOf(kind, 1, rate, 2000));
        lines.push(
          `${kind}, 1 replica, ${rate} requests/s (${note}): first tokens, ends, preemptions and gaps of 2,000 requests equal the step-by-step reference, ${slow.toFixed(0)} times as fast`,
        );
      }
      const count = full ? 1_000_000 : 100_000;
      const spec = specOf(kind, 16, 160, count);
      const trace = drawRequests(spec.requests!, 1);
      const began = process.cpuUsage();
      const { summary } = simulateServing(spec, trace, 1);
      const spent = process.cpuUsage(began);
      const seconds = (spent.user + spent.system) / 1e6;
      lines.push(
        `${kind}, 16 replicas, 160 requests/s: ${count.toLocaleString("en")} requests, ${(summary.steps / 1e6).toFixed(1)} M steps as ${(summary.events / 1e6).toFixed(1)} M events in ${seconds.toFixed(2)} CPU s: ` +
          `${Math.round(count / seconds).toLocaleString("en")} requests/s; quantiles and energy counted`,
        ...errorsOf(kind),
      );
    }
    lines.push("", ...(full ? peers() : ["peers: with --full"]));
    return lines;
  },
};

function specOf(kind: (typeof schedulers)[number], replicas: number, rate: number, count: number): ServingSpec {
  const { spec, problems } = readServingSpec(
    "bench.yaml",
    `{ model: llama-3-1-8b, accelerator: h100-sxm, engine: vllm, pool: { replicas: ${replicas}, accelerators: 1, scheduler: { kind: ${kind} } },
      requests: { count: ${count}, rate: ${rate} /s, input: { mean: 1155, variation: 1 }, output: { mean: 211, variation: 0.8 } } }`,
    library,
  );
  if (spec === undefined) throw new Error(problems[0]?.message);
  return spec;
}

/** Checks that skipping ahead gives what single steps give. @returns how many times as fast it is */
function compare(spec: ServingSpec): number {
  const trace = drawRequests(spec.requests!, 1);
  const terms = engineTerms(spec, 0, 1);
  const from = performance.now();
  const slow = playReference(trace, terms, "least-loaded");
  const middle = performance.now();
  const { requests, gaps } = runEngine(trace, terms);
  const to = performance.now();
  for (const column of ["firstToken", "end", "preemptions"] as const) {
    const wrong = slow[column].findIndex((value, request) => value !== requests[column][request]);
    if (wrong !== -1) throw new Error(`${column} of request ${wrong} is ${requests[column][wrong]}, step by step ${slow[column][wrong]}`);
  }
  if (slow.gaps.counts.some((value, bin) => value !== gaps.counts[bin])) throw new Error("the gaps between tokens differ from those of single steps");
  return (middle - from) / (to - middle);
}

/** The fluid limit beside the event level, half by half of the same requests. */
function errorsOf(kind: (typeof schedulers)[number]): string[] {
  return [4, 12].map((rate) => {
    const spec = specOf(kind, 1, rate, 20_000);
    const { event, error, calibratedError } = calibrateFluid(spec, drawRequests(spec.requests!, 1), 1);
    const percent = ({ firstToken, perToken, endToEnd }: ServingMeans) => [firstToken, perToken, endToEnd].map((share) => `${(share * 100).toFixed(1)} %`).join(", ");
    const means = `${(event.firstToken * 1e3).toFixed(1)} ms, ${(event.perToken * 1e3).toFixed(1)} ms, ${event.endToEnd.toFixed(2)} s`;
    return `  fluid limit at ${rate} requests/s (first token, per token, end to end: ${means}): error ${percent(error)}; calibrated on the other half ${percent(calibratedError)}`;
  });
}

/** What bench/peers/serving.py says of AISimulate and Vidur, installed from PyPI. */
function peers(): string[] {
  const { stdout, error } = spawnSync("python3", [fileURLToPath(new URL("peers/serving.py", import.meta.url))], { encoding: "utf8", timeout: 600_000 });
  return error || !stdout ? [`peers: not run (${error?.message ?? "the script said nothing"})`] : stdout.trimEnd().split("\n");
}
