// A small site for tests: round numbers, no weather to speak of.

import { type Stock, quarterStarts, stepsOf } from "../fleet/standing.ts";
import type { Chain, Cooling } from "../programme/programme.ts";
import type { Quarter } from "../units/brand.ts";
import type { KindInput, SiteGang, SiteInput, SiteWork } from "./site-input.ts";
import type { CauseInput } from "./failures.ts";

export interface SiteSketch {
  readonly from?: string;
  readonly quarters?: number;
  readonly kinds?: readonly Partial<KindInput>[];
  /** Racks in the hall and at work at each quarter's end, by kind; what stood before is the first number. */
  readonly racked: readonly (readonly number[])[];
  readonly running?: readonly (readonly number[])[];
  readonly gridMw?: number | readonly number[];
  readonly onsite?: { readonly mw: number; readonly variable: number; readonly sun?: (hour: number) => number };
  readonly battery?: { readonly mw: number; readonly hours: number; readonly roundTrip: number; readonly firm: number };
  readonly price?: (hour: number) => number;
  readonly capMw?: (day: number) => number;
  readonly purchase?: { readonly mw: number; readonly price: number };
  readonly demandCharge?: number;
  readonly causes?: readonly CauseInput[];
  readonly gangs?: readonly SiteGang[];
  readonly works?: readonly SiteWork[];
  readonly elasticHours?: number;
  readonly seed?: number;
}

const cooling = {
  kind: "dry-cooler",
  liquidShare: 0.85,
  supplyLiquid: 45,
  supplyAir: 25,
  approach: 6,
  pumps: 0.015,
  fans: 0.025,
  copCap: 8,
  carnotShare: 0.5,
  loopRise: 10,
  evaporator: 3,
  condenser: 6,
  leastLift: 5,
} as unknown as Cooling;
const chain = { transformer: 0.99, ups: 0.97, distribution: 0.99, house: 0.01 } as unknown as Chain;

/** Failure causes of the Llama 3 herd: counts in 884,736 GPU-days. Grattafiori et al., 2024, table 5. */
export const llamaCauses: readonly CauseInput[] = (
  [
    ["gpu", 148, "tray", 48],
    ["hbm", 72, "tray", 24],
    ["software", 54, "job", 0],
    ["switch-cable", 35, "rail", 8],
    ["host-maintenance", 32, "tray", 4],
    ["sram", 19, "tray", 1],
    ["gsp", 17, "tray", 1],
    ["nic", 7, "tray", 24],
    ["nccl-watchdog", 7, "job", 0],
    ["silent-corruption", 6, "tray", 48],
    ["thermal-sensor", 6, "tray", 8],
    ["other-host", 16, "tray", 24],
  ] as const
).map(([id, count, scope, repairHours]) => ({ id, scope, repairHours, ratePerDay: count / (16_384 * 54), silent: id === "silent-corruption" }));

