// How does an hourly series become one of quarter hours?

import type { SiteInput } from "./site-input.ts";

/** Steps of an hour that a simulation may have. */
export type StepsPerHour = 1 | 4;

/**
 * Cuts each hour into steps along a straight line through it, and keeps the hour's mean. The slope is the smallest of that to the hour before, that to the hour
 * after and half of that between them, and 0 at a turn, so that no step lies beyond the hours beside it (minmod limiter: van Leer, J. Comput. Phys. 32, 1979, pp. 101-136).
 */
export function spread(hourly: ArrayLike<number>, stepsPerHour: StepsPerHour): Float64Array {
  const out = new Float64Array(hourly.length * stepsPerHour);
  for (let hour = 0; hour < hourly.length; hour += 1) {
    const here = hourly[hour]!;
    const rise = here - hourly[Math.max(0, hour - 1)]!;
    const next = hourly[Math.min(hourly.length - 1, hour + 1)]! - here;
    const slope = rise * next <= 0 ? 0 : Math.sign(rise) * Math.min(Math.abs(rise), Math.abs(next), Math.abs(rise + next) / 2);
    for (let step = 0; step < stepsPerHour; step += 1) out[hour * stepsPerHour + step] = here + slope * ((step + 0.5) / stepsPerHour - 0.5);
  }
  return out;
}

/** The means of each hour's steps, in place of a series by step. */
export function hourlyMeans(byStep: Float64Array, stepsPerHour: StepsPerHour): Float64Array {
  if (stepsPerHour === 1) return byStep;
  const out = new Float64Array(byStep.length / stepsPerHour);
  for (let step = 0; step < byStep.length; step += 1) out[Math.floor(step / stepsPerHour)]! += byStep[step]! / stepsPerHour;
  return out;
}

/**
 * A site's input with weather, sun, carbon and demand by step; prices too. Where the source is hourly, as all built-in tables are, quarter hours are drawn
 * through it. What is already by step (outages, calls, curtailment) stays.
 */
export function atSteps(input: SiteInput): SiteInput {
  const { stepsPerHour = 1, conditions } = input;
  if (stepsPerHour === 1) return input;
  const cut = (hourly: ArrayLike<number>) => spread(hourly, stepsPerHour);
  return {
    ...input,
    works: input.works.map((work) => ({ ...work, factor: work.factor === null ? null : cut(work.factor) })),
    power: { ...input.power, onsite: input.power.onsite.map((plant) => ({ ...plant, sun: plant.sun === null ? null : cut(plant.sun) })) },
    conditions: {
      dryBulbC: cut(conditions.dryBulbC),
      wetBulbC: cut(conditions.wetBulbC),
      priceUsdPerMwh: cut(conditions.priceUsdPerMwh),
      carbonKgPerMwh: cut(conditions.carbonKgPerMwh),
      ...(conditions.marginalKgPerMwh ? { marginalKgPerMwh: cut(conditions.marginalKgPerMwh) } : {}),
    },
  };
}
