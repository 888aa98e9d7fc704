// How does the power of each training run swing, does its connection allow that, and what does taking the swing away cost a year?

import { harmonicMw, bandMw, type Band, independentMw, rampLimited, steepestMwPerSecond, type Swing, swingOf, withFiller, withFloor, withStorage } from "../physics/power-swing.ts";
import type { Programme } from "../programme/programme.ts";
import { swings, type Table } from "../record/record.ts";
import { type Cell, tableOf } from "../record/table.ts";
import type { SiteInput } from "./site-input.ts";
import { quarterSums, type SiteOutput } from "./site-output.ts";

const hoursPerYear = 8766;
const mjPerMwh = 3600;

export interface SwingRow {
  readonly workload: string;
  readonly site: string;
  readonly packages: number;
  readonly swingMw: number;
  readonly frequencyHz: number;
  readonly fundamentalMw: number;
  readonly bandMw: number;
  readonly rampMwPerS: number;
  readonly fallMw: number;
  readonly limitSwingMw: number;
  readonly limitBandMw: number;
  readonly limitRampMwPerS: number;
  /** Limits that are broken. */
  readonly breaks: readonly ("swing" | "band" | "ramp")[];
  readonly floorMwhPerYear: number;
  readonly floorUsdPerYear: number;
  readonly storedMj: number;
  readonly storageUsdPerYear: number;
  readonly fillerUsdPerYear: number;
  readonly rampUsdPerYear: number;
}

type Terms = NonNullable<Programme["catalogue"]["swing"]>;
type Limits = Terms["limits"];

/** Swings of every training run that ran at a site, and of a site's runs together where there are several. Empty without `catalogue.swing`. */
export function swingsOf(programme: Programme, inputs: readonly SiteInput[], outputs: readonly SiteOutput[]): SwingRow[] {
  const terms = programme.catalogue.swing;
  if (!terms) return [];
  return outputs.flatMap((output, index) => {
    const input = inputs[index]!;
    const limits = programme.sites[output.site]!.grid?.limits ?? terms.limits;
    const connectionMw = input.power.gridMw.reduce((most, mw) => Math.max(most, mw), 0);
    const rows = output.gangs.flatMap((gang) => {
      const packageMw = meanPackageMw(input, gang.id);
      if (gang.packages === 0 || packageMw === 0) return [];
      const hours = (Number.isFinite(gang.endHour) ? gang.endHour : input.hours) - gang.startHour;
      const stopsPerHour = (hours > 0 ? gang.interruptions / hours : 0) + (Number.isFinite(gang.intervalHours) && gang.intervalHours > 0 ? 1 / gang.intervalHours : 0);
      return [swingRow(terms, limits, { workload: gang.id, site: output.site, packages: gang.packages, packageMw, connectionMw, stopsPerHour, usdPerMwh: meanPrice(output) })];
    });
    return rows.length > 1 ? [...rows, together(rows, terms)] : rows;
  });
}

/** One training run, as {@link swingRow} needs it. */
export interface SwingCase {
  readonly workload: string;
  readonly site: string;
  readonly packages: number;
  /** IT power of a package with its share of the rack. */
  readonly packageMw: number;
  readonly connectionMw: number;
  /** Checkpoints and interruptions an hour. */
  readonly stopsPerHour: number;
  readonly usdPerMwh: number;
}

/** The swing of one run, its limits, and what each way to take it away costs a year of running. */
export function swingRow(terms: Terms, limits: Limits, run: SwingCase): SwingRow {
  const swing: Swing = {
    swingMw: swingOf(run.packages, run.packageMw, terms.computing, terms.exchanging),
    periodSeconds: terms.step,
    duty: terms.duty,
    rampSeconds: terms.ramp,
  };
  const band = bandMw(swing, bandOf(terms));
  const limitSwingMw = limits.swing * run.connectionMw;
  const limitBandMw = limits.band * run.connectionMw;
  const limitRampMwPerS = limits.ramp * run.connectionMw;
  const rampMwPerS = steepestMwPerSecond(swing);
  // The swing that may stay keeps all three limits: band and ramp go with the amplitude.
  const allowedMw = Math.min(limitSwingMw, band > 0 ? (limitBandMw / band) * swing.swingMw : Infinity, rampMwPerS > 0 ? (limitRampMwPerS / rampMwPerS) * swing.swingMw : Infinity);
  const floor = withFloor(swing, allowedMw);
  const stored = withStorage(swing, allowedMw, terms.roundTrip);
  const filler = withFiller(swing, allowedMw, terms.filler);
  const fallMw = swingOf(run.packages, run.packageMw, terms.computing, terms.saving);
  // A connection that is not there (plant on site carries all) has no limit to keep.
  const limiter = limitRampMwPerS > 0 ? rampLimited(fallMw, limitRampMwPerS).burntMj / mjPerMwh : 0;
  const energyUsd = (mw: number) => mw * hoursPerYear * run.usdPerMwh;
  const breaks = [
    ...(swing.swingMw > limitSwingMw ? ["swing" as const] : []),
    ...(band > limitBandMw ? ["band" as const] : []),
    ...(rampMwPerS > limitRampMwPerS ? ["ramp" as const] : []),
  ];
  return {
    workload: run.workload,
    site: run.site,
    packages: run.packages,
    swingMw: swing.swingMw,
    frequencyHz: 1 / swing.periodSeconds,
    fundamentalMw: harmonicMw(swing, 1),
    bandMw: band,
    rampMwPerS,
    fallMw,
    limitSwingMw,
    limitBandMw,
    limitRampMwPerS,
    breaks,
    floorMwhPerYear: floor.wastedMw * hoursPerYear,
    floorUsdPerYear: energyUsd(floor.wastedMw),
    storedMj: stored.storedMj,
    storageUsdPerYear: ((stored.storedMj / mjPerMwh) * terms.storage) / terms.storageLife + energyUsd(stored.wastedMw),
    fillerUsdPerYear: energyUsd(filler.wastedMw),
    rampUsdPerYear: limiter * run.stopsPerHour * hoursPerYear * run.usdPerMwh,
  };
}

