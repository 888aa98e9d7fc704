// What is fixed in a re-plan, and what moved? By site and kind, quarter by quarter, and in sentences.

import type { PlanningCase } from "../case.ts";
import { type Baseline, type LastPlan } from "./baseline.ts";
import { type Decisions, retiredIn, type SiteDecision } from "../plan.ts";
import type { Quarter } from "../../units/brand.ts";
import { quarterAt } from "../../units/calendar.ts";

export interface Fixed {
  /** IT power of halls started and of racks delivered before the as-of quarter, MW. */
  readonly hallsItMw: number;
  readonly racksItMw: number;
  /** Facility power of options that are signed or paid for, MW. */
  readonly powerFacilityMw: number;
  readonly sites: readonly string[];
}

export interface Moved {
  readonly site: string;
  /** A building or an accelerator by id, `power` or `campus`. */
  readonly what: string;
  readonly before: readonly { readonly quarter: Quarter; readonly count: number }[];
  readonly after: readonly { readonly quarter: Quarter; readonly count: number }[];
  readonly itMw: number;
  readonly sentence: string;
}

/** What stands or is bound at the as-of quarter, whether before the calendar or in it. */
export function fixedOf(study: PlanningCase, baseline: Baseline, decisions: Decisions): Fixed {
  let [hallsItMw, racksItMw, powerFacilityMw] = [0, 0, 0];
  const sites: string[] = [];
  for (const site of study.sites) {
    const decision = decisions.sites[site.id];
    const past = (list: readonly number[] | undefined) => (list ?? []).slice(0, baseline.free).reduce((sum, value) => sum + value, 0);
    const halls = study.buildings.reduce((mw, { id, building }) => mw + ((site.builtCount[id] ?? 0) + past(decision?.starts[id])) * building.it, 0);
    const racks = study.accelerators.reduce((mw, { id, rackMw }) => mw + ((site.racksBefore[id] ?? 0) + past(decision?.racks[id]) - past(soldOf(study, decision, id))) * rackMw, 0);
    const bound = site.options.filter(({ id, option }) => option.committed || (baseline.free > 0 && baseline.begun[site.id]?.includes(id)));
    hallsItMw += halls;
    racksItMw += racks;
    powerFacilityMw += bound.reduce((mw, { option }) => mw + option.facility, 0);
    if (halls > 0 || racks > 0 || bound.length > 0 || site.bound) sites.push(site.id);
  }
  return { hallsItMw, racksItMw, powerFacilityMw, sites };
}

/** What was planned to stand by the as-of quarter at a site, and what does: IT MW of halls started and of racks delivered. */
export interface Standing {
  readonly site: string;
  readonly plannedHallsItMw: number;
  readonly hallsItMw: number;
  readonly plannedRacksItMw: number;
  readonly racksItMw: number;
}

/** Sites at which anything was planned to stand, or does. */
export function standingBy({ plan, programme }: LastPlan, study: PlanningCase, baseline: Baseline, decisions: Decisions): Standing[] {
  const { buildings, accelerators } = programme.catalogue;
  return [...new Set([...Object.keys(programme.sites), ...study.sites.map(({ id }) => id)])].flatMap((id): Standing[] => {
    const [old, site] = [programme.sites[id], study.sites.find((one) => one.id === id)];
    const planned = (lists: Readonly<Record<string, readonly number[]>> | undefined, mw: (kind: string) => number) =>
      Object.entries(lists ?? {}).reduce(
        (sum, [kind, list]) => sum + mw(kind) * list.reduce((inner, count, t) => inner + (quarterAt(plan.calendar, t) < baseline.asOf ? count : 0), 0),
        0,
      );
    const past = (list: readonly number[] | undefined) => (list ?? []).slice(0, baseline.free).reduce((sum, value) => sum + value, 0);
    const row = {
      site: id,
      plannedHallsItMw:
        planned(plan.decisions.sites[id]?.starts, (kind) => buildings[kind]?.it ?? 0) +
        (old?.built ?? []).reduce((sum, { building, count }) => sum + count * (buildings[building]?.it ?? 0), 0),
      hallsItMw: site ? study.buildings.reduce((mw, { id: kind, building }) => mw + ((site.builtCount[kind] ?? 0) + past(decisions.sites[id]?.starts[kind])) * building.it, 0) : 0,
      plannedRacksItMw:
        planned(plan.decisions.sites[id]?.racks, (kind) => accelerators[kind]?.rackIt ?? 0) -
        Object.entries(plan.decisions.sites[id]?.retired ?? {}).reduce((sum, [kind, cohorts]) => sum + planned(cohorts, () => accelerators[kind]?.rackIt ?? 0), 0) +
        (old?.racks ?? []).reduce((sum, { accelerator, racks, delivered }) => sum + (delivered < plan.calendar.from ? racks * (accelerators[accelerator]?.rackIt ?? 0) : 0), 0),
      racksItMw: site
        ? study.accelerators.reduce(
            (mw, { id: kind, rackMw }) => mw + ((site.racksBefore[kind] ?? 0) + past(decisions.sites[id]?.racks[kind]) - past(soldOf(study, decisions.sites[id], kind))) * rackMw,
            0,
          )
        : 0,
    };
    return row.plannedHallsItMw + row.hallsItMw + row.plannedRacksItMw + row.racksItMw > 0 ? [row] : [];
  });
}

