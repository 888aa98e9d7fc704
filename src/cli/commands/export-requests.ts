// `gigasite export RECORD --mooncake --vidur`: the requests that a serving simulation played out, as a trace.

import { basename, join, resolve } from "node:path";
import { existsSync, readFileSync } from "node:fs";
import { writeTrace } from "../../formats/traces/write-trace.ts";
import { readTable } from "../../record/read.ts";
import { requestsOfTable, servedRequests } from "../../record/served-requests.ts";
import { Stop } from "../stop.ts";

export type DrawnFormat = "mooncake" | "vidur";

const endings: Readonly<Record<DrawnFormat, string>> = { mooncake: "mooncake.jsonl", vidur: "vidur.csv" };

/** The file of a format, from the record in a run folder. The record has no prefixes, so neither has the file. @throws Stop 2 when no requests were simulated */
export async function requestFile(format: DrawnFormat, folder: string): Promise<{ readonly name: string; readonly content: string }> {
  const path = join(folder, "record", `${servedRequests.name}.parquet`);
  if (!existsSync(path))
    throw new Stop(2, `export: --${format} expects a record with requests in it, and ${folder} has no ${path}; \`gigasite simulate --serving SPEC -o ${folder}\` makes it`);
  const trace = requestsOfTable(await readTable(servedRequests, readFileSync(path)));
  const text = writeTrace(trace, format).flatMap(({ pieces }) => [...pieces]);
  return { name: `${basename(resolve(folder))}.${endings[format]}`, content: text.join("") };
}