/** Several runs at one connection: powers add, since none knows of the others; the most that they can swing is the sum. */
function together(rows: readonly SwingRow[], terms: Terms): SwingRow {
  const sum = (read: (row: SwingRow) => number) => rows.reduce((total, row) => total + read(row), 0);
  const first = rows[0]!;
  const band = independentMw(rows.map((row) => row.bandMw));
  const swingMw = sum((row) => row.swingMw);
  const rampMwPerS = sum((row) => row.rampMwPerS);
  return {
    ...first,
    workload: "all",
    packages: sum((row) => row.packages),
    swingMw,
    frequencyHz: 1 / terms.step,
    fundamentalMw: independentMw(rows.map((row) => row.fundamentalMw)),
    bandMw: band,
    rampMwPerS,
    fallMw: sum((row) => row.fallMw),
    breaks: [
      ...(swingMw > first.limitSwingMw ? ["swing" as const] : []),
      ...(band > first.limitBandMw ? ["band" as const] : []),
      ...(rampMwPerS > first.limitRampMwPerS ? ["ramp" as const] : []),
    ],
    floorMwhPerYear: sum((row) => row.floorMwhPerYear),
    floorUsdPerYear: sum((row) => row.floorUsdPerYear),
    storedMj: sum((row) => row.storedMj),
    storageUsdPerYear: sum((row) => row.storageUsdPerYear),
    fillerUsdPerYear: sum((row) => row.fillerUsdPerYear),
    rampUsdPerYear: sum((row) => row.rampUsdPerYear),
  };
}

/** What the summary says of a run. */
export function swingSentence(row: SwingRow): string {
  const mw = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} MW`;
  const dollars = (value: number) => `${(value / 1e6).toFixed(1)} M$ a year`;
  const said = `${row.workload === "all" ? "All runs together" : row.workload} at ${row.site}: ${row.packages.toLocaleString("en")} packages in step swing by ${mw(row.swingMw)} at ${row.frequencyHz.toFixed(2)} Hz`;
  if (row.limitSwingMw === 0) return `${said}; plant on site carries them, and no connection has a limit.`;
  if (row.breaks.length === 0) return `${said}, within the limits of the connection.`;
  return `${said}, beyond the connection's limit of ${row.breaks.join(", ")} (${mw(row.limitSwingMw)} of swing): a floor costs ${dollars(row.floorUsdPerYear)}, storage in the racks (${((row.storedMj / mjPerMwh) * 1000).toFixed(0)} kWh) ${dollars(row.storageUsdPerYear)}.`;
}

export function swingsTable(rows: readonly SwingRow[]): Table {
  return tableOf(
    swings,
    rows.map((row): Cell[] => [
      row.workload,
      row.site,
      row.packages,
      row.swingMw,
      row.frequencyHz,
      row.fundamentalMw,
      row.bandMw,
      row.rampMwPerS,
      row.fallMw,
      row.limitSwingMw,
      row.limitBandMw,
      row.limitRampMwPerS,
      row.breaks.length === 0 ? "yes" : row.breaks.join(", "),
      row.floorMwhPerYear,
      row.floorUsdPerYear,
      row.storedMj,
      row.storageUsdPerYear,
      row.fillerUsdPerYear,
      row.rampUsdPerYear,
    ]),
  );
}

function bandOf({ bandLow, bandHigh }: Terms): Band {
  return { lowHz: 1 / bandLow, highHz: 1 / bandHigh };
}

/** IT power of one package of a run, mean over the kinds that the plan means for it. */
function meanPackageMw({ gangs, kinds }: SiteInput, id: string): number {
  const planned = gangs.find((gang) => gang.id === id)!.planned;
  let packages = 0;
  let mw = 0;
  for (const [index, count] of planned.entries()) {
    packages += count;
    mw += count * kinds[index % kinds.length]!.itMw;
  }
  return packages > 0 ? mw / packages : 0;
}

/** Mean cost of a MWh at the site, all charges included. */
function meanPrice({ sums }: SiteOutput): number {
  const total = (name: (typeof quarterSums)[number]) => {
    let sum = 0;
    for (let index = quarterSums.indexOf(name); index < sums.length; index += quarterSums.length) sum += sums[index]!;
    return sum;
  };
  const mwh = total("facilityMwh");
  return mwh > 0 ? (total("energyUsd") + total("onsiteUsd")) / mwh : 0;
}
