// What is done when, for calendars, Gantt charts and schedules? A plan's works, deliveries, runs and dates as a list of activities.

import { type Plan, retiredIn } from "../plan/plan.ts";
import type { Programme } from "../programme/programme.ts";
import type { Day, Quarter } from "../units/brand.ts";
import { addQuarters, firstDay, lastDay, quarterAt, quartersOf } from "../units/calendar.ts";

export interface Activity {
  /** Unique and the same every time: `abilene-tx.start.hall-100.2025-Q3`. */
  readonly id: string;
  /** The site or cloud it stands at; the programme's own otherwise. */
  readonly place: string;
  readonly kind: "power" | "construction" | "racks" | "milestone" | "notice" | "open";
  readonly name: string;
  readonly start: Day;
  /** Last day; the same as `start` for a date. */
  readonly finish: Day;
  /** True for a date without a length. */
  readonly date: boolean;
  /** Activities that must be finished first. */
  readonly after: readonly string[];
}

/** Activities in order of place and start. Racks follow the buildings that are ready by then, buildings follow the opening. */
export function activitiesOf(programme: Programme, plan: Plan): Activity[] {
  const { calendar, decisions } = plan;
  const quarters = quartersOf(calendar);
  const { catalogue } = programme;
  const out: Activity[] = [];
  const name = (place: string) => programme.sites[place]?.name ?? place;
  for (const [site, decision] of Object.entries(decisions.sites).toSorted(byId)) {
    const terms = programme.sites[site]!;
    const opening = `${site}.open`;
    if (decision.opened !== null) out.push(dated(opening, site, "open", `${name(site)} opened`, firstDay(decision.opened), []));
    for (const option of decision.options) {
      const { energized, facility, kind } = terms.power[option]!;
      out.push({
        id: `${site}.power.${option}`,
        place: site,
        kind: "power",
        name: `${name(site)}: ${option}, ${facility} MW facility (${kind})`,
        start: firstDay(addQuarters(energized, -catalogue.operations.powerPayments)),
        finish: lastDay(addQuarters(energized, -1)),
        date: false,
        after: [],
      });
    }
    const built: { readonly id: string; readonly ready: Quarter }[] = [];
    for (const [building, starts] of Object.entries(decision.starts).toSorted(byId)) {
      const { ready, it, name: kind } = catalogue.buildings[building]!;
      for (const [t, count] of starts.entries()) {
        if (count === 0) continue;
        const id = `${site}.start.${building}.${quarters[t]!}`;
        built.push({ id, ready: addQuarters(quarters[t]!, ready) });
        out.push({
          id,
          place: site,
          kind: "construction",
          name: `${name(site)}: ${count} x ${kind ?? building}, ${round(count * it)} MW IT`,
          start: firstDay(quarters[t]!),
          finish: lastDay(addQuarters(quarters[t]!, ready - 1)),
          date: false,
          after: decision.opened === null ? [] : [opening],
        });
      }
    }
    for (const [accelerator, racks] of Object.entries(decision.racks).toSorted(byId)) {
      const { rackIt, name: kind } = catalogue.accelerators[accelerator]!;
      for (const [t, count] of racks.entries()) {
        if (count === 0) continue;
        const hall = built.filter(({ ready }) => ready <= quarters[t]!).at(-1);
        out.push({
          id: `${site}.racks.${accelerator}.${quarters[t]!}`,
          place: site,
          kind: "racks",
          name: `${name(site)}: ${count} racks of ${kind}, ${round(count * rackIt)} MW IT`,
          start: firstDay(quarters[t]!),
          finish: lastDay(quarters[t]!),
          date: false,
          after: hall ? [hall.id] : [],
        });
      }
    }
    for (const accelerator of Object.keys(decision.retired ?? {}).toSorted()) {
      const { rackIt, name: kind } = catalogue.accelerators[accelerator]!;
      for (const [t, quarter] of quarters.entries()) {
        const count = retiredIn(decision, accelerator, t);
        if (count > 0)
          out.push({
            id: `${site}.retired.${accelerator}.${quarter}`,
            place: site,
            kind: "racks",
            name: `${name(site)}: ${count} used racks of ${kind} taken out and sold, ${round(count * rackIt)} MW IT`,
            start: firstDay(quarter),
            finish: lastDay(quarter),
            date: false,
            after: [],
          });
      }
    }
  }
  for (const [id, work] of Object.entries(programme.workloads).toSorted(byId)) {
    const campus = decisions.campus[id];
    if (work.kind !== "training" || campus === null || campus === undefined) continue;
    const done = lastQuarterOf(plan, id, campus) ?? work.between[1];
    out.push(dated(`milestone.${id}`, campus, "milestone", `${work.name ?? id} done at ${name(campus)}`, lastDay(done), []));
  }
  for (const { clause, cloud, site, quarter } of decisions.notices) {
    const of = cloud ?? site!;
    out.push(dated(`notice.${clause}.${of}.${quarter}`, of, "notice", `Notice under ${clause}: capacity of ${name(of)}`, firstDay(quarter), []));
  }
  return out.toSorted((a, b) => compare(a.place, b.place) || compare(a.start, b.start) || compare(a.id, b.id));
}

/** The last quarter in which the milestone gets work where it runs. */
function lastQuarterOf(plan: Plan, milestone: string, campus: string): Quarter | undefined {
  const lists = plan.decisions.sites[campus] ? Object.values(plan.decisions.sites[campus].training[milestone] ?? {}) : [plan.decisions.clouds[campus]?.work[milestone] ?? []];
  const last = Math.max(...lists.map((list) => list.findLastIndex((value) => value > 0)));
  return last >= 0 ? quarterAt(plan.calendar, last) : undefined;
}

function dated(id: string, place: string, kind: Activity["kind"], name: string, day: Day, after: readonly string[]): Activity {
  return { id, place, kind, name, start: day, finish: day, date: true, after };
}

const round = (mw: number): string => String(Math.round(mw * 10) / 10);
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const byId = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number => compare(one, other);
