// How do hours of measured weather or prices become a compact table? Quantiles by month and hour, normal scores, and their memory.

import { normalQuantile } from "../units/random.ts";
import { type ClimateTable, meanOfQuantiles } from "./climate.ts";
import { correlationOver, type Persistence } from "./persistence.ts";
import type { PriceTable } from "./prices.ts";

/** Hours of weather in order of time: cell = month x 24 + hour of the day, local standard time. */
export interface WeatherHours {
  readonly cells: readonly number[];
  readonly dryBulbC: readonly number[];
  readonly wetBulbC: readonly number[];
}

const climateProbabilities: readonly number[] = [0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1];
const priceProbabilities: readonly number[] = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1];
/** Lags at which the memory of a series is matched, hours: within the day, and from day to day up to a week. */
const lags: readonly number[] = [1, 2, 3, 6, 12, 24, 48, 72, 120, 168];

/** The climate table of a year or more of hours; figures as they are stored (0.1 K, 0.01). */
export function tabulateClimate(
  head: Omit<ClimateTable, "kind" | "probabilities" | "dryBulbC" | "wetBulbC" | "correlation" | "persistence">,
  { cells, dryBulbC, wetBulbC }: WeatherHours,
): ClimateTable {
  const dryScores = normalScores(cells, dryBulbC);
  const wetScores = normalScores(cells, wetBulbC);
  const correlation = scoreCorrelation(cells, dryScores, wetScores);
  const own = wetScores.map((score, hour) => {
    const rho = correlation[Math.floor(cells[hour]! / 24)]![cells[hour]! % 24]!;
    return (score - rho * dryScores[hour]!) / Math.sqrt(1 - rho * rho);
  });
  return {
    kind: "climate",
    ...head,
    probabilities: climateProbabilities,
    dryBulbC: byMonthHour(cells, dryBulbC, meanQuantiles),
    wetBulbC: byMonthHour(cells, wetBulbC, meanQuantiles),
    correlation,
    persistence: { dryBulb: fitPersistence(dryScores), wetBulb: fitPersistence(own) },
  };
}

/**
 * The price table of whole years of hours; prices to 0.01 $/MWh.
 * Its memory is that of the scores within one month of one year: how long a spell lasts, not how long a dear year does.
 * @param years calendar year of each hour
 */
export function tabulatePrices(
  head: Omit<PriceTable, "kind" | "probabilities" | "quantiles" | "means" | "persistence">,
  cells: readonly number[],
  prices: readonly number[],
  years: readonly number[],
): PriceTable {
  const first = Math.min(...new Set(years));
  const bounds = priceProbabilities;
  return {
    kind: "prices",
    ...head,
    probabilities: bounds,
    quantiles: byMonthHour(cells, prices, (values) => bounds.map((probability) => rounded(quantile(values, probability), 2))),
    means: byMonthHour(cells, prices, (values) => bounds.slice(1).map((to, band) => rounded(bandMean(values, bounds[band]!, to), 2))),
    persistence: fitPersistence(
      normalScores(
        cells.map((cell, hour) => (years[hour]! - first) * 288 + cell),
        prices,
      ),
    ),
  };
}

/** What `make` gives for the sorted values of each month and hour of the day. */
function byMonthHour<Made>(cells: readonly number[], values: readonly number[], make: (sorted: Float64Array) => Made): Made[][] {
  const lists = Array.from({ length: 288 }, (): number[] => []);
  for (const [hour, cell] of cells.entries()) lists[cell]!.push(values[hour]!);
  return Array.from({ length: 12 }, (_, month) => Array.from({ length: 24 }, (_, hour) => make(Float64Array.from(lists[month * 24 + hour]!).toSorted())));
}

/** Quantiles at the climate's probabilities, moved so that straight lines between them keep the mean of the values. */
function meanQuantiles(sorted: Float64Array): number[] {
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const found = climateProbabilities.map((probability) => quantile(sorted, probability));
  const miss = mean - meanOfQuantiles(climateProbabilities, found);
  return found.map((value) => rounded(value + miss, 1));
}

