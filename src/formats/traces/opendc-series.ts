// What do OpenDC's tables of carbon intensity and of failures say?

import type { Read } from "./format.ts";
import { eachRowGroup, GroupReader, type ParquetTable } from "./parquet-table.ts";
import { Problems } from "./problems.ts";

/** OpenDC carbon table: timestamp (ms), carbon_intensity (g CO2/kWh): a step function, each value holds until the next. */
export async function readOpendcCarbon(table: ParquetTable): Promise<Read> {
  const problems = new Problems(table.file);
  const [times, values]: [number[], number[]] = [[], []];
  await eachRowGroup(table, ["timestamp", "carbon_intensity"], (group) => {
    const reader = new GroupReader(table, problems, group);
    for (let row = 0; row < group.rows; row += 1) {
      const time = reader.number("timestamp", row, { least: Number.NEGATIVE_INFINITY });
      if (time <= (times.at(-1) ?? Number.NEGATIVE_INFINITY)) reader.wrong("timestamp", row, "a time after the one of the row before");
      times.push(time);
      values.push(reader.number("carbon_intensity", row));
    }
  });
  problems.stopIfAny();
  const origin = times[0] ?? 0;
  const trace = { kind: "carbon", origin, seconds: Float64Array.from(times, (time) => (time - origin) / 1000), gramsPerKwh: Float64Array.from(values) } as const;
  return { trace, notes: [], detail: "carbon intensity" };
}

/**
 * OpenDC failure table: failure_interval and failure_duration (ms), failure_intensity (share of hosts, 0 to 1).
 * Trap: no host and no cause; the interval counts from the beginning of the failure before.
 */
export async function readOpendcFailures(table: ParquetTable): Promise<Read> {
  const problems = new Problems(table.file);
  const [intervals, durations, shares]: [number[], number[], number[]] = [[], [], []];
  await eachRowGroup(table, ["failure_interval", "failure_duration", "failure_intensity"], (group) => {
    const reader = new GroupReader(table, problems, group);
    for (let row = 0; row < group.rows; row += 1) {
      intervals.push(reader.number("failure_interval", row) / 1000);
      durations.push(reader.number("failure_duration", row) / 1000);
      const share = reader.number("failure_intensity", row);
      if (share > 1) reader.wrong("failure_intensity", row, "a share of at most 1");
      shares.push(share);
    }
  });
  problems.stopIfAny();
  const trace = {
    kind: "failures",
    intervalSeconds: Float64Array.from(intervals),
    durationSeconds: Float64Array.from(durations),
    share: Float64Array.from(shares),
  } as const;
  return { trace, notes: [], detail: "failures" };
}
