// compute.milestone: does each training run get its FLOP, in its window and on one campus?

import { wholeRun } from "../bounds.ts";
import { h100eTeraflops } from "../../physics/compute.ts";
import type { PlanningCase } from "../case.ts";
import { none, type Draft } from "../columns.ts";
import type { Accelerator } from "../../programme/programme.ts";
import { sum, type Expression } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const computeMilestone: Family = {
  family: "compute.milestone",
  sentence:
    "A required milestone gets exactly its FLOP within its window, on one campus; a wanted one at most that, from the first quarter of its window to the calendar's end (what is done after the window is late). FLOP of H100e x hours = x `1979e12 x peak[precision]/peak.fp8 x mfu x goodput/operations.goodput x 3600` (goodput the milestone's own, or the usual one). On a cloud the ratio of peaks is that of the milestone's precision on the newest catalogue kind shipped.",
  policy: true,
  formula: [
    {
      states: "sum over s, g, t of flopPerH100e[m,g,t] x training[s,m,g,t] + sum over v, t of flopPerH100eOnCloud[m,t] x cloudTraining[v,m,t] = compute[m]",
      each: "required milestone, over the quarters of its window; at most that for a wanted one",
    },
    { states: "sum over g, t of flopPerH100e[m,g,t] x training[s,m,g,t] <= compute[m] x campus[m,s]", each: "milestone and site; likewise for each cloud" },
    { states: "sum over q of campus[m,q] <= 1", each: "milestone" },
  ],
  meaning:
    "A frontier model is one training run: so many FLOP, at a precision and a model FLOP utilisation, between two dates, on one campus, because its gradients cross the scale-out fabric at every step. Rows are kept in percent of the run's FLOP, so that their numbers stay near one.",
  asks: "a training milestone",
  limits: [{ text: "The run's compute may be spread over its window in any way; a real run asks for a steady size." }, { text: "Runs over several campuses are not planned." }],
  /** sum over window, kinds and places of kH100e x flopShare = 100 (percent of the FLOP); per place <= 100 x campus; sum of campus <= 1. */
  build(draft) {
    const { model, study, campus } = draft;
    for (const [m, { id, work }] of study.trainings.entries()) {
      const all = sum();
      const one = sum();
      const places = [...study.sites.map((site) => site.id), ...study.clouds.map((cloud) => cloud.id)];
      for (const [p, column] of campus[m]!.entries()) {
        if (column === none) continue;
        const here = p < study.sites.length ? flopAtSite(draft, m, p) : flopAtCloud(draft, m, p - study.sites.length);
        all.merge(here);
        one.add(column);
        model.atMost("compute.milestone", [id, places[p]!], "% of the FLOP", here.add(column, -wholeRun));
      }
      if (one.columns.length > 0) model.atMost("compute.milestone", [id, "one campus"], "campuses", one, 1);
      if (work.wanted) {
        if (all.columns.length > 0) model.atMost("compute.milestone", [id], "% of the FLOP", all, wholeRun);
      } else model.equal("compute.milestone", [id], "% of the FLOP", all.columns.length > 0 ? all : all.add(model.column("work.nowhere", [id], 0, 0)), wholeRun);
    }
  },
};

/** Percent of milestone m's FLOP done in quarter t, at all places. */
export function flopShare(draft: Draft, m: number, t: number): Expression {
  const { study } = draft;
  const out = sum();
  for (const [s] of study.sites.entries()) out.merge(flopAtSite(draft, m, s, t));
  for (const [v] of study.clouds.entries()) out.merge(flopAtCloud(draft, m, v, t));
  return out;
}

function flopAtSite({ study, sites }: Draft, m: number, s: number, only?: number): Expression {
  const out = sum();
  for (const [g] of study.accelerators.entries()) {
    for (const [t] of study.names.entries()) {
      const column = sites[s]!.training[m]![g]![t]!;
      if (column !== none && (only === undefined || only === t)) out.add(column, (wholeRun * 1e3 * flopPerH100e(study, m, g, t)) / study.trainings[m]!.work.compute);
    }
  }
  return out;
}

function flopAtCloud({ study, cloudTraining }: Draft, m: number, v: number, only?: number): Expression {
  const out = sum();
  for (const [t] of study.names.entries()) {
    const column = cloudTraining[v]![m]![t]!;
    if (column !== none && (only === undefined || only === t)) out.add(column, (wholeRun * 1e3 * flopPerH100eOnCloud(study, m, t)) / study.trainings[m]!.work.compute);
  }
  return out;
}

/** FLOP that one useful H100e of kind g does for milestone m in quarter t (docs/model.md, compute.milestone). */
export function flopPerH100e(study: PlanningCase, m: number, g: number, t: number): number {
  return flopOf(study, m, study.accelerators[g]!.accelerator, t);
}

/** The same on a cloud: it trains on the newest kind of the catalogue that ships by then. */
export function flopPerH100eOnCloud(study: PlanningCase, m: number, t: number): number {
  const shipped = Object.entries(study.programme.catalogue.accelerators).filter(([, { firstShip }]) => firstShip <= study.names[t]!);
  const newest = shipped.toSorted(([one, a], [other, b]) => (a.firstShip === b.firstShip ? (one < other ? 1 : -1) : a.firstShip < b.firstShip ? 1 : -1))[0];
  return newest ? flopOf(study, m, newest[1], t) : 0;
}

function flopOf(study: PlanningCase, m: number, { peak }: Accelerator, t: number): number {
  const { work } = study.trainings[m]!;
  return h100eTeraflops * 1e12 * ((peak[work.precision] ?? 0) / peak.fp8) * work.mfu * goodputShare(study, m) * 3600 * study.hours[t]!;
}

/** What this run's own size leaves of the usual goodput. */
function goodputShare(study: PlanningCase, m: number): number {
  const { goodput } = study.programme.catalogue.operations;
  return (study.trainings[m]!.work.goodput ?? goodput) / goodput;
}
