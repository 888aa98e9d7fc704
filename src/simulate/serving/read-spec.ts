// What does the text of a serving specification say, and what is wrong with it?

import { type Problem, readDocument } from "../../programme/document.ts";
import { withSettings } from "../../programme/extends.ts";
import { withoutSources } from "../../programme/figures.ts";
import { problemsOf } from "../../programme/issues.ts";
import { overlay } from "../../programme/overlay.ts";
import type { Figures } from "../../programme/programme.ts";
import { locate, plain, positionOf } from "../../programme/tree.ts";
import type { ErrorCode } from "../../units/errors.ts";
import { didYouMean } from "../../units/suggest.ts";
import { type ServingSpec, servingSpec } from "./spec.ts";

export interface ReadSpec {
  readonly problems: readonly Problem[];
  /** Present when there is no problem. */
  readonly spec?: ServingSpec;
  /** Where each number comes from, by path. */
  readonly figures?: Figures;
}

/**
 * Reads a specification (YAML or JSON).
 * @param file its name, for messages
 * @param library text of `data/serving.yaml`, laid under it: the specification changes a model, accelerator or engine by naming it
 * @param settings `path=value` texts, laid over it in order
 */
export function readServingSpec(file: string, text: string, library: string, settings: readonly string[] = []): ReadSpec {
  const own = readDocument(file, text);
  const base = readDocument("data/serving.yaml", library);
  const set = withSettings(own.located.root, settings);
  const early = [...own.problems, ...base.problems, ...set.problems];
  if (early.length > 0) return { problems: early };
  const root = overlay(base.located.root, set.root);
  const value = plain(root);
  const parsed = servingSpec.safeParse(value);
  if (!parsed.success) return { problems: problemsOf(parsed.error.issues, root, value) };
  const { value: read, figures } = withoutSources(parsed.data);
  const spec = read as ServingSpec;
  const problems: Problem[] = [];
  const say = (code: ErrorCode, path: readonly string[], message: string) =>
    problems.push({ code, position: positionOf(locate(root, path, "value")), path: path.join("."), message });
  const known = (key: "model" | "accelerator" | "engine", map: object) => {
    if (!Object.hasOwn(map, spec[key])) say("reference.unknown", [key], `expected an id of ${key}s, got "${spec[key]}"${didYouMean(spec[key], Object.keys(map))}`);
  };
  known("model", spec.models);
  known("accelerator", spec.accelerators);
  known("engine", spec.engines);
  const split = [spec.prefill, spec.decode, spec.transfer].filter((part) => part !== undefined).length;
  if ((spec.pool === undefined) !== (split === 3) || (spec.pool !== undefined && split > 0)) {
    say("sense", [], "expected either `pool`, or all of `prefill`, `decode` and `transfer`");
  }
  for (const key of ["pool", "prefill", "decode"] as const) {
    const of = spec[key];
    if (of === undefined) continue;
    if (of.scheduler.preemption === "swap" && of.scheduler.host === undefined) say("sense", [key, "scheduler"], "`preemption: swap` needs `host`");
    if (of.autoscale && of.autoscale.least > of.autoscale.most) say("sense", [key, "autoscale"], "`least` is more than `most`");
    if (of.capacity.some(({ at }, index) => index > 0 && at < of.capacity[index - 1]!.at)) say("sense", [key, "capacity"], "expected entries in order of time");
  }
  const accelerator = spec.accelerators[spec.accelerator];
  if (accelerator && accelerator.peak[spec.precision] === undefined) say("sense", ["precision"], `${accelerator.name} has no peak at ${spec.precision}`);
  return problems.length > 0 ? { problems } : { problems, spec, figures };
}
