// How much useful compute does a plan give, and to whom? Expressions over kH100e columns.

import { none, type Draft } from "../columns.ts";
import { type Expression, sum } from "../lp/model.ts";

/** Discounted useful compute, million H100e-hours: training counts 1, inference and best effort their worth (docs/model.md, measure `compute`). */
export function usefulCompute(draft: Draft): Expression {
  const { study } = draft;
  return usefulWork(draft, (t) => (study.discount[t]! * study.hours[t]! * 1e3) / 1e6);
}

/** All useful work at a weight for each quarter: training counts 1, inference and best effort their worth. */
export function usefulWork(draft: Draft, weight: (t: number) => number): Expression {
  const { study, sites, cloudTraining } = draft;
  const out = sum();
  for (const [t] of study.names.entries()) {
    for (const site of sites) {
      for (const milestone of site.training) for (const kind of milestone) if (kind[t] !== none) out.add(kind[t]!, weight(t));
      for (const [e, effort] of site.effort.entries()) if (effort[t] !== none) out.add(effort[t]!, weight(t) * study.efforts[e]!.work.worth);
    }
    for (const cloud of cloudTraining) for (const work of cloud) if (work[t] !== none) out.add(work[t]!, weight(t));
    for (const [w, { work }] of study.inferences.entries()) out.merge(served(draft, w, t), weight(t) * (work.worth ?? 1));
  }
  return out;
}

/** What sites and clouds serve of inference workload w in quarter t, kH100e. */
export function served({ sites, cloudInference }: Draft, w: number, t: number): Expression {
  const out = sum();
  for (const place of [...sites.map(({ inference }) => inference), ...cloudInference]) if (place[w]![t] !== none) out.add(place[w]![t]!);
  return out;
}
