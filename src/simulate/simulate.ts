// What happens when a plan is played out, hour by hour, at every site?

import { hourlyConditions } from "../conditions/hourly.ts";
import { quarterStarts } from "../fleet/standing.ts";
import type { Plan } from "../plan/plan.ts";
import type { Library } from "../programme/library.ts";
import type { Programme, ResolvedProgramme } from "../programme/programme.ts";
import type { RunRecord, Table } from "../record/record.ts";
import { energyQuartersTable, lossesTable, quarterHourlyTable } from "./energy-tables.ts";
import { finishes, livingSites, siteInput } from "./inputs.ts";
import { simulateSites } from "./sites.ts";
import type { SiteInput } from "./site-input.ts";
import type { SiteOutput } from "./site-output.ts";
import { servedOf } from "./serving.ts";
import { splitOf } from "./split.ts";
import type { StepsPerHour } from "./steps.ts";
import { lastPlanned, summaryOf } from "./summary.ts";
import { swingsOf, swingSentence, swingsTable } from "./swings.ts";
import { failuresTable, hourlyTable, siteQuartersTable, type TrainingRow, trainingsTable } from "./tables.ts";

export interface SimulateOptions {
  /** Seed of all chance: weather, prices, failures. */
  readonly seed: number;
  /** Threads; the record is the same for any number. */
  readonly workers?: number;
  /** Steps of power and work in an hour: 1, or 4 for quarter hours. 1 when absent. */
  readonly stepsPerHour?: StepsPerHour;
  /** Where each site's hours come from: `hourlyConditions` when absent, or one that remembers them. */
  readonly conditionsOf?: typeof hourlyConditions;
}

/**
 * Plays the plan out over every hour of the calendar at every site that it gives power or racks.
 * Programme, plan and seed decide the record to the byte. Throws `LawBroken` (an internal error) when a law of conservation does not hold.
 */
export async function simulate(resolved: ResolvedProgramme, library: Library, plan: Plan, options: SimulateOptions): Promise<RunRecord> {
  const { record, hourly } = await playOut(resolved, library, plan, options);
  return { ...record, tables: { hourly: hourly(), ...record.tables } };
}

/** The same, hour by hour, without the table of the hours: for those who read what they come to. */
export async function simulateQuarters(resolved: ResolvedProgramme, library: Library, plan: Plan, options: SimulateOptions): Promise<RunRecord> {
  return (await playOut(resolved, library, plan, options)).record;
}

async function playOut(resolved: ResolvedProgramme, library: Library, plan: Plan, options: SimulateOptions): Promise<{ readonly record: RunRecord; readonly hourly: () => Table }> {
  const { programme } = resolved;
  const starts = quarterStarts(programme.calendar);
  const splits = splitOf(programme, plan, starts);
  const draw = { seed: options.seed, stepsPerHour: options.stepsPerHour ?? 1 };
  const { conditionsOf = hourlyConditions } = options;
  const inputs = livingSites(programme, plan).map((site) => {
    const station = library.climate(programme.sites[site]!.climate);
    return siteInput(programme, plan, site, splits, conditionsOf(programme, site, library, options.seed), station, draw);
  });
  const outputs = await simulateSites(inputs, options.workers ?? 1);
  return { record: recordOf(programme, plan, options.seed, inputs, outputs, splits, starts), hourly: () => hourlyTable(inputs, outputs) };
}

function recordOf(
  programme: Programme,
  plan: Plan,
  seed: number,
  inputs: readonly SiteInput[],
  outputs: readonly SiteOutput[],
  splits: ReturnType<typeof splitOf>,
  starts: Int32Array,
): RunRecord {
  const trainings = [...outputs.flatMap((output) => siteTrainings(programme, output)), ...cloudTrainings(programme, plan, starts)];
  const served = servedOf(programme, plan, splits, outputs, starts);
  const planned = (site: string, quarter: number) => {
    const { work, training } = plan.decisions.sites[site]!;
    return [...Object.values(work), ...Object.values(training).flatMap((byKind) => Object.values(byKind))].reduce((sum, byQuarter) => sum + byQuarter[quarter]!, 0);
  };
  const plannedHours = outputs.reduce(
    (sum, { site }) =>
      sum +
      Array.from({ length: programme.calendar.quarters }, (_, quarter) => planned(site, quarter) * (starts[quarter + 1]! - starts[quarter]!)).reduce(
        (part, value) => part + value,
        0,
      ),
    0,
  );
  const swings = swingsOf(programme, inputs, outputs);
  const quarterHours = quarterHourlyTable(outputs);
  const tables = [
    served.serving,
    siteQuartersTable(programme, inputs, outputs, planned),
    served.workQuarters,
    failuresTable(programme, inputs, outputs),
    trainingsTable(trainings),
    energyQuartersTable(programme, outputs),
    lossesTable(programme, outputs),
    swingsTable(swings),
    ...(quarterHours ? [quarterHours] : []),
  ];
  return {
    tables: Object.fromEntries(tables.map((table) => [table.shape.name, table])),
    summary: {
      ...(quarterHours ? { stepMinutes: 15 as const } : {}),
      ...summaryOf(programme, plan, seed, starts[programme.calendar.quarters]!, outputs, trainings, served, plannedHours),
      ...(swings.length > 0 ? { swings: swings.map(swingSentence) } : {}),
    },
  };
}

function siteTrainings(programme: Programme, output: SiteOutput): TrainingRow[] {
  return output.gangs.map((gang) => ({
    id: gang.id,
    campus: output.site,
    startHour: gang.startHour,
    endHour: gang.endHour,
    packages: gang.packages,
    flop: gang.flop,
    wantedFlop: wantedFlop(programme, gang.id),
    interruptions: gang.interruptions,
    checkpointMinutes: gang.intervalHours * 60,
    ettr: gang.ettr,
  }));
}

/** A run on a cloud goes as planned: nothing is known of its accelerators and their failures. */
function cloudTrainings(programme: Programme, plan: Plan, starts: Int32Array): TrainingRow[] {
  return Object.entries(programme.workloads).flatMap(([id, workload]): TrainingRow[] => {
    const campus = plan.decisions.campus[id];
    const bought = typeof campus !== "string" ? undefined : plan.decisions.clouds[campus]?.work[id];
    if (workload.kind !== "training" || typeof campus !== "string" || !bought) return [];
    const first = bought.findIndex((h100e) => h100e > 0);
    const end = first >= 0 && finishes(plan, id, workload) ? starts[lastPlanned(plan, id) + 1]! : Number.NaN;
    return [
      {
        id,
        campus,
        startHour: first < 0 ? Number.NaN : starts[first]!,
        endHour: end,
        packages: 0,
        flop: plan.derived.compute.flop[id] ?? 0,
        wantedFlop: workload.compute,
        interruptions: 0,
        checkpointMinutes: Number.NaN,
        ettr: Number.NaN,
      },
    ];
  });
}

function wantedFlop(programme: Programme, id: string): number {
  const workload = programme.workloads[id]!;
  return workload.kind === "training" ? workload.compute : 0;
}
