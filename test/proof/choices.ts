// Which whole choices does a small programme have? Read from the programme itself and its rules' sentences in docs/model.md, not from the planner:
// every quarter of opening, every count of starts, every set of power options, every campus.

import type { Programme } from "../../src/programme/programme.ts";

export interface SiteChoice {
  /** Quarter; -1 when open before the calendar, undefined when not opened. */
  readonly opened: number | undefined;
  readonly options: ReadonlySet<string>;
  /** By building kind and quarter. */
  readonly starts: ReadonlyMap<string, readonly number[]>;
}

export interface Choice {
  readonly sites: ReadonlyMap<string, SiteChoice>;
  /** Site or cloud by milestone. */
  readonly campus: ReadonlyMap<string, string>;
}

const quarterNames = ({ calendar: { from, quarters } }: Programme): string[] => {
  const [year, quarter] = [Number(from.slice(0, 4)), Number(from.slice(6))];
  return Array.from({ length: quarters }, (_, t) => `${year + Math.floor((quarter - 1 + t) / 4)}-Q${((quarter - 1 + t) % 4) + 1}`);
};

/** Every choice that keeps the rules of whole numbers alone: the rest is left to the linear programme. */
export function* choicesOf(programme: Programme): Generator<Choice> {
  const sites = Object.keys(programme.sites).toSorted();
  const lists = sites.map((id) => [...siteChoices(programme, id)]);
  const campuses = [...campusChoices(programme)];
  const position = lists.map(() => 0);
  for (;;) {
    const chosen = new Map(sites.map((id, s) => [id, lists[s]![position[s]!]!]));
    if (crewsKeep(programme, chosen) && equipmentKeeps(programme, chosen))
      for (const campus of campuses) if (campusesCan(programme, chosen, campus)) yield { sites: chosen, campus };
    let s = 0;
    while (s < lists.length && ++position[s]! === lists[s]!.length) position[s++] = 0;
    if (s === lists.length) return;
  }
}

/** site.open, site.fewest, site.land, site.phase, site.pace, power.group, the air permit and first refusals of own building. */
function* siteChoices(programme: Programme, id: string): Generator<SiteChoice> {
  const site = programme.sites[id]!;
  const names = quarterNames(programme);
  const bound = site.committed || site.built.length > 0;
  const startable = (kind: string, t: number): boolean => t + programme.catalogue.buildings[kind]!.ready < names.length && noticeCanBeGiven(programme, id, t);
  const kinds = Object.keys(programme.catalogue.buildings).filter((kind) => (site.buildings[kind] ?? 0) > 0);
  const standing = (kind: string): number => site.built.filter(({ building }) => building === kind).reduce((sum, { count }) => sum + count, 0);
  let plans: ReadonlyMap<string, readonly number[]>[] = [new Map()];
  for (const kind of kinds) {
    const counts = sequences(
      names.map((_, t) => (startable(kind, t) ? (site.startsPerQuarter ?? Infinity) : 0)),
      site.buildings[kind]! - standing(kind),
    );
    plans = plans.flatMap((plan) => counts.map((starts) => new Map([...plan, [kind, starts]])));
  }
  const options = subsets(Object.keys(site.power).filter((option) => !site.power[option]!.committed)).map(
    (taken) => new Set([...taken, ...Object.keys(site.power).filter((option) => site.power[option]!.committed)]),
  );
  const inOneGroup = (taken: ReadonlySet<string>): boolean => {
    const groups = [...taken].flatMap((option) => site.power[option]!.group ?? []);
    return new Set(groups).size === groups.length;
  };
  const burning = (taken: ReadonlySet<string>): number =>
    [...taken].reduce((sum, option) => sum + ((programme.catalogue.powerSources[site.power[option]!.kind]?.carbon ?? 0) > 0 ? site.power[option]!.facility : 0), 0);
  const allowed = options.filter((taken) => inOneGroup(taken) && burning(taken) <= (site.airPermit ?? Infinity) + 1e-9);
  const useless = uselessNeverHelps(programme);
  for (const starts of plans) {
    const byQuarter = names.map((_, t) => [...starts.values()].reduce((sum, list) => sum + list[t]!, 0));
    const all = byQuarter.reduce((sum, count) => sum + count, 0);
    if (byQuarter.some((count) => count > (site.startsPerQuarter ?? Infinity) || (count > 0 && count < (site.phase ?? 0)))) continue;
    const first = byQuarter.findIndex((count) => count > 0);
    if (!bound && all === 0) yield { opened: undefined, options: new Set(), starts };
    const openings = bound
      ? [-1]
      : useless
        ? first === -1
          ? []
          : [first]
        : names.flatMap((_, t) => ((first === -1 || t <= first) && kinds.some((kind) => startable(kind, t)) ? [t] : []));
    if (!bound && all < (site.fewest ?? 0)) continue;
    for (const opened of openings) {
      for (const taken of allowed) {
        if (useless) {
          const halls = all + site.built.length > 0;
          // Halls without power, or power without halls, cost and give nothing.
          const free = [...taken].some((option) => !site.power[option]!.committed);
          if ((!halls && free) || (all > 0 && taken.size === 0)) continue;
        }
        yield { opened, options: taken, starts };
      }
    }
  }
}