export function sketchSite(sketch: SiteSketch): SiteInput {
  const quarters = sketch.quarters ?? sketch.racked[0]!.length - 1;
  const starts = quarterStarts({ from: (sketch.from ?? "2027-Q1") as Quarter, quarters });
  const hours = starts[quarters]!;
  const kinds = sketch.racked.map((_, index): KindInput => ({
    id: `kind-${index}`,
    packagesPerRack: 72,
    packagesPerTray: 4,
    packagesPerDomain: 72,
    itMw: 0.002,
    idle: 0.25,
    h100e: 2.5,
    ...sketch.kinds?.[index],
  }));
  const packages = kinds.map((kind) => kind.packagesPerRack);
  const stocks = (counts: readonly (readonly number[])[]) => counts.map(([before, ...atEnd]): Stock => ({ before: before!, atEnd }));
  const atWork = stocks(sketch.running ?? sketch.racked);
  const byQuarter = (value: number | readonly number[]) => Float64Array.from({ length: quarters }, (_, quarter) => (typeof value === "number" ? value : value[quarter]!));
  const byDay = (value: (day: number) => number) => Float64Array.from({ length: hours / 24 }, (_, day) => value(day));
  const { onsite, purchase } = sketch;
  const works = sketch.works ?? [];
  return {
    site: "alpha",
    seed: sketch.seed ?? 1,
    hours,
    quarterStarts: starts,
    monthStarts: Int32Array.from([...Array.from({ length: quarters * 3 }, (_, month) => starts[Math.floor(month / 3)]! + (month % 3) * 720), hours]),
    kinds,
    installed: stepsOf(stocks(sketch.racked), starts, packages),
    atWork: stepsOf(atWork, starts, packages),
    meanAtWork: Float64Array.from({ length: quarters * kinds.length }, (_, index) => {
      const [quarter, kind] = [Math.floor(index / kinds.length), index % kinds.length];
      const { before, atEnd } = atWork[kind]!;
      return (((quarter === 0 ? before : atEnd[quarter - 1]!) + atEnd[quarter]!) / 2) * packages[kind]!;
    }),
    energizedMw: byQuarter(1000),
    hallsMw: byQuarter(1000),
    itReadyMw: byQuarter(1000),
    power: {
      gridMw: byQuarter(sketch.gridMw ?? 1e4),
      onsite: onsite
        ? [
            {
              id: "engines",
              mw: byQuarter(onsite.mw),
              variable: byQuarter(onsite.variable),
              sun: onsite.sun ? Float64Array.from({ length: hours }, (_, hour) => onsite.sun!(hour)) : null,
              carbonKgPerMwh: 450,
            },
          ]
        : [],
      storage: sketch.battery
        ? [{ id: "battery", mw: byQuarter(sketch.battery.mw), hours: sketch.battery.hours, roundTrip: sketch.battery.roundTrip, firm: sketch.battery.firm }]
        : [],
      delivery: byQuarter(10),
      demand: byQuarter(sketch.demandCharge ?? 0),
      escalation: byQuarter(1),
      capMw: byDay(sketch.capMw ?? (() => Number.POSITIVE_INFINITY)),
      purchaseMw: byDay(() => purchase?.mw ?? 0),
      purchasePrice: byDay(() => purchase?.price ?? 0),
    },
    conditions: {
      dryBulbC: new Float64Array(hours).fill(15),
      wetBulbC: new Float64Array(hours).fill(10),
      priceUsdPerMwh: Float64Array.from({ length: hours }, (_, hour) => sketch.price?.(hour) ?? 40),
      carbonKgPerMwh: new Float64Array(hours).fill(400),
    },
    cooling,
    chain,
    loadFactor: 0.88,
    causes: sketch.causes ?? llamaCauses,
    recovery: { detectHours: 2 / 60, restartHours: 3 / 60, stallHours: 0.5 / 60, elasticHours: sketch.elasticHours ?? null },
    spareShare: 0.02,
    gangs: sketch.gangs ?? [],
    works,
    workOrder: Int32Array.from(Array.from({ length: quarters }, () => [...works.keys()]).flat()),
  };
}

export function inferenceWork(id: string, quarters: number, planned: number, overflow: number, factor: Float64Array | null = null): SiteWork {
  return { id, inference: true, planned: new Float64Array(quarters).fill(planned), overflow: new Float64Array(quarters).fill(overflow), factor };
}

export function bestEffortWork(id: string, quarters: number, planned: number, overflow: number): SiteWork {
  return { ...inferenceWork(id, quarters, planned, overflow), inference: false };
}

/** A gang of one kind that wants `packages` at work in every quarter. */
export function gangOf(id: string, quarters: number, packages: number, flop: number, finishes = true): SiteGang {
  return { id, flop, flopPerPackageHour: Float64Array.of(5e18), intervalHours: null, planned: new Float64Array(quarters).fill(packages), last: quarters - 1, finishes };
}
