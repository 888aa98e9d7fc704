// What does the page show of work: milestones, demand and what serves it, planned quarter by quarter?

import type { Plan } from "../../plan/plan.ts";
import type { ResolvedProgramme } from "../../programme/programme.ts";
import { joined } from "../../programme/series.ts";

export interface MilestoneView {
  readonly id: string;
  readonly flop: number;
  readonly precision: string;
  readonly wanted: boolean;
  readonly from: string;
  readonly until: string;
  readonly campus: string;
  /** Mean useful H100e given by the plan in each quarter. */
  readonly planned: readonly number[];
}

export interface DemandView {
  readonly id: string;
  readonly class: string;
  readonly demand: readonly number[];
  readonly own: readonly number[];
  readonly clouds: readonly number[];
  readonly unserved: readonly number[];
}

export interface WorkView {
  readonly milestones: readonly MilestoneView[];
  readonly inference: readonly DemandView[];
  readonly research: readonly { readonly id: string; readonly given: readonly number[] }[];
  /** Useful compute that the running racks could give, and of it what work was given. */
  readonly capacity: readonly number[];
  readonly installed: readonly number[];
  readonly given: readonly number[];
}

export function workView({ programme }: ResolvedProgramme, plan: Plan): WorkView {
  const count = plan.calendar.quarters;
  const every = (read: (t: number) => number): number[] => Array.from({ length: count }, (_, t) => Math.round(read(t)));
  const own = (id: string, t: number): number => Object.values(plan.decisions.sites).reduce((sum, site) => sum + (site.work[id]?.[t] ?? 0), 0);
  const bought = (id: string, t: number): number => Object.values(plan.decisions.clouds).reduce((sum, cloud) => sum + (cloud.work[id]?.[t] ?? 0), 0);
  const trained = (id: string, t: number): number =>
    Object.values(plan.decisions.sites).reduce((sum, site) => sum + Object.values(site.training[id] ?? {}).reduce((inner, kind) => inner + (kind[t] ?? 0), 0), 0) + bought(id, t);
  const place = (id: string | null | undefined): string =>
    id ? (programme.sites[id]?.name ?? programme.parties[programme.catalogue.clouds[id]?.party ?? ""]?.name ?? id) : "nowhere";
  const workloads = Object.entries(programme.workloads);
  return {
    milestones: workloads.flatMap(([id, work]) =>
      work.kind === "training"
        ? [
            {
              id,
              flop: work.compute,
              precision: work.precision,
              wanted: work.wanted,
              from: work.between[0],
              until: work.between[1],
              campus: place(plan.decisions.campus[id]),
              planned: every((t) => trained(id, t)),
            },
          ]
        : [],
    ),
    inference: workloads.flatMap(([id, work]) => {
      if (work.kind !== "inference") return [];
      const demand = joined(work.demand, plan.calendar);
      return [
        {
          id,
          class: work.class,
          demand: every((t) => demand[t]!),
          own: every((t) => own(id, t)),
          clouds: every((t) => bought(id, t)),
          unserved: every((t) => plan.derived.compute.unserved[id]?.[t] ?? 0),
        },
      ];
    }),
    research: workloads.flatMap(([id, work]) => (work.kind === "best-effort" ? [{ id, given: every((t) => own(id, t)) }] : [])),
    capacity: every((t) => plan.derived.compute.capacity?.[t] ?? 0),
    installed: every((t) => plan.derived.compute.installed?.[t] ?? 0),
    given: every((t) => workloads.reduce((sum, [id, work]) => sum + (work.kind === "training" ? trained(id, t) - bought(id, t) : own(id, t)), 0)),
  };
}
