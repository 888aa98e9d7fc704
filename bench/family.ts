// What would other programmes of the kind of programmes/stargate-2025-01.yaml look like? Drawn from one seed around that file's figures, by sites, quarters and accelerator generations.

import { caseOf } from "../src/plan/fixture.ts";
import type { Library } from "../src/programme/library.ts";
import type { Programme } from "../src/programme/programme.ts";
import type { Quarter } from "../src/units/brand.ts";
import { indexOf, quarterAt } from "../src/units/calendar.ts";
import { stream, type Stream } from "../src/units/random.ts";

export interface Size {
  readonly sites: number;
  readonly quarters: number;
  readonly generations: number;
  readonly slices?: number;
}

/** Open to change, and its numbers without units. */
type Writable<Type> = Type extends number ? number : Type extends string ? Type : { -readonly [Key in keyof Type]: Writable<Type[Key]> };

/** Spread of powers, prices and costs around the file's: the standard deviation of their logarithms. */
const spread = 0.2;
/** Quarters by which an energization is earlier or later than the file's, and how much later each further year of calendar lets it be. */
const earlier = 2;
const later = 3;
/** What a generation after the file's last brings against it: peak, price and IT power of a rack; its supply, so many quarters later. */
const next = { peak: 1.5, price: 1.3, rackIt: 1.15, quarters: 4 };

/** One programme of the family: the same seed and size give the same programme. Its later milestones are wanted, so that there always is a plan. */
export function familyProgramme(seed: number, size: Size): { readonly programme: Programme; readonly library: Library } {
  const { programme: base, library } = caseOf("programmes/stargate-2025-01.yaml");
  const programme = structuredClone(base) as unknown as Writable<Programme>;
  const draws = stream(seed, "family", size.sites, size.quarters, size.generations);
  const share = size.sites / Object.keys(base.sites).length;
  programme.programme = `family ${size.sites} x ${size.quarters} x ${size.generations}, seed ${seed}`;
  programme.calendar = { ...programme.calendar, quarters: size.quarters, ...(size.slices === undefined ? {} : { slices: size.slices }) } as typeof programme.calendar;
  programme.sites = sitesOf(draws, base, size) as unknown as typeof programme.sites;
  const scaled = (draw: number) => share * around(draws, draw);
  const committed = new Set(Object.values(base.sites).flatMap(({ committed, labour }) => (committed ? [labour] : [])));
  for (const [id, pool] of Object.entries(programme.labour.pools)) {
    // What is under way has its people.
    const factor = Math.max(committed.has(id) ? 1 : 0.6, scaled(0.1));
    pool.workers = Math.round(pool.workers * factor);
    if (pool.most !== undefined) pool.most = Math.round(pool.most * factor);
  }
  if (programme.labour.national !== undefined) programme.labour.national = Math.round(programme.labour.national * Math.max(0.6, share));
  const generations = Object.entries(programme.catalogue.accelerators).filter(([, { supply }]) => Object.keys(supply ?? {}).length > 0);
  for (const [, kind] of generations) kind.supply = series(kind.supply!, (racks) => Math.max(1, Math.round(racks * scaled(0.1))));
  addGenerations(programme, base, size, share);
  for (const work of Object.values(programme.workloads)) {
    if (work.kind === "training") {
      work.compute *= share;
      work.wanted = work.wanted || work.clouds.length === 0;
    } else if (work.demand) work.demand = series(work.demand, (h100e) => Math.round(h100e * scaled(0.05)));
  }
  for (const cloud of Object.values(programme.catalogue.clouds)) cloud.most = series(cloud.most, (h100e) => Math.round(h100e * share));
  const { capital } = programme;
  capital.budget *= share;
  if (capital.callable) capital.callable = series(capital.callable, (usd) => Math.round(usd * share));
  for (const investor of Object.values(capital.equity)) investor.commitment = Math.round(investor.commitment * share);
  for (const facility of Object.values(capital.debt)) {
    facility.limit = Math.round(facility.limit * share);
    if (facility.most) facility.most = series(facility.most as Record<string, number>, (usd) => Math.round(usd * share)) as typeof facility.most;
  }
  return { programme: programme as unknown as Programme, library };
}

