// Can this site be powered, built and opened as the programme says?

import { indexOf, quarterOfDay } from "../../units/calendar.ts";
import type { Site } from "../programme.ts";
import { few, type Judge, percent, type Rule, type Salvaged } from "./judge.ts";

export const siteSense: Rule = (programme, judge) => {
  for (const [id, site] of Object.entries(programme.sites ?? {})) {
    ratio(id, site, judge);
    power(id, site, programme, judge);
    room(id, site, judge);
    start(id, site, programme, judge);
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
  if (site.startsPerQuarter === 0 && all > 0) problem(["sites", id, "startsPerQuarter"], "nothing can be started: expected 1 or more, or leave it out");
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
