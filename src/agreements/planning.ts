// What must the plan respect: minimum spend by year, power caps, notices before new capacity, fees that it will earn?

import type { Programme } from "../programme/programme.ts";
import type { Day, MW, Quarters } from "../units/brand.ts";
import { clausesInForce, inForce, type Standing } from "./in-force.ts";
import type { Demand } from "./term.ts";
import { demands } from "./terms.ts";

type DemandOf<Name extends Demand["demand"]> = Extract<Demand, { demand: Name }>;

/** Quarters between notice and use of the cloud's capacity: the longest that a clause in force on `day` asks; 0 when none does. */
export function firstRefusalDelay(programme: Programme, cloudId: string, day: Day, asOf: Day = programme.known): Quarters {
  const asked = asks(programme, "notice", day, asOf).filter(({ cloud }) => cloud === cloudId);
  return Math.max(0, ...asked.map(({ delay }) => delay)) as Quarters;
}

/** Minimum spend with clouds in a calendar year, of the clauses in force on its last day. */
export function commitments(programme: Programme, year: number, asOf: Day = programme.known): DemandOf<"spend">[] {
  return asks(programme, "spend", `${year}-12-31` as Day, asOf).filter((demand) => demand.year === year);
}

/** Facility MW that the site may draw on a day: the least of the caps in force; Infinity without one. */
export function powerCap(programme: Programme, siteId: string, day: Day, asOf: Day = programme.known): MW {
  return Math.min(
    Infinity,
    ...asks(programme, "power-cap", day, asOf)
      .filter(({ site }) => site === siteId)
      .map(({ facilityMw }) => facilityMw),
  ) as MW;
}

/** Capacity fees in force on a day. */
export function capacityFees(programme: Programme, day: Day, asOf: Day = programme.known): Standing<"capacity-fee">[] {
  return inForce(programme, "capacity-fee", day, asOf);
}

function asks<Name extends Demand["demand"]>(programme: Programme, name: Name, day: Day, asOf: Day): DemandOf<Name>[] {
  return clausesInForce(programme, day, asOf).flatMap((standing) => demands(standing, programme).filter((demand): demand is DemandOf<Name> => demand.demand === name));
}
