// What does a programme look like from a later quarter on? The last plan's past becomes what stands: buildings, racks, signed power, money spent.

import type { Library } from "../../programme/library.ts";
import type { Programme, Site } from "../../programme/programme.ts";
import type { Quarter } from "../../units/brand.ts";
import { type Calendar, indexOf, ordinal, quarterAt, yearOf } from "../../units/calendar.ts";
import { planningCase } from "../case.ts";
import type { SiteDecision } from "../plan.ts";
import { firstPayment, type LastPlan } from "./baseline.ts";
import { flopPerH100e, flopPerH100eOnCloud } from "../families/compute-milestone.ts";

/**
 * The last plan's own programme on a later calendar. Sunk is what was paid before it. Money: what was spent, called and lent is taken off the
 * budget, the commitments and the limits; interest on what was lent before is not carried (no input can hold it), nor is cash in hand but
 * for the floor. A milestone needs what was not done yet; one that is done is left out.
 */
export function carriedForward(last: LastPlan, calendar: Calendar, library: Library): Programme {
  const { programme, plan } = last;
  const gone = indexOf(plan.calendar, calendar.from);
  if (gone <= 0) return { ...programme, calendar };
  return {
    ...programme,
    calendar,
    sites: Object.fromEntries(Object.entries(programme.sites).map(([id, site]) => [id, standing(id, site, last, gone, calendar.from)])),
    labour: { ...programme.labour, pools: grown(programme.labour.pools, gone) },
    workloads: remaining(last, gone, library),
    agreements: leftToSpend(last, gone, calendar.from),
    capital: capitalLeft(last, gone, calendar.from),
  };
}

function standing(id: string, site: Site, { programme, plan }: LastPlan, gone: number, from: Quarter): Site {
  const decision = plan.decisions.sites[id];
  if (!decision) return site;
  const at = (t: number) => quarterAt(plan.calendar, t);
  const past = (lists: Readonly<Record<string, readonly number[]>>) =>
    Object.entries(lists).flatMap(([kind, list]) => list.slice(0, gone).flatMap((count, t) => (count > 0 ? [{ kind, count, t }] : [])));
  return {
    ...site,
    committed: site.committed || (decision.opened !== null && decision.opened < from),
    built: [...site.built, ...past(decision.starts).map(({ kind, count, t }) => ({ building: kind, started: at(t), count }))],
    racks: notSold([...site.racks, ...past(decision.racks).map(({ kind, count, t }) => ({ accelerator: kind, racks: count as Racks, delivered: at(t) }))], decision, gone),
    power: Object.fromEntries(
      Object.entries(site.power).map(([option, terms]) => [
        option,
        { ...terms, committed: terms.committed || (decision.options.includes(option) && firstPayment(programme, id, option) < ordinal(from)) },
      ]),
    ),
  };
}

type Racks = Site["racks"][number]["racks"];

/** What stands less what was sold of it before position `gone`. */
function notSold(racks: Site["racks"], { retired }: SiteDecision, gone: number): Site["racks"] {
  const left = new Map<string, number>();
  for (const [kind, cohorts] of Object.entries(retired ?? {}))
    for (const [delivered, list] of Object.entries(cohorts))
      left.set(
        `${kind} ${delivered}`,
        list.slice(0, gone).reduce((sum, count) => sum + count, 0),
      );
  return racks.flatMap((standing) => {
    const key = `${standing.accelerator} ${standing.delivered}`;
    const sold = Math.min(standing.racks, left.get(key) ?? 0);
    left.set(key, (left.get(key) ?? 0) - sold);
    return sold === standing.racks ? [] : [{ ...standing, racks: (standing.racks - sold) as Racks }];
  });
}

/** Workers whom the pools have by then. */
function grown(pools: Programme["labour"]["pools"], gone: number): Programme["labour"]["pools"] {
  return Object.fromEntries(
    Object.entries(pools).map(([id, pool]) => [id, { ...pool, workers: Math.min(pool.most ?? Infinity, pool.workers * (1 + (pool.growth ?? 0)) ** gone) as typeof pool.workers }]),
  );
}

