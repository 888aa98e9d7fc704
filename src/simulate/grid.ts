// What does a site's connection do in each step: outages, emergencies, calls, charges on peaks, contracts for differences?

import { solarShape } from "../physics/sun.ts";
import { meanDays, yearDays } from "../programme/hours.ts";
import type { Programme } from "../programme/programme.ts";
import { cellsFrom } from "../programme/hours.ts";
import { firstDay } from "../units/calendar.ts";
import { stream } from "../units/random.ts";
import { calledHours, coincidentHours } from "./calls.ts";
import type { GridInput } from "./energy.ts";
import { availableShare, takenAway } from "./outages.ts";
import { type StepsPerHour, spread } from "./steps.ts";

/** The hours that a connection is drawn for. */
export interface GridHours {
  readonly hours: number;
  readonly stepsPerHour: StepsPerHour;
  readonly seed: number;
  /** First hour of each month, and the end. */
  readonly monthStarts: Int32Array;
  /** Energy price of each hour. */
  readonly priceUsdPerMwh: ArrayLike<number>;
  readonly utcOffsetHours: number;
}

/** The terms of `sites.<id>.grid` and of the tariff's peaks, drawn; undefined when there are none. Chance comes from streams named by (seed, site, what). */
export function gridOf(programme: Programme, siteId: string, { hours, stepsPerHour, seed, monthStarts, priceUsdPerMwh, utcOffsetHours }: GridHours): GridInput | undefined {
  const { grid, tariff, at } = programme.sites[siteId]!;
  if (!grid && tariff.ratchet === undefined && !tariff.coincident) return undefined;
  const { outages, curtailment, response, differences } = grid ?? {};
  const firstMonth = (Number(programme.calendar.from.slice(6)) - 1) * 3;
  const peaks = tariff.coincident ? coincidentHours(priceUsdPerMwh, monthStarts, firstMonth, tariff.coincident.months) : null;
  return {
    available: outages ? availableShare(hours, stepsPerHour, outages.circuits ?? 1, outages, stream(seed, siteId, "grid")) : null,
    curtailed: curtailment ? takenAway(hours, stepsPerHour, curtailment, curtailment.share, stream(seed, siteId, "curtailment")) : null,
    response: response
      ? {
          facilityMw: response.facility,
          called: calledHours(priceUsdPerMwh, { hoursPerYear: response.hours, callHours: response.call }),
          noticeHours: response.notice ?? 0,
          usdPerMwYear: response.payment,
          usdPerMwh: response.energy ?? 0,
        }
      : null,
    differences: Object.entries(differences ?? {}).map(([id, { facility, strike, shape, capacityFactor }]) => ({
      id,
      facilityMw: facility,
      strike,
      share: shape === "flat" ? null : spread(sunHours(at, utcOffsetHours, capacityFactor ?? 0, programme, hours), stepsPerHour),
    })),
    ratchet: tariff.ratchet ?? 0,
    coincident: peaks === null ? null : { hours: peaks, usdPerMw: new Float64Array(peaks.length).fill(tariff.coincident!.price / tariff.coincident!.months.length) },
  };
}

/** Output over nameplate of a solar plant in each hour of the calendar: a clear day's shape. */
function sunHours(at: readonly [number, number], utcOffsetHours: number, capacityFactor: number, { calendar }: Programme, hours: number): Float64Array {
  const weights = meanDays.map((days) => days / yearDays / 24);
  const share = solarShape(at, utcOffsetHours, capacityFactor, weights).flat();
  return Float64Array.from(cellsFrom(firstDay(calendar.from), hours), (cell) => share[cell]!);
}
