// What follows from the decisions? Every derived number of a plan, in whole kW and cents (docs/model.md).

import { bookShare, type PlanningCase, slicesPerQuarter } from "./case.ts";
import { facilitiesOf } from "./columns.ts";
import { flopPerH100e, flopPerH100eOnCloud } from "./families/compute-milestone.ts";
import { spentBy } from "./book.ts";
import { capexKinds, type ById, type Decisions, type Derived, type Objective, opexKinds, type SiteDerived } from "./plan.ts";
import type { Cents, H100e } from "../units/brand.ts";
import type { DebtFacility } from "../programme/programme.ts";
import { indexOf } from "../units/calendar.ts";

/**
 * The most that a facility may lend by the end of each quarter, whole cents: loan to cost while building, loan to value once tested.
 * @param decisions money may still be missing from them
 */
export function debtLimits(study: PlanningCase, decisions: Pick<Decisions, "sites">, facility: DebtFacility): number[] {
  const sites = study.sites.map((_, s) => siteMoney(study, decisions, s));
  const tested = indexOf(study.calendar, facility.tested);
  const spent = running(study.names.map((_, t) => sites.reduce((sum, { capex }) => sum + facility.eligible.reduce((inner, kind) => inner + capex[kind][t]!, 0), 0)));
  return study.names.map((_, t) =>
    Math.floor(
      Math.min(facility.limit * 100, t < tested ? facility.loanToCost * spent[t]! : facility.ltv * sites.reduce((sum, { bookCents }) => sum + bookCents(facility.eligible, t), 0)),
    ),
  );
}

interface SiteMoney {
  readonly capex: Record<(typeof capexKinds)[number], number[]>;
  readonly opex: Record<(typeof opexKinds)[number], number[]>;
  readonly incomeByClause: Record<string, number[]>;
  readonly derived: Omit<SiteDerived, "capexCents" | "opexCents">;
  /** Book value by kind before rounding, cents. */
  readonly bookCents: (kinds: readonly string[], t: number) => number;
}

/** Derived numbers of a plan. Money of a site is rounded to the cent per site, quarter and kind, then added up. */
export function derive(study: PlanningCase, decisions: Decisions): { derived: Derived; objective: Objective } {
  const sites = study.sites.map((_, s) => siteMoney(study, decisions, s));
  const zero = () => study.names.map(() => 0);
  const add = (lists: readonly (readonly number[])[]) => study.names.map((_, t) => lists.reduce((sum, list) => sum + list[t]!, 0));
  const capex = Object.fromEntries(capexKinds.map((kind) => [kind, add(sites.map((site) => site.capex[kind]))])) as Record<(typeof capexKinds)[number], number[]>;
  const opex = Object.fromEntries(opexKinds.map((kind) => [kind, add(sites.map((site) => site.opex[kind]))])) as Record<(typeof opexKinds)[number], number[]>;
  const income: Record<string, number[]> = {};
  for (const site of sites) for (const [clause, amounts] of Object.entries(site.incomeByClause)) income[clause] = add([income[clause] ?? zero(), amounts]);
  const facilities = facilitiesOf(study);
  const debt = Object.fromEntries(facilities.map(([id]) => [id, running(study.names.map((_, t) => decisions.draws[id]![t]! - decisions.repayments[id]![t]!))]));
  const interest = Object.fromEntries(facilities.map(([id, { rate }]) => [id, study.names.map((_, t) => (t === 0 ? 0 : Math.round((rate / 4) * debt[id]![t - 1]!)))]));
  const fees = Object.fromEntries(facilities.map(([id, { fee }]) => [id, decisions.draws[id]!.map((draw) => Math.round(fee * draw))]));
  const flow = study.names.map((_, t) => {
    const of = (record: ById<readonly number[]>) => Object.values(record).reduce((sum, list) => sum + list[t]!, 0);
    return of(decisions.calls) + of(decisions.draws) - of(fees) + of(income) - of(capex) - of(opex) - of(interest) - of(decisions.repayments);
  });
  const cash = running(flow);
  const bookKinds = ["opening", "buildings", "power", "accelerators"];
  const bookValue = study.names.map((_, t) => Math.round(sites.reduce((sum, site) => sum + site.bookCents(bookKinds, t), 0)));
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
        const { derived: own, capex: spend, opex: run } = sites[s]!;
        return [id, { ...own, capexCents: add(Object.values(spend)) as Cents[], opexCents: add(Object.values(run)) as Cents[] }];
      }),
    ),
    ladder: Object.fromEntries(ladderKeys.map((key) => [key, add(sites.map((site) => site.derived[key]))])) as unknown as Derived["ladder"],
    crews: crewsOf(study, decisions),
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
      clouds,
      shortfall,
      toBeRaisedCents: unsigned.reduce((sum, id) => sum + decisions.calls[id]!.reduce((inner, call) => inner + call, 0), 0),
    } as unknown as Derived["money"],
  };
  return { derived, objective: objectiveOf(study, decisions, derived) };
}

