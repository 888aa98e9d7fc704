// Which column carries which decision of a plan? Every dated decision with its column, its value in the linear programme's units, and how finely it was rounded.

import { callLimits } from "../call-limits.ts";
import { cents, type Draft, facilitiesOf, none } from "../columns.ts";
import type { ById, Decisions } from "../plan.ts";
import { quarterAt } from "../../units/calendar.ts";

export type DecisionKind = "opening" | "start" | "racks" | "retired" | "running" | "power" | "work" | "money";

export interface Placed {
  /** -1 (`none`) where the model has no such column. */
  readonly column: number;
  readonly value: number;
  /** What rounding may have taken from the value or added to it. */
  readonly below: number;
  readonly above: number;
  readonly t: number;
  readonly kind: DecisionKind;
  readonly family: string;
  readonly index: readonly string[];
}

/** Rounding of the plan's file, in the linear programme's units: whole kW to either side, 0.001 H100e downwards, money to cents. */
const halfKw = 0.5e-3;
const thousandthOfH100e = 1e-6;

/** Every decision of a quarter. Options and campuses have no quarter of their own and are not among them. */
export function* placed(draft: Draft, decisions: Decisions): Generator<Placed> {
  const { study } = draft;
  for (const [s, { id }] of study.sites.entries()) {
    const columns = draft.sites[s]!;
    const site = decisions.sites[id];
    const dated = function* (kind: DecisionKind, family: string, index: readonly string[], list: readonly number[], values: (t: number) => number, above = 0, below = 0) {
      for (const [t, column] of list.entries()) yield { column, value: values(t), below, above, t, kind, family, index: [id, ...index, study.names[t]!] } satisfies Placed;
    };
    yield* dated("opening", "site.open", [], columns.open, (t) => (site?.opened === study.names[t] ? 1 : 0));
    for (const [b, kind] of study.buildings.entries()) yield* dated("start", "build.start", [kind.id], columns.starts[b]!, (t) => site?.starts[kind.id]?.[t] ?? 0);
    for (const [g, kind] of study.accelerators.entries()) {
      yield* dated("racks", "chip.racks", [kind.id], columns.racks[g]!, (t) => site?.racks[kind.id]?.[t] ?? 0);
      for (const { delivered, t, column } of columns.retired[g]!) {
        const cohort = quarterAt(study.calendar, delivered);
        yield {
          column,
          value: site?.retired?.[kind.id]?.[cohort]?.[t] ?? 0,
          below: 0,
          above: 0,
          t,
          kind: "retired",
          family: "chip.retired",
          index: [id, kind.id, cohort, study.names[t]!],
        };
      }
      yield* lostSales(draft, s, g, site?.retired?.[kind.id]);
      yield* dated("running", "chip.running", [kind.id], columns.running[g]!, (t) => site?.running[kind.id]?.[t] ?? 0);
      for (const [m, run] of study.trainings.entries())
        yield* dated("work", "work.training", [run.id, kind.id], columns.training[m]![g]!, (t) => (site?.training[run.id]?.[kind.id]?.[t] ?? 0) / 1e3, thousandthOfH100e);
    }
    for (const [w, work] of study.inferences.entries())
      yield* dated("work", "work.inference", [work.id], columns.inference[w]!, (t) => (site?.work[work.id]?.[t] ?? 0) / 1e3, thousandthOfH100e);
    for (const [e, effort] of study.efforts.entries())
      yield* dated("work", "work.effort", [effort.id], columns.effort[e]!, (t) => (site?.work[effort.id]?.[t] ?? 0) / 1e3, thousandthOfH100e);
    for (const [k, option] of site ? study.sites[s]!.options.entries() : [])
      for (const which of ["onsite", "charge", "discharge"] as const)
        for (const [t, slices] of columns[which][k]!.entries())
          for (const [h, column] of slices.entries())
            yield {
              column,
              value: (site![which]?.[option.id]?.[t]?.[h] ?? 0) / 1e3,
              below: halfKw,
              above: halfKw,
              t,
              kind: "power",
              family: `power.${which}`,
              index: [id, option.id, study.names[t]!, `slice ${h + 1}`],
            };
  }
  for (const [v, { id }] of study.clouds.entries()) {
    const work = decisions.clouds[id]?.work ?? {};
    const lists = [
      ...study.trainings.map((run, m) => [run.id, draft.cloudTraining[v]![m]!] as const),
      ...study.inferences.map((one, w) => [one.id, draft.cloudInference[v]![w]!] as const),
    ];
    for (const [workload, columns] of lists)
      for (const [t, column] of columns.entries())
        yield {
          column,
          value: (work[workload]?.[t] ?? 0) / 1e3,
          below: 0,
          above: thousandthOfH100e,
          t,
          kind: "work",
          family: "work.cloud",
          index: [id, workload, study.names[t]!],
        };
  }
  const money = function* (family: string, index: string, columns: readonly number[], values: (t: number) => number) {
    for (const [t, column] of columns.entries())
      yield { column, value: cents(values(t)), below: 0, above: 0, t, kind: "money", family, index: [index, study.names[t]!] } satisfies Placed;
  };
  for (const [o, { order, members }] of callLimits(study).entries())
    yield* money("money.call", `order ${order}`, draft.money.calls[o]!, (t) => members.reduce((sum, [investor]) => sum + (decisions.calls[investor]?.[t] ?? 0), 0));
  for (const [l, [id]] of facilitiesOf(study).entries()) {
    yield* money("money.draw", id, draft.money.draws[l]!, (t) => decisions.draws[id]?.[t] ?? 0);
    yield* money("money.repay", id, draft.money.repayments[l]!, (t) => decisions.repayments[id]?.[t] ?? 0);
  }
}

