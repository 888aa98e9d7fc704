// By how much must one thing at a site be easier for it to come in? The programme with that one thing eased, for bisection.

import { addQuarters, indexOf, quarterAt } from "../../units/calendar.ts";
import type { Programme, Site } from "../../programme/programme.ts";
import { dollars, quarters } from "./names.ts";

/** One thing that can be eased from 0 (as it is) to 1 (as far as it can be). */
export interface Ease {
  readonly parameter: "energy price" | "energization" | "capex";
  /** Steps between 0 and 1 that make a difference; undefined: any share. */
  readonly steps?: number;
  eased(share: number): Programme;
  /** What the eased value is, and what it is instead of. */
  said(share: number): string;
  /** What is said when even the easiest is not enough. */
  readonly never: string;
}

/** What can be eased at a site, or about one of its power options. */
export function easesOf(programme: Programme, id: string, option?: string): Ease[] {
  const site = programme.sites[id]!;
  return option === undefined
    ? [energyPrice(programme, id, site), energization(programme, id, site), capex(programme, id, site)]
    : [energization(programme, id, site, option), optionCost(programme, id, site, option)];
}

function withSite(programme: Programme, id: string, change: Partial<Site>): Programme {
  return { ...programme, sites: { ...programme.sites, [id]: { ...programme.sites[id]!, ...change } } };
}

function energyPrice(programme: Programme, id: string, site: Site): Ease {
  const now = site.tariff.energy as number;
  const at = (share: number) => now * (1 - share);
  return {
    parameter: "energy price",
    eased: (share) => withSite(programme, id, { tariff: { ...site.tariff, energy: at(share) } as Site["tariff"] }),
    said: (share) => `at ${money(at(share))} $/MWh for energy instead of ${money(now)}`,
    never: "not even with energy at 0 $/MWh",
  };
}

function energization(programme: Programme, id: string, site: Site, option?: string): Ease {
  const { calendar } = programme;
  const moved = Object.entries(site.power).filter(([name]) => option === undefined || name === option);
  const first = Math.min(...moved.map(([, { energized }]) => indexOf(calendar, energized)));
  const steps = Math.max(0, first);
  const earlier = (share: number) => Math.round(share * steps);
  const now = moved.find(([, { energized }]) => indexOf(calendar, energized) === first)?.[1].energized;
  return {
    parameter: "energization",
    steps,
    eased: (share) =>
      withSite(programme, id, {
        power: Object.fromEntries(
          Object.entries(site.power).map(([name, terms]) => [
            name,
            moved.some(([other]) => other === name) ? { ...terms, energized: addQuarters(terms.energized, -earlier(share)) } : terms,
          ]),
        ),
      }),
    said: (share) => `with power from ${quarterAt(calendar, first - earlier(share))} instead of ${now}, ${quarters(earlier(share))} earlier`,
    never: steps === 0 ? "its power is there from the start" : `not even with power from ${calendar.from}`,
  };
}

/** Opening, land and buildings of the site at a share of their cost; the buildings as kinds of their own. */
function capex(programme: Programme, id: string, site: Site): Ease {
  const { buildings } = programme.catalogue;
  const built = (kind: string) => site.built.filter(({ building }) => building === kind).reduce((sum, { count }) => sum + count, 0);
  const open = (site.opening ?? 0) + (site.land.cost ?? 0);
  const costUsd = (share: number) =>
    (1 - share) * (open + Object.entries(site.buildings).reduce((sum, [kind, count]) => sum + (count - built(kind)) * buildings[kind]!.cost * buildings[kind]!.it, 0));
  return {
    parameter: "capex",
    eased: (share) => {
      const own = Object.fromEntries(
        Object.keys(site.buildings).map((kind) => [`${kind} at ${id}`, { ...buildings[kind]!, cost: (buildings[kind]!.cost * (1 - share)) as (typeof buildings)[string]["cost"] }]),
      );
      const eased = withSite(programme, id, {
        ...(site.opening === undefined ? {} : { opening: (site.opening * (1 - share)) as Site["opening"] }),
        land: { ...site.land, ...(site.land.cost === undefined ? {} : { cost: (site.land.cost * (1 - share)) as Site["land"]["cost"] }) } as Site["land"],
        buildings: Object.fromEntries(
          Object.entries(site.buildings).flatMap(
            ([kind, count]) => [[`${kind} at ${id}`, count - built(kind)], ...(built(kind) > 0 ? [[kind, built(kind)]] : [])] as [string, number][],
          ),
        ) as Site["buildings"],
      });
      return { ...eased, catalogue: { ...eased.catalogue, buildings: { ...buildings, ...own } } };
    },
    said: (share) => `at ${dollars(costUsd(share))} for opening, land and all its buildings instead of ${dollars(costUsd(0))}`,
    never: "not even with its opening, land and buildings for nothing",
  };
}

function optionCost(programme: Programme, id: string, site: Site, option: string): Ease {
  const terms = site.power[option]!;
  const at = (share: number) => terms.cost * (1 - share);
  return {
    parameter: "capex",
    eased: (share) => withSite(programme, id, { power: { ...site.power, [option]: { ...terms, cost: at(share) as typeof terms.cost } } }),
    said: (share) => `at ${dollars(at(share))} for ${option} instead of ${dollars(terms.cost)}`,
    never: `not even with ${option} for nothing`,
  };
}

function money(usd: number): string {
  return String(Number(usd.toFixed(usd < 10 ? 2 : 1)));
}
