// Which format is a trace file in?

import { acme } from "./acme.ts";
import { azureLlm } from "./azure-llm.ts";
import { burstGpt } from "./burst-gpt.ts";
import { beginning, sampleOf, type TraceFormat } from "./format.ts";
import { helios } from "./helios.ts";
import { mooncake } from "./mooncake.ts";
import { openbNodes } from "./openb-nodes.ts";
import { openbPods } from "./openb-pods.ts";
import { opendc } from "./opendc.ts";
import { paiJobs } from "./pai-jobs.ts";
import { paiTasks } from "./pai-tasks.ts";
import { phillyCsv } from "./philly-csv.ts";
import { phillyJson } from "./philly-json.ts";
import { TraceError } from "./problems.ts";
import { sacct } from "./sacct.ts";
import { swf } from "./swf.ts";
import { vidur } from "./vidur.ts";
import { epw, hourlyCsv, tmy3 } from "./weather-files.ts";

/** Every format that can be read. */
export const traceFormats: readonly TraceFormat[] = [
  swf,
  phillyJson,
  phillyCsv,
  helios,
  acme,
  openbPods,
  openbNodes,
  paiJobs,
  paiTasks,
  sacct,
  azureLlm,
  burstGpt,
  vidur,
  mooncake,
  opendc,
  epw,
  tmy3,
  hourlyCsv,
];

/** First bytes that are enough to tell. */
export const sampleBytes = 1 << 16;

export interface Detected {
  readonly format: TraceFormat;
  /** "Slurm accounting: 12 columns, from the header line". */
  readonly sentence: string;
}

/**
 * The format of a file, from its name and its first bytes (`sampleBytes` are enough).
 * @throws TraceError that lists what was looked for, when nothing or more than one format fits
 */
export function detectTrace(name: string, firstBytes: Uint8Array, formats: readonly TraceFormat[] = traceFormats): Detected {
  if (firstBytes.length === 0) throw new TraceError([`${name}:1:1: expected a trace, found an empty file; give the file that has the rows`]);
  if (firstBytes[0] === 0x1f && firstBytes[1] === 0x8b)
    throw new TraceError([`${name}:1:1: expected a trace, found one compressed with gzip; unpack it, or give it a name that ends in .gz`]);
  const sample = sampleOf(name, firstBytes);
  const fitting = formats.flatMap((format) => {
    const how = format.recognise(sample);
    return how === undefined ? [] : [{ format, sentence: `${format.title}: ${how}` }];
  });
  if (fitting.length === 1) return fitting[0]!;
  if (fitting.length > 1)
    throw new TraceError([
      `${name}:1:1: expected one format, found signs of ${fitting.map(({ sentence }) => sentence).join(" and of ")}; take out the columns that are not needed`,
    ]);
  throw new TraceError([
    `${name}:1:1: expected one of the formats below, found a file that begins with ${beginning(sample)}; compare the header line`,
    ...formats.map(({ id, title, sign }) => `  ${id}: ${title}, by ${sign}`),
  ]);
}