/** Sales that the new inputs have no column for. */
function* lostSales({ study, sites }: Draft, s: number, g: number, retired: ById<readonly number[]> = {}): Generator<Placed> {
  const [site, kind] = [study.sites[s]!.id, study.accelerators[g]!.id];
  for (const [cohort, list] of Object.entries(retired))
    for (const [t, value] of list.entries())
      if (value > 0 && !sites[s]!.retired[g]!.some((sale) => sale.t === t && quarterAt(study.calendar, sale.delivered) === cohort))
        yield { column: none, value, below: 0, above: 0, t, kind: "retired", family: "chip.retired", index: [site, kind, cohort, study.names[t]!] };
}

/**
 * How far money in the linear programme may be from the same decisions' in the plan, M$: every amount of a site, clause, cloud and quarter was
 * rounded to the cent (half a cent each), and half a kW of each on-site output may have been bought at the dearest price.
 */
export function roundedMillions({ study }: Draft): number {
  const amounts = study.count * (10 * study.sites.length + 4 * study.clouds.length + Object.keys(study.programme.agreements).length);
  const plants = study.sites.reduce((sum, { options }) => sum + options.filter(({ grid }) => !grid).length, 0);
  const dearest = Math.max(0, ...study.sites.flatMap(({ slices }) => [...slices.price].map(Math.abs)));
  const hours = study.hours.reduce((sum, value) => sum + value, 0);
  return (amounts * 0.005 + plants * halfKw * hours * dearest) / 1e6;
}

/** Sites and clouds at which a milestone had work before position `free`. */
export function begunAt(decisions: Decisions, milestone: string, free: number): string | undefined {
  const some = (list: readonly number[] | undefined) => (list ?? []).slice(0, free).some((value) => value > 0);
  for (const [id, site] of Object.entries(decisions.sites)) if (Object.values(site.training[milestone] ?? {}).some(some)) return id;
  for (const [id, cloud] of Object.entries(decisions.clouds)) if (some(cloud.work[milestone])) return id;
  return undefined;
}