function siteMoney(study: PlanningCase, decisions: Pick<Decisions, "sites">, s: number): SiteMoney {
  const site = study.sites[s]!;
  const decision = decisions.sites[site.id]!;
  const { names, accelerators, buildings } = study;
  const { operations } = study.programme.catalogue;
  const map = <Value>(value: (t: number) => Value): Value[] => names.map((_, t) => value(t));
  const opened = decision.opened === null ? -1 : indexOf(study.calendar, decision.opened);
  const used = site.bound || opened >= 0;
  const taken = site.options.filter(({ id }) => decision.options.includes(id));
  const ready = map(
    (t) =>
      site.builtReadyMw[t]! +
      buildings.reduce(
        (mw, { id, building }) => mw + building.it * (decision.starts[id] ?? []).reduce((count, starts, at) => count + (at + building.ready <= t ? starts : 0), 0),
        0,
      ),
  );
  const standing = accelerators.map(({ id }) => running((decision.racks[id] ?? names.map(() => 0)).map((racks, t) => racks + (t === 0 ? (site.racksBefore[id] ?? 0) : 0))));
  const runs = accelerators.map(({ id }) => decision.running[id] ?? names.map(() => 0));
  const mean = (stock: readonly number[], before: number, t: number) => ((t === 0 ? before : stock[t - 1]!) + stock[t]!) / 2;
  const mw = (stocks: readonly (readonly number[])[], t: number) => accelerators.reduce((sum, { rackMw }, g) => sum + rackMw * stocks[g]![t]!, 0);
  const meanMw = (stocks: readonly (readonly number[])[], t: number) =>
    accelerators.reduce((sum, { id, rackMw }, g) => sum + rackMw * mean(stocks[g]!, site.racksBefore[id] ?? 0, t), 0);
  const ratio = site.site.designFacilityRatio;
  const firm = map((t) => taken.reduce((sum, option) => sum + option.firm * option.available[t]!, 0));
  const applied = map((t) => (used && t >= opened ? taken.reduce((sum, { option }) => sum + option.facility, 0) / ratio : 0));
  const kw = (value: number) => Math.round(value * 1e3);
  const energizedMw = map((t) => Math.min(applied[t]!, firm[t]! / ratio));
  const itReadyMw = map((t) => Math.min(energizedMw[t]!, ready[t]!));
  const rackedMw = map((t) => Math.min(itReadyMw[t]!, mw(standing, t)));
  const energy = map((t) => siteEnergy(study, decision, s, t, meanMw(runs, t), mw(runs, t)));
  const year = map((t) => study.hours[t]! / 8766);
  const capex = {
    opening: map((t) => (t === opened ? site.openingCents : 0)),
    buildings: map(
      (t) =>
        site.builtCents[t]! +
        buildings.reduce((sum, { id, parts }) => sum + (decision.starts[id] ?? []).reduce((inner, starts, at) => inner + starts * (parts[t - at] ?? 0), 0), 0),
    ),
    power: map((t) => taken.reduce((sum, { parts }) => sum + parts[t]!, 0)),
    accelerators: map((t) => accelerators.reduce((sum, { id, rackCents }) => sum + rackCents * (decision.racks[id]?.[t] ?? 0), 0)),
  };
  const capexSoFar = running(map((t) => capexKinds.reduce((sum, kind) => sum + capex[kind][t]!, 0)));
  const racksSoFar = running(capex.accelerators);
  const rung = { "it-ready": (t: number) => ready[t]!, racked: (t: number) => meanMw(standing, t), running: (t: number) => meanMw(runs, t) };
  const incomeByClause: Record<string, number[]> = {};
  for (const [t] of names.entries()) {
    for (const { id, clause } of study.terms.fees(t))
      if (!clause.sites || clause.sites.includes(site.id)) (incomeByClause[id] ??= names.map(() => 0))[t] = Math.round(3 * clause.price * rung[clause.on](t) * 100);
    for (const { id, clause } of study.terms.leases(t))
      if (clause.site === site.id && clause.payee === study.programme.books.company)
        (incomeByClause[id] ??= names.map(() => 0))[t] = Math.round(3 * clause.price * ready[t]! * 100);
  }
  return {
    capex,
    opex: {
      energy: energy.map(({ usd }) => Math.round(usd * 100)),
      facility: map((t) => Math.round(operations.facility * study.costEscalation[t]! * ready[t]! * year[t]! * 100)),
      maintenance: map((t) => Math.round(operations.itMaintenance * year[t]! * racksSoFar[t]!)),
      insurance: map((t) => Math.round(operations.insurance * year[t]! * capexSoFar[t]!)),
      lease: map((t) =>
        study.terms
          .leases(t)
          .reduce((sum, { clause }) => sum + (clause.site === site.id && clause.payer === study.programme.books.company ? Math.round(3 * clause.price * ready[t]! * 100) : 0), 0),
      ),
    },
    incomeByClause,
    derived: {
      appliedKw: applied.map(kw),
      energizedKw: energizedMw.map(kw),
      itReadyKw: itReadyMw.map(kw),
      rackedKw: rackedMw.map(kw),
      runningKw: map((t) => kw(mw(runs, t))),
      hallsKw: ready.map(kw),
      gridMwh: energy.map(({ gridMwh }) => thousandths(gridMwh)),
      onsiteMwh: energy.map(({ onsiteMwh }) => thousandths(onsiteMwh)),
    },
    bookCents: (kinds, t) => {
      let book = 0;
      if (kinds.includes("opening") && opened >= 0 && opened <= t) book += site.openingCents;
      if (kinds.includes("buildings")) {
        for (const built of site.site.built) {
          const kind = buildings.find(({ id }) => id === built.building)!;
          const start = indexOf(study.calendar, built.started);
          book += built.count * spentBy(kind.parts, t - start, -start) * bookShare(t - start - kind.building.ready, kind.lifeQuarters);
        }
        for (const { id, parts, building, lifeQuarters } of buildings)
          for (const [at, starts] of (decision.starts[id] ?? []).entries())
            if (at <= t && starts > 0) book += starts * spentBy(parts, t - at, 0) * bookShare(t - at - building.ready, lifeQuarters);
      }
      if (kinds.includes("power")) for (const { parts, energized, lifeQuarters } of taken) book += spentBy(parts, t, 0) * bookShare(t - energized, lifeQuarters);
      if (kinds.includes("accelerators"))
        for (const { id, rackCents, lifeQuarters } of accelerators)
          for (const [at, racks] of (decision.racks[id] ?? []).entries()) if (at <= t) book += racks * rackCents * bookShare(t - at, lifeQuarters);
      return book;
    },
  };
}