/**
 * Is what a site has no use for only a cost? An opening before the first start, halls at a site without power and options at one without
 * halls bring nothing in but two things: the ground for more debt, and a fee or lease on what is ready. Without those, leaving them out
 * keeps every rule and is worth no less, so that such choices need not be tried.
 */
function uselessNeverHelps({ capital, agreements }: Programme): boolean {
  return (
    Object.keys(capital.debt).length === 0 &&
    !Object.values(agreements).some((clause) => ("kind" in clause && clause.kind === "capacity-fee" && clause.on === "it-ready") || ("kind" in clause && clause.kind === "lease"))
  );
}

/** agreement.first-refusal on own building: a notice `delay` quarters before the start, in the calendar. All clauses here hold from its beginning on. */
function noticeCanBeGiven(programme: Programme, id: string, t: number): boolean {
  const site = programme.sites[id]!;
  return Object.values(programme.agreements).every((clause) => {
    if (!("kind" in clause) || clause.kind !== "first-refusal" || !clause.covers.includes("own-building")) return true;
    const standing = (kind: string): number => site.built.filter(({ building }) => building === kind).reduce((sum, { count }) => sum + count, 0);
    const could = Object.entries(site.buildings).reduce((mw, [kind, most]) => mw + (most - standing(kind)) * programme.catalogue.buildings[kind]!.it, 0);
    return could <= (clause.over ?? 0) + 1e-9 || t - clause.delay >= 0;
  });
}

/** build.crew */
function crewsKeep(programme: Programme, sites: ReadonlyMap<string, SiteChoice>): boolean {
  const names = quarterNames(programme);
  return Object.entries(programme.labour.pools).every(([pool, { workers, growth = 0, most = Infinity }]) =>
    names.every((_, t) => {
      let crew = 0;
      for (const [id, { starts }] of sites) {
        if (programme.sites[id]!.labour !== pool) continue;
        for (const [kind, list] of starts) for (const [age, people] of programme.catalogue.buildings[kind]!.crew.entries()) crew += (list[t - age] ?? 0) * people;
        for (const { building, started, count } of programme.sites[id]!.built)
          crew += count * (programme.catalogue.buildings[building]!.crew[t - quartersFrom(programme, started)] ?? 0);
      }
      return crew <= Math.min(most, workers * (1 + growth) ** t) + 1e-9;
    }),
  );
}

/** build.equipment, for slots and orders by quarter. */
function equipmentKeeps(programme: Programme, sites: ReadonlyMap<string, SiteChoice>): boolean {
  const names = quarterNames(programme);
  return Object.values(programme.catalogue.equipment).every(({ slots, orders, lead, needed = 0, perBuilding, perKind }) => {
    if (slots === undefined && orders === undefined) return true;
    const upTo = (series: typeof slots, t: number): number =>
      Object.entries(series ?? {}).reduce((sum, [name, units]) => sum + (quartersFrom(programme, name) <= t ? units : 0), 0);
    return names.every((_, t) => {
      let due = 0;
      for (const { starts } of sites.values())
        for (const [kind, list] of starts) for (const [at, count] of list.entries()) if (at + needed <= t) due += count * (perKind[kind] ?? perBuilding);
      return due <= upTo(slots, t) + upTo(orders, t - lead);
    });
  });
}

/** A campus for each milestone: a place that could ever take it. One campus more costs nothing, so "none" need not be tried where there is one. */
function* campusChoices(programme: Programme): Generator<ReadonlyMap<string, string>> {
  const milestones = Object.entries(programme.workloads).flatMap(([id, work]) =>
    work.kind === "training" ? [{ id, places: [...Object.keys(programme.sites), ...work.clouds] }] : [],
  );
  let all: ReadonlyMap<string, string>[] = [new Map()];
  for (const { id, places } of milestones) all = all.flatMap((before) => places.map((place) => new Map([...before, [id, place]])));
  yield* all;
}

/** A required run finds no FLOP at a site without a hall. */
function campusesCan(programme: Programme, sites: ReadonlyMap<string, SiteChoice>, campus: ReadonlyMap<string, string>): boolean {
  return [...campus].every(([id, place]) => {
    const work = programme.workloads[id]!;
    const site = sites.get(place);
    if (work.kind !== "training" || work.wanted || site === undefined) return true;
    return programme.sites[place]!.built.length > 0 || [...site.starts.values()].some((list) => list.some((count) => count > 0));
  });
}

function quartersFrom(programme: Programme, name: string): number {
  const number = (quarter: string): number => Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1;
  return number(name) - number(programme.calendar.from);
}

/** Every list of counts within each quarter's most and `most` in all. */
function sequences([first, ...rest]: readonly number[], most: number): number[][] {
  if (first === undefined) return [[]];
  const out: number[][] = [];
  for (let count = 0; count <= Math.min(first, most); count++) for (const tail of sequences(rest, most - count)) out.push([count, ...tail]);
  return out;
}

function subsets<Item>(items: readonly Item[]): Item[][] {
  return items.reduce<Item[][]>((all, item) => all.flatMap((few) => [few, [...few, item]]), [[]]);
}
