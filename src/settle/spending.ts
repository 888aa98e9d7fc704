// What does the company pay to build and to run: capital spending as planned, energy as measured, the rest by the plan's formulas on measured capacity?

import { amount as inDollars, percent, plain, quantity } from "../agreements/words.ts";
import { capexKinds, type Plan } from "../plan/plan.ts";
import type { Programme } from "../programme/programme.ts";
import { indexOf, yearOf } from "../units/calendar.ts";
import { centsOf, dollarsOf } from "../units/money.ts";
import { difference, product, quotient, type Rational, rational, sum } from "../units/rational.ts";
import { planned } from "./capital.ts";
import type { Flow } from "./ledger.ts";
import type { Books } from "./measured.ts";

/** Mean hours of a year: yearly rates are paid by the hour (docs/model.md, "Money"). */
const hoursPerYear = rational(8766n);

/** Building and running in quarter `t`; no flow of 0. */
export function spendingFlows(books: Books, plan: Plan, t: number): Flow[] {
  return [...capex(books, plan, t), ...sales(books, plan, t), ...energy(books, t), ...upkeep(books, plan, t)].filter(({ cents }) => cents !== 0n);
}

function capex({ programme, quarters }: Books, plan: Plan, t: number): Flow[] {
  const kinds = [...capexKinds, ...(plan.derived.money.capex.difference ? (["difference"] as const) : [])];
  return kinds.map((kind) => {
    const amount = planned(plan.derived.money.capex[kind], t, `derived.money.capex.${kind}`);
    return {
      quarter: quarters[t]!,
      key: `capex:${kind}`,
      clause: "plan",
      payer: programme.books.company,
      payee: "suppliers",
      cents: amount.cents,
      says:
        kind === "difference"
          ? "Capital spending beyond what the plan's decisions come to, or less than it: what was spent to date by the actuals."
          : `Capital spending on ${kind}; the programme names no single supplier.`,
      rule: "as planned",
      quantities: [amount.measurement],
      payerAccount: `asset:${kind}`,
      payeeAccount: "income:sales",
    };
  });
}

/** Used racks as planned: who buys them is not in the programme. */
function sales({ programme, quarters }: Books, plan: Plan, t: number): Flow[] {
  const { company } = programme.books;
  return Object.entries(plan.derived.money.resale?.sales ?? {}).map(([kind, cents]) => {
    const amount = planned(cents, t, `derived.money.resale.sales.${kind}`);
    return {
      quarter: quarters[t]!,
      key: `resale:${kind}`,
      clause: "plan",
      payer: "buyers",
      payee: company,
      cents: amount.cents,
      says: `Sale of used racks of ${programme.catalogue.accelerators[kind]!.name}; the programme names no buyer.`,
      rule: "as planned",
      quantities: [amount.measurement],
      payerAccount: "asset:accelerators",
      payeeAccount: "income:sale-of-racks",
    };
  });
}

/** Each site's energy at what the record says it cost. What purchase clauses pay for is theirs, not the utility's. */
function energy(books: Books, t: number): Flow[] {
  const { programme, quarters } = books;
  const flow = { quarter: quarters[t]!, clause: "tariff", payer: programme.books.company, payerAccount: "expense:energy" };
  return books.siteRows(t).flatMap((row): Flow[] => {
    const site = row.keys.site!;
    const grid = row.measure("energyUsd", `grid energy of ${site}: hourly prices, delivery and demand charge`);
    const mwh = row.measure("gridMwh", `grid energy of ${site}`);
    const fuel = row.measure("onsiteUsd", `generation at ${site}, variable cost`);
    const made = row.measure("onsiteMwh", `generation at ${site}`);
    const purchases = books
      .accounts(t)
      .flatMap(({ standing: { id, clause } }) =>
        clause.kind === "power-purchase" && clause.site === site ? [{ id, price: clause.price as number, bought: books.purchased(id, t) }] : [],
      );
    const elsewhere = purchases.map(({ price, bought }) => dollarsOf(centsOf(product(bought.amount, rational(price)))));
    const less = purchases.map(({ id }, at) => ` - ${inDollars(centsOf(elsewhere[at]!))} under ${id}`).join("");
    return [
      {
        ...flow,
        key: `energy:${site}`,
        payee: "utilities",
        cents: centsOf(difference(grid.amount, sum(...elsewhere))),
        says: `Grid energy of ${programme.sites[site]!.name} under its tariff.`,
        rule: `${quantity(mwh.amount)} MWh at hourly prices, delivery and demand charge${less}`,
        quantities: [grid, mwh, ...purchases.map(({ bought }) => bought)],
        payeeAccount: "income:energy",
      },
      {
        ...flow,
        key: `fuel:${site}`,
        payee: "suppliers",
        cents: centsOf(fuel.amount),
        says: `Fuel and variable cost of generation at ${programme.sites[site]!.name}.`,
        rule: `${quantity(made.amount)} MWh at variable cost`,
        quantities: [fuel, made],
        payeeAccount: "income:sales",
      },
    ];
  });
}

