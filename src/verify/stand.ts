// What stands at each site in each quarter when the decisions are carried out: halls, power, racks, load?

import type { SiteSlices } from "../conditions/slices.ts";
import type { PowerOption, PowerSource, Programme, Site, Storage } from "../programme/programme.ts";
import type { Plan, SiteDecision } from "../plan/plan.ts";
import { type Calendar, hoursIn, indexOf, lastDay, quarterAt, quartersOf } from "../units/calendar.ts";
import type { Day, Quarter } from "../units/brand.ts";

/** Slices of a quarter: what the calendar says, four otherwise. */
export const slicesPerQuarter = ({ share, meanPue }: Pick<SiteSlices, "share" | "meanPue">): number => share.length / meanPue.length;

/** Mean hours of a year: yearly rates and permits count by the hour. */
export const hoursPerYear = 8766;

export interface Cohort {
  readonly building: string;
  /** Quarter of the start; negative before the calendar. */
  readonly start: number;
  readonly count: number;
}

export interface TakenOption {
  readonly id: string;
  readonly option: PowerOption;
  readonly energized: number;
  /** What makes its power on site; undefined for the grid and for storage. */
  readonly source: PowerSource | undefined;
  readonly storage: Storage | undefined;
  /** Share of nameplate that is firm: 1 for the grid. */
  readonly firm: number;
  readonly availableMw: readonly number[];
}

/** Racks of a kind that came together and, where they are sold, go together. */
export interface RackLot {
  /** Quarter of delivery; negative before the calendar. */
  readonly delivered: number;
  readonly count: number;
  /** Quarter in which they are sold; undefined where they stay. */
  readonly until: number | undefined;
}

export interface RackStock {
  readonly delivered: readonly number[];
  /** Racks there before the calendar; they count as running. */
  readonly before: number;
  readonly stock: readonly number[];
  readonly running: readonly number[];
  /** Sold in each quarter, by the quarter of delivery. */
  readonly sold: ReadonlyMap<number, readonly number[]>;
  /** How many came in a quarter. */
  readonly cameIn: (delivered: number) => number;
  readonly lots: readonly RackLot[];
}

export interface SiteStand {
  readonly id: string;
  readonly site: Site;
  readonly decision: SiteDecision;
  /** Quarter of opening: -1 before the calendar, null never. */
  readonly opened: number | null;
  readonly cohorts: readonly Cohort[];
  readonly readyMw: readonly number[];
  readonly options: readonly TakenOption[];
  readonly gridMw: readonly number[];
  /** Firm share of the on-site options available, storage among them, MW. */
  readonly firmOnsiteMw: readonly number[];
  readonly racks: ReadonlyMap<string, RackStock>;
  readonly rackedMw: readonly number[];
  readonly runningMw: readonly number[];
  readonly meanRunningMw: readonly number[];
  readonly meanRackedMw: readonly number[];
  readonly slices: SiteSlices;
  /** Facility kW by quarter x 4 + slice. */
  readonly loadKw: readonly number[];
  readonly onsiteKw: readonly number[];
  /** Into storage, and out of it. */
  readonly chargeKw: readonly number[];
  readonly dischargeKw: readonly number[];
  /** What is left for the grid: load - on-site - discharge + charge. */
  readonly gridKw: readonly number[];
}

export interface Stand {
  readonly programme: Programme;
  readonly plan: Plan;
  readonly calendar: Calendar;
  readonly quarters: readonly Quarter[];
  readonly lastDays: readonly Day[];
  /** Name of a quarter by its position, before the calendar too. */
  readonly nameOf: (position: number) => Quarter;
  readonly hours: readonly number[];
  readonly sites: readonly SiteStand[];
}

/** Replays the decisions of a plan whose shape is sound. */
export function stand(programme: Programme, slicesOf: (site: string) => SiteSlices, plan: Plan): Stand {
  const { calendar } = programme;
  const quarters = quartersOf(calendar);
  const sites = Object.entries(programme.sites).map(([id, site]) => siteStand(programme, id, site, plan.decisions.sites[id]!, slicesOf(id)));
  return { programme, plan, calendar, quarters, lastDays: quarters.map(lastDay), nameOf: (position) => quarterAt(calendar, position), hours: quarters.map(hoursIn), sites };
}

/** The decision's numbers for an id, or zeros where the plan leaves the id out. */
export function numbersOf(map: Readonly<Record<string, readonly number[]>> | undefined, id: string, length: number): readonly number[] {
  return map && Object.hasOwn(map, id) ? map[id]! : Array.from({ length }, () => 0);
}

/** Mean over a quarter of what has a value in each of its slices. */
export function overSlices(slices: SiteSlices, quarter: number, value: (cell: number) => number): number {
  const perQuarter = slicesPerQuarter(slices);
  let sum = 0;
  for (let cell = quarter * perQuarter; cell < (quarter + 1) * perQuarter; cell++) sum += slices.share[cell]! * value(cell);
  return sum;
}

