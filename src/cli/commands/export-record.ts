// `gigasite export PLAN --opendc --chrome`: what became of the jobs that were simulated, in others' formats.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { opendcResults } from "../../formats/traces/opendc-results.ts";
import { writeChromeTrace } from "../../formats/traces/chrome-trace.ts";
import { outcomesOfTable } from "../../record/outcomes.ts";
import { readRecord } from "../../record/read.ts";
import { firstDay } from "../../units/calendar.ts";
import type { Case } from "../inputs.ts";
import { Stop } from "../stop.ts";

export type RecordFormat = "opendc" | "chrome";

/** The files of a format from the record in a run folder. Second 0 of its attempts, and hour 0 of its hours, is the calendar's first day. @throws Stop 2 when no jobs were simulated */
export async function recordFiles(
  format: RecordFormat,
  folder: string,
  { name, resolved }: Case,
): Promise<readonly { readonly name: string; readonly content: string | Uint8Array }[]> {
  const record = join(folder, "record");
  if (!existsSync(record)) throw new Stop(2, `export: --${format} expects a record, and ${folder} has none; \`gigasite simulate ${folder}\` makes it`);
  const { tables, summary } = await readRecord(record);
  const attempts = tables["attempts"];
  if (attempts === undefined)
    throw new Stop(2, `export: --${format} expects a record with jobs in it, and ${record} has no table attempts; \`gigasite simulate ${folder} --trace FILE\` plays jobs`);
  const origin = Date.parse(`${firstDay(resolved.programme.calendar.from)}T00:00:00Z`);
  const outcomes = outcomesOfTable(attempts, origin);
  if (format === "chrome") return [{ name: `${name}.trace.json`, content: [...writeChromeTrace(outcomes)].join("") }];
  const hourly = tables["hourly"];
  return Object.entries(opendcResults(summary.seed, outcomes, hourly && { table: hourly, origin })).map(([file, content]) => ({ name: `raw-output/${name}/${file}`, content }));
}
