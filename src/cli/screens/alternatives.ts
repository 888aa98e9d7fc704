// Which other plans are nearly as good? One line each, then what each builds, in plain words.

import type { Alternative, Alternatives } from "../../plan/alternatives.ts";
import type { ResolvedProgramme } from "../../programme/programme.ts";
import { dollars, number, percent, table, wrap } from "../table.ts";
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

/** Gap above which a search that found nothing beyond the best plan says nothing of the least or most. */
const unproven = 0.01;

export function alternativesScreen({ programme }: ResolvedProgramme, { within, best, alternatives }: Alternatives): string {
  const main = best.stages.find(({ name }) => name === "worth" || name === "compute") ?? best.stages.at(-1)!;
  const site = (id: string): string => (programme.sites[id]?.name ?? id).replace(/\s*\(.*\)$/, "");
  const name = ({ extent, direction }: Alternative): string => names[extent][direction === "least" ? 0 : 1];
  const idle = ({ extent, value, gap }: Alternative): boolean => value === best.plan[extent] && (gap ?? 1) > unproven;
  const rows = alternatives.map((alternative) => {
    const { extent, value, gap, stages, plan } = alternative;
    return [
      name(alternative),
      shown[extent](value),
      shown[extent](best.plan[extent]),
      measured(main.name, stages.find((stage) => stage.name === main.name)!.value),
      number(plan.sites),
      number(plan.runningMw),
      dollars(plan.capexUsd),
      gap === null ? "unknown" : percent(gap, 2),
    ];
  });
  const built = alternatives.map((alternative) => {
    const counts = Object.entries(alternative.plan.buildings).map(([id, count]) => `${site(id)} ${number(count)}`);
    return wrap(`${name(alternative)}: ${counts.join(", ") || "none"}.`);
  });
  const nothing = alternatives.filter(idle).map(name);
  return [
    `plans within ${percent(within, 0)} of the best (${measured(main.name, main.value)})`,
    table(["", "it has", "best plan", main.name, "sites", "MW IT", "capital", "gap"], rows),
    "  buildings started",
    ...built,
    ...(nothing.length > 0
      ? [
          wrap(
            `No plan beyond the best one was found for ${listed(nothing)} before ${nothing.length === 1 ? "its search" : "their searches"} ended: the gap says how far it might go.`,
          ),
        ]
      : []),
  ].join("\n");
}

function listed(all: readonly string[]): string {
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)!}`;
}
