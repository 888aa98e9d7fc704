// Law 3, from the record: energy balances every step at every site to 1e-9 relative. IT + losses + cooling + house load + charge = grid + on-site + discharge;
// no supply over its limit; shed and curtailed are columns of their own.

import { ordinal, quarterOfDay, addDays, firstDay, indexOf } from "../../src/units/calendar.ts";
import { type History, numbers, words } from "./history.ts";

const powers = ["itMw", "lossesMw", "coolingMw", "houseMw", "gridMw", "onsiteMw", "chargeMw", "dischargeMw", "shedMw", "curtailedMw"] as const;
/** A site without anything has nothing to compare with: a watt of it. */
const least = 1e-6;

/** What is wrong with the energy of a record, in sentences. */
export function brokenEnergy(history: History): string[] {
  const { record } = history;
  return [
    ...brokenSteps(history, "hourly", 1),
    ...(record.tables["quarter-hourly"] ? [...brokenSteps(history, "quarter-hourly", 0.25), ...brokenMeans(history)] : []),
    ...brokenSums(history),
  ];
}

function brokenSteps({ resolved: { programme }, plan, record }: History, table: string, span: number): string[] {
  const wrong: string[] = [];
  const sites = words(record, table, "site");
  const hours = numbers(record, table, "hour");
  const [it, losses, cooling, house, grid, onsite, charge, discharge, shed, curtailed] = powers.map((name) => numbers(record, table, name)) as ArrayLike<number>[];
  const day0 = firstDay(programme.calendar.from);
  let [site, limits, day] = ["", limitsOf("", 0), -1];
  let stored = 0;
  for (let row = 0; row < sites.length && wrong.length < 5; row++) {
    const today = Math.floor(hours[row]! / 24);
    if (sites[row] !== site) [site, stored, day] = [sites[row]!, 0, -1];
    if (today !== day) [day, limits] = [today, limitsOf(site, today)];
    const load = it![row]! + losses![row]! + cooling![row]! + house![row]!;
    const taken = load + charge![row]!;
    const given = grid![row]! + onsite![row]! + discharge![row]!;
    const where = () => `${table} ${site} hour ${hours[row]}`;
    if (!(Math.abs(taken - given) <= 1e-9 * Math.max(taken, given, least))) wrong.push(`${where()}: takes ${taken} MW, is given ${given} MW`);
    for (const [at, column] of [it, losses, cooling, house, grid, onsite, charge, discharge, shed, curtailed].entries())
      if (!(column![row]! >= 0)) wrong.push(`${where()}: ${powers[at]} is ${column![row]}`);
    over("grid", grid![row]!, limits.grid);
    over("on-site plant", onsite![row]!, limits.onsite);
    over("charging", charge![row]!, limits.storage);
    over("discharging", discharge![row]!, limits.storage);
    over("load and charging under the cap", taken, limits.cap);
    // Losses are taken in charging: what is given back was taken in before, less them.
    stored += span * (charge![row]! * limits.roundTrip - discharge![row]!);
    if (!(stored >= -1e-9 * Math.max(1, limits.storage * 100))) wrong.push(`${where()}: storage has given back ${-stored} MWh more than it took in`);
    function over(what: string, mw: number, most: number): void {
      if (!(mw <= most * (1 + 1e-9) + 1e-12)) wrong.push(`${where()}: ${what}, ${mw} MW of ${most} MW`);
    }
  }
  return wrong;

  /** What the options taken can give at most on a day, facility MW. */
  function limitsOf(id: string, today: number): { grid: number; onsite: number; storage: number; roundTrip: number; cap: number } {
    const limit = { grid: 0, onsite: 0, storage: 0, roundTrip: 1, cap: Number.POSITIVE_INFINITY };
    if (id === "") return limit;
    const date = addDays(day0, today);
    const quarter = quarterOfDay(date);
    for (const option of plan.decisions.sites[id]!.options) {
      const { kind, facility, energized, ramp } = programme.sites[id]!.power[option]!;
      const age = ordinal(quarter) - ordinal(energized);
      const mw = age < 0 ? 0 : facility * (ramp ? ramp[Math.min(age, ramp.length - 1)]! : 1);
      const battery = programme.catalogue.storage[kind];
      const source = programme.catalogue.powerSources[kind];
      if (kind === "grid") limit.grid += mw;
      else if (battery) [limit.storage, limit.roundTrip] = [limit.storage + mw, battery.roundTrip];
      else limit.onsite += source!.outage || source!.follows ? mw : mw * source!.firm;
    }
    for (const clause of Object.values(programme.agreements))
      if ("kind" in clause && clause.kind === "power-cap" && clause.site === id && clause.from <= date && (clause.until ?? "9999") >= date)
        limit.cap = Math.min(limit.cap, clause.facility);
    return limit;
  }
}

