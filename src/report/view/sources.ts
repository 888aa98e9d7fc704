// Where does each number come from, how sure is it, and how much of the answer rests on estimates and assumptions?

import type { Plan } from "../../plan/plan.ts";
import { countConfidences } from "../../programme/confidence.ts";
import type { Confidence, Figure } from "../../programme/fields.ts";
import type { Figures, ResolvedProgramme } from "../../programme/programme.ts";
import { figure as amount } from "../format.ts";

export type { Confidence } from "../../programme/fields.ts";

/** `[path, value with its unit, unit, confidence or "", source, low and high with their unit or "", reason, learnt, used by this plan]`. */
export type FigureView = readonly [
  path: string,
  value: string,
  unit: string,
  confidence: Confidence | "",
  source: string,
  low: string,
  high: string,
  reason: string,
  learnt: string,
  used: 0 | 1,
];

export interface SourcesView {
  readonly figures: readonly FigureView[];
  /** Sourced figures that this plan reads, by confidence. */
  readonly counts: Readonly<Record<Confidence, number>>;
  /** Capital spending in dollars by the confidence of the price that sets it; `own` where the programme states a price without a source. */
  readonly spend: Readonly<Record<Confidence | "own", number>>;
}

export function sourcesView({ programme, figures }: ResolvedProgramme, plan: Plan): SourcesView {
  const unread = unreadBy(programme, plan);
  const views = Object.entries(figures)
    .map(([path, figure]): FigureView => [
      path,
      words(figure),
      figure.unit,
      figure.confidence ?? "",
      figure.source ?? "",
      figure.low === undefined ? "" : amount(figure.low, figure.unit),
      figure.high === undefined ? "" : amount(figure.high, figure.unit),
      figure.reason ?? "",
      figure.learnt ?? "",
      unread.some((prefix) => path.startsWith(prefix)) ? 0 : 1,
    ])
    .toSorted((a, b) => (a[0] < b[0] ? -1 : 1));
  const { counts } = countConfidences(views.filter((view) => view[9] === 1).map(([path]) => figures[path]!));
  return { figures: views, counts, spend: spendByConfidence({ programme, figures }, plan) };
}

/** Parts of the programme that this plan does not touch: sites not opened, machines not bought, buildings not started. */
function unreadBy(programme: ResolvedProgramme["programme"], plan: Plan): string[] {
  const sites = Object.entries(plan.decisions.sites);
  const some = (flow: readonly number[] | undefined): boolean => (flow ?? []).some((value) => value > 0);
  const openSites = new Set(
    Object.keys(programme.sites).filter(
      (id) => programme.sites[id]!.committed || plan.decisions.sites[id]?.opened || Object.values(plan.decisions.sites[id]?.starts ?? {}).some(some),
    ),
  );
  const bought = (kind: string): boolean => sites.some(([, site]) => some(site.racks[kind]));
  const built = (kind: string): boolean =>
    sites.some(([, site]) => some(site.starts[kind])) || Object.values(programme.sites).some((site) => site.built.some((entry) => entry.building === kind));
  const cooling = new Set(
    Object.entries(programme.catalogue.buildings)
      .filter(([kind]) => built(kind))
      .map(([, building]) => building.cooling),
  );
  const sources = new Set(sites.flatMap(([id, site]) => site.options.map((option) => programme.sites[id]?.power[option]?.kind ?? "")));
  const clouds = new Set(
    Object.entries(plan.decisions.clouds)
      .filter(([, cloud]) => Object.values(cloud.work).some(some))
      .map(([id]) => id),
  );
  const not = <T>(of: Readonly<Record<string, T>>, prefix: string, used: (id: string) => boolean): string[] =>
    Object.keys(of)
      .filter((id) => !used(id))
      .map((id) => `${prefix}.${id}.`);
  return [
    ...not(programme.sites, "sites", (id) => openSites.has(id)),
    ...not(programme.catalogue.accelerators, "catalogue.accelerators", bought),
    ...not(programme.catalogue.buildings, "catalogue.buildings", built),
    ...not(programme.catalogue.cooling, "catalogue.cooling", (id) => cooling.has(id)),
    ...not(programme.catalogue.powerSources, "catalogue.powerSources", (id) => sources.has(id)),
    ...not(programme.catalogue.clouds, "catalogue.clouds", (id) => clouds.has(id)),
    "catalogue.storage.",
  ];
}

/** Each dollar of capital spending, by how sure its unit price is: racks by their price, halls by theirs, power and opening by the site's own. */
function spendByConfidence({ programme, figures }: ResolvedProgramme, plan: Plan): SourcesView["spend"] {
  const spend: Record<Confidence | "own", number> = { measured: 0, vendor: 0, press: 0, estimate: 0, assumption: 0, own: 0 };
  const add = (path: string, dollars: number): void => {
    spend[confidenceOf(figures, path)] += dollars;
  };
  const sum = (flow: readonly number[] | undefined): number => (flow ?? []).reduce((total, value) => total + value, 0);
  for (const [id, site] of Object.entries(plan.decisions.sites)) {
    for (const [kind, racks] of Object.entries(site.racks)) {
      const accelerator = programme.catalogue.accelerators[kind];
      if (!accelerator) continue;
      const base = sum(racks) * accelerator.rackPrice;
      add(`catalogue.accelerators.${kind}.rackPrice`, base);
      for (const adder of ["network", "storage", "install"] as const) add(`catalogue.accelerators.${kind}.adders.${adder}`, base * accelerator.adders[adder]);
    }
    for (const [kind, starts] of Object.entries(site.starts)) {
      const building = programme.catalogue.buildings[kind];
      if (building)
        starts.forEach((count, t) =>
          add(
            `catalogue.buildings.${kind}.cost`,
            count * building.cost * building.it * building.spend.slice(0, Math.max(0, plan.calendar.quarters - t)).reduce((total, part) => total + part, 0),
          ),
        );
    }
    const place = programme.sites[id];
    if (!place) continue;
    for (const option of site.options) if (!place.power[option]?.committed) add(`sites.${id}.power.${option}.cost`, place.power[option]?.cost ?? 0);
    if (site.opened) add(`sites.${id}.opening`, (place.opening ?? 0) + (place.land.cost ?? 0));
  }
  return Object.fromEntries(Object.entries(spend).map(([confidence, dollars]) => [confidence, Math.round(dollars)])) as SourcesView["spend"];
}

function confidenceOf(figures: Figures, path: string): Confidence | "own" {
  return figures[path]?.confidence ?? "own";
}

function words({ value, unit }: Figure): string {
  if (typeof value === "number") return amount(value, unit);
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map((item: number) => amount(item, unit)).join(", ");
  const entries = Object.entries(value);
  return `${entries
    .slice(0, 4)
    .map(([key, item]) => `${key}: ${amount(item as number, unit)}`)
    .join(", ")}${entries.length > 4 ? `, and ${entries.length - 4} more` : ""}`;
}
