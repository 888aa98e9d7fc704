// How does what the sites' energy did become tables of the record?

import type { Programme } from "../programme/programme.ts";
import { energyQuarters, losses, quarterHourly, type Table } from "../record/record.ts";
import { type Cell, tableOf } from "../record/table.ts";
import { quarterAt } from "../units/calendar.ts";
import { type EnergySum, energySums, powerColumns, type SiteOutput } from "./site-output.ts";
import { sumOf } from "./tables.ts";

export function energyQuartersTable(programme: Programme, outputs: readonly SiteOutput[]): Table {
  const rows = outputs.flatMap((output) =>
    Array.from({ length: programme.calendar.quarters }, (_, quarter): Cell[] => {
      const itMwh = sumOf(output, quarter, "itMwh");
      const ratio = (value: number) => (itMwh > 0 ? value / itMwh : 0);
      const sum = (name: EnergySum) => output.energy[quarter * energySums.length + energySums.indexOf(name)]!;
      const inTonnes = (name: EnergySum) => (name === "marginalKg" ? sum(name) / 1000 : sum(name));
      return [
        output.site,
        quarterAt(programme.calendar, quarter),
        ratio(sumOf(output, quarter, "facilityMwh")),
        ratio(sumOf(output, quarter, "waterM3")),
        ...energySums.map(inTonnes),
      ];
    }),
  );
  return tableOf(energyQuarters, rows);
}

export function lossesTable(programme: Programme, outputs: readonly SiteOutput[]): Table {
  const rows = outputs.flatMap(({ site, stages, stageMwh }) =>
    Array.from({ length: programme.calendar.quarters }, (_, quarter) =>
      stages.map((stage, index): Cell[] => [site, quarterAt(programme.calendar, quarter), stage, stageMwh[quarter * stages.length + index]!]),
    ).flat(),
  );
  return tableOf(losses, rows);
}

/** Rows by quarter hour; null of a run by the hour. */
export function quarterHourlyTable(outputs: readonly SiteOutput[]): Table | null {
  const first = outputs.find(({ steps }) => steps !== null);
  if (!first) return null;
  const each = first.steps![0]!.length;
  const perHour = each / first.power[0]!.length;
  const rows = outputs.length * each;
  const values = quarterHourly.columns.map(({ name }) => {
    if (name === "site") return outputs.flatMap(({ site }) => Array.from({ length: each }, () => site));
    const out = new Float64Array(rows);
    if (name === "hour") return out.map((_, row) => (row % each) / perHour);
    for (const [index, { steps }] of outputs.entries()) out.set(steps![powerColumns.indexOf(name as (typeof powerColumns)[number])]!, index * each);
    return out;
  });
  return { shape: quarterHourly, rows, values };
}
