// What does the page show of a site: place, power, halls, racks, when each building passes each rung, and what it costs?

import { type Plan, retiredIn, type SiteDecision, type SiteDerived } from "../../plan/plan.ts";
import type { Programme, ResolvedProgramme, Site } from "../../programme/programme.ts";
import type { Quarter } from "../../units/brand.ts";
import { indexOf } from "../../units/calendar.ts";
import { project } from "../outlines.ts";

/** IT MW at each quarter's end, each rung at most the one before. */
export interface LadderView {
  readonly applied: readonly number[];
  readonly energized: readonly number[];
  readonly ready: readonly number[];
  readonly racked: readonly number[];
  readonly running: readonly number[];
}

/** Buildings of one kind started in one quarter; quarters are positions in the calendar (may lie before it), null: not within it. */
export interface Cohort {
  readonly kind: string;
  readonly count: number;
  readonly itMw: number;
  readonly start: number;
  readonly ready: number;
  readonly racks: number | null;
  readonly runs: number | null;
  /** Running IT MW at the end that fill this cohort's halls. */
  readonly filledMw: number;
}

export interface OptionView {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly facilityMw: number;
  readonly energized: number;
  /** Quarters of a bad but credible delay. */
  readonly slip: number;
  /** Quarters from order to energization, where the source of power has a lead. */
  readonly lead: number | null;
  readonly taken: boolean;
  readonly committed: boolean;
}

export interface SiteView {
  readonly id: string;
  readonly name: string;
  /** Without what stands in brackets: for maps and rows. */
  readonly short: string;
  readonly state: string;
  readonly authority: string;
  readonly developer: string;
  readonly note: string;
  readonly source: string;
  readonly status: string;
  readonly at: readonly [number, number];
  readonly xy: readonly [number, number] | null;
  /** True when the plan builds or runs something here. */
  readonly used: boolean;
  /** Rank among the used sites by final applied MW: picks the colour of its square. */
  readonly rank: number;
  readonly opened: string | null;
  readonly pool: string | null;
  readonly ratio: number;
  readonly redundancy: string;
  readonly climate: string;
  readonly cooling: string;
  readonly tariff: { readonly energy: number; readonly delivery: number; readonly demand: number; readonly table: string; readonly proxy: string };
  readonly carbon: number;
  readonly landMost: readonly { readonly kind: string; readonly most: number }[];
  readonly ladder: LadderView;
  readonly halls: readonly number[];
  /** IT MW under construction at each quarter's end. */
  readonly building: readonly number[];
  readonly cohorts: readonly Cohort[];
  readonly options: readonly OptionView[];
  readonly accelerators: readonly {
    readonly id: string;
    readonly name: string;
    readonly racks: readonly number[];
    readonly packages: number;
    readonly rackKw: number;
    readonly domain: number;
  }[];
  /** Cumulative dollars. */
  readonly capex: readonly number[];
  readonly opex: readonly number[];
}

/** Views of all sites, the used ones first and largest first. */
export function sitesView({ programme }: ResolvedProgramme, plan: Plan): SiteView[] {
  const views = Object.entries(programme.sites).map(([id, site]) => siteView(programme, plan, id, site));
  const size = (view: SiteView): number => (view.used ? 1e6 : 0) + (view.ladder.applied.at(-1) ?? 0);
  return views.toSorted((a, b) => size(b) - size(a) || (a.name < b.name ? -1 : 1)).map((view, rank) => ({ ...view, rank: view.used ? rank : -1 }));
}

/** Sum of the sites' ladders as the plan states it. */
export function ladderView(plan: Plan): LadderView {
  return megawatts(plan.derived.ladder, plan.calendar.quarters);
}

