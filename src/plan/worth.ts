// What are the decisions worth? The objective's parts in discounted USD (docs/model.md, "Objective").

import type { PlanningCase } from "./case.ts";
import { stageValues } from "./objectives/values.ts";
import type { ById, Decisions, Derived, Objective } from "./plan.ts";

export function objectiveOf(study: PlanningCase, decisions: Decisions, derived: Derived): Objective {
  const { compute, money } = derived;
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
    shares: -over((t) => all(money.shares, t)),
    spend: -over((t) => all(money.capex, t) + all(money.opex, t)),
    financing: over((t) => all(decisions.draws, t) - all(money.fees, t) - all(money.interest, t) - all(decisions.repayments, t)) - discountEnd * all(money.debt, last),
    carry: -(over((t) => (money.cash[t]! - (t > 0 ? money.cash[t - 1]! : 0)) / 100) - (discountEnd * money.cash[last]!) / 100),
    premium: -over((t) => Object.entries(equity).reduce((sum, [id, terms]) => sum + ((terms.premium ?? 0) * (count - t) * decisions.calls[id]![t]!) / 400, 0)),
    residual: over((t) => all(money.resale?.sales ?? {}, t)) + (discountEnd * (money.resale?.endValueCents ?? money.bookValue[last]!)) / 100,
  };
  const total = Object.values(parts).reduce((sum, part) => sum + part, 0);
  return { kind: study.programme.objective.kind, ...parts, total, stages: stageValues(study, decisions, derived, parts.value, total) };
}
