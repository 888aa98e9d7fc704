// Which other plans are nearly as good? One line each, in plain words.

import type { Alternative, Alternatives } from "../../plan/alternatives.ts";
import type { ResolvedProgramme } from "../../programme/programme.ts";
import { dollars, number, percent, table } from "../table.ts";
import { measured } from "./measure.ts";

type Extent = Alternative["extent"];

const names: Readonly<Record<Extent, readonly [least: string, most: string]>> = {
  sites: ["fewest sites", "most sites"],
  onsiteMw: ["least on-site plant", "most on-site plant"],
  cloudsUsd: ["least spent at clouds", "most spent at clouds"],
  largestShare: ["largest site as small as can be", "largest site as large as can be"],
};

const shown: Readonly<Record<Extent, (value: number) => string>> = {
  sites: (value) => number(value),
  onsiteMw: (value) => `${number(value)} MW`,
  cloudsUsd: dollars,
  largestShare: (value) => percent(value, 0),
};

export function alternativesScreen({ programme }: ResolvedProgramme, { within, best, alternatives }: Alternatives): string {
  const main = best.stages.find(({ name }) => name === "worth" || name === "compute") ?? best.stages.at(-1)!;
  const site = (id: string): string => programme.sites[id]?.name ?? id;
  const built = (buildings: Readonly<Record<string, number>>): string =>
    Object.entries(buildings)
      .map(([id, count]) => `${site(id)} ${count}`)
      .join(", ");
  const rows = alternatives.map(({ extent, direction, value, gap, stages, plan }) => [
    names[extent][direction === "least" ? 0 : 1],
    shown[extent](value),
    shown[extent](best.plan[extent]),
    measured(main.name, stages.find(({ name }) => name === main.name)!.value),
    gap === null ? "unknown" : percent(gap, 2),
    built(plan.buildings),
  ]);
  return [
    `plans within ${percent(within, 0)} of the best (${measured(main.name, main.value)})`,
    table(["", "it has", "best plan", main.name, "gap", "buildings started"], rows),
  ].join("\n");
}