/** The rows of `hourly` are the means of the quarter hours. */
function brokenMeans({ record }: History): string[] {
  const rows = words(record, "hourly", "site").length;
  for (const name of powers) {
    const [means, steps] = [numbers(record, "hourly", name), numbers(record, "quarter-hourly", name)];
    for (let row = 0; row < rows; row++) {
      const mean = (steps[4 * row]! + steps[4 * row + 1]! + steps[4 * row + 2]! + steps[4 * row + 3]!) / 4;
      if (!(Math.abs(mean - means[row]!) <= 1e-9 * Math.max(mean, least))) return [`hourly row ${row}: ${name} is ${means[row]}, the mean of its quarter hours ${mean}`];
    }
  }
  return [];
}

/** Energy by site and quarter is the sum of the hours, and losses by stage are all losses. */
function brokenSums({ resolved: { programme }, record }: History): string[] {
  const sums = new Map<string, number>();
  const add = (key: string, mwh: number) => sums.set(key, (sums.get(key) ?? 0) + mwh);
  const [sites, hours] = [words(record, "hourly", "site"), numbers(record, "hourly", "hour")];
  const columns = Object.fromEntries(powers.map((name) => [name, numbers(record, "hourly", name)]));
  const first = firstDay(programme.calendar.from);
  let [day, quarter, site, turned] = [-1, "", "", ""];
  let key: Readonly<Record<string, string>> = {};
  for (let row = 0; row < sites.length; row++) {
    const today = Math.floor(hours[row]! / 24);
    if (today !== day) [day, quarter] = [today, quarterOfDay(addDays(first, today))];
    if (sites[row] !== site || quarter !== turned)
      [site, turned, key] = [sites[row]!, quarter, Object.fromEntries(powers.map((name) => [name, `${sites[row]} ${quarter} ${name}`]))];
    for (const name of powers) add(key[name]!, columns[name]![row]!);
  }
  const wrong: string[] = [];
  const [places, quarters] = [words(record, "site-quarters", "site"), words(record, "site-quarters", "quarter")];
  const compare = (row: number, said: number, ...names: readonly (typeof powers)[number][]) => {
    const sum = names.reduce((all, name) => all + (sums.get(`${places[row]} ${quarters[row]} ${name}`) ?? 0), 0);
    if (!(Math.abs(said - sum) <= 1e-9 * Math.max(said, sum, 1e-3))) wrong.push(`${places[row]} ${quarters[row]}: ${names.join(" + ")} is ${said} MWh, over the hours ${sum}`);
  };
  for (let row = 0; row < places.length; row++) {
    const of = (name: string) => numbers(record, "site-quarters", name)[row]!;
    compare(row, of("itMwh"), "itMw");
    compare(row, of("facilityMwh"), "itMw", "lossesMw", "coolingMw", "houseMw");
    compare(row, of("gridMwh"), "gridMw");
    compare(row, of("onsiteMwh"), "onsiteMw");
    compare(row, lost(places[row]!, quarters[row]!), "lossesMw");
    if (indexOf(programme.calendar, quarters[row] as never) < 0) wrong.push(`${quarters[row]} is not in the calendar`);
  }
  return wrong;

  function lost(site: string, name: string): number {
    const [at, when, mwh] = [words(record, "losses", "site"), words(record, "losses", "quarter"), numbers(record, "losses", "lostMwh")];
    let sum = 0;
    for (let row = 0; row < at.length; row++) if (at[row] === site && when[row] === name) sum += mwh[row]!;
    return sum;
  }
}
