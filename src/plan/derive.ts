// What follows from the decisions? Every derived number of a plan, in whole kW and cents (docs/model.md).

import type { PlanningCase } from "./case.ts";
import { facilitiesOf } from "./columns.ts";
import { computeOf, crewsOf } from "./derive-compute.ts";
import { equipmentOf } from "./equipment.ts";
import { capexKinds, type ById, type Decisions, type Derived, type Objective, opexKinds } from "./plan.ts";
import { resaleOfPlan } from "./retired.ts";
import { sharesOf } from "./revenue-share.ts";
import { running } from "./round.ts";
import { siteAccount } from "./site-account.ts";
import { objectiveOf } from "./worth.ts";
import type { Cents } from "../units/brand.ts";

/** Derived numbers of a plan. Money of a site is rounded to the cent per site, quarter and kind, then added up. */
export function derive(study: PlanningCase, decisions: Decisions): { derived: Derived; objective: Objective } {
  const sites = study.sites.map((_, s) => siteAccount(study, decisions, s));
  const zero = () => study.names.map(() => 0);
  const add = (lists: readonly (readonly number[])[]) => study.names.map((_, t) => lists.reduce((sum, list) => sum + list[t]!, 0));
  const known = study.sites.some(({ spentCents }) => spentCents.some((cents) => cents !== undefined));
  const capex = {
    ...(Object.fromEntries(capexKinds.map((kind) => [kind, add(sites.map((site) => site.capex[kind]))])) as Record<(typeof capexKinds)[number], number[]>),
    ...(known && { difference: add(sites.map((site) => site.difference)) }),
  };
  const opex = Object.fromEntries(opexKinds.map((kind) => [kind, add(sites.map((site) => site.opex[kind]))])) as Record<(typeof opexKinds)[number], number[]>;
  const income: Record<string, number[]> = {};
  for (const site of sites) for (const [clause, amounts] of Object.entries(site.incomeByClause)) income[clause] = add([income[clause] ?? zero(), amounts]);
  const facilities = facilitiesOf(study);
  const debt = Object.fromEntries(facilities.map(([id]) => [id, running(study.names.map((_, t) => decisions.draws[id]![t]! - decisions.repayments[id]![t]!))]));
  const interest = Object.fromEntries(facilities.map(([id, { rate }]) => [id, study.names.map((_, t) => (t === 0 ? 0 : Math.round((rate / 4) * debt[id]![t - 1]!)))]));
  const fees = Object.fromEntries(facilities.map(([id, { fee }]) => [id, decisions.draws[id]!.map((draw) => Math.round(fee * draw))]));
  const resale = resaleOfPlan(study, decisions);
  const flow = study.names.map((_, t) => {
    const of = (record: ById<readonly number[]>) => Object.values(record).reduce((sum, list) => sum + list[t]!, 0);
    return of(decisions.calls) + of(decisions.draws) - of(fees) + of(income) + of(resale?.sales ?? {}) - of(capex) - of(opex) - of(interest) - of(decisions.repayments);
  });
  const cash = running(flow);
  const bookValue = study.names.map((_, t) => Math.round(sites.reduce((sum, site) => sum + site.bookCents(capexKinds, t), 0)));
  const clouds = Object.fromEntries(
    study.clouds.map(({ id, price }) => [
      id,
      study.names.map((_, t) => Math.round(price[t]! * study.hours[t]! * Object.values(decisions.clouds[id]?.work ?? {}).reduce((sum, list) => sum + list[t]!, 0) * 100)),
    ]),
  );
  const shortfall = shortfalls(study, clouds);
  const compute = computeOf(study, decisions);
  const ladderKeys = ["appliedKw", "energizedKw", "itReadyKw", "rackedKw", "runningKw"] as const;
  const unsigned = Object.entries(study.programme.capital.equity)
    .filter(([, terms]) => terms.unsigned)
    .map(([id]) => id);
  const derived: Derived = {
    sites: Object.fromEntries(
      study.sites.map(({ id }, s) => {
        const { derived: own, capex: spend, difference, opex: run } = sites[s]!;
        return [id, { ...own, capexCents: add([...Object.values(spend), difference]) as Cents[], opexCents: add(Object.values(run)) as Cents[] }];
      }),
    ),
    ladder: Object.fromEntries(ladderKeys.map((key) => [key, add(sites.map((site) => site.derived[key]))])) as unknown as Derived["ladder"],
    crews: crewsOf(study, decisions),
    equipment: equipmentOf(study, decisions),
    compute,
    money: {
      capex,
      opex,
      income,
      interest,
      fees,
      debt,
      cash,
      bookValue,
      ...(resale && { resale }),
      clouds,
      shortfall,
      shares: sharesOf(study, decisions),
      toBeRaisedCents: unsigned.reduce((sum, id) => sum + decisions.calls[id]!.reduce((inner, call) => inner + call, 0), 0),
    } as unknown as Derived["money"],
  };
  return { derived, objective: objectiveOf(study, decisions, derived) };
}

/** Cents missing to each year's commitment after spend and what was carried over. */
function shortfalls(study: PlanningCase, clouds: ById<readonly number[]>): ById<Readonly<Record<string, Cents>>> {
  return Object.fromEntries(
    study.terms.commitments.map(({ clause, cloud, years, carryForward }) => {
      let carried = 0;
      return [
        clause,
        Object.fromEntries(
          years.map(({ year, usd }) => {
            const committed = Math.round(usd * 100);
            const spent = clouds[cloud]!.reduce((sum, bill, t) => sum + (study.years[t] === year ? bill : 0), 0) + carried;
            carried = Math.min(Math.floor(carryForward * committed), Math.max(0, spent - committed));
            return [String(year), Math.max(0, committed - spent) as Cents];
          }),
        ),
      ];
    }),
  );
}
