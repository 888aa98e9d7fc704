// Where does the money come from and go, to the cent: income, debt, cash, cloud bills, shortfalls?

import { capexKinds } from "../plan/plan.ts";
import { held, ofYear } from "../programme/series.ts";
import { yearOf } from "../units/calendar.ts";
import { inForce } from "./in-force.ts";
import { bookValue, type SiteCapital } from "./replay-capital.ts";
import { workOf } from "./replay-compute.ts";
import { rentCents, type SiteOperations } from "./replay-operations.ts";
import { type Resale, resaleOf, salesIn } from "./replay-resale.ts";
import { revenueShares } from "./replay-shares.ts";
import { nothing, plus, rounded, settled, type Whole } from "./rounding.ts";
import { numbersOf, type SiteStand, type Stand } from "./stand.ts";

export interface TakeOrPayYear {
  readonly clause: string;
  readonly cloud: string;
  readonly year: number;
  /** Position of its last quarter: where a shortfall is booked. */
  readonly lastQuarter: number;
  readonly commitment: number;
  readonly spend: number;
  readonly carried: number;
  readonly carriedOn: number;
  readonly shortfall: number;
}

export interface Finance {
  readonly income: ReadonlyMap<string, readonly Whole[]>;
  readonly interest: ReadonlyMap<string, readonly Whole[]>;
  readonly fees: ReadonlyMap<string, readonly Whole[]>;
  readonly debt: ReadonlyMap<string, readonly number[]>;
  readonly cash: readonly number[];
  readonly bookValue: readonly Whole[];
  readonly clouds: ReadonlyMap<string, readonly Whole[]>;
  /** What the customer hands on of its revenue, by clause. */
  readonly shares: ReadonlyMap<string, readonly Whole[]>;
  readonly takeOrPay: readonly TakeOrPayYear[];
  readonly resale: Resale | undefined;
  readonly toBeRaised: number;
}

export function finance(stand: Stand, capital: readonly SiteCapital[], operations: readonly SiteOperations[]): Finance {
  const { programme, plan, quarters } = stand;
  const { equity, debt: facilities } = programme.capital;
  const count = quarters.length;
  const debt = new Map(Object.keys(facilities).map((id) => [id, debtOf(numbersOf(plan.decisions.draws, id, count), numbersOf(plan.decisions.repayments, id, count))]));
  const byFacility = (cents: (id: string, quarter: number) => Whole) => new Map(Object.keys(facilities).map((id) => [id, quarters.map((_, quarter) => cents(id, quarter))]));
  const interest = byFacility((id, quarter) => (quarter === 0 ? nothing : rounded((facilities[id]!.rate / 4) * debt.get(id)![quarter - 1]!)));
  const fees = byFacility((id, quarter) => rounded(facilities[id]!.fee * numbersOf(plan.decisions.draws, id, count)[quarter]!));
  const income = incomes(stand);
  const stored = plan.derived.money;
  const resale = resaleOf(stand, capital);
  const cash: number[] = [];
  for (const quarter of quarters.keys()) {
    const called = Object.keys(equity).reduce((sum, id) => sum + numbersOf(plan.decisions.calls, id, count)[quarter]!, 0);
    const borrowed = Object.keys(facilities).reduce(
      (sum, id) => sum + numbersOf(plan.decisions.draws, id, count)[quarter]! - numbersOf(plan.decisions.repayments, id, count)[quarter]!,
      0,
    );
    const spent = stand.sites.reduce(
      (sum, { id }, site) => sum + capital[site]!.total[quarter]! + settled(operations[site]!.total[quarter]!, plan.derived.sites[id]!.opexCents[quarter]),
      0,
    );
    const lenders = settledAll(fees, stored.fees, quarter) + settledAll(interest, stored.interest, quarter);
    cash.push((cash[quarter - 1] ?? 0) + called + borrowed + settledAll(income, stored.income, quarter) + salesIn(resale, stored.resale?.sales, quarter) - spent - lenders);
  }
  const assets = capital.flatMap((site) => site.assets);
  const clouds = cloudBills(stand);
  const unsigned = Object.entries(equity).filter(([, { unsigned }]) => unsigned);
  return {
    income,
    interest,
    fees,
    debt,
    cash,
    clouds,
    shares: revenueShares(stand),
    bookValue: quarters.map((_, quarter) => rounded(bookValue(assets, capexKinds, quarter))),
    takeOrPay: takeOrPay(stand, clouds),
    resale,
    toBeRaised: unsigned.reduce((sum, [id]) => sum + numbersOf(plan.decisions.calls, id, count).reduce((a, b) => a + b, 0), 0),
  };
}

