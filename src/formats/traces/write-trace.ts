// In which formats can a trace be written, and what is then in which file?

import type { JobTrace, RequestTrace } from "../../record/trace.ts";
import { writeAzureLlm } from "./azure-llm.ts";
import type { Trace } from "./format.ts";
import { writeMooncake } from "./mooncake.ts";
import { writeOpenbPods } from "./openb-pods.ts";
import { opendcTables } from "./opendc-write.ts";
import { writePaiJobs } from "./pai-jobs.ts";
import { writePhillyCsv } from "./philly-csv.ts";
import { TraceError } from "./problems.ts";
import { writeSwf } from "./swf.ts";
import { writeVidur } from "./vidur.ts";
import { jobFormats, requestFormats, type WritableFormat } from "./writable-formats.ts";

/** One file of what is written, in pieces. Its name is empty where the format is one file, which then has the name that is asked for. */
export interface WrittenFile {
  readonly name: string;
  readonly pieces: Iterable<string | Uint8Array>;
}

const one = (pieces: Iterable<string>): readonly WrittenFile[] => [{ name: "", pieces }];

const jobWriters: Readonly<Record<(typeof jobFormats)[number], (trace: JobTrace) => readonly WrittenFile[]>> = {
  swf: (trace) => one(writeSwf(trace)),
  pai: (trace) => one(writePaiJobs(trace)),
  openb: (trace) => one(writeOpenbPods(trace)),
  "philly-csv": (trace) => one(writePhillyCsv(trace)),
  opendc: (trace) => Object.entries(opendcTables(trace)).map(([name, bytes]) => ({ name, pieces: [bytes] })),
};

const requestWriters: Readonly<Record<(typeof requestFormats)[number], (trace: RequestTrace) => readonly WrittenFile[]>> = {
  vidur: (trace) => one(writeVidur(trace)),
  mooncake: (trace) => one(writeMooncake(trace)),
  "azure-llm": (trace) => one(writeAzureLlm(trace)),
};

/**
 * The files of a trace in a format. OpenDC's are two in a folder, every other is one.
 * @throws TraceError when the format is for traces of another kind
 */
export function writeTrace(trace: Trace, format: WritableFormat): readonly WrittenFile[] {
  if (trace.kind === "jobs" && format in jobWriters) return jobWriters[format as (typeof jobFormats)[number]](trace);
  if (trace.kind === "requests" && format in requestWriters) return requestWriters[format as (typeof requestFormats)[number]](trace);
  const fitting = trace.kind === "jobs" ? jobFormats : trace.kind === "requests" ? requestFormats : [];
  const can = fitting.length === 0 ? `a trace of ${trace.kind} is written in no other format` : `a trace of ${trace.kind} can be written as ${fitting.join(", ")}`;
  throw new TraceError([`${format}: ${can}`]);
}
