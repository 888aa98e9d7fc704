// Do the formulas of serving give what is published, and what follows from them by hand?

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { activeParameters, expertsRead, keyValueBytes, type LanguageModel, parametersOf, speculatedTokens, totalParameters } from "./serving.ts";
import { fluidServing } from "./serving-fluid.ts";
import { promptPairs, stepPicoseconds } from "./serving-step.ts";

const { models } = parse(readFileSync(new URL("../../data/serving.yaml", import.meta.url), "utf8")) as { models: Record<string, LanguageModel> };
const near = (found: number, published: number, share: number, what: string) => assert.ok(Math.abs(found / published - 1) <= share, `${what}: ${found}, published ${published}`);

test("parameters from a model's configuration are those that its makers state", () => {
  // Total and active parameters, in billions: Meta 2024; Mistral 2024; Qwen 2025; DeepSeek 2024; OpenAI 2025.
  for (const [id, total, active] of [
    ["llama-3-1-8b", 8.03, 8.03],
    ["llama-3-1-70b", 70.6, 70.6],
    ["llama-3-1-405b", 405.9, 405.9],
    ["mixtral-8x7b", 46.7, 12.9],
    ["qwen3-32b", 32.8, 32.8],
    ["deepseek-v3", 671, 37],
    ["gpt-oss-120b", 116.8, undefined],
  ] as const) {
    const parameters = parametersOf(models[id]!);
    near(totalParameters(parameters) / 1e9, total, 0.005, `${id} total`);
    if (active !== undefined) near(activeParameters(parameters) / 1e9, active, 0.02, `${id} active`);
  }
  // OpenAI counts no input embedding among the 5.1 billion active ones.
  const { common, routedPerToken, head } = parametersOf(models["gpt-oss-120b"]!);
  near((common + routedPerToken + head) / 1e9, 5.1, 0.02, "gpt-oss-120b active");
});

test("keys and values of a token take what is known", () => {
  assert.equal(keyValueBytes(models["llama-3-1-70b"]!, 2), 320 * 1024);
  assert.equal(keyValueBytes(models["llama-3-1-405b"]!, 2), 504 * 1024);
  // DeepSeek-V2, 2024: (512 + 64) elements a layer.
  assert.equal(keyValueBytes(models["deepseek-v3"]!, 1), 61 * 576);
});

test("experts read, drafted tokens and pairs at their ends", () => {
  const experts = { count: 8, perToken: 2, feedForward: 1, shared: 0, denseLayers: 0 };
  assert.equal(expertsRead(experts, 0), 0);
  assert.equal(expertsRead(experts, 1), 0.25);
  assert.ok(expertsRead(experts, 100) > 0.999_999);
  assert.equal(speculatedTokens(3, 0), 1);
  assert.equal(speculatedTokens(3, 1), 4);
  assert.ok(Math.abs(speculatedTokens(2, 0.5) - 1.75) < 1e-12);
  assert.equal(promptPairs(0, 10), 55);
  assert.equal(promptPairs(0, 4) + promptPairs(4, 6), promptPairs(0, 10));
});

test("a step takes the longer of its products and its reads, and a step that reads experts reads as many as are hit", () => {
  const cost = { token: 10, draw: 5, common: 1000, routed: 800, untouched: 0.75, pair: 2, keyValue: 1, exchange: 1, fixed: 100, request: 3 };
  assert.equal(stepPicoseconds(cost, 1, 1, 0), 1000 + 200 + 1 + 100 + 3);
  assert.equal(stepPicoseconds(cost, 1000, 0, 0), 10_000 + 1000 + 100);
  assert.equal(stepPicoseconds({ ...cost, routed: 0 }, 1, 0, 50), 1000 + 100 + 1 + 100);
});

test("the fluid limit is a / (1 - rate steps b) in the large, has no state beyond its limit, and queues as M/G/1", () => {
  const [rate, steps, a, b] = [500, 200, 0.005, 8e-6];
  const state = fluidServing({ rate, prompt: 0, promptSquare: 0, steps, stepSeconds: (requests) => a + b * requests, mostRequests: 1e9 });
  near(state.perTokenSeconds, (a + b) / (1 - rate * steps * b), 1e-9, "token time");
  near(state.requests, rate * steps * state.perTokenSeconds, 1e-9, "Little's law");
  assert.equal(fluidServing({ rate: 700, prompt: 0, promptSquare: 0, steps, stepSeconds: (requests) => a + b * requests, mostRequests: 1e9 }).stable, false);
  assert.equal(fluidServing({ rate: 10, prompt: 0.1, promptSquare: 0.01, steps: 0, stepSeconds: () => 1, mostRequests: 10 }).stable, false);
  // M/D/1 with half the time taken: the wait is half a service.
  near(fluidServing({ rate: 5, prompt: 0.1, promptSquare: 0.01, steps: 0, stepSeconds: () => 1, mostRequests: 10 }).firstTokenSeconds, 0.15, 1e-9, "M/D/1");
});