/** Energy of a site in quarter t: MWh bought and generated, and its cost in USD (docs/model.md, "Money"). */
function siteEnergy(
  study: PlanningCase,
  decision: Decisions["sites"][string],
  s: number,
  t: number,
  meanMw: number,
  peakItMw: number,
): { gridMwh: number; onsiteMwh: number; usd: number } {
  const site = study.sites[s]!;
  const { tariff } = site.site;
  const escalation = study.energyEscalation[t]!;
  let gridMwh = 0;
  let onsiteMwh = 0;
  let usd = 0;
  for (let h = 0; h < slicesPerQuarter; h++) {
    const at = t * slicesPerQuarter + h;
    const hours = study.hours[t]! * site.slices.share[at]!;
    let grid = site.slices.pue[at]! * study.programme.catalogue.operations.loadFactor * meanMw;
    for (const { id, variable } of site.options) {
      const made = (decision.onsite[id]?.[t]?.[h] ?? 0) / 1e3;
      grid -= made;
      onsiteMwh += hours * made;
      usd += hours * made * variable * escalation;
    }
    gridMwh += hours * grid;
    let atTariff = grid;
    const price = (site.slices.price[at]! + (tariff.delivery ?? 0)) * escalation;
    for (const { clause } of cheaper(study, site.id, t, price)) {
      const bought = Math.min(atTariff, clause.facility);
      atTariff -= bought;
      usd += hours * bought * clause.price;
    }
    usd += hours * atTariff * price;
  }
  return { gridMwh, onsiteMwh, usd: usd + (tariff.demand ?? 0) * 3 * site.site.designFacilityRatio * peakItMw * escalation };
}

