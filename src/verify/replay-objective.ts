// What is the plan worth, part by part, in discounted dollars?

import type { ObjectiveParts } from "../plan/plan.ts";
import { held } from "../programme/series.ts";
import type { SiteCapital } from "./replay-capital.ts";
import { type Compute, worthOf } from "./replay-compute.ts";
import { type Finance, settledAll } from "./replay-finance.ts";
import type { SiteOperations } from "./replay-operations.ts";
import { salesIn } from "./replay-resale.ts";
import { settled } from "./rounding.ts";
import { numbersOf, type Stand } from "./stand.ts";

/** A part as it counts in the total (costs are negative), and the size of its terms: parts are differences, so what counts as equal is relative to what was added. */
export interface Part {
  readonly value: number;
  readonly size: number;
}

export type Parts = Readonly<Record<keyof ObjectiveParts, Part>>;

export function objective(stand: Stand, capital: readonly SiteCapital[], operations: readonly SiteOperations[], compute: Compute, finance: Finance): Parts {
  const { programme, plan, calendar, quarters, hours } = stand;
  const stored = plan.derived.money;
  const last = quarters.length - 1;
  const discount = (years: number) => (1 + programme.discount) ** -years;
  const flow = (quarter: number) => discount((quarter + 0.5) / 4);
  const end = discount(quarters.length / 4);
  const price = held(programme.objective.value, calendar);
  const value = new Sum();
  const clouds = new Sum();
  const shares = new Sum();
  const spend = new Sum();
  const financing = new Sum();
  const carry = new Sum();
  const premium = new Sum();
  for (const quarter of quarters.keys()) {
    const d = flow(quarter);
    const usd = (cents: number) => (d * cents) / 100;
    for (const [id, workload] of Object.entries(programme.workloads)) {
      value.add((d * price[quarter]! * hours[quarter]! * worthOf(workload) * compute.work.get(id)![quarter]!.low) / 1000);
    }
    clouds.add(-usd(settledAll(finance.clouds, stored.clouds, quarter)));
    for (const { lastQuarter, shortfall } of finance.takeOrPay) if (lastQuarter === quarter) clouds.add(-usd(shortfall));
    shares.add(-usd(settledAll(finance.shares, stored.shares, quarter)));
    for (const site of capital) spend.add(-usd(site.total[quarter]!));
    for (const [site, { total }] of operations.entries()) spend.add(-usd(settled(total[quarter]!, plan.derived.sites[stand.sites[site]!.id]!.opexCents[quarter])));
    for (const id of Object.keys(programme.capital.debt)) {
      financing.add(usd(numbersOf(plan.decisions.draws, id, last + 1)[quarter]!));
      financing.add(-usd(numbersOf(plan.decisions.repayments, id, last + 1)[quarter]!));
    }
    financing.add(-usd(settledAll(finance.fees, stored.fees, quarter)));
    financing.add(-usd(settledAll(finance.interest, stored.interest, quarter)));
    carry.add(-usd(finance.cash[quarter]!));
    if (quarter > 0) carry.add(usd(finance.cash[quarter - 1]!));
    for (const [id, investor] of Object.entries(programme.capital.equity)) {
      premium.add((-d * numbersOf(plan.decisions.calls, id, last + 1)[quarter]! * (investor.premium ?? 0) * ((quarters.length - quarter) / 4)) / 100);
    }
  }
  for (const owed of finance.debt.values()) financing.add((-end * owed[last]!) / 100);
  carry.add((end * finance.cash[last]!) / 100);
  const residual = new Sum();
  for (const quarter of quarters.keys()) residual.add((flow(quarter) * salesIn(finance.resale, stored.resale?.sales, quarter)) / 100);
  const atEnd = finance.resale ? settled(finance.resale.endValue, stored.resale?.endValueCents) : settled(finance.bookValue[last]!, stored.bookValue[last]);
  residual.add((end * atEnd) / 100);
  const total = new Sum();
  for (const part of [value, clouds, shares, spend, financing, carry, premium, residual]) total.take(part);
  return { value, clouds, shares, spend, financing, carry, premium, residual, total };
}

/** A sum that remembers how large its terms were. */
class Sum implements Part {
  value = 0;
  size = 0;

  add(term: number): void {
    this.value += term;
    this.size += Math.abs(term);
  }

  take(part: Part): void {
    this.value += part.value;
    this.size += part.size;
  }
}