/** Facility O&M, maintenance and insurance: the formulas of docs/model.md on the record's ready MW and the plan's spending so far. */
function upkeep(books: Books, plan: Plan, t: number): Flow[] {
  const { programme, quarters } = books;
  const { operations } = programme.catalogue;
  const { capex: spent } = plan.derived.money;
  const hours = books.hours(t);
  const years = quotient(hours.amount, hoursPerYear);
  const ready = books.capacity("it-ready", undefined, t);
  const readyMw = sum(...ready.map(({ amount }) => amount));
  const escalation = costEscalation(programme, yearOf(quarters[t]!));
  const upTo = (amounts: readonly number[] = []) => amounts.slice(0, t + 1).reduce((cents, amount) => cents + BigInt(amount), 0n);
  const unsold = plan.derived.money.resale ? " less what was sold" : "";
  const sold = Object.values(plan.derived.money.resale?.cost ?? {}).reduce((cents, amounts) => cents + upTo(amounts), 0n);
  /** All kinds have accelerators among them: what was sold is neither maintained nor insured. */
  const soFar = (kinds: readonly (typeof capexKinds)[number][]) => kinds.reduce((cents, kind) => cents + upTo(spent[kind]), 0n) - sold;
  const racks = soFar(["accelerators"]);
  const all = soFar(capexKinds) + upTo(spent.difference);
  const share = (key: string, noun: string, rate: number, cents: bigint, of: string, path: string): Flow => ({
    ...flow,
    key,
    cents: centsOf(product(rational(rate), years, dollarsOf(cents))),
    says: `${noun}: ${percent(rate)} a year of ${of}.`,
    rule: `${percent(rate)} x ${inDollars(cents)} x ${quantity(hours.amount)} h / 8,766 h`,
    quantities: [{ amount: dollarsOf(cents), unit: "$", of: `${of} so far`, address: `plan:${path}.0..${t}` }, hours],
    payerAccount: `expense:${key}`,
  });
  const flow = { quarter: quarters[t]!, clause: "plan", payer: programme.books.company, payee: "suppliers", payeeAccount: "income:sales" };
  return [
    {
      ...flow,
      key: "facility",
      cents: centsOf(product(rational(operations.facility), readyMw, years, escalation)),
      says: `Facility operation and maintenance: ${plain(operations.facility)} $/MW-yr of ready IT MW, rising ${percent(programme.dollars.costEscalation ?? 0)} a year from ${programme.dollars.year}.`,
      rule: `${plain(operations.facility)} $/MW-yr x ${quantity(readyMw)} MW x ${quantity(hours.amount)} h / 8,766 h x ${plain(Number(escalation.over) / Number(escalation.under))}`,
      quantities: [...ready, hours],
      payerAccount: "expense:facility",
    },
    share("maintenance", "Maintenance of accelerators", operations.itMaintenance, racks, `their cost${unsold}`, "derived.money.capex.accelerators"),
    share("insurance", "Insurance and property tax", operations.insurance, all, `capital spending${unsold}`, "derived.money.capex"),
    ...rents(books, plan, t),
    ...propertyTax(books, plan, t),
  ];
}

/** Rent of buildings that someone else owns, from the quarter each is ready in: those started in the calendar and those under way before it. */
function rents({ programme, quarters }: Books, plan: Plan, t: number): Flow[] {
  return Object.entries(programme.catalogue.buildings).flatMap(([id, { rent, it, ready, name }]): Flow[] => {
    if (rent === undefined) return [];
    const started = Object.values(plan.decisions.sites).reduce(
      (sum, { starts }) => sum + (starts[id] ?? []).slice(0, Math.max(0, t - ready + 1)).reduce((inner, buildings) => inner + buildings, 0),
      0,
    );
    const count = Object.values(programme.sites).reduce(
      (sum, { built }) =>
        sum + built.reduce((inner, standing) => inner + (standing.building === id && indexOf(programme.calendar, standing.started) + ready <= t ? standing.count : 0), 0),
      started,
    );
    const amount = product(rational(3n), rational(rent), rational(it), rational(BigInt(count)));
    return [
      {
        quarter: quarters[t]!,
        key: `rent:${id}`,
        clause: "plan",
        payer: programme.books.company,
        payee: "suppliers",
        cents: centsOf(amount),
        says: `Rent of ${count} x ${name ?? id}; the programme names no single owner.`,
        rule: `3 months x ${plain(rent)} $/MW-month x ${plain(it)} MW x ${count}`,
        quantities: [{ amount: rational(BigInt(count)), unit: "buildings", of: `${id} ready by ${quarters[t]!}`, address: `plan:decisions.sites.*.starts.${id}` }],
        payerAccount: "expense:rent",
        payeeAccount: "income:rent",
      },
    ];
  });
}

/** Property tax as planned: it is due on what was built, which the plan decides. */
function propertyTax({ programme, quarters }: Books, plan: Plan, t: number): Flow[] {
  const amount = planned(plan.derived.money.opex.tax, t, "derived.money.opex.tax");
  return [
    {
      quarter: quarters[t]!,
      key: "property-tax",
      clause: "plan",
      payer: programme.books.company,
      payee: "authorities",
      cents: amount.cents,
      says: "Property tax on what stands, after abatements.",
      rule: "as planned",
      quantities: [amount.measurement],
      payerAccount: "expense:property-tax",
      payeeAccount: "income:tax",
    },
  ];
}

/** Cost escalation from the programme's dollar year to `year`, exact. */
function costEscalation({ dollars }: Programme, year: number): Rational {
  const step = sum(rational(1n), rational(dollars.costEscalation ?? 0));
  const count = year - dollars.year;
  const power = product(...Array.from({ length: Math.abs(count) }, () => step));
  return count >= 0 ? power : quotient(rational(1n), power);
}
