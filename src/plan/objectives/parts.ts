// What is a plan worth, part by part? Expressions over the draft's columns (docs/model.md, "Objective"), in M$ as they count in the total.

import { endValue } from "../book.ts";
import { callLimits } from "../call-limits.ts";
import { facilitiesOf, type Draft } from "../columns.ts";
import { cloudBill } from "../families/agreement-take-or-pay.ts";
import { sales } from "../families/money-cash.ts";
import { type Expression, sum } from "../lp/model.ts";
import { revenueShares } from "../revenue-share.ts";
import { usefulWork } from "./compute.ts";

export const partNames = ["value", "clouds", "shares", "spend", "financing", "carry", "premium", "residual"] as const;
export type Parts = Readonly<Record<(typeof partNames)[number], Expression>>;

/** The parts of the worth of a draft, M$ discounted, each with its sign: what lowers the worth is negative. */
export function objectiveParts(draft: Draft): Parts {
  return {
    value: usefulWork(draft, (t) => (draft.study.discount[t]! * draft.study.value[t]! * draft.study.hours[t]! * 1e3) / 1e6),
    clouds: clouds(draft),
    shares: shares(draft),
    spend: spend(draft),
    financing: financing(draft),
    carry: carry(draft),
    premium: premium(draft),
    residual: residual(draft),
  };
}

/** What racks are sold for, and what stands at the end. */
function residual(draft: Draft): Expression {
  const out = sum().merge(endValue(draft), draft.study.discountEnd);
  for (const [t] of draft.study.names.entries()) out.merge(sales(draft, t), draft.study.discount[t]!);
  return out;
}

/** The worth: all parts together, M$. */
export function worthOf(parts: Parts): Expression {
  const out = sum();
  for (const name of partNames) out.merge(parts[name]);
  return out;
}

/** The discounted cost as it counts in the total (negative), M$: all parts but the value of the compute. */
export function costOf(parts: Parts): Expression {
  const out = sum();
  for (const name of partNames) if (name !== "value") out.merge(parts[name]);
  return out;
}

function clouds(draft: Draft): Expression {
  const { study, money } = draft;
  const out = sum();
  for (const [t] of study.names.entries()) for (const { id } of study.clouds) out.merge(cloudBill(draft, id, t), -study.discount[t]!);
  for (const { shortfall, t } of money.commitments) out.add(shortfall, -study.discount[t]!);
  return out;
}

/** Revenue shares of the customer. */
function shares(draft: Draft): Expression {
  const out = sum();
  for (const [t] of draft.study.names.entries()) out.merge(revenueShares(draft, t), -draft.study.discount[t]!);
  return out;
}

function spend({ study, money }: Draft): Expression {
  const out = sum();
  for (const [t] of study.names.entries()) out.add(money.capex[t]!, -study.discount[t]!).add(money.opex[t]!, -study.discount[t]!);
  return out;
}

function financing({ study, money }: Draft): Expression {
  const out = sum();
  for (const [l, [, facility]] of facilitiesOf(study).entries()) {
    for (const [t] of study.names.entries()) {
      out.add(money.draws[l]![t]!, study.discount[t]! * (1 - facility.fee)).add(money.repayments[l]![t]!, -study.discount[t]!);
      if (t > 0) out.add(money.debt[l]![t - 1]!, (-study.discount[t]! * facility.rate) / 4);
    }
    out.add(money.debt[l]![study.count - 1]!, -study.discountEnd);
  }
  return out;
}

/** - (sum of d[t] (cash[t] - cash[t-1]) - dEnd cash[T-1]), gathered by cash[t]. */
function carry({ study, money }: Draft): Expression {
  const out = sum();
  for (const [t] of study.names.entries()) out.add(money.cash[t]!, (t < study.count - 1 ? study.discount[t + 1]! : study.discountEnd) - study.discount[t]!);
  return out;
}

function premium({ study, money }: Draft): Expression {
  const out = sum();
  for (const [o, { members, committedUsd }] of callLimits(study).entries()) {
    const rate = members.reduce((total, [, terms]) => total + ((terms.premium ?? 0) * terms.commitment) / committedUsd, 0);
    if (rate > 0) for (const [t] of study.names.entries()) out.add(money.calls[o]![t]!, (-study.discount[t]! * rate * (study.count - t)) / 4);
  }
  return out;
}
