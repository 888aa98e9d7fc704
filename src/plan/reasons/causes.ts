// Which input caused what moved? The second programme solved again with one group of inputs at a time switched back to the first one's.

import type { Library } from "../../programme/library.ts";
import type { Programme } from "../../programme/programme.ts";
import type { SolveLimits, Solver } from "../lp/solver.ts";
import { InterruptedError, NoPlanError } from "../no-plan.ts";
import { type Difference, type Group, groups, switchedBack } from "./differences.ts";
import { type Figures, figuresOf, firstStarts } from "./figures.ts";
import { openCase, solveFree } from "./standing.ts";

/** What came of a group of inputs: B's figures less those of B with the group as in A. */
export interface Cause {
  readonly group: Group;
  readonly differences: readonly Difference[];
  readonly effect: Effect;
  /** Sites whose first start is A's again once the group is switched back. */
  readonly sites: readonly string[];
}

export interface Effect {
  /** Worth, or cost saved, USD. */
  readonly usd: number;
  readonly runningMw: number;
  readonly costUsd: number;
}

export interface Causes {
  readonly a: Figures;
  readonly b: Figures;
  readonly causes: readonly Cause[];
  /** B less A, less all effects: what only groups together do. */
  readonly together: Effect;
  /** Groups that could not be switched back alone (the other inputs need them, or no plan keeps every rule), and why. */
  readonly not: readonly { readonly group: Group; readonly reason: string }[];
  /** Largest gap of the searches: a smaller effect is none. */
  readonly gap: number | null;
}

/** @param say told which search is next */
export async function causesOf(
  a: Programme,
  b: Programme,
  differences: readonly Difference[],
  libraries: { readonly a: Library; readonly b: Library },
  solver: Solver,
  limits: SolveLimits,
  say: (line: string) => void = () => {},
  signal?: AbortSignal,
): Promise<Causes> {
  const gaps: (number | null)[] = [];
  const stop = () => solver.stop();
  signal?.addEventListener("abort", stop);
  const solved = async (programme: Programme, library: Library, what: string) => {
    InterruptedError.check(signal, "while switching inputs back");
    say(what);
    const opened = await openCase(programme, library, solver);
    try {
      const stages = await solveFree(opened, limits);
      InterruptedError.check(signal, "while switching inputs back");
      if (stages.values.length === 0) return undefined;
      const figures = figuresOf(opened.draft, stages);
      gaps.push(figures.gap);
      return { figures, starts: firstStarts(opened.draft, stages) };
    } finally {
      await opened.session.close();
    }
  };
  try {
    const first = await solved(a, libraries.a, "A as it is");
    const second = await solved(b, libraries.b, "B as it is");
    if (!first || !second) throw new NoPlanError(`no causes can be told: ${first ? "B" : "A"} has no plan that keeps every rule`);
    const causes: Cause[] = [];
    const not: { group: Group; reason: string }[] = [];
    for (const group of groups) {
      const mine = differences.filter((difference) => difference.group === group);
      if (mine.length === 0) continue;
      const back = await solved(switchedBack(b, mine), libraries.b, `B with ${group} as in A`).catch((error: Error) => {
        if (error instanceof InterruptedError) throw error;
        return error;
      });
      if (back === undefined || back instanceof Error) {
        not.push({ group, reason: back === undefined ? "no plan keeps every rule then" : back.message });
        continue;
      }
      const sites = Object.keys(second.starts).filter((site) => second.starts[site] !== first.starts[site] && back.starts[site] === (first.starts[site] ?? null));
      causes.push({ group, differences: mine, effect: less(second.figures, back.figures), sites });
    }
    const whole = less(second.figures, first.figures);
    const together = causes.reduce(
      (rest, { effect }) => ({ usd: rest.usd - effect.usd, runningMw: rest.runningMw - effect.runningMw, costUsd: rest.costUsd - effect.costUsd }),
      whole,
    );
    return { a: first.figures, b: second.figures, causes, together, not, gap: gaps.includes(null) ? null : Math.max(...(gaps as number[])) };
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

function less(one: Figures, other: Figures): Effect {
  return { usd: (one.usd ?? 0) - (other.usd ?? 0), runningMw: one.runningMw - other.runningMw, costUsd: one.costUsd - other.costUsd };
}