/** The committed site stands; the others are drawn, with replacement, from the file's. */
function sitesOf(draws: Stream, { sites, calendar }: Programme, size: Size): Record<string, Programme["sites"][string]> {
  const all = Object.entries(sites);
  const bound = all.filter(([, { committed, built }]) => committed || built.length > 0);
  const open = all.filter(([id]) => !bound.some(([other]) => other === id));
  const further = Math.max(0, size.quarters - calendar.quarters);
  const made = Object.fromEntries(bound.map(([id, site]) => [id, structuredClone(site)]));
  for (let number = bound.length; number < size.sites; number++) {
    const [id, template] = open[draws.integer(open.length)]!;
    const site = structuredClone(template) as unknown as Writable<Programme["sites"][string]>;
    const moved = draws.integer(earlier + later + 1) - earlier + (draws.uniform() < 0.5 ? 0 : draws.integer(further + 1));
    for (const option of Object.values(site.power)) {
      const at = Math.min(size.quarters - 2, Math.max(3, indexOf(calendar, option.energized) + moved));
      const factor = around(draws, spread);
      option.energized = quarterAt(calendar, at) as Quarter;
      option.facility = Math.max(50, Math.round((option.facility * factor) / 10) * 10);
      option.cost = Math.round(option.cost * factor * around(draws, spread));
    }
    for (const kind of Object.keys(site.buildings)) site.buildings[kind] = Math.max(1, Math.round(site.buildings[kind]! * around(draws, spread)));
    if (site.opening !== undefined) site.opening = Math.round(site.opening * around(draws, spread));
    if (site.fewest !== undefined)
      site.fewest = Math.min(
        site.fewest,
        Object.values(site.buildings).reduce((sum, count) => sum + count, 0),
      );
    site.tariff.energy = Math.round(site.tariff.energy * around(draws, spread / 2));
    made[`${id}-${number}`] = site as unknown as Programme["sites"][string];
  }
  return made;
}

/** Generations after the file's last follow one another; fewer than the file's leave the last ones out. */
function addGenerations(programme: Writable<Programme>, base: Programme, { generations, quarters }: Size, share: number): void {
  const { accelerators } = programme.catalogue;
  const supplied = Object.keys(accelerators)
    .filter((id) => Object.keys(accelerators[id]!.supply ?? {}).length > 0)
    .toSorted((one, other) => (accelerators[one]!.firstShip < accelerators[other]!.firstShip ? -1 : 1));
  for (const id of supplied.slice(generations)) accelerators[id]!.supply = {};
  let last = base.catalogue.accelerators[supplied.at(-1)!]!;
  const calendar = { ...base.calendar, quarters };
  for (let number = supplied.length; number < generations; number++) {
    const supply = Object.fromEntries(
      Object.entries(last.supply ?? {}).map(([quarter, racks]) => [quarterAt(calendar, indexOf(calendar, quarter as Quarter) + next.quarters), racks]),
    );
    last = {
      ...last,
      name: `generation ${number + 1}`,
      peak: Object.fromEntries(Object.entries(last.peak).map(([precision, tflops]) => [precision, tflops! * next.peak])) as typeof last.peak,
      rackPrice: Math.round(last.rackPrice * next.price) as typeof last.rackPrice,
      rackIt: (last.rackIt * next.rackIt) as typeof last.rackIt,
      firstShip: quarterAt(calendar, indexOf(calendar, last.firstShip) + next.quarters) as Quarter,
      supply: supply as typeof last.supply,
    };
    accelerators[`generation-${number + 1}`] = { ...last, supply: series(last.supply!, (racks) => Math.round(racks * share)) } as (typeof accelerators)[string];
  }
}

/** A factor around one, its logarithm normal. */
function around(draws: Stream, deviation: number): number {
  return Math.exp(deviation * draws.normal());
}

function series<Values extends Readonly<Record<string, number>>>(values: Values, change: (value: number) => number): Values {
  return Object.fromEntries(Object.entries(values).map(([at, value]) => [at, change(value)])) as Values;
}
