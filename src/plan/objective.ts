// What is a plan worth? Discounted useful compute at its stated value, less discounted cost (docs/model.md, "Objective"), in M$.

import { facilitiesOf, none } from "./columns.ts";
import { bookValue } from "./book.ts";
import { callLimits } from "./call-limits.ts";
import { cloudBill } from "./families/take-or-pay.ts";
import { sum } from "./lp/model.ts";
import type { Draft } from "./columns.ts";

/** Adds the objective to the draft. */
export function addObjective(draft: Draft): void {
  const { model, study, sites, cloudTraining, cloudInference, money } = draft;
  const last = study.count - 1;
  const value = sum();
  for (const [t] of study.names.entries()) {
    const worth = (study.discount[t]! * study.value[t]! * study.hours[t]! * 1e3) / 1e6;
    for (const site of sites) {
      for (const milestone of site.training) for (const kind of milestone) if (kind[t] !== none) value.add(kind[t]!, worth);
      for (const [w, workload] of site.inference.entries()) if (workload[t] !== none) value.add(workload[t]!, worth * (study.inferences[w]!.work.worth ?? 1));
      for (const [e, effort] of site.effort.entries()) if (effort[t] !== none) value.add(effort[t]!, worth * study.efforts[e]!.work.worth);
    }
    for (const [v, { id }] of study.clouds.entries()) {
      for (const work of cloudTraining[v]!) if (work[t] !== none) value.add(work[t]!, worth);
      for (const [w, work] of cloudInference[v]!.entries()) if (work[t] !== none) value.add(work[t]!, worth * (study.inferences[w]!.work.worth ?? 1));
      value.merge(cloudBill(draft, id, t), -study.discount[t]!);
    }
  }
  for (const { shortfall, t } of money.commitments) value.add(shortfall, -study.discount[t]!);
  model.reward(value);
  const cost = sum();
  for (const [t] of study.names.entries()) {
    cost.add(money.capex[t]!, study.discount[t]!).add(money.opex[t]!, study.discount[t]!);
    // Carry: sum of d[t] (cash[t] - cash[t-1]) - dEnd cash[T-1], gathered by cash[t].
    cost.add(money.cash[t]!, study.discount[t]! - (t < last ? study.discount[t + 1]! : study.discountEnd));
  }
  for (const [o, { members, committedUsd }] of callLimits(study).entries()) {
    const premium = members.reduce((total, [, terms]) => total + ((terms.premium ?? 0) * terms.commitment) / committedUsd, 0);
    if (premium > 0) for (const [t] of study.names.entries()) cost.add(money.calls[o]![t]!, (study.discount[t]! * premium * (study.count - t)) / 4);
  }
  for (const [l, [, facility]] of facilitiesOf(study).entries()) {
    for (const [t] of study.names.entries()) {
      cost.add(money.draws[l]![t]!, -study.discount[t]! * (1 - facility.fee)).add(money.repayments[l]![t]!, study.discount[t]!);
      if (t > 0) cost.add(money.debt[l]![t - 1]!, (study.discount[t]! * facility.rate) / 4);
    }
    cost.add(money.debt[l]![last]!, study.discountEnd);
  }
  model.reward(cost, -1);
  model.reward(bookValue(draft, ["opening", "buildings", "power", "accelerators"], last), study.discountEnd);
}