function siteView(programme: Programme, plan: Plan, id: string, site: Site): SiteView {
  const count = plan.calendar.quarters;
  const decision: SiteDecision | undefined = plan.decisions.sites[id];
  const derived: SiteDerived | undefined = plan.derived.sites[id];
  const ladder = megawatts(derived, count);
  const cohorts = cohortsOf(programme, plan, site, decision, ladder);
  const used =
    cohorts.length > 0 || site.committed || (decision?.opened ?? null) !== null || Object.values(decision?.racks ?? {}).some((racks) => racks.some((value) => value > 0));
  const cooling = Object.keys(site.buildings).map((kind) => programme.catalogue.buildings[kind]?.cooling)[0];
  return {
    id,
    name: site.name,
    short: site.name.replace(/\s*\(.*\)$/, ""),
    state: site.state,
    authority: site.authority,
    developer: site.developer ?? "",
    note: site.note ?? "",
    source: site.source ?? "",
    status: site.status,
    at: [site.at[0], site.at[1]],
    xy: project(site.at[0], site.at[1]),
    used,
    rank: -1,
    opened: decision?.opened ?? null,
    pool: site.labour ?? null,
    ratio: site.designFacilityRatio,
    redundancy: site.redundancy,
    climate: site.climate,
    cooling: site.cooling ?? cooling ?? "",
    tariff: { energy: site.tariff.energy, delivery: site.tariff.delivery ?? 0, demand: site.tariff.demand ?? 0, table: site.tariff.table ?? "", proxy: site.tariff.proxy ?? "" },
    carbon: site.carbon.yearly,
    landMost: Object.entries(site.buildings).map(([kind, most]) => ({ kind, most })),
    ladder,
    halls: round(derived?.hallsKw, count),
    building: Array.from({ length: count }, (_, t) => cohorts.reduce((sum, cohort) => sum + (cohort.start <= t && t < cohort.ready ? cohort.itMw : 0), 0)),
    cohorts,
    options: Object.entries(site.power).map(([option, power]) => ({
      id: option,
      kind: power.kind,
      name: power.kind === "grid" ? "grid" : (programme.catalogue.powerSources[power.kind]?.name ?? power.kind),
      facilityMw: power.facility,
      energized: indexOf(plan.calendar, power.energized),
      slip: power.slip ?? 0,
      lead: power.kind === "grid" ? null : (programme.catalogue.powerSources[power.kind]?.lead ?? null),
      taken: decision?.options.includes(option) ?? power.committed,
      committed: power.committed,
    })),
    accelerators: Object.keys(programme.catalogue.accelerators).flatMap((kind) => {
      const accelerator = programme.catalogue.accelerators[kind]!;
      const before = site.racks.filter((entry) => entry.accelerator === kind && indexOf(plan.calendar, entry.delivered) < 0).reduce((sum, entry) => sum + entry.racks, 0);
      const change = Array.from({ length: count }, (_, t) => (decision ? (decision.racks[kind]?.[t] ?? 0) - retiredIn(decision, kind, t) : 0));
      const racks = running(change, count, before);
      return racks.some((value) => value > 0)
        ? [{ id: kind, name: accelerator.name, racks, packages: accelerator.packagesPerRack, rackKw: Math.round(accelerator.rackIt * 10_000) / 10, domain: accelerator.domain }]
        : [];
    }),
    capex: running(derived?.capexCents, count).map(toDollars),
    opex: running(derived?.opexCents, count).map(toDollars),
  };
}

/** Construction starts as bars; racks fill the halls in the order in which they are ready. */
function cohortsOf(programme: Programme, plan: Plan, site: Site, decision: SiteDecision | undefined, ladder: LadderView): Cohort[] {
  const started: { kind: string; count: number; start: number }[] = site.built.map((built) => ({
    kind: built.building,
    count: built.count,
    start: indexOf(plan.calendar, built.started as Quarter),
  }));
  for (const [kind, starts] of Object.entries(decision?.starts ?? {})) starts.forEach((count, start) => count > 0 && started.push({ kind, count, start }));
  const ready = started
    .map((cohort) => ({
      ...cohort,
      ready: cohort.start + (programme.catalogue.buildings[cohort.kind]?.ready ?? 0),
      itMw: cohort.count * (programme.catalogue.buildings[cohort.kind]?.it ?? 0),
    }))
    .toSorted((a, b) => a.ready - b.ready || a.start - b.start);
  let below = 0;
  return ready.map((cohort) => {
    const passes = (rung: readonly number[]): number | null => {
      const at = rung.findIndex((megawatts, t) => megawatts > below + 0.5 && t >= cohort.ready);
      return at === -1 ? null : at;
    };
    const filledMw = Math.max(0, Math.min(cohort.itMw, (ladder.running.at(-1) ?? 0) - below));
    const view = { ...cohort, racks: passes(ladder.racked), runs: passes(ladder.running), filledMw: Math.round(filledMw * 10) / 10 };
    below += cohort.itMw;
    return view;
  });
}

function megawatts(
  rungs: { appliedKw: readonly number[]; energizedKw: readonly number[]; itReadyKw: readonly number[]; rackedKw: readonly number[]; runningKw: readonly number[] } | undefined,
  count: number,
): LadderView {
  return {
    applied: round(rungs?.appliedKw, count),
    energized: round(rungs?.energizedKw, count),
    ready: round(rungs?.itReadyKw, count),
    racked: round(rungs?.rackedKw, count),
    running: round(rungs?.runningKw, count),
  };
}

/** kW to MW with three decimals; zeros where the plan has no row. */
function round(kilowatts: readonly number[] | undefined, count: number): number[] {
  return Array.from({ length: count }, (_, t) => (kilowatts?.[t] ?? 0) / 1000);
}

/** Running sum from `before`; zeros where the plan has no row. */
export function running(flow: readonly number[] | undefined, count: number, before = 0): number[] {
  let sum = before;
  return Array.from({ length: count }, (_, t) => (sum += flow?.[t] ?? 0));
}

/** Cents to whole dollars for drawing; exact amounts stay with the statements. */
export function toDollars(cents: number): number {
  return Math.round(cents / 100);
}
