// Can this site be powered, built and opened as the programme says?

import type { Quarter } from "../../units/brand.ts";
import { indexOf, quarterOfDay } from "../../units/calendar.ts";
import type { Site } from "../programme.ts";
import { few, type Judge, percent, type Rule, type Salvaged } from "./judge.ts";

export const siteSense: Rule = (programme, judge) => {
  for (const [id, site] of Object.entries(programme.sites ?? {})) {
    ratio(id, site, judge);
    power(id, site, programme, judge);
    room(id, site, judge);
    start(id, site, programme, judge);
    standing(id, site, programme, judge);
    tax(id, site, programme, judge);
    spent(id, site, programme, judge);
  }
};

function ratio(id: string, { designFacilityRatio }: Site, { problem, warning }: Judge): void {
  const path = ["sites", id, "designFacilityRatio"];
  if (designFacilityRatio < 1) problem(path, `a facility takes at least its IT power: expected 1 or more, got ${few(designFacilityRatio)}`);
  if (designFacilityRatio > 2) warning(path, `${few(designFacilityRatio)} facility MW for an IT MW is much: sites show 1.17 to 1.40`);
}

function power(id: string, site: Site, { catalogue, calendar }: Salvaged, judge: Judge): void {
  const { problem, warning } = judge;
  const groups = new Map<string, number>();
  const committed = new Map<string, string>();
  for (const [name, option] of Object.entries(site.power)) {
    const path = ["sites", id, "power", name];
    if (option.facility === 0) problem([...path, "facility"], "expected more than 0 MW");
    if (site.announced !== undefined && option.energized < site.announced) {
      problem([...path, "energized"], `energized in ${option.energized}, before the site is announced in ${site.announced}`);
    }
    if (calendar && indexOf(calendar, option.energized) >= calendar.quarters)
      warning([...path, "energized"], `${option.energized} lies after the calendar: the option never serves`);
    ramp(path, option.ramp, judge);
    if (option.group !== undefined && option.committed) {
      const other = committed.get(option.group);
      if (other === undefined) committed.set(option.group, name);
      else problem([...path, "committed"], `${other} is committed too, but options of the group ${option.group} exclude each other`);
    }
    const group = option.group ?? `option ${name}`;
    groups.set(group, Math.max(groups.get(group) ?? 0, option.facility));
  }
  const feeds = new Set(Object.entries(site.power).map(([name, option]) => option.feed ?? (option.kind === "grid" ? "grid" : name)));
  if (site.redundancy === "2N" && feeds.size < 2)
    warning(
      ["sites", id, "redundancy"],
      "2N asks for two feeds, each of which alone carries the load; the site has one, so that nothing can run: name a second `feed`, or ask for N+1",
    );
  const smallest = Object.keys(site.buildings)
    .flatMap((kind) => (catalogue?.buildings?.[kind] ? [{ kind, it: catalogue.buildings[kind].it }] : []))
    .toSorted((one, other) => one.it - other.it)[0];
  const most = [...groups.values()].reduce((sum, facility) => sum + facility, 0);
  const wanted = smallest ? smallest.it * Math.max(1, site.designFacilityRatio) : 0;
  if (!smallest || most === 0 || most >= wanted * (1 - 1e-9)) return;
  const all = `all options together give ${few(most)} MW facility power, one ${smallest.kind} takes ${few(wanted)} (${few(smallest.it)} MW IT x ${few(site.designFacilityRatio)})`;
  // Up to the IT power of one building it is taken for a mistake; above that, a building that is only partly filled.
  if (most <= smallest.it * (1 + 1e-9)) problem(["sites", id, "power"], `${all}: is IT power given where facility power is meant?`, "key");
  else warning(["sites", id, "power"], all, "key");
}

/** Spending to date is a sum by quarter, in the calendar, that does not fall. */
function spent(id: string, { spentToDate = {} }: Site, { calendar }: Salvaged, { problem }: Judge): void {
  let before = 0;
  for (const [quarter, usd] of Object.entries(spentToDate).toSorted()) {
    const path = ["sites", id, "spentToDate", quarter];
    const at = calendar && /^\d{4}-Q[1-4]$/.test(quarter) ? indexOf(calendar, quarter as Quarter) : undefined;
    if (!/^\d{4}-Q[1-4]$/.test(quarter)) problem(path, `expected a quarter such as 2026-Q2, got ${quarter}`);
    else if (at !== undefined && calendar && (at < 0 || at >= calendar.quarters)) problem(path, `${quarter} is not in the calendar`);
    if (usd < before) problem(path, `${few(usd / 1e6)} M$ spent by ${quarter} is less than the ${few(before / 1e6)} M$ spent before it`);
    before = usd;
  }
}

function ramp(path: readonly string[], shares: readonly number[] | undefined, { problem, warning }: Judge): void {
  if (!shares) return;
  const at = [...path, "ramp"];
  if (shares.length === 0) return problem(at, "expected at least one share, such as [50 %, 100 %]");
  const fall = shares.findIndex((part, index) => index > 0 && part < shares[index - 1]!);
  if (fall > 0) problem([...at, fall], `falls to ${percent(shares[fall]!)} after ${percent(shares[fall - 1]!)}: expected shares of the whole that rise`);
  if (fall === -1 && shares.at(-1)! < 1) warning(at, `ends at ${percent(shares.at(-1)!)}: the rest of the power never comes`);
}

