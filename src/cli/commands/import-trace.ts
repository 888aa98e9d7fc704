// `gigasite import TRACE [--to FORMAT -o OUT]`: what a trace file holds, and the same trace in another format.

import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Answer } from "../face.ts";
import { TraceError } from "../../formats/traces/problems.ts";
import type { TraceRead } from "../../formats/traces/read-trace.ts";
import { summaryOf, type TraceSummary } from "../../formats/traces/trace-summary.ts";
import { type WrittenFile, writeTrace } from "../../formats/traces/write-trace.ts";
import { jobFormats, requestFormats, type WritableFormat } from "../../formats/traces/writable-formats.ts";
import { Stop } from "../stop.ts";
import { readTraceFile } from "../trace-file.ts";

/** Reads a trace, writes it as `to` says where it is given, and tells what was found. */
export async function importTrace(file: string, to: WritableFormat | undefined, output: string | undefined, answer: Answer): Promise<number> {
  if (to !== undefined && output === undefined) throw new Stop(2, "import: --to expects -o OUT, the file to write (a folder for opendc)");
  if (to === undefined && output !== undefined) throw new Stop(2, `import: a trace is written with --to, one of ${[...jobFormats, ...requestFormats].join(", ")}`);
  if (output !== undefined && existsSync(output)) throw new Stop(2, `${output}: it stands here already; nothing was written (choose another with -o)`);
  answer.progress(`import: reading ${file}`);
  const read = await readTraceFile(file);
  const written = to === undefined ? [] : write(read, to, output!);
  const summary = summaryOf(read.trace);
  const { format, sentence, notes } = read;
  answer.give({
    document: { file, format, detected: sentence, ...summary, notes, problems: 0, written },
    text: [`${file}: ${sentence}`, ...sentences(summary), ...notes.map((note) => `  note: ${note}`), "  problems: none", ...written.map((name) => `wrote ${name}`)].join("\n"),
  });
  return 0;
}

function write({ trace }: TraceRead, to: WritableFormat, output: string): string[] {
  let files: readonly WrittenFile[];
  try {
    files = writeTrace(trace, to);
  } catch (error) {
    if (error instanceof TraceError) throw new Stop(2, `import: --to ${error.message}`, { problems: error.problems });
    throw error;
  }
  if (files.some(({ name }) => name !== "")) mkdirSync(output, { recursive: true });
  return files.map(({ name, pieces }) => {
    const target = name === "" ? output : join(output, name);
    const partial = `${target}.partial`;
    try {
      const handle = openSync(partial, "w");
      try {
        for (const piece of pieces) writeWhole(handle, typeof piece === "string" ? Buffer.from(piece) : piece);
      } finally {
        closeSync(handle);
      }
      renameSync(partial, target);
    } catch (error) {
      rmSync(partial, { force: true });
      throw error;
    }
    return target;
  });
}

/** `writeSync` may take less than it is given. */
function writeWhole(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
}

const round = (value: number, digits = 0) => value.toLocaleString("en-US", { maximumFractionDigits: digits });

function sentences(summary: TraceSummary): string[] {
  const { kind, rows, from, spanHours, acceleratorHours, largestJobAccelerators, withoutRunTime, inputTokens, outputTokens, prefixBlocks, accelerators } = summary;
  const what = { jobs: "jobs", requests: "requests", carbon: "values", failures: "failures", fragments: "fragments", nodes: "nodes", weather: "hours" }[kind];
  return [
    `  ${round(rows)} ${what}${spanHours === undefined ? "" : ` over ${spanHours < 1 ? `${round(spanHours * 3600, 1)} seconds` : `${round(spanHours, 2)} hours`}`}${from === undefined ? "" : ` from ${from}`}`,
    ...(acceleratorHours === undefined
      ? []
      : [
          `  ${round(acceleratorHours, 2)} accelerator-hours, the largest job ${round(largestJobAccelerators!, 3)} accelerators${withoutRunTime === 0 ? "" : `; ${round(withoutRunTime!)} without a run time`}`,
        ]),
    ...(inputTokens === undefined
      ? []
      : [`  ${round(inputTokens)} input and ${round(outputTokens!)} output tokens${prefixBlocks === undefined ? "" : `, ${round(prefixBlocks)} prefix blocks`}`]),
    ...(accelerators === undefined ? [] : [`  ${round(accelerators)} accelerators`]),
  ];
}