/** Sum over ids of a quarter's settled amounts. */
export function settledAll(map: ReadonlyMap<string, readonly Whole[]>, stored: Readonly<Record<string, readonly number[]>>, quarter: number): number {
  let sum = 0;
  for (const [id, values] of map) sum += settled(values[quarter]!, stored[id]?.[quarter]);
  return sum;
}

function debtOf(draws: readonly number[], repayments: readonly number[]): number[] {
  const debt: number[] = [];
  for (const [quarter, draw] of draws.entries()) debt.push((debt[quarter - 1] ?? 0) + draw - repayments[quarter]!);
  return debt;
}

/** What the company is paid, by clause: capacity fees and leases, each rounded by site and quarter. */
function incomes(stand: Stand): Map<string, Whole[]> {
  const { programme, quarters, lastDays, sites } = stand;
  const income = new Map<string, Whole[]>();
  for (const [id, clause] of Object.entries(programme.agreements)) {
    if ((clause.kind !== "capacity-fee" && clause.kind !== "lease") || clause.payee !== programme.books.company) continue;
    const binds = (quarter: number) => inForce(programme, clause.kind, lastDays[quarter]!).some(([name]) => name === id);
    const covered = sites.filter((site) => (clause.kind === "lease" ? clause.site === site.id : (clause.sites?.includes(site.id) ?? true)));
    const paid = (site: SiteStand, quarter: number) => (clause.kind === "lease" ? site.readyMw[quarter]! : rung(site, clause.on, quarter));
    income.set(
      id,
      quarters.map((_, quarter) => (binds(quarter) ? plus(...covered.map((site) => rentCents(clause.price, paid(site, quarter)))) : nothing)),
    );
  }
  return income;
}

function rung(site: SiteStand, on: "it-ready" | "racked" | "running", quarter: number): number {
  if (on === "it-ready") return site.readyMw[quarter]!;
  return on === "racked" ? site.meanRackedMw[quarter]! : site.meanRunningMw[quarter]!;
}

function cloudBills({ programme, plan, calendar, quarters, hours }: Stand): Map<string, Whole[]> {
  return new Map(
    Object.entries(programme.catalogue.clouds).map(([id, cloud]) => {
      const price = held(cloud.price, calendar);
      const decision = plan.decisions.clouds[id];
      return [
        id,
        quarters.map((_, quarter) => {
          const bought = decision ? Object.keys(decision.work).reduce((sum, workload) => sum + workOf(decision, workload, quarter), 0) : 0;
          return rounded(100 * price[quarter]! * hours[quarter]! * bought);
        }),
      ];
    }),
  );
}

/**
 * Years of each take-or-pay clause, in order: those whose last day is in the calendar and finds the clause in force.
 * The year's whole use counts; overspend is carried on as far as the clause lets it.
 */
function takeOrPay({ programme, plan, quarters, lastDays }: Stand, clouds: ReadonlyMap<string, readonly Whole[]>): TakeOrPayYear[] {
  const out: TakeOrPayYear[] = [];
  const carried = new Map<string, number>();
  for (const [last, day] of lastDays.entries()) {
    if (!day.endsWith("12-31")) continue;
    const year = yearOf(quarters[last]!);
    for (const [id, clause] of inForce(programme, "take-or-pay", day)) {
      const commitment = Math.round(100 * ofYear(clause.spend, year));
      const before = carried.get(id) ?? 0;
      const bill = (at: number) => settled(clouds.get(clause.cloud)![at]!, plan.derived.money.clouds[clause.cloud]?.[at]);
      const spend = quarters.reduce((sum, quarter, at) => (yearOf(quarter) === year ? sum + bill(at) : sum), 0);
      const carriedOn = Math.min(Math.floor((clause.carryForward ?? 0) * commitment), Math.max(0, spend + before - commitment));
      out.push({
        clause: id,
        cloud: clause.cloud,
        year,
        lastQuarter: last,
        commitment,
        spend,
        carried: before,
        carriedOn,
        shortfall: Math.max(0, commitment - spend - before),
      });
      carried.set(id, carriedOn);
    }
  }
  return out;
}