/** Quantile between order statistics: the i-th of n stands at (i - 1/2) / n; the extremes at 0 and 1. */
function quantile(sorted: Float64Array, probability: number): number {
  const at = Math.min(sorted.length - 1, Math.max(0, probability * sorted.length - 0.5));
  const left = Math.floor(at);
  const right = Math.min(sorted.length - 1, left + 1);
  return sorted[left]! + (sorted[right]! - sorted[left]!) * (at - left);
}

/** Mean of the values between two probabilities, each value standing for 1/n. */
function bandMean(sorted: Float64Array, from: number, to: number): number {
  const count = sorted.length;
  let sum = 0;
  for (let at = Math.floor(from * count); at < Math.min(count, Math.ceil(to * count)); at++) sum += sorted[at]! * (Math.min(to * count, at + 1) - Math.max(from * count, at));
  return sum / ((to - from) * count);
}

/** Normal score of each value among those of its group; ties share their mean rank. */
function normalScores(groups: readonly number[], values: readonly number[]): number[] {
  const members = new Map<number, number[]>();
  for (const [hour, group] of groups.entries()) members.set(group, [...(members.get(group) ?? []), hour]);
  const scores = Array.from(values, () => 0);
  for (const list of members.values()) {
    const order = list.toSorted((a, b) => values[a]! - values[b]! || a - b);
    for (let start = 0; start < order.length;) {
      let end = start + 1;
      while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
      const score = normalQuantile((start + end) / 2 / order.length);
      for (; start < end; start++) scores[order[start]!] = score;
    }
  }
  return scores;
}

/** Correlation of two series of scores by month and hour, each pooled with the months and hours next to it. */
function scoreCorrelation(cells: readonly number[], one: readonly number[], other: readonly number[]): number[][] {
  const sums = { both: new Float64Array(288), one: new Float64Array(288), other: new Float64Array(288) };
  for (const [hour, cell] of cells.entries()) {
    sums.both[cell]! += one[hour]! * other[hour]!;
    sums.one[cell]! += one[hour]! ** 2;
    sums.other[cell]! += other[hour]! ** 2;
  }
  const near = [-1, 0, 1];
  const pooled = (list: Float64Array, month: number, hour: number) =>
    near.reduce((sum, months) => sum + near.reduce((inner, hours) => inner + list[((month + months + 12) % 12) * 24 + ((hour + hours + 24) % 24)]!, 0), 0);
  return Array.from({ length: 12 }, (_, month) =>
    Array.from({ length: 24 }, (_, hour) => {
      const value = pooled(sums.both, month, hour) / Math.sqrt(pooled(sums.one, month, hour) * pooled(sums.other, month, hour));
      return rounded(Math.min(0.99, Math.max(-0.99, Number.isFinite(value) ? value : 0)), 2);
    }),
  );
}

/** The two-speed process whose autocorrelation is nearest (least squares over {@link lags}) to that of the scores; a search over a fixed grid. */
export function fitPersistence(scores: ArrayLike<number>): Persistence {
  const found = lags.map((lag) => autocorrelation(scores, lag));
  const memories = [1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 72, 96, 144, 192, 288, 400];
  let best: Persistence = { slow: 0, fast: 0, slowShare: 0 };
  let least = Number.POSITIVE_INFINITY;
  for (const slowHours of memories) {
    for (const fastHours of memories.filter((hours) => hours < slowHours)) {
      for (let percent = 0; percent <= 100; percent += 2) {
        const candidate = { slow: rounded(Math.exp(-1 / slowHours), 5), fast: rounded(Math.exp(-1 / fastHours), 5), slowShare: percent / 100 };
        const miss = lags.reduce((sum, lag, at) => sum + (correlationOver(candidate, lag) - found[at]!) ** 2, 0);
        if (miss < least) {
          least = miss;
          best = candidate;
        }
      }
    }
  }
  return best;
}

/** Autocorrelation of a series of mean zero over `lag` steps. */
export function autocorrelation(series: ArrayLike<number>, lag: number): number {
  let product = 0;
  let square = 0;
  for (let at = 0; at < series.length; at++) {
    square += series[at]! ** 2;
    if (at >= lag) product += series[at]! * series[at - lag]!;
  }
  return (product / (series.length - lag) / square) * series.length;
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals)) + 0;
}