/** Purchase clauses in force whose price beats the tariff's, cheapest first. */
export function cheaper(study: PlanningCase, site: string, t: number, price: number) {
  return study.terms
    .purchases(site, t)
    .filter(({ clause }) => clause.price < price)
    .toSorted((one, other) => one.clause.price - other.clause.price);
}

function computeOf(study: PlanningCase, { sites, clouds }: Decisions): Derived["compute"] {
  const goodput = study.programme.catalogue.operations.goodput;
  const at = (list: readonly number[] | undefined, t: number) => list?.[t] ?? 0;
  const map = (value: (t: number) => number) => study.names.map((_, t) => thousandths(value(t)) as H100e);
  const perKind = (stock: (site: Decisions["sites"][string], id: string) => readonly number[] | undefined, share: number) =>
    map((t) =>
      study.sites.reduce(
        (sum, { id, racksBefore }) =>
          sum +
          study.accelerators.reduce((inner, { id: kind, rackH100e }) => {
            const list = stock(sites[id]!, kind);
            return inner + share * rackH100e * (((t === 0 ? (racksBefore[kind] ?? 0) : at(list, t - 1)) + at(list, t)) / 2);
          }, 0),
        0,
      ),
    );
  const standing = (site: Decisions["sites"][string], kind: string, before: number) =>
    running((site.racks[kind] ?? study.names.map(() => 0)).map((racks, t) => racks + (t === 0 ? before : 0)));
  const places = [...Object.values(sites).map((site) => site.work), ...Object.values(clouds).map((cloud) => cloud.work)];
  const work = Object.fromEntries([
    ...study.trainings.map(({ id }): [string, H100e[]] => [
      id,
      map(
        (t) =>
          Object.values(sites).reduce((sum, site) => sum + Object.values(site.training[id] ?? {}).reduce((inner, list) => inner + at(list, t), 0), 0) +
          Object.values(clouds).reduce((sum, cloud) => sum + at(cloud.work[id], t), 0),
      ),
    ]),
    ...[...study.inferences, ...study.efforts].map(({ id }): [string, H100e[]] => [id, map((t) => places.reduce((sum, place) => sum + at(place[id], t), 0))]),
  ]);
  return {
    installed: map((t) =>
      study.sites.reduce(
        (sum, { id, racksBefore }) =>
          sum +
          study.accelerators.reduce((inner, { id: kind, rackH100e }) => {
            const list = standing(sites[id]!, kind, racksBefore[kind] ?? 0);
            return inner + rackH100e * (((t === 0 ? (racksBefore[kind] ?? 0) : list[t - 1]!) + list[t]!) / 2);
          }, 0),
        0,
      ),
    ),
    capacity: perKind((site, kind) => site.running[kind], goodput),
    work,
    unserved: Object.fromEntries(study.inferences.map(({ id, demand }) => [id, map((t) => Math.max(0, demand[t]! - work[id]![t]!))])),
    flop: Object.fromEntries(
      study.trainings.map(({ id }, m) => [
        id,
        study.names.reduce(
          (sum, _, t) =>
            sum +
            study.accelerators.reduce(
              (inner, { id: kind }, g) => inner + Object.values(sites).reduce((most, site) => most + at(site.training[id]?.[kind], t), 0) * flopPerH100e(study, m, g, t),
              0,
            ) +
            Object.values(clouds).reduce((most, cloud) => most + at(cloud.work[id], t), 0) * flopPerH100eOnCloud(study, m, t),
          0,
        ),
      ]),
    ),
  };
}

