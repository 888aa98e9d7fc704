// Which decisions does the linear programme have? One column for each, left out where data rule it out.

import { earliestOf, landLeft, mostReadyMw, mostServing, mostStarts, mostTraining } from "./bounds.ts";
import { callLimits } from "./call-limits.ts";
import { firstTest } from "./coverage-tests.ts";
import { feedOf, feedsOf } from "./feeds.ts";
import { type Expression, type Rows, sum } from "./lp/model.ts";
import type { PlanningCase } from "./case.ts";
import type { OptionCase } from "./option-case.ts";
import { quarterAt } from "../units/calendar.ts";
import type { SiteCase } from "./site-case.ts";

/** No column: the decision is ruled out (or, for options and opening, already taken). */
export const none = -1;

export interface SiteColumns {
  /** 1 in the quarter in which the site is opened. */
  readonly open: readonly number[];
  /** Taken or not, by option; `none` when committed. */
  readonly options: readonly number[];
  /** At a 2N site, by option: 1 when its feed stands on the first side (`none` for the first feed, which does), and 1 when it is taken and stands there (`none` where `side` or taking says it). */
  readonly side: readonly number[];
  readonly first: readonly number[];
  /** By building kind and quarter. */
  readonly starts: readonly (readonly number[])[];
  /** 1 in a quarter in which the site starts any building; only where a `phase` says how many it then starts. */
  readonly busy: readonly number[];
  readonly readyMw: readonly number[];
  /** Racks delivered, standing and running, by accelerator and quarter. */
  readonly racks: readonly (readonly number[])[];
  readonly standing: readonly (readonly number[])[];
  readonly running: readonly (readonly number[])[];
  /** Racks taken out and sold, by accelerator: one column for each cohort and quarter in which it may be. */
  readonly retired: readonly (readonly RetiredColumn[])[];
  /** Mean facility MW generated, by option, quarter and slice. */
  readonly onsite: readonly (readonly (readonly number[])[])[];
  /** Mean facility MW that storage takes in and gives back, by option, quarter and slice. */
  readonly charge: readonly (readonly (readonly number[])[])[];
  readonly discharge: readonly (readonly (readonly number[])[])[];
  /** Mean facility MW bought under purchase clauses, by quarter and slice. */
  readonly purchases: readonly (readonly (readonly { readonly column: number; readonly usdPerMwh: number }[])[])[];
  /** kH100e by milestone, accelerator and quarter. */
  readonly training: readonly (readonly (readonly number[])[])[];
  readonly inference: readonly (readonly number[])[];
  readonly effort: readonly (readonly number[])[];
}

export interface RetiredColumn {
  /** Quarter of delivery, below 0 before the calendar; quarter of the sale. */
  readonly delivered: number;
  readonly t: number;
  readonly column: number;
}

export interface Draft {
  readonly model: Rows;
  readonly study: PlanningCase;
  readonly sites: readonly SiteColumns[];
  /** kH100e bought, by cloud: milestones, then inference workloads, by quarter. */
  readonly cloudTraining: readonly (readonly (readonly number[])[])[];
  readonly cloudInference: readonly (readonly (readonly number[])[])[];
  /** 1 where the milestone runs: sites, then clouds. */
  readonly campus: readonly (readonly number[])[];
  readonly money: MoneyColumns;
}

/** Millions of dollars. */
export interface MoneyColumns {
  readonly capex: readonly number[];
  readonly capexSoFar: readonly number[];
  readonly acceleratorsSoFar: readonly number[];
  /** What the racks sold so far had cost; `none` until one may be sold. */
  readonly soldSoFar: readonly number[];
  readonly opex: readonly number[];
  readonly cash: readonly number[];
  /** By order of equity and quarter. */
  readonly calls: readonly (readonly number[])[];
  readonly draws: readonly (readonly number[])[];
  readonly repayments: readonly (readonly number[])[];
  readonly debt: readonly (readonly number[])[];
  /** 1 when the facility was owed anything at the start of one of the four quarters that a test of coverage looks back over, by facility and last quarter; `none` where there is no test. */
  readonly owed: readonly (readonly number[])[];
  /** One for each take-or-pay clause and year. */
  readonly commitments: readonly CommitmentColumns[];
}