function room(id: string, site: Site, { problem }: Judge): void {
  const built = new Map<string, number>();
  for (const [index, { building, count }] of site.built.entries()) {
    const path = ["sites", id, "built", index];
    const most = site.buildings[building];
    const so = (built.get(building) ?? 0) + count;
    built.set(building, so);
    if (most === undefined) problem([...path, "building"], `a ${building} is built, but the land takes none: expected it under buildings`);
    else if (so > most) problem(path, `${so} of ${building} are built, but the land takes ${most}`);
  }
  const all = Object.values(site.buildings).reduce((sum, most) => sum + most, 0);
  if (site.fewest !== undefined && site.fewest > all) problem(["sites", id, "fewest"], `at least ${site.fewest} buildings are wanted, but the land takes ${all}`);
  if (site.phase !== undefined && site.startsPerQuarter !== undefined && site.startsPerQuarter > 0 && site.phase > site.startsPerQuarter)
    problem(["sites", id, "phase"], `${site.phase} buildings are to be started together, but at most ${site.startsPerQuarter} may be in a quarter`);
  else if (site.phase !== undefined && all > 0 && site.phase > all - [...built.values()].reduce((sum, count) => sum + count, 0))
    problem(
      ["sites", id, "phase"],
      `${site.phase} buildings are to be started together, but the land takes ${few(all - [...built.values()].reduce((sum, count) => sum + count, 0))} more`,
    );
  if (site.startsPerQuarter === 0 && all > 0) problem(["sites", id, "startsPerQuarter"], "nothing can be started: expected 1 or more, or leave it out");
}

/** Racks that stand before the calendar have halls, and run on power that is there: more of them leaves no plan. */
function standing(id: string, site: Site, { calendar, catalogue }: Salvaged, { problem }: Judge): void {
  const { buildings, accelerators } = catalogue ?? {};
  if (!calendar || !buildings || !accelerators) return;
  const age = (quarter: Quarter): number => -indexOf(calendar, quarter);
  const hallsMw = site.built.reduce(
    (mw, { building, started, count }) => (age(started) >= (buildings[building]?.ready ?? Infinity) ? mw + count * buildings[building]!.it : mw),
    0,
  );
  const powerMw = Object.values(site.power).reduce((mw, { facility, energized, ramp = [1] }) => {
    const since = age(energized);
    return since < 0 ? mw : mw + facility * (ramp[Math.min(since, ramp.length - 1)] ?? 1);
  }, 0);
  const roomMw = powerMw / Math.max(1, site.designFacilityRatio);
  let racksMw = 0;
  for (const [index, { accelerator, racks, delivered }] of site.racks.entries()) {
    const kind = accelerators[accelerator];
    if (!kind || age(delivered) <= 0) continue;
    const before = racksMw;
    racksMw += racks * kind.rackIt;
    const path = ["sites", id, "racks", index, "racks"];
    const over = (most: number): boolean => racksMw > most * (1 + 1e-9) && before <= most * (1 + 1e-9);
    if (over(hallsMw)) problem(path, `the racks that stand by ${calendar.from} take ${few(racksMw)} MW IT, the halls built and ready by then ${few(hallsMw)}`);
    if (over(roomMw))
      problem(
        path,
        `the racks that stand by ${calendar.from} take ${few(racksMw)} MW IT; the power energized by then, ${few(powerMw)} MW facility, feeds ${few(roomMw)} (at ${few(site.designFacilityRatio)})`,
      );
  }
}

function tax(id: string, { propertyTax }: Site, { calendar }: Salvaged, { warning }: Judge): void {
  if (!propertyTax) return;
  const path = ["sites", id, "propertyTax"];
  const { rate, abatement, until } = propertyTax;
  if (rate > 0.1) warning([...path, "rate"], `${percent(rate)} of the book value a year is much`);
  if (until !== undefined && abatement === undefined) warning([...path, "until"], "nothing is waived: an abatement says what share is");
  if (until !== undefined && calendar && until < calendar.from) warning([...path, "until"], `the abatement ends in ${until}, before the calendar begins in ${calendar.from}`);
}

function start(id: string, site: Site, { known, calendar }: Salvaged, { problem, warning }: Judge): void {
  for (const [index, { started }] of site.built.entries()) {
    if (known !== undefined && started > quarterOfDay(known))
      problem(["sites", id, "built", index, "started"], `started in ${started}, after the day of the file (${known}): what is built stands or is under way`);
  }
  for (const [index, { delivered }] of site.racks.entries()) {
    if (calendar && indexOf(calendar, delivered) >= 0)
      problem(
        ["sites", id, "racks", index, "delivered"],
        `delivered in ${delivered}, not before the calendar begins in ${calendar.from}: only racks that stand by then are listed, the plan decides the rest`,
      );
  }
  if (site.announced !== undefined && site.status === "IT live" && known !== undefined && site.announced > quarterOfDay(known)) {
    warning(["sites", id, "announced"], `announced in ${site.announced}, but live on the day of the file (${known})`);
  }
}
