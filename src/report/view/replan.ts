// What does a re-plan say on the page? What was held, what happened, what moved, how late it is and what it cost.

import type { ResolvedProgramme } from "../../programme/programme.ts";
import type { Replanned, ReplanTotals } from "../beside.ts";
import { decimal, dollars } from "../format.ts";
import { type BridgeView, bridgesOf } from "./bridge.ts";

/** Halls and racks of a site before the as-of quarter, MW IT: planned, and there. */
export interface StandingView {
  readonly name: string;
  readonly planned: { readonly halls: number; readonly racks: number };
  readonly there: { readonly halls: number; readonly racks: number };
}

/** A figure of what happened beside what the last plan said of it. */
export interface HappenedView {
  readonly site: string;
  readonly quarter: string;
  /** `gb300-nvl72 delivered`. */
  readonly what: string;
  readonly planned: string;
  readonly actual: string;
  readonly difference: string;
  readonly unit: string;
  /** Of what was planned; null where nothing was. */
  readonly share: number | null;
  readonly source: string;
  /** Without the figure's name at its end. */
  readonly address: string;
}

/** Quarters later than in the last plan; less than 0: sooner. */
export interface LateView {
  readonly name: string;
  readonly address: string;
  readonly plannedItMw: number;
  readonly itMw: number;
  readonly quarters: number | null;
}

export interface ReplanView {
  readonly from: string;
  readonly asOf: string;
  /** Whether work and money of the past are held too. */
  readonly everything: boolean;
  readonly fixed: { readonly hallsItMw: number; readonly racksItMw: number; readonly powerFacilityMw: number; readonly sites: readonly string[] };
  readonly standing: readonly StandingView[];
  readonly happened: readonly HappenedView[];
  readonly moved: readonly { readonly sentence: string; readonly itMw: number }[];
  readonly changeItMw: number;
  /** Rules that what stands breaks, and decisions of the past that the new inputs have no place for: a sentence each. */
  readonly broken: readonly string[];
  readonly lost: readonly string[];
  readonly totals: Replanned["totals"];
  /** All sites together first. */
  readonly late: readonly LateView[];
  readonly milestones: Replanned["late"]["milestones"];
  readonly causes: readonly { readonly says: string; readonly alone: boolean }[];
  readonly bridges: readonly BridgeView[];
  readonly withinUsd: number;
}

export function replanView(resolved: ResolvedProgramme, told: Replanned): ReplanView {
  const { from, asOf, scope, fixed, standing, moved, changeItMw, broken, lost, totals, late, bridge } = told;
  const site = (id: string): string => resolved.programme.sites[id]?.name ?? id;
  return {
    from,
    asOf,
    everything: scope === "everything",
    fixed: { ...fixed, sites: fixed.sites.map(site) },
    standing: standing.map(({ site: id, plannedHallsItMw, hallsItMw, plannedRacksItMw, racksItMw }) => ({
      name: site(id),
      planned: { halls: plannedHallsItMw, racks: plannedRacksItMw },
      there: { halls: hallsItMw, racks: racksItMw },
    })),
    happened: told.actuals
      .map((actual, position) => happenedView(resolved, actual, `replan:actuals[${position}]`))
      .toSorted((one, other) => compare(one.site, other.site) || compare(one.quarter, other.quarter)),
    moved: moved.map(({ sentence, itMw }) => ({ sentence: sentence.replaceAll(/([\s(])-(?=\d)/g, "$1\u2212"), itMw })),
    changeItMw,
    broken: broken.map(({ family, index, unit, amount }) => `What stands breaks ${family} (${index.join(", ")}) by ${decimal(amount, 2)} ${unit}.`),
    lost: lost.map(({ family, index, value }) => `The new inputs have no place for ${family} ${index.join(", ")} (${decimal(value)}).`),
    totals,
    late: [
      { name: "all sites", address: "replan:late.quarters", plannedItMw: late.plannedItMw, itMw: late.itMw, quarters: late.quarters },
      ...late.sites.map(({ site: id, ...power }, position) => ({ name: site(id), address: `replan:late.sites[${position}].quarters`, ...power })),
    ],
    milestones: late.milestones,
    causes: bridge?.parts.map(({ says, alone }) => ({ says, alone })) ?? [],
    bridges: bridgesOf(bridge),
    withinUsd: bridge?.withinUsd ?? 0,
  };
}

const measures: Readonly<Record<string, string>> = {
  "energized-mw": "facility power energized",
  "it-ready-mw": "IT power of halls with power",
  "running-mw": "IT power running",
  "spend-to-date-usd": "capital spent to date",
};

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function happenedView({ programme }: ResolvedProgramme, actual: Replanned["actuals"][number], address: string): HappenedView {
  const { site, quarter, measure, unit, planned, value, difference, source } = actual;
  const [name, kind] = measure.split(":", 2) as [string, string | undefined];
  const what = kind === undefined ? (measures[name] ?? name) : name === "starts" ? `${kind} started` : `${kind} delivered`;
  const say = (amount: number): string => (unit === "USD" ? dollars(amount) : decimal(amount, unit === "MW" ? 1 : 0));
  return {
    site: programme.sites[site]?.name ?? site,
    quarter,
    what,
    planned: say(planned),
    actual: say(value),
    difference: `${difference > 0 ? "+" : ""}${say(difference)}`,
    unit: unit === "USD" ? "" : unit === "MW" ? (measure === "energized-mw" ? "MW facility" : "MW IT") : planned === 1 ? unit.replace(/s$/, "") : unit,
    share: planned > 0 ? value / planned : null,
    source,
    address,
  };
}

/** The figures of both plans, in the order in which they are told. */
export const totalRows: readonly { readonly key: keyof Omit<ReplanTotals, "from" | "to">; readonly name: string; readonly unit: string }[] = [
  { key: "worthUsd", name: "worth, discounted", unit: "M USD" },
  { key: "computeH100eHours", name: "useful compute of own sites", unit: "M H100e-hours" },
  { key: "capexUsd", name: "capital spending", unit: "M USD" },
  { key: "runningItMw", name: "running at the end", unit: "MW IT" },
];
