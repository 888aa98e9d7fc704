// With which options is a plan made under uncertainty?

import { InvalidArgumentError, Option } from "commander";

/** Options of `plan` that have to do with what may turn out otherwise. */
export interface ScenarioChoice {
  /** How many scenarios to keep. */
  readonly scenarios?: number;
  readonly draws: number;
  readonly stages: "2" | "3";
  /** Quarters whose decisions are common. */
  readonly horizon: number;
  readonly riskAversion: number;
  readonly tail: number;
  /** Gamma. */
  readonly robust?: number;
}

export const scenarioOptions: readonly Option[] = [
  new Option("--scenarios <number>", "one plan for this many scenarios drawn from `uncertain`: common decisions until the horizon, then each scenario its own").argParser(
    whole(1, 50),
  ),
  new Option("--horizon <quarters>", "quarters whose decisions all scenarios have in common").argParser(whole(0, 80)).default(4),
  new Option("--stages <number>", "2: scenarios part at the horizon; 3: and again four quarters later").choices(["2", "3"]).default("2"),
  new Option("--draws <number>", "draws that the scenarios are chosen from").argParser(whole(1, 5000)).default(200),
  new Option("--risk-aversion <share>", "weight of the worst scenarios (CVaR) against the mean, 0 to 1").argParser(share(1)).default(0),
  new Option("--tail <share>", "the worst scenarios are those of this probability").argParser(share(1)).default(0.2),
  new Option("--robust <number>", "a plan that up to this many slips of a site's power and shortfalls of an accelerator's shipments leave possible").argParser(whole(0, 20)),
];

function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    if (!/^\d+$/.test(text) || Number(text) < least || Number(text) > most) throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}`);
    return Number(text);
  };
}

function share(most: number): (text: string) => number {
  return (text) => {
    if (!/^\d*\.?\d+$/.test(text) || Number(text) > most) throw new InvalidArgumentError(`expected a number from 0 to ${most}`);
    return Number(text);
  };
}