function siteStand(programme: Programme, id: string, site: Site, decision: SiteDecision, slices: SiteSlices): SiteStand {
  const { calendar, catalogue } = programme;
  const each = <Value>(value: (quarter: number) => Value): Value[] => Array.from({ length: calendar.quarters }, (_, quarter) => value(quarter));
  const before = site.committed || site.built.length > 0;
  const cohorts = cohortsOf(site, decision, calendar);
  const options = decision.options.map((name) => takenOption(programme, name, site.power[name]!));
  const racks = new Map(Object.keys(catalogue.accelerators).map((kind) => [kind, rackStock(site, decision, kind, calendar)]));
  const powerOf = (amount: (stock: RackStock) => number): number => {
    let sum = 0;
    for (const [kind, stock] of racks) sum += amount(stock) * catalogue.accelerators[kind]!.rackIt;
    return sum;
  };
  const mean = (values: readonly number[], first: number, quarter: number) => ((quarter === 0 ? first : values[quarter - 1]!) + values[quarter]!) / 2;
  const meanRunningMw = each((quarter) => powerOf((stock) => mean(stock.running, stock.before, quarter)));
  const perQuarter = slicesPerQuarter(slices);
  const eachSlice = each((quarter) => quarter).flatMap((quarter) => Array.from({ length: perQuarter }, (_, slice) => ({ quarter, slice, cell: quarter * perQuarter + slice })));
  const loadKw = eachSlice.map(({ quarter, cell }) => 1000 * slices.pue[cell]! * catalogue.operations.loadFactor * meanRunningMw[quarter]!);
  const sumOf = (outputs: SiteDecision["onsite"]) => {
    const all = Object.values(outputs);
    return eachSlice.map(({ quarter, slice }) => all.reduce((sum, output) => sum + output[quarter]![slice]!, 0));
  };
  const onsiteKw = sumOf(decision.onsite);
  const chargeKw = sumOf(decision.charge);
  const dischargeKw = sumOf(decision.discharge);
  return {
    id,
    site,
    decision,
    cohorts,
    options,
    racks,
    slices,
    loadKw,
    onsiteKw,
    chargeKw,
    dischargeKw,
    meanRunningMw,
    opened: before ? -1 : decision.opened === null ? null : indexOf(calendar, decision.opened),
    readyMw: each((quarter) =>
      cohorts.reduce((sum, { building, start, count }) => (start + catalogue.buildings[building]!.ready <= quarter ? sum + count * catalogue.buildings[building]!.it : sum), 0),
    ),
    gridMw: each((quarter) => options.reduce((sum, { option, availableMw }) => (option.kind === "grid" ? sum + availableMw[quarter]! : sum), 0)),
    firmOnsiteMw: each((quarter) => options.reduce((sum, { option, firm, availableMw }) => (option.kind === "grid" ? sum : sum + firm * availableMw[quarter]!), 0)),
    rackedMw: each((quarter) => powerOf((stock) => stock.stock[quarter]!)),
    runningMw: each((quarter) => powerOf((stock) => stock.running[quarter]!)),
    meanRackedMw: each((quarter) => powerOf((stock) => mean(stock.stock, stock.before, quarter))),
    gridKw: loadKw.map((load, cell) => load - onsiteKw[cell]! - dischargeKw[cell]! + chargeKw[cell]!),
  };
}

function cohortsOf(site: Site, decision: SiteDecision, calendar: Calendar): Cohort[] {
  const built = site.built.map(({ building, started, count }) => ({ building, start: indexOf(calendar, started), count }));
  const started = Object.entries(decision.starts).flatMap(([building, starts]) => starts.map((count, start) => ({ building, start, count })));
  return [...built, ...started].filter(({ count }) => count > 0);
}

function takenOption(programme: Programme, id: string, option: PowerOption): TakenOption {
  const { calendar, catalogue } = programme;
  const energized = indexOf(calendar, option.energized);
  const ramp = option.ramp ?? [1];
  const source = catalogue.powerSources[option.kind];
  const storage = catalogue.storage[option.kind];
  const firm = option.kind === "grid" ? 1 : (source?.firm ?? storage?.firm ?? 0);
  const availableMw = Array.from({ length: calendar.quarters }, (_, quarter) =>
    quarter < energized ? 0 : option.facility * ramp[Math.min(quarter - energized, ramp.length - 1)]!,
  );
  return { id, option, energized, source, storage, firm, availableMw };
}

function rackStock(site: Site, decision: SiteDecision, kind: string, calendar: Calendar): RackStock {
  const delivered = numbersOf(decision.racks, kind, calendar.quarters);
  const before = site.racks.reduce((sum, { accelerator, racks, delivered: quarter }) => (accelerator === kind && indexOf(calendar, quarter) < 0 ? sum + racks : sum), 0);
  const sold = new Map(Object.entries(decision.retired?.[kind] ?? {}).map(([quarter, list]) => [indexOf(calendar, quarter as Quarter), list] as const));
  const cameIn = (at: number): number =>
    at < 0
      ? site.racks.reduce((sum, { accelerator, racks, delivered: quarter }) => (accelerator === kind && indexOf(calendar, quarter) === at ? sum + racks : sum), 0)
      : (delivered[at] ?? 0);
  const stock: number[] = [];
  for (const [quarter, racks] of delivered.entries()) {
    let gone = 0;
    for (const list of sold.values()) gone += list[quarter]!;
    stock.push((quarter === 0 ? before : stock[quarter - 1]!) + racks - gone);
  }
  const arrivals = new Set([
    ...site.racks.flatMap(({ accelerator, delivered: quarter }) => (accelerator === kind ? [indexOf(calendar, quarter)] : [])).filter((at) => at < 0),
    ...delivered.keys(),
  ]);
  const lots = [...arrivals].flatMap((at): RackLot[] => {
    const gone = (sold.get(at) ?? []).map((number, until) => ({ delivered: at, count: number, until }));
    const stays = { delivered: at, count: cameIn(at) - gone.reduce((sum, lot) => sum + lot.count, 0), until: undefined };
    return [...gone, stays].filter((lot) => lot.count !== 0);
  });
  return { delivered, before, stock, running: numbersOf(decision.running, kind, calendar.quarters), sold, cameIn, lots };
}
