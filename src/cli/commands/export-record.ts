// `gigasite export PLAN --opendc --chrome --swf`: what became of the jobs that were simulated, in others' formats.

import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { opendcResults } from "../../formats/traces/opendc-results.ts";
import { writeChromeTrace } from "../../formats/traces/chrome-trace.ts";
import { writeSwf } from "../../formats/traces/swf.ts";
import { jobTraceOfTable } from "../../record/jobs.ts";
import { outcomesOfTable } from "../../record/outcomes.ts";
import { readRecord } from "../../record/read.ts";
import { firstDay } from "../../units/calendar.ts";
import { caseOfFolder } from "../inputs.ts";
import { jobsRecordOf } from "../jobs-record.ts";
import { Stop } from "../stop.ts";

export type RecordFormat = "opendc" | "chrome" | "swf";

/** The files of a format from the record in a run folder. Second 0 of its attempts, and hour 0 of its hours, is the trace's own or the calendar's first day. @throws Stop 2 when no jobs were simulated */
export async function recordFiles(format: RecordFormat, folder: string): Promise<readonly { readonly name: string; readonly content: string | Uint8Array }[]> {
  const record = join(folder, "record");
  if (!existsSync(record)) throw new Stop(2, `export: --${format} expects a record, and ${folder} has none; \`gigasite simulate ${folder}\` makes it`);
  const { tables, summary } = await readRecord(record);
  const attempts = tables["attempts"];
  if (attempts === undefined)
    throw new Stop(2, `export: --${format} expects a record with jobs in it, and ${record} has no table attempts; \`gigasite simulate --trace FILE -o ${folder}\` plays jobs`);
  const name = basename(resolve(folder));
  const origin = jobsRecordOf(folder)?.origin ?? Date.parse(`${firstDay(caseOfFolder(folder).resolved.programme.calendar.from)}T00:00:00Z`);
  if (format === "swf") {
    if (tables["jobs"] === undefined) throw new Stop(2, `export: --swf expects a record with a table jobs, and ${record} has none`);
    return [{ name: `${name}.swf`, content: [...writeSwf(jobTraceOfTable(tables["jobs"], origin))].join("") }];
  }
  const outcomes = outcomesOfTable(attempts, origin);
  if (format === "chrome") return [{ name: `${name}.trace.json`, content: [...writeChromeTrace(outcomes)].join("") }];
  const hourly = tables["hourly"];
  return Object.entries(opendcResults(summary.seed, outcomes, hourly && { table: hourly, origin })).map(([file, content]) => ({ name: `raw-output/${name}/${file}`, content }));
}
