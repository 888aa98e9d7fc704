// compute.capacity: what useful compute do the running racks give?

import { meanRunning, none, type Draft } from "../columns.ts";
import { sum, type Expression } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const computeCapacity: Family = {
  family: "compute.capacity",
  sentence: "Useful compute given out at a site is at most `goodput x sum rackH100e x mean(running)`; training per accelerator kind is at most that kind's share.",
  policy: false,
  formula: [
    { states: "sum over m, g of training[s,m,g,t] + sum over w of inference[s,w,t] + sum over w of effort[s,w,t] <= sum over g of capacityOf[s,g,t]", each: "site and quarter" },
    { states: "sum over m of training[s,m,g,t] <= capacityOf[s,g,t]", each: "site, kind of accelerator and quarter" },
  ],
  meaning:
    "Running racks give compute in H100e, and goodput says how much of it is useful work after failures, restarts and stalls. Training is counted by kind of accelerator because a run's precision favours some kinds; inference and best-effort work take any.",
  asks: "a site on which work can run",
  limits: [
    { text: "Racks of different kinds serve inference alike, by their H100e.", touches: ({ accelerators }) => accelerators.length > 1 },
    { text: "Compute is a mean of the quarter: queues and fragmentation are `simulate`'s." },
  ],
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
