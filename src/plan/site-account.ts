// What does one site cost, earn and hold, quarter by quarter? Each amount rounded once (docs/model.md, "Money").

import type { PlanningCase } from "./case.ts";
import { capexKinds, type Decisions, type opexKinds, type SiteDerived } from "./plan.ts";
import { salesOf, standingRacks } from "./retired.ts";
import { running, thousandths } from "./round.ts";
import { siteBookCents } from "./site-book.ts";
import { differences } from "./spent.ts";
import { indexOf } from "../units/calendar.ts";

export interface SiteAccount {
  readonly capex: Record<(typeof capexKinds)[number], number[]>;
  /** Spending that is not in the decisions. */
  readonly difference: readonly number[];
  readonly opex: Record<(typeof opexKinds)[number], number[]>;
  readonly incomeByClause: Record<string, number[]>;
  readonly derived: Omit<SiteDerived, "capexCents" | "opexCents">;
  /** What the racks sold so far had cost, cents. */
  readonly soldSoFar: readonly number[];
  /** Book value by kind before rounding, cents. */
  readonly bookCents: (kinds: readonly string[], t: number) => number;
}

/** Reads a site's decisions into its account; money decisions may still be missing. */
export function siteAccount(study: PlanningCase, decisions: Pick<Decisions, "sites">, s: number): SiteAccount {
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
  const standing = accelerators.map(({ id }) => standingRacks(study, decision, id, site.racksBefore[id] ?? 0));
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
    accelerators: map((t) => accelerators.reduce((sum, { id, rackCents }) => sum + rackCents[t]! * (decision.racks[id]?.[t] ?? 0), 0)),
  };
  const bookCents = (kinds: readonly string[], t: number) => siteBookCents(study, decision, s, kinds, t);
  const rentUsd = map(
    (t) =>
      site.builtRentUsd[t]! +
      buildings.reduce(
        (sum, { id, building, rentUsd: perQuarter }) =>
          sum + perQuarter * (decision.starts[id] ?? []).reduce((count, starts, at) => count + (at + building.ready <= t ? starts : 0), 0),
        0,
      ),
  );
  const decided = map((t) => capexKinds.reduce((sum, kind) => sum + capex[kind][t]!, 0));
  const difference = differences(decided, site.spentCents);
  const capexSoFar = running(map((t) => decided[t]! + difference[t]!));
  const racksSoFar = running(capex.accelerators);
  const sold = salesOf(study, decision);
  const soldSoFar = running(
    map((t) => sold.reduce((sum, sale) => sum + (sale.t === t && sale.delivered >= 0 ? sale.racks * accelerators[sale.g]!.rackCents[sale.delivered]! : 0), 0)),
  );
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
    difference,
    opex: {
      energy: energy.map(({ usd }) => Math.round(usd * 100)),
      facility: map((t) => Math.round(operations.facility * study.costEscalation[t]! * ready[t]! * year[t]! * 100)),
      maintenance: map((t) => Math.round(operations.itMaintenance * year[t]! * (racksSoFar[t]! - soldSoFar[t]!))),
      insurance: map((t) => Math.round(operations.insurance * year[t]! * (capexSoFar[t]! - soldSoFar[t]!))),
      tax: map((t) => (t === 0 || site.taxShare[t] === 0 ? 0 : Math.round(site.taxShare[t]! * bookCents(capexKinds, t - 1)))),
      lease: map((t) =>
        study.terms
          .leases(t)
          .reduce(
            (sum, { clause }) => sum + (clause.site === site.id && clause.payer === study.programme.books.company ? Math.round(3 * clause.price * ready[t]! * 100) : 0),
            Math.round(rentUsd[t]! * 100),
          ),
      ),
    },
    incomeByClause,
    soldSoFar,
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
    bookCents,
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
  for (let h = 0; h < study.slicesPerQuarter; h++) {
    const at = t * study.slicesPerQuarter + h;
    const hours = study.hours[t]! * site.slices.share[at]!;
    let grid = site.slices.pue[at]! * study.programme.catalogue.operations.loadFactor * meanMw;
    for (const { id, variable } of site.options) {
      const made = (decision.onsite[id]?.[t]?.[h] ?? 0) / 1e3;
      // What storage takes in is bought with the rest, what it gives back is not.
      grid += ((decision.charge[id]?.[t]?.[h] ?? 0) - (decision.discharge[id]?.[t]?.[h] ?? 0)) / 1e3 - made;
      onsiteMwh += hours * made;
      usd += hours * made * variable * escalation;
    }
    gridMwh += hours * grid;
    let atTariff = grid;
    const price = (site.slices.price[at]! + (tariff.delivery ?? 0)) * escalation;
    for (const { clause } of cheaper(study, site.id, t, price)) {
      // What the rounding to kW takes from the grid below nothing stays at the tariff's price.
      const bought = Math.min(Math.max(0, atTariff), clause.facility);
      atTariff -= bought;
      usd += hours * bought * clause.price;
    }
    usd += hours * atTariff * price;
  }
  return { gridMwh, onsiteMwh, usd: usd + (tariff.demand ?? 0) * 3 * site.site.designFacilityRatio * peakItMw * escalation };
}

/** Purchase clauses in force whose price beats the tariff's, cheapest first. */
function cheaper(study: PlanningCase, site: string, t: number, price: number) {
  return study.terms
    .purchases(site, t)
    .filter(({ clause }) => clause.price < price)
    .toSorted((one, other) => one.clause.price - other.clause.price);
}