function crewsOf(study: PlanningCase, { sites }: Decisions): Derived["crews"] {
  return Object.fromEntries(
    Object.keys(study.programme.labour.pools)
      .toSorted()
      .map((pool) => [
        pool,
        study.names.map((_, t) =>
          study.sites.reduce(
            (people, { id, site, builtCrew }) =>
              site.labour !== pool
                ? people
                : people +
                  builtCrew[t]! +
                  study.buildings.reduce(
                    (inner, { id: kind, building }) => inner + (sites[id]!.starts[kind] ?? []).reduce((most, starts, at) => most + starts * (building.crew[t - at] ?? 0), 0),
                    0,
                  ),
            0,
          ),
        ),
      ]),
  );
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

function objectiveOf(study: PlanningCase, decisions: Decisions, { compute, money }: Derived): Objective {
  const { discount, discountEnd, count } = study;
  const over = (amount: (t: number) => number) => study.names.reduce((sum, _, t) => sum + discount[t]! * amount(t), 0);
  const all = (record: ById<readonly number[]>, t: number) => Object.values(record).reduce((sum, list) => sum + list[t]!, 0) / 100;
  const worth = new Map([
    ...study.trainings.map(({ id }): [string, number] => [id, 1]),
    ...study.inferences.map(({ id, work }): [string, number] => [id, work.worth ?? 1]),
    ...study.efforts.map(({ id, work }): [string, number] => [id, work.worth]),
  ]);
  const last = count - 1;
  const lastOf = new Map(study.years.map((year, t) => [year, t]));
  const { equity } = study.programme.capital;
  const parts = {
    value: over((t) => study.value[t]! * study.hours[t]! * [...worth].reduce((sum, [id, share]) => sum + share * compute.work[id]![t]!, 0)),
    clouds:
      -over((t) => all(money.clouds, t)) -
      Object.values(money.shortfall).reduce(
        (sum, years) => sum + Object.entries(years).reduce((inner, [year, cents]) => inner + (discount[lastOf.get(Number(year))!]! * cents) / 100, 0),
        0,
      ),
    spend: -over((t) => all(money.capex, t) + all(money.opex, t)),
    financing: over((t) => all(decisions.draws, t) - all(money.fees, t) - all(money.interest, t) - all(decisions.repayments, t)) - discountEnd * all(money.debt, last),
    carry: -(over((t) => (money.cash[t]! - (t > 0 ? money.cash[t - 1]! : 0)) / 100) - (discountEnd * money.cash[last]!) / 100),
    premium: -over((t) => Object.entries(equity).reduce((sum, [id, terms]) => sum + ((terms.premium ?? 0) * (count - t) * decisions.calls[id]![t]!) / 400, 0)),
    residual: (discountEnd * money.bookValue[last]!) / 100,
  };
  return { ...parts, total: Object.values(parts).reduce((sum, part) => sum + part, 0) };
}

/** Running sum. */
export function running(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}

export function thousandths(value: number): number {
  return Math.round(value * 1e3) / 1e3;
}
