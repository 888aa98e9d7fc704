// What power can a site have in each quarter and on each day, and at what price?

import { inForce } from "../agreements/in-force.ts";
import type { Plan } from "../plan/plan.ts";
import type { Programme, Site } from "../programme/programme.ts";
import { addDays, firstDay, indexOf, quarterAt, yearOf } from "../units/calendar.ts";
import { stream } from "../units/random.ts";
import type { OnsiteInput, PowerInput } from "./energy.ts";
import { availableShare } from "./outages.ts";
import type { StepsPerHour } from "./steps.ts";
import type { StorageInput } from "./storage.ts";

/** What chance and time a supply is drawn for. */
export interface SupplyDraw {
  readonly seed: number;
  readonly stepsPerHour: StepsPerHour;
}

/**
 * The supply of a site under the plan: options taken, tariff with escalation, caps and purchases in force on each day. Forced outages of plant are drawn where its
 * source gives them; all of its nameplate then counts in place of its firm share.
 * @param sun output over nameplate in each hour, for each option whose source follows the sun
 */
export function supplyOf(
  programme: Programme,
  plan: Plan,
  siteId: string,
  days: number,
  sun: Readonly<Record<string, Float64Array>>,
  draw: SupplyDraw = { seed: 1, stepsPerHour: 1 },
): PowerInput {
  const site = programme.sites[siteId]!;
  const taken = new Set(plan.decisions.sites[siteId]!.options);
  const options = Object.entries(site.power).filter(([id]) => taken.has(id));
  const escalation = Float64Array.from(
    { length: programme.calendar.quarters },
    (_, quarter) => (1 + (programme.dollars.energyEscalation ?? 0)) ** (yearOf(quarterAt(programme.calendar, quarter)) - programme.dollars.year),
  );
  const gridMw = new Float64Array(programme.calendar.quarters);
  const onsite: OnsiteInput[] = [];
  const storage: StorageInput[] = [];
  for (const [id, option] of options) {
    const available = availability(programme, option);
    if (option.kind === "grid") {
      for (const [quarter, mw] of available.entries()) gridMw[quarter]! += mw;
      continue;
    }
    const battery = programme.catalogue.storage[option.kind];
    if (battery) {
      storage.push({
        id,
        mw: Float64Array.from(available),
        hours: battery.hours,
        roundTrip: battery.roundTrip,
        firm: battery.firm ?? 0,
        usdPerMw: battery.cost,
        ...(battery.cycles === undefined ? {} : { cycles: battery.cycles }),
        ...(battery.fade === undefined ? {} : { fade: battery.fade }),
      });
      continue;
    }
    const source = programme.catalogue.powerSources[option.kind]!;
    const { outage, unit, least, fullIn, start, fuel } = source;
    const units = Math.max(1, Math.round(option.facility / (unit ?? option.facility)));
    onsite.push({
      id,
      mw: Float64Array.from(available, (mw) => (sun[id] || outage ? mw : mw * source.firm)),
      sun: sun[id] ?? null,
      available: outage ? availableShare(days * 24, draw.stepsPerHour, units, outage, stream(draw.seed, siteId, "plant", id)) : null,
      variable: escalation.map((factor) => factor * source.variable),
      carbonKgPerMwh: source.carbon,
      ...(unit === undefined ? {} : { unitMw: unit }),
      ...(least === undefined ? {} : { least }),
      ...(fullIn === undefined ? {} : { fullInHours: fullIn / 60 }),
      ...(start === undefined ? {} : { startUsdPerMw: start }),
      ...(fuel === undefined ? {} : { fuel }),
      ...(option.hours === undefined ? {} : { permitHours: option.hours }),
    });
  }
  onsite.sort((one, other) => one.variable[0]! - other.variable[0]! || (one.id < other.id ? -1 : 1));
  const charge = (price: number | undefined) => escalation.map((factor) => factor * (price ?? 0));
  return { gridMw, onsite, storage, delivery: charge(site.tariff.delivery), demand: charge(site.tariff.demand), escalation, ...clausesByDay(programme, siteId, days) };
}

/** `facility x ramp` from the energization quarter on, MW by quarter. */
function availability(programme: Programme, option: Site["power"][string]): number[] {
  const ramp = option.ramp && option.ramp.length > 0 ? option.ramp : [1];
  const energized = indexOf(programme.calendar, option.energized);
  return Array.from({ length: programme.calendar.quarters }, (_, quarter) => (quarter < energized ? 0 : option.facility * ramp[Math.min(quarter - energized, ramp.length - 1)]!));
}

/** Caps and purchases in force on each day, as known on that day. */
function clausesByDay(programme: Programme, siteId: string, days: number): Pick<PowerInput, "capMw" | "purchaseMw" | "purchasePrice"> {
  const capMw = new Float64Array(days).fill(Number.POSITIVE_INFINITY);
  const purchaseMw = new Float64Array(days);
  const purchasePrice = new Float64Array(days);
  const first = firstDay(programme.calendar.from);
  if (!Object.values(programme.agreements).some((clause) => (clause.kind === "power-cap" || clause.kind === "power-purchase") && clause.site === siteId))
    return { capMw, purchaseMw, purchasePrice };
  for (let day = 0; day < days; day += 1) {
    const date = addDays(first, day);
    for (const { clause } of inForce(programme, "power-cap", date, date)) if (clause.site === siteId) capMw[day] = Math.min(capMw[day]!, clause.facility);
    let usdPerHour = 0;
    for (const { clause } of inForce(programme, "power-purchase", date, date)) {
      if (clause.site !== siteId) continue;
      purchaseMw[day]! += clause.facility;
      usdPerHour += clause.facility * clause.price;
    }
    purchasePrice[day] = purchaseMw[day]! > 0 ? usdPerHour / purchaseMw[day]! : 0;
  }
  return { capMw, purchaseMw, purchasePrice };
}