export interface CommitmentColumns {
  readonly clause: string;
  readonly cloud: string;
  readonly year: number;
  /** Last quarter of the year. */
  readonly t: number;
  readonly usd: number;
  readonly shortfall: number;
  readonly excess: number;
  /** Carried on into the next year. */
  readonly carried: number;
}

export const cents = (amount: number): number => amount / 1e8;

/** Adds every column of the case to the model. */
export function columnsOf(study: PlanningCase, model: Rows): Draft {
  const sites = study.sites.map((site) => siteColumns(model, study, site));
  const series = (family: string, index: readonly string[], lower: (t: number) => number, upper: (t: number) => number) =>
    study.names.map((quarter, t) => (upper(t) <= lower(t) && upper(t) === 0 ? none : model.column(family, [...index, quarter], lower(t), upper(t))));
  const cloudTraining = study.clouds.map(({ id, cloud, most, campus: largest }) =>
    study.trainings.map(({ id: milestone, work, from, to }) =>
      series(
        "work.cloud",
        [id, milestone],
        () => 0,
        (t) => (cloud.trains && work.clouds.includes(id) && t >= from && t <= to && study.terms.gate(id, t)?.opens !== false ? mostTraining({ most, campus: largest }, t) : 0),
      ),
    ),
  );
  const cloudInference = study.clouds.map(({ id, most }) =>
    study.inferences.map(({ id: workload, work, demand }) =>
      series(
        "work.cloud",
        [id, workload],
        () => 0,
        (t) => (cloudServes(study, id, workload, t) && work.clouds?.includes(id) !== false ? mostServing(most, demand, t) : 0),
      ),
    ),
  );
  const campus = study.trainings.map(({ id: milestone, work }, m) => [
    ...sites.map((columns, s) =>
      columns.training[m]!.some((kind) => kind.some((column) => column !== none)) ? model.whole("campus", [milestone, study.sites[s]!.id], 0, 1) : none,
    ),
    ...study.clouds.map(({ id }, v) => (work.clouds.includes(id) && cloudTraining[v]![m]!.some((column) => column !== none) ? model.whole("campus", [milestone, id], 0, 1) : none)),
  ]);
  const { programme } = study;
  const orders = callLimits(study).map(({ order }) => order);
  const free = (family: string, index: readonly string[]) => study.names.map((quarter) => model.column(family, [...index, quarter], -Infinity, Infinity));
  const positive = (family: string, index: readonly string[], upper: number) => study.names.map((quarter) => model.column(family, [...index, quarter], 0, upper));
  const facilities = facilitiesOf(study);
  const money: MoneyColumns = {
    // Where less was spent than the decisions come to, a quarter may bring money back.
    capex: study.sites.some(({ spentCents }) => spentCents.some((spent) => spent !== undefined)) ? free("money.capex", []) : positive("money.capex", [], Infinity),
    capexSoFar: positive("money.capex-so-far", [], Infinity),
    acceleratorsSoFar: positive("money.accelerators-so-far", [], Infinity),
    soldSoFar: soldSoFar(study, model, sites),
    opex: free("money.opex", []),
    cash: study.names.map((quarter) => model.column("money.cash", [quarter], (programme.capital.cashFloor ?? 0) / 1e6, Infinity)),
    calls: orders.map((order) => positive("money.call", [`order ${order}`], Infinity)),
    draws: facilities.map(([id, facility]) => positive("money.draw", [id], facility.limit / 1e6)),
    repayments: facilities.map(([id, facility]) => positive("money.repay", [id], facility.limit / 1e6)),
    debt: facilities.map(([id, facility]) => positive("money.debt", [id], facility.limit / 1e6)),
    owed: facilities.map(([id, { dscr, tested }]) =>
      study.names.map((quarter, t) => (dscr !== undefined && t >= firstTest(study, tested) ? model.whole("money.owed", [id, quarter], 0, 1) : none)),
    ),
    commitments: study.terms.commitments.flatMap(({ clause, cloud, years, carryForward }) =>
      years.map(({ year, usd }, position) => ({
        clause,
        cloud,
        year,
        usd,
        t: study.years.lastIndexOf(year),
        shortfall: model.column("money.shortfall", [clause, String(year)], 0, usd / 1e6),
        excess: model.column("money.excess", [clause, String(year)], 0, Infinity),
        carried: model.column("money.carried", [clause, String(year)], 0, position === years.length - 1 ? 0 : (carryForward * usd) / 1e6),
      })),
    ),
  };
  return { model, study, sites, cloudTraining, cloudInference, campus, money };
}

