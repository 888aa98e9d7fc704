// How does a quarter's mean demand spread over its hours?

/**
 * Demand of each hour over its quarter's mean. Over a day a cosine with mean 1 whose top, `peakToMean`, is at `peakHour` local time; from day to day a straight
 * line with the slope of the neighbouring quarters. The mean over each quarter is exactly 1, since quarters are whole days.
 * @param means demand by quarter
 * @param starts first hour of each quarter, and the end
 */
export function demandFactor(means: readonly number[], starts: Int32Array, peakToMean: number, peakHour: number | undefined): Float64Array {
  const factor = new Float64Array(starts[starts.length - 1]!);
  const day = Float64Array.from({ length: hoursPerDay }, (_, hour) => diurnal(hour, peakToMean, peakHour));
  for (const [quarter, mean] of means.entries()) {
    const length = starts[quarter + 1]! - starts[quarter]!;
    const slope = mean > 0 ? Math.max(-2, Math.min(2, slopeAt(means, quarter) / mean)) : 0;
    for (let hour = 0; hour < length; hour += 1) {
      const position = (Math.floor(hour / hoursPerDay) + 0.5) / (length / hoursPerDay);
      factor[starts[quarter]! + hour] = (1 + slope * (position - 0.5)) * day[hour % hoursPerDay]!;
    }
  }
  return factor;
}

const hoursPerDay = 24;

/** A cosine can have no top above twice its mean without going below zero: beyond that it is cut there. */
function diurnal(hour: number, peakToMean: number, peakHour: number | undefined): number {
  if (peakHour === undefined) return 1;
  return 1 + Math.min(1, peakToMean - 1) * Math.cos((2 * Math.PI * (hour - peakHour)) / hoursPerDay);
}

/** Change per quarter, from the quarters beside it. */
function slopeAt(means: readonly number[], quarter: number): number {
  const before = means[quarter - 1];
  const after = means[quarter + 1];
  if (before === undefined && after === undefined) return 0;
  if (before === undefined) return after! - means[quarter]!;
  return after === undefined ? means[quarter]! - before : (after - before) / 2;
}
