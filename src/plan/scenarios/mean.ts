// What would one plan for who looks at the mean alone? The scenario in which every entry turns out as the scenarios' mean.

import type { Move } from "../../programme/uncertain/move.ts";
import type { Scenario } from "./scenario.ts";

/** Every factor at its mean, every delay at its mean in whole quarters. */
export function meanScenario(scenarios: readonly Scenario[]): Scenario {
  const moves = scenarios[0]!.moves.map(({ entry, path, factor }, position): Move => {
    const mean = scenarios.reduce((sum, { probability, moves: all }) => sum + probability * (all[position]!.factor ?? all[position]!.slipQuarters!), 0);
    return factor === undefined ? { entry, path, slipQuarters: Math.round(mean) } : { entry, path, factor: mean };
  });
  return { id: "mean", probability: 1, moves };
}
