// What moved between two plans? Site by site: opening, starts, racks, MW by quarter and money by year.

import type { ById, ByQuarter, Plan } from "../plan.ts";
import { ordinal, quarterAt, quartersOf, yearOf } from "../../units/calendar.ts";
import type { Quarter } from "../../units/brand.ts";
import { amount, dollars, listed, megawatts, quarters as quartersSaid } from "./names.ts";

export interface SiteMove {
  readonly site: string;
  readonly opened: readonly [Quarter | null, Quarter | null];
  /** First quarter with a building start. */
  readonly started: readonly [Quarter | null, Quarter | null];
  /** Quarters by which the first start is later in B; null unless both start there. */
  readonly quartersLater: number | null;
  readonly buildings: readonly [number, number];
  readonly options: readonly [readonly string[], readonly string[]];
  /** Racks delivered in all, by accelerator. */
  readonly racks: ById<readonly [number, number]>;
  /** Running IT MW at each quarter's end, B less A, where they differ. */
  readonly runningMw: ById<number>;
  /** Capital spending by year, B less A, USD, where it differs. */
  readonly capexUsd: ById<number>;
  readonly sentence: string;
}

/** Sites where the two plans differ, by id. @param nameOf how a site is called */
export function movesOf(a: Plan, b: Plan, nameOf: (site: string) => string): SiteMove[] {
  const ids = [...new Set([...Object.keys(a.decisions.sites), ...Object.keys(b.decisions.sites)])].toSorted();
  return ids.flatMap((site) => {
    const sides = [a, b].map((plan) => sideOf(plan, site)) as [Side, Side];
    const [one, other] = sides;
    if (JSON.stringify(one) === JSON.stringify(other)) return [];
    const pair = <Type>(of: (side: Side) => Type): readonly [Type, Type] => [of(one), of(other)];
    const move: Omit<SiteMove, "sentence"> = {
      site,
      opened: pair(({ opened }) => opened),
      started: pair(({ started }) => started),
      quartersLater: one.started && other.started ? ordinal(other.started) - ordinal(one.started) : null,
      buildings: pair(({ buildings }) => buildings),
      options: pair(({ options }) => options),
      racks: Object.fromEntries(
        [...new Set([...Object.keys(one.racks), ...Object.keys(other.racks)])].toSorted().map((kind) => [kind, [one.racks[kind] ?? 0, other.racks[kind] ?? 0] as const]),
      ),
      runningMw: changes(one.runningMw, other.runningMw),
      capexUsd: changes(one.capexUsd, other.capexUsd),
    };
    return [{ ...move, sentence: sentenceOf(nameOf(site), move) }];
  });
}

interface Side {
  readonly opened: Quarter | null;
  readonly started: Quarter | null;
  readonly buildings: number;
  readonly options: readonly string[];
  readonly racks: ById<number>;
  readonly runningMw: ById<number>;
  readonly capexUsd: ById<number>;
}

function sideOf({ calendar, decisions, derived }: Plan, site: string): Side {
  const decided = decisions.sites[site];
  const made = derived.sites[site];
  const quarters = quartersOf(calendar);
  const lists = Object.values(decided?.starts ?? {});
  const first = quarters.findIndex((_, t) => lists.some((list) => list[t]! > 0));
  const total = (list: ByQuarter) => list.reduce((sum, value) => sum + value, 0);
  const capex: Record<string, number> = {};
  for (const [t, quarter] of quarters.entries()) capex[yearOf(quarter)] = (capex[yearOf(quarter)] ?? 0) + (made?.capexCents[t] ?? 0) / 100;
  return {
    opened: decided?.opened ?? null,
    started: first === -1 ? null : quarterAt(calendar, first),
    buildings: lists.reduce((sum, list) => sum + total(list), 0),
    options: decided?.options ?? [],
    racks: Object.fromEntries(Object.entries(decided?.racks ?? {}).map(([kind, list]) => [kind, total(list)])),
    runningMw: Object.fromEntries(quarters.map((quarter, t) => [quarter, (made?.runningKw[t] ?? 0) / 1e3])),
    capexUsd: capex,
  };
}

function changes(one: ById<number>, other: ById<number>): ById<number> {
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted();
  return Object.fromEntries(keys.map((key) => [key, (other[key] ?? 0) - (one[key] ?? 0)] as const).filter(([, change]) => change !== 0));
}

function sentenceOf(name: string, { started, quartersLater, buildings, options, racks, runningMw, capexUsd, opened }: Omit<SiteMove, "sentence">): string {
  const parts: string[] = [];
  if (started[0] !== null && started[1] === null) parts.push("starts no building any more");
  else if (started[0] === null && started[1] !== null) parts.push(`now starts building, in ${started[1]}`);
  else if (quartersLater) parts.push(`starts ${quartersSaid(Math.abs(quartersLater))} ${quartersLater > 0 ? "later" : "earlier"}, in ${started[1]}`);
  else if (opened[0] !== opened[1]) parts.push(`opens in ${opened[1] ?? "no quarter"} instead of ${opened[0] ?? "none"}`);
  if (buildings[0] !== buildings[1]) parts.push(`${buildings[1]} instead of ${buildings[0]} buildings`);
  const taken = options[1].filter((id) => !options[0].includes(id));
  const dropped = options[0].filter((id) => !options[1].includes(id));
  if (taken.length > 0) parts.push(`takes ${listed(taken)}`);
  if (dropped.length > 0) parts.push(`gives up ${listed(dropped)}`);
  for (const [kind, [one, other]] of Object.entries(racks)) if (one !== other) parts.push(`${amount(Math.abs(other - one))} racks of ${kind} ${other > one ? "more" : "fewer"}`);
  const mw = largest(runningMw);
  if (mw) parts.push(`up to ${megawatts(Math.abs(mw[1]))} IT ${mw[1] > 0 ? "more" : "less"} running (${mw[0]})`);
  const usd = largest(capexUsd);
  if (usd) parts.push(`${dollars(Math.abs(usd[1]))} capex ${usd[1] > 0 ? "more" : "less"} in ${usd[0]}`);
  return `${name}: ${parts.length === 0 ? "works differently, with the same buildings and racks" : parts.join("; ")}.`;
}

function largest(changed: ById<number>): readonly [string, number] | undefined {
  return Object.entries(changed).toSorted(([, one], [, other]) => Math.abs(other) - Math.abs(one))[0];
}