export function facilitiesOf(study: PlanningCase) {
  return Object.entries(study.programme.capital.debt).toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** Inference may run on a cloud: the clauses let it, the notice time has passed, and the cloud reaches the region in time. */
function cloudServes(study: PlanningCase, cloud: string, workload: string, t: number): boolean {
  const work = study.programme.workloads[workload]!;
  if (work.kind !== "inference" || study.terms.gate(cloud, t)?.opens === false) return false;
  const roundTrip = work.region === undefined ? undefined : study.programme.catalogue.clouds[cloud]!.latency[work.region];
  return study.terms.cloudAllowed(workload, cloud, t) && !(work.latency !== undefined && roundTrip !== undefined && roundTrip > work.latency);
}

/** Inference may run at a site: the clauses let it, and the round trip to the region is known and short enough. */
export function siteServes(study: PlanningCase, site: SiteCase, workload: string, t: number): boolean {
  const work = study.programme.workloads[workload]!;
  if (work.kind !== "inference" || !study.terms.ownAllowed(workload, site.id, t)) return false;
  if (work.region === undefined || work.latency === undefined) return true;
  const roundTrip = site.site.latency[work.region];
  return roundTrip !== undefined && roundTrip <= work.latency;
}

function siteColumns(model: Rows, study: PlanningCase, site: SiteCase): SiteColumns {
  const { names, count, buildings, accelerators } = study;
  const last = count - 1;
  const { start: earliest, racks: from, running: runs } = site.earliest ?? earliestOf(study, site);
  // A start that is ready after the calendar only costs; one under a first refusal needs a notice before it.
  // What was done has its column whatever the data say of it now.
  const done = (which: "starts" | "racks", id: string, t: number): number => site.done?.[which][id]?.[t] ?? 0;
  const startable = (t: number, ready: number) => t >= earliest && t + ready <= last && study.terms.siteGates(site.id, t).every(({ opens }) => opens);
  const starts = buildings.map(({ id, building }, b) =>
    names.map((quarter, t) =>
      (landLeft(study, site, b) > 0 && startable(t, building.ready)) || done("starts", id, t) > 0
        ? model.whole("build.start", [site.id, id, quarter], 0, Math.max(mostStarts(study, site, b), done("starts", id, t)))
        : none,
    ),
  );
  const busy = names.map((quarter, t) => ((site.site.phase ?? 0) > 1 && starts.some((kind) => kind[t] !== none) ? model.whole("build.busy", [site.id, quarter], 0, 1) : none));
  const open = names.map((quarter, t) => (!site.bound && starts.some((kind) => kind[t] !== none) ? model.whole("site.open", [site.id, quarter], 0, 1) : none));
  const options = site.options.map(({ id, option }) => (option.committed ? none : model.whole("power.option", [site.id, id], 0, 1)));
  const { side, first } = sideColumns(model, site, options);
  const readyMw = names.map((quarter) => model.column("build.ready-mw", [site.id, quarter], 0, mostReadyMw(study, site)));
  const racks = accelerators.map(({ id, supply }) =>
    names.map((quarter, t) =>
      (t >= from && supply[t]! > 0) || done("racks", id, t) > 0 ? model.column("chip.racks", [site.id, id, quarter], 0, Math.max(supply[t]!, done("racks", id, t))) : none,
    ),
  );
  const standing = accelerators.map(({ id }, g) => {
    const first = (site.racksBefore[id] ?? 0) > 0 ? 0 : indexOrInfinity(racks[g]!.findIndex((column) => column !== none));
    return names.map((quarter, t) => (t >= first ? model.column("chip.standing", [site.id, id, quarter], 0, Infinity) : none));
  });
  const held = site.done !== undefined || Object.values(site.racksBefore).some((count) => count > 0);
  const running = accelerators.map(({ id }, g) =>
    names.map((quarter, t) => (standing[g]![t] === none || (t < runs && !held) ? none : model.column("chip.running", [site.id, id, quarter], 0, Infinity))),
  );
  const retired = accelerators.map(({ id }, g) => retiredColumns(model, study, site, id, racks[g]!));
  const someRunning = names.map((_, t) => running.some((kind) => kind[t] !== none));
  const bySlice = (family: string, most: (option: OptionCase, t: number, h: number) => number) =>
    site.options.map((option) =>
      names.map((quarter, t) =>
        Array.from({ length: study.slicesPerQuarter }, (_, h) =>
          someRunning[t] && most(option, t, h) > 0 ? model.column(family, [site.id, option.id, quarter, `slice ${h + 1}`], 0, most(option, t, h)) : none,
        ),
      ),
    );
  const onsite = bySlice("power.onsite", ({ available, outputMw }, t, h) => (outputMw[t * study.slicesPerQuarter + h]! > 0 ? available[t]! : 0));
  const stored = ({ storage, available }: OptionCase, t: number) => (storage ? available[t]! : 0);
  const charge = bySlice("power.charge", stored);
  const discharge = bySlice("power.discharge", stored);
  return {
    open,
    options,
    side,
    first,
    starts,
    busy,
    readyMw,
    racks,
    standing,
    running,
    retired,
    onsite,
    charge,
    discharge,
    purchases: names.map((quarter, t) =>
      Array.from({ length: study.slicesPerQuarter }, (_, h) =>
        someRunning[t]
          ? study.terms
              .purchases(site.id, t)
              .map(({ id, clause }) => ({ column: model.column("power.purchase", [site.id, id, quarter, `slice ${h + 1}`], 0, clause.facility), usdPerMwh: clause.price }))
          : [],
      ),
    ),
    training: study.trainings.map(({ id: milestone, from: begin, to }) =>
      accelerators.map(({ id }, g) =>
        names.map((quarter, t) => (running[g]![t] !== none && t >= begin && t <= to ? model.column("work.training", [site.id, milestone, id, quarter], 0, Infinity) : none)),
      ),
    ),
    inference: study.inferences.map(({ id, demand }) =>
      names.map((quarter, t) => (someRunning[t] && siteServes(study, site, id, t) ? model.column("work.inference", [site.id, id, quarter], 0, demand[t]! / 1e3) : none)),
    ),
    effort: study.efforts.map(({ id }) => names.map((quarter, t) => (someRunning[t] ? model.column("work.effort", [site.id, id, quarter], 0, Infinity) : none))),
  };
}

/** Two sides at a 2N site: each feed but the first may stand on either. */
function sideColumns(model: Rows, site: SiteCase, options: readonly number[]): Pick<SiteColumns, "side" | "first"> {
  if (site.site.redundancy !== "2N") return { side: options.map(() => none), first: options.map(() => none) };
  const [fixed, ...feeds] = feedsOf(site);
  const columns = new Map(feeds.map((feed) => [feed, model.whole("power.side", [site.id, feed], 0, 1)]));
  return {
    side: site.options.map((option) => columns.get(feedOf(option)) ?? none),
    first: site.options.map((option, k) => (feedOf(option) === fixed || options[k] === none ? none : model.column("power.first-side", [site.id, option.id], 0, 1))),
  };
}

/** 1 if the option is taken and stands on the first side of a 2N site. */
export function onFirstSide(draft: Draft, s: number, k: number): Expression {
  const { side, first, options } = draft.sites[s]!;
  if (side[k] === none) return taken(draft, s, k);
  return sum().add(options[k] === none ? side[k]! : first[k]!);
}

/** A column for each cohort of a kind, from before the calendar or of a quarter with deliveries, and each quarter in which it is old enough, or was sold. */
function retiredColumns(model: Rows, study: PlanningCase, site: SiteCase, kind: string, racks: readonly number[]): RetiredColumn[] {
  const { resale } = study.accelerators.find(({ id }) => id === kind)!;
  if (!resale) return [];
  const before = [...(site.deliveredBefore[kind]?.keys() ?? [])].toSorted((one, other) => one - other);
  return [...before, ...racks.flatMap((column, t) => (column === none ? [] : [t]))].flatMap((delivered) => {
    const cohort = quarterAt(study.calendar, delivered);
    const sold = site.done?.retired?.[kind]?.[cohort];
    return study.names.flatMap((quarter, t) =>
      t - delivered >= resale.after || (sold?.[t] ?? 0) > 0 ? [{ delivered, t, column: model.column("chip.retired", [site.id, kind, cohort, quarter], 0, Infinity) }] : [],
    );
  });
}

/** From the first quarter on in which a rack may be sold that the calendar has paid for. */
function soldSoFar({ names }: PlanningCase, model: Rows, sites: readonly SiteColumns[]): number[] {
  const first = Math.min(...sites.flatMap(({ retired }) => retired.flatMap((kind) => kind.flatMap(({ delivered, t }) => (delivered < 0 ? [] : [t])))), Infinity);
  return names.map((quarter, t) => (t < first ? none : model.column("money.sold-so-far", [quarter], 0, Infinity)));
}

function indexOrInfinity(index: number): number {
  return index === -1 ? Infinity : index;
}

/** 1 once the site is open: a constant for bound sites. */
export function openBy(draft: Draft, s: number, t: number): Expression {
  const out = sum();
  if (draft.study.sites[s]!.bound) return out.plus(1);
  for (let at = 0; at <= t; at++) if (draft.sites[s]!.open[at] !== none) out.add(draft.sites[s]!.open[at]!);
  return out;
}

/** 1 if the option is taken. */
export function taken(draft: Draft, s: number, k: number): Expression {
  const column = draft.sites[s]!.options[k]!;
  return column === none ? sum().plus(1) : sum().add(column);
}

/** Racks running, mean of the quarter: delivered evenly over it. */
export function meanRunning(draft: Draft, s: number, g: number, t: number): Expression {
  const column = draft.sites[s]!.running[g]!;
  const out = sum();
  if (column[t] !== none) out.add(column[t]!, 0.5);
  if (t === 0) out.plus((draft.study.sites[s]!.racksBefore[draft.study.accelerators[g]!.id] ?? 0) / 2);
  else if (column[t - 1] !== none) out.add(column[t - 1]!, 0.5);
  return out;
}

/** IT MW of running racks at the quarter's end, or as the mean of the quarter. */
export function runningMw(draft: Draft, s: number, t: number): Expression {
  const out = sum();
  for (const [g, { rackMw }] of draft.study.accelerators.entries()) if (draft.sites[s]!.running[g]![t] !== none) out.add(draft.sites[s]!.running[g]![t]!, rackMw);
  return out;
}

export function meanRunningMw(draft: Draft, s: number, t: number): Expression {
  const out = sum();
  for (const [g, { rackMw }] of draft.study.accelerators.entries()) out.merge(meanRunning(draft, s, g, t), rackMw);
  return out;
}

/** All starts of a site in quarter t. */
export function startsIn({ sites }: Draft, s: number, t: number): Expression {
  const out = sum();
  for (const kind of sites[s]!.starts) if (kind[t] !== none) out.add(kind[t]!);
  return out;
}

/** All starts of a site, or of one building kind there. */
export function allStarts({ study, sites }: Draft, s: number, only?: number): Expression {
  const out = sum();
  for (const [b] of study.buildings.entries()) {
    if (only !== undefined && only !== b) continue;
    for (const column of sites[s]!.starts[b]!) if (column !== none) out.add(column);
  }
  return out;
}
