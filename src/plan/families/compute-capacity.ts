// compute.capacity: what useful compute do the running racks give?

import { meanRunning, none, type Draft } from "../columns.ts";
import { sum, type Expression } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const computeCapacity: Family = {
  family: "compute.capacity",
  sentence: "Useful compute given out at a site is at most what its running racks give, and training what each kind gives.",
  policy: false,
  /** training + inference + best effort <= goodput x sum of rackH100e x mean(running), kH100e; training per kind likewise. */
  build(draft) {
    const { model, study, sites } = draft;
    for (const [s, site] of study.sites.entries()) {
      for (const [t, quarter] of study.names.entries()) {
        const used = training(draft, s, t);
        for (const kind of [...sites[s]!.inference, ...sites[s]!.effort]) if (kind[t] !== none) used.add(kind[t]!);
        if (used.columns.length === 0) continue;
        model.atMost("compute.capacity", [site.id, quarter], "kH100e", used.merge(capacity(draft, s, t), -1));
        for (const [g, { id }] of study.accelerators.entries()) {
          const kind = sum();
          for (const milestone of sites[s]!.training) if (milestone[g]![t] !== none) kind.add(milestone[g]![t]!);
          if (kind.columns.length > 0) model.atMost("compute.capacity", [site.id, id, quarter], "kH100e", kind.merge(capacityOf(draft, s, g, t), -1));
        }
      }
    }
  },
};

/** Useful kH100e of running racks of kind g, mean of the quarter. */
export function capacityOf(draft: Draft, s: number, g: number, t: number): Expression {
  return sum().merge(meanRunning(draft, s, g, t), (draft.study.programme.catalogue.operations.goodput * draft.study.accelerators[g]!.rackH100e) / 1e3);
}

export function capacity(draft: Draft, s: number, t: number): Expression {
  const out = sum();
  for (const [g] of draft.study.accelerators.entries()) out.merge(capacityOf(draft, s, g, t));
  return out;
}

export function training({ sites }: Draft, s: number, t: number): Expression {
  const out = sum();
  for (const milestone of sites[s]!.training) for (const kind of milestone) if (kind[t] !== none) out.add(kind[t]!);
  return out;
}
