// When should a job that may be put off start, so that its power is cheapest or cleanest?

import type { JobColumns } from "../jobs.ts";
import type { Shift } from "../view.ts";

const secondsPerHour = 3600;

export const atOnce: Shift = {
  id: "at-once",
  sentence: "Every job may start as soon as it is submitted.",
  earliest: (_jobs, _job, now) => now,
};

/** Puts a deferrable job off to the start, within its deadline, at which the hours it runs through are cheapest on average. */
export const cheapest: Shift = {
  id: "cheapest",
  sentence: "A job that may be put off starts when the hours that it takes are cheapest before its deadline.",
  earliest: (jobs, job, now, forecast) => (forecast === undefined ? now : bestStart(jobs, job, now, forecast.priceUsdPerMwh)),
};

/** As {@link cheapest}, for the carbon of the grid. */
export const cleanest: Shift = {
  id: "cleanest",
  sentence: "A job that may be put off starts when the hours that it takes emit least before its deadline.",
  earliest: (jobs, job, now, forecast) => (forecast === undefined ? now : bestStart(jobs, job, now, forecast.carbonKgPerMwh)),
};

/** Now or the beginning of a later hour: the first with the least mean over the run, its hours in part counted in part. */
function bestStart(jobs: JobColumns, job: number, now: number, hourly: Float64Array): number {
  if (jobs.deferrable[job] === 0 || jobs.limit[job] <= 0) return now;
  const latest = Math.min(jobs.deadline[job], hourly.length * secondsPerHour) - jobs.limit[job];
  let best = now;
  let least = sumOver(hourly, now, jobs.limit[job]);
  for (let start = (Math.floor(now / secondsPerHour) + 1) * secondsPerHour; start <= latest; start += secondsPerHour) {
    const sum = sumOver(hourly, start, jobs.limit[job]);
    if (!(sum < least)) continue;
    least = sum;
    best = start;
  }
  return best;
}

/** Integral of an hourly series over a run, hours times its unit; beyond its end the last value holds. */
function sumOver(hourly: Float64Array, start: number, seconds: number): number {
  let sum = 0;
  for (let at = start; at < start + seconds;) {
    const hour = Math.floor(at / secondsPerHour);
    const until = Math.min(start + seconds, (hour + 1) * secondsPerHour);
    sum += hourly[Math.min(hour, hourly.length - 1)] * (until - at);
    at = until;
  }
  return sum / secondsPerHour;
}