function remaining({ programme, plan }: LastPlan, gone: number, library: Library): Programme["workloads"] {
  const study = planningCase(programme, library);
  const done = new Map(
    study.trainings.map(({ id, work }, m) => {
      let flop = 0;
      for (let t = 0; t < gone; t++) {
        for (const site of Object.values(plan.decisions.sites))
          for (const [g, { id: kind }] of study.accelerators.entries()) flop += (site.training[id]?.[kind]?.[t] ?? 0) * flopPerH100e(study, m, g, t);
        for (const cloud of Object.values(plan.decisions.clouds)) flop += (cloud.work[id]?.[t] ?? 0) * flopPerH100eOnCloud(study, m, t);
      }
      return [id, flop / work.compute] as const;
    }),
  );
  return Object.fromEntries(
    Object.entries(programme.workloads).flatMap(([id, work]): [string, Programme["workloads"][string]][] => {
      if (work.kind !== "training") return [[id, work]];
      const left = 1 - (done.get(id) ?? 0);
      return left < finished ? [] : [[id, { ...work, compute: (work.compute * left) as typeof work.compute }]];
    }),
  );
}

/** What rounding to 0.001 H100e may leave of a milestone that is done. */
const finished = 1e-6;

/** Of a commitment of the year that is under way only what was not spent yet counts. */
function leftToSpend({ programme, plan }: LastPlan, gone: number, from: Quarter): Programme["agreements"] {
  const year = yearOf(from);
  return Object.fromEntries(
    Object.entries(programme.agreements).map(([id, clause]) => {
      if (clause.kind !== "take-or-pay" || clause.spend[String(year)] === undefined) return [id, clause];
      const bills = plan.derived.money.clouds[clause.cloud] ?? [];
      const spent = bills.slice(0, gone).reduce((sum, cents, t) => sum + (yearOf(quarterAt(plan.calendar, t)) === year ? cents / 100 : 0), 0);
      return [id, { ...clause, spend: { ...clause.spend, [String(year)]: Math.max(0, clause.spend[String(year)]! - spent) } }];
    }),
  );
}

function capitalLeft({ programme: { capital }, plan }: LastPlan, gone: number, from: Quarter): Programme["capital"] {
  type Money = typeof capital.budget;
  const usd = (list: readonly number[] | undefined) => (list ?? []).slice(0, gone).reduce((sum, cents) => sum + cents / 100, 0);
  const less = (amount: number, taken: number) => Math.max(0, amount - taken) as Money;
  const spent = Object.values(plan.derived.money.capex).reduce((sum, list) => sum + usd(list), 0);
  const year = String(yearOf(from));
  const drawnInYear = (id: string) =>
    (plan.decisions.draws[id] ?? []).slice(0, gone).reduce((sum, cents, t) => sum + (String(yearOf(quarterAt(plan.calendar, t))) === year ? cents / 100 : 0), 0);
  return {
    ...capital,
    budget: less(capital.budget, spent),
    ...(capital.callable && { callable: Object.fromEntries(Object.entries(capital.callable).map(([quarter, amount]) => [quarter, less(amount, spent)])) }),
    ...(capital.cashFloor !== undefined && { cashFloor: less(capital.cashFloor, (plan.derived.money.cash[gone - 1] ?? 0) / 100) }),
    equity: Object.fromEntries(
      Object.entries(capital.equity).map(([id, investor]) => [
        id,
        { ...investor, commitment: Math.max(leastCommitment, investor.commitment - usd(plan.decisions.calls[id])) as Money },
      ]),
    ),
    debt: Object.fromEntries(
      Object.entries(capital.debt).map(([id, facility]) => [
        id,
        {
          ...facility,
          limit: less(facility.limit, usd(plan.decisions.draws[id]) - usd(plan.decisions.repayments[id])),
          ...(facility.most?.[year] !== undefined && { most: { ...facility.most, [year]: less(facility.most[year]!, drawnInYear(id)) } }),
        },
      ]),
    ),
  };
}

/** A commitment that is called in full keeps its place in the order with a dollar. */
const leastCommitment = 1;

/** Whether two programmes say the same of what stands. */
export function sameStanding(one: Programme, other: Programme): boolean {
  const of = ({ sites }: Programme) =>
    JSON.stringify(
      Object.entries(sites)
        .map(([id, { built, racks }]) => [id, built, racks])
        .toSorted(),
    );
  return of(one) === of(other);
}
