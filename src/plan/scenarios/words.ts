// How is a common plan said in words? What to decide now, by site; and what follows where something turns out otherwise.

import type { PlanningCase } from "../case.ts";
import type { FirstStage } from "./first-stage.ts";
import type { ScenarioOutcome } from "./report.ts";
import type { Move } from "../../programme/uncertain/move.ts";

/** One sentence a site, and one for what is kept open. */
export function nowInWords({ programme, sites, names }: PlanningCase, first: FirstStage, horizon: number): string[] {
  const said = sites.flatMap(({ id }) => {
    const parts = [...first].flatMap(([name, value]) => {
      const [, family, labels] = /^([^[]+)\[(.*)\]$/.exec(name)!;
      const [site, ...rest] = labels!.split(", ");
      if (site !== id) return [];
      if (family === "site.open") return [`open it in ${rest[0]}`];
      if (family === "power.option") return [`take the power option ${rest[0]}, energized in ${programme.sites[id]!.power[rest[0]!]!.energized}`];
      if (family === "build.start") return [`start ${value} ${rest[0]} in ${rest[1]}`];
      return [];
    });
    return parts.length > 0 ? [`Decide now at ${programme.sites[id]!.name}: ${listed(parts)}.`] : [];
  });
  if (said.length === 0) return [`Nothing has to be decided before ${names[horizon] ?? "the end of the calendar"}: every scenario waits.`];
  const waiting = sites.filter(({ id, bound }) => !bound && ![...first.keys()].some((name) => name.includes(`[${id}, `)));
  return waiting.length > 0 ? [...said, `${listed(waiting.map(({ id }) => programme.sites[id]!.name))} can wait until ${names[horizon] ?? "the end of the calendar"}.`] : said;
}

/** For each delay, then each end of a factor, at most `most` sentences: what the scenarios with it do otherwise than those without, site by site, in buildings' IT MW. */
export function laterInWords({ programme }: PlanningCase, scenarios: readonly ScenarioOutcome[]): string[] {
  const entries = [...(scenarios[0]?.moves ?? []).entries()].toSorted(([, one], [, other]) => Number(one.slipQuarters === undefined) - Number(other.slipQuarters === undefined));
  const said = entries.flatMap(([position]) => {
    const values = scenarios.map(({ moves }) => moves[position]!.slipQuarters ?? moves[position]!.factor!);
    const moved = scenarios[0]!.moves[position]!;
    const turns =
      moved.slipQuarters === undefined
        ? factorTurns(values)
        : [...new Set(values)]
            .filter((value) => value > 0)
            .toSorted((a, b) => a - b)
            .map((value) => ({ holds: (x: number) => x === value, against: (x: number) => x < value, value }));
    return turns.flatMap(({ holds, against, value }) => {
      const these = scenarios.filter((__, s) => holds(values[s]!));
      const others = scenarios.filter((__, s) => against(values[s]!));
      if (these.length === 0 || others.length === 0) return [];
      const changes = Object.keys(these[0]!.sites)
        .map((site) => ({ site, mw: mean(these, (one) => one.sites[site]!.itMw) - mean(others, (one) => one.sites[site]!.itMw) }))
        .filter(({ mw }) => Math.abs(mw) >= 0.5)
        .toSorted((one, other) => Math.abs(other.mw) - Math.abs(one.mw))
        .slice(0, 4)
        .map(({ site, mw }) => `${Math.abs(mw).toFixed(0)} MW IT ${mw < 0 ? "less" : "more"} at ${programme.sites[site]!.name}`);
      const chance = these.reduce((sum, { probability }) => sum + probability, 0);
      return [
        `If ${condition(moved, value)} (${(100 * chance).toFixed(0)} %), the scenarios build ${changes.length > 0 ? listed(changes) : "the same"} on average, against those where it ${moved.slipQuarters === undefined ? "does not" : "comes earlier"}.`,
      ];
    });
  });
  return said.slice(0, most);
}

/** More than a reader takes in. */
const most = 8;

interface Turn {
  readonly holds: (value: number) => boolean;
  readonly against: (value: number) => boolean;
  readonly value: number;
}

/** Low and high: the factors more than a tenth under and over 1. */
function factorTurns(values: readonly number[]): Turn[] {
  const [low, high] = [0.9, 1.1];
  const middle = (value: number) => value >= low && value <= high;
  return [
    { holds: (value: number) => value < low, against: (value: number) => (values.some(middle) ? middle(value) : value >= low), value: low },
    { holds: (value: number) => value > high, against: (value: number) => (values.some(middle) ? middle(value) : value <= high), value: high },
  ];
}

function condition({ path, slipQuarters }: Move, value: number): string {
  if (slipQuarters !== undefined) return `${path} slips ${value} ${value === 1 ? "quarter" : "quarters"}`;
  return value < 1 ? `${path} turns out more than 10 % lower` : `${path} turns out more than 10 % higher`;
}

function mean(scenarios: readonly ScenarioOutcome[], of: (scenario: ScenarioOutcome) => number): number {
  const total = scenarios.reduce((sum, { probability }) => sum + probability, 0);
  return scenarios.reduce((sum, scenario) => sum + (scenario.probability / total) * of(scenario), 0);
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