/** Every site and kind whose starts or deliveries from the as-of quarter on differ, the most MW first; then power and campuses. */
export function movedOf(study: PlanningCase, baseline: Baseline, decisions: Decisions): Moved[] {
  const listed = (list: readonly number[] | undefined) =>
    study.names.flatMap((quarter, t) => (t >= baseline.free && t <= baseline.covers[1] && (list?.[t] ?? 0) > 0 ? [{ quarter, count: list![t]! }] : []));
  const out: Moved[] = [];
  for (const { id, site, options } of study.sites) {
    const [now, last] = [decisions.sites[id], baseline.decisions.sites[id]];
    const kinds = [
      ...study.buildings.map((kind) => ({ id: kind.id, mw: kind.building.it as number, name: "buildings started", of: (one: typeof now) => one?.starts[kind.id] })),
      ...study.accelerators.map((kind) => ({ id: kind.id, mw: kind.rackMw, name: `racks of ${kind.accelerator.name}`, of: (one: typeof now) => one?.racks[kind.id] })),
      ...study.accelerators.map((kind) => ({
        id: kind.id,
        mw: -kind.rackMw,
        name: `used racks of ${kind.accelerator.name} sold,`,
        of: (one: typeof now) => soldOf(study, one, kind.id),
      })),
    ];
    for (const { id: what, mw, name, of } of kinds) {
      const [before, after] = [listed(of(last)), listed(of(now))];
      if (JSON.stringify(before) === JSON.stringify(after)) continue;
      const itMw = mw * (total(after) - total(before));
      out.push({
        site: id,
        what,
        before,
        after,
        itMw,
        sentence: `${site.name}: ${name} ${said(before)} become ${said(after)}${itMw === 0 ? "" : ` (${itMw > 0 ? "+" : ""}${itMw.toFixed(0)} MW IT)`}.`,
      });
    }
    const taken = (one: typeof now) => (one?.options ?? []).filter((option) => options.some(({ id: own }) => own === option));
    const [dropped, added] = [taken(last).filter((option) => !taken(now).includes(option)), taken(now).filter((option) => !taken(last).includes(option))];
    if (dropped.length + added.length > 0)
      out.push({
        site: id,
        what: "power",
        before: [],
        after: [],
        itMw: 0,
        sentence: `${site.name}: ${[added.length > 0 ? `takes ${added.join(", ")}` : "", dropped.length > 0 ? `gives up ${dropped.join(", ")}` : ""].filter(Boolean).join(" and ")}.`,
      });
  }
  const mw = ({ before, after, what }: Moved) =>
    (total(before) + total(after)) * (study.buildings.find(({ id }) => id === what)?.building.it ?? study.accelerators.find(({ id }) => id === what)?.rackMw ?? 0);
  const sorted = out.toSorted((one, other) => mw(other) - mw(one));
  for (const { id } of study.trainings) {
    const [from, to] = [baseline.decisions.campus[id] ?? null, decisions.campus[id] ?? null];
    if (from !== to && baseline.decisions.campus[id] !== undefined)
      sorted.push({ site: to ?? from ?? id, what: "campus", before: [], after: [], itMw: 0, sentence: `Milestone ${id} moves from ${from ?? "nowhere"} to ${to ?? "nowhere"}.` });
  }
  return sorted;
}

/** Racks of a kind that a site sells in each quarter. */
function soldOf({ names }: PlanningCase, decision: SiteDecision | undefined, kind: string): number[] {
  return names.map((_, t) => (decision ? retiredIn(decision, kind, t) : 0));
}

function total(list: readonly { readonly count: number }[]): number {
  return list.reduce((sum, { count }) => sum + count, 0);
}

/** `3 in 2026-Q3 and 1,200 in 2026-Q4`, or `none`; a long list by its total and its ends. */
function said(list: readonly { readonly quarter: Quarter; readonly count: number }[]): string {
  const number = (count: number) => count.toLocaleString("en-US");
  if (list.length === 0) return "none";
  if (list.length > 3) return `${number(total(list))} from ${list[0]!.quarter} to ${list.at(-1)!.quarter}`;
  return list.map(({ quarter, count }) => `${number(count)} in ${quarter}`).join(", ");
}
