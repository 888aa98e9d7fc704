// Which futures may come, what does the common plan do in each, and what would knowing more be worth?

import type { ResolvedProgramme } from "../../programme/programme.ts";
import type { Futures } from "../beside.ts";
import { nameOf, pointWords } from "./swings.ts";

export interface FutureView {
  readonly id: string;
  readonly probability: number;
  readonly says: readonly string[];
  readonly worthUsd: number;
  readonly foresightUsd: number | null;
}

export interface FuturesView {
  readonly commonUntil: string | null;
  readonly meanUsd: number;
  readonly gap: number;
  readonly now: readonly string[];
  readonly later: readonly string[];
  readonly futures: readonly FutureView[];
  readonly built: Readonly<Record<string, number>>;
  readonly perfectInformationUsd: number | null;
  readonly stochasticSolutionUsd: number | null;
  readonly regret: Futures["regret"];
}

export function futuresView(resolved: ResolvedProgramme, told: Futures): FuturesView {
  const paths = [...new Set(resolved.programme.uncertain.map(({ path }) => path))].toSorted((one, other) => other.length - one.length);
  const readable = (sentence: string): string => paths.reduce((text, path) => text.replaceAll(path, `“${nameOf(resolved, path)}”`), sentence);
  return {
    commonUntil: told.commonUntil,
    meanUsd: told.result.meanUsd,
    gap: told.result.gap,
    now: told.now.map(readable),
    later: told.later.map(readable),
    futures: told.scenarios.map(({ id, probability, moves, worthUsd, foresight }) => ({
      id,
      probability,
      says: moves.map(({ path, factor, slipQuarters }) => {
        const moved = slipQuarters === undefined ? pointWords({ unit: "times the value" }, factor ?? 1) : pointWords({ unit: "quarters late" }, slipQuarters);
        return `${nameOf(resolved, path)} ${moved}`;
      }),
      worthUsd,
      foresightUsd: foresight?.value ?? null,
    })),
    built: told.built,
    perfectInformationUsd: told.perfectInformationUsd?.value ?? null,
    stochasticSolutionUsd: told.stochasticSolutionUsd?.value ?? null,
    regret: { ...told.regret, plans: told.regret.plans.map(firstName) },
  };
}

/** `common = s02` is the common plan's first stage, which is also the one planned for s02 alone. */
function firstName(name: string): string {
  return name
    .split(" = ")
    .map((part) => (part === "common" ? "common plan" : part === "mean" ? "for the mean" : `for ${part}`))
    .join(", ");
}
