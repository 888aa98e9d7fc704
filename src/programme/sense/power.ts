// Can plant and storage run as the programme says?

import type { PowerOption, Site } from "../programme.ts";
import { few, type Judge, percent, type Rule, type Salvaged } from "./judge.ts";

export const powerSense: Rule = (programme, judge) => {
  const { catalogue } = programme;
  for (const [id, { unit, usefulLife }] of Object.entries(catalogue?.powerSources ?? {})) {
    const path = ["catalogue", "powerSources", id];
    if (id === "grid") judge.problem(path, "the kind grid is the grid itself: expected another id", "key");
    if (unit === 0) judge.problem([...path, "unit"], "expected more than 0 MW, or leave it out");
    if (usefulLife === 0) judge.problem([...path, "usefulLife"], "expected more than 0 yr");
  }
  for (const [id, { hours, roundTrip, usefulLife }] of Object.entries(catalogue?.storage ?? {})) {
    const path = ["catalogue", "storage", id];
    if (id === "grid" || catalogue?.powerSources?.[id])
      judge.problem(path, `an option of kind ${id} would be ${id === "grid" ? "the grid" : "a power source"}: expected another id`, "key");
    if (hours === 0) judge.problem([...path, "hours"], "storage that holds no energy gives none: expected more than 0 h");
    if (roundTrip === 0) judge.problem([...path, "roundTrip"], "nothing comes back: expected more than 0 %");
    if (usefulLife === 0) judge.problem([...path, "usefulLife"], "expected more than 0 yr");
  }
  for (const [id, site] of Object.entries(programme.sites ?? {})) {
    for (const [name, option] of Object.entries(site.power)) optionSense(["sites", id, "power", name], option, programme, judge);
    permit(id, site, programme, judge);
  }
};

/** Longest a plant can run in a year: a leap year's hours. */
const mostHours = 366 * 24;
/** Share of the year in which the sun is up anywhere: half of it, less the first and last minutes of each day. */
const daylight = 0.45;

function optionSense(path: readonly string[], option: PowerOption, { catalogue }: Salvaged, { problem }: Judge): void {
  const { kind, capacityFactor, hours, facility } = option;
  const source = catalogue?.powerSources?.[kind];
  const what = kind === "grid" ? "the grid" : kind;
  const known = kind === "grid" || source !== undefined || catalogue?.storage?.[kind] !== undefined;
  if (source?.follows === "sun") {
    if (capacityFactor === undefined) problem(path, `${what} follows the sun: expected its capacityFactor, the yearly mean of its output over facility, such as 28 %`, "key");
    else if (capacityFactor === 0) problem([...path, "capacityFactor"], "a plant that never runs: expected more than 0 %");
    else if (capacityFactor > daylight)
      problem([...path, "capacityFactor"], `the sun is up for half of the year: expected ${percent(daylight)} or less, got ${percent(capacityFactor)}`);
  } else if (capacityFactor !== undefined && known) {
    problem([...path, "capacityFactor"], `${what} does not follow the sun, the plan says how much it gives: expected no capacityFactor`);
  }
  if (hours !== undefined && known && !source) problem([...path, "hours"], `${what} is no plant that a permit could hold to hours: expected none`);
  else if (hours !== undefined && hours > mostHours) problem([...path, "hours"], `a year has at most ${mostHours} hours, got ${few(hours)}`);
  if (source?.unit !== undefined && source.unit > facility && facility > 0)
    problem(
      [...path, "facility"],
      `one unit of ${kind} has ${few(source.unit)} MW: expected at least that, or another unit in catalogue.powerSources.${kind}, got ${few(facility)} MW`,
    );
}

function permit(id: string, { airPermit, power }: Site, { catalogue }: Salvaged, { problem }: Judge): void {
  if (airPermit === undefined) return;
  const burning = Object.entries(power).filter(([, { kind, committed }]) => committed && (catalogue?.powerSources?.[kind]?.carbon ?? 0) > 0);
  const all = burning.reduce((sum, [, { facility }]) => sum + facility, 0);
  if (all > airPermit * (1 + 1e-9))
    problem(
      ["sites", id, "airPermit"],
      `plant that burns fuel is committed with ${few(all)} MW (${burning.map(([name]) => name).join(", ")}), but the air permit is for ${few(airPermit)} MW`,
    );
}
