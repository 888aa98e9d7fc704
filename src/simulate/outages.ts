// When are circuits, units of plant or shares of the grid not there?

import type { Stream } from "../units/random.ts";
import type { StepsPerHour } from "./steps.ts";

/** Outages of one unit: how many a year, and how long on the average. */
export interface Outage {
  /** Per year of being there. */
  readonly rate: number;
  readonly hours: number;
}

/** A Julian year, in which rates per year are given. */
const hoursPerYear = 8766;

/**
 * Share of equal units that are there in each step: each is up for an exponential time and down for one (alternating renewal process), and starts up. A step in
 * which a unit is down in part counts that part.
 * @param source a stream of these outages' own
 * @returns by step, 0 to 1
 */
export function availableShare(hours: number, stepsPerHour: StepsPerHour, units: number, { rate, hours: repair }: Outage, source: Stream): Float32Array {
  const down = new Float64Array(hours * stepsPerHour);
  if (rate > 0)
    for (let unit = 0; unit < units; unit += 1) {
      let hour = source.exponential(rate / hoursPerYear);
      while (hour < hours) {
        const back = Math.min(hours, hour + source.exponential(1 / repair));
        cover(down, hour * stepsPerHour, back * stepsPerHour, 1 / units);
        hour = back + source.exponential(rate / hoursPerYear);
      }
    }
  return Float32Array.from(down, (share) => Math.max(0, 1 - share));
}

/** Share of the connection that is taken away in each step: emergencies come by chance, one at a time. */
export function takenAway(hours: number, stepsPerHour: StepsPerHour, outage: Outage, share: number, source: Stream): Float32Array {
  return availableShare(hours, stepsPerHour, 1, outage, source).map((there) => share * (1 - there));
}

/** Adds `amount` to the steps from `from` to `to`, in part at its ends. */
function cover(steps: Float64Array, from: number, to: number, amount: number): void {
  for (let step = Math.floor(from); step < to && step < steps.length; step += 1) steps[step]! += amount * (Math.min(to, step + 1) - Math.max(from, step));
}
