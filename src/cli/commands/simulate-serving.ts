// `gigasite simulate --serving SPEC [--trace FILE]`: requests played out on replicas of a model, a row for each and a summary.

import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { openTable } from "../../record/open-table.ts";
import { servedRequests } from "../../record/served-requests.ts";
import type { RequestTrace } from "../../record/trace.ts";
import { writeNotes } from "../../record/write.ts";
import { type FluidBeside, fluidBeside } from "../../simulate/serving/fluid.ts";
import type { ServingOutcome } from "../../simulate/serving/outcome.ts";
import { readServingSpec } from "../../simulate/serving/read-spec.ts";
import { playServing, requestsOf } from "../../simulate/serving/simulate-serving.ts";
import type { ServingSpec } from "../../simulate/serving/spec.ts";
import type { Answer } from "../face.ts";
import { readText, sha256 } from "../inputs.ts";
import { jsonText } from "../json-text.ts";
import { packaged, version } from "../package.ts";
import { badInput } from "../problems.ts";
import { openRunFolder } from "../run-folder.ts";
import { servingScreen } from "../screens/serving.ts";
import type { ServingRecord } from "../serving-record.ts";
import { Stop } from "../stop.ts";
import { number, percent } from "../table.ts";
import { readTraceFile } from "../trace-file.ts";

export interface ServingOptions {
  readonly serving: string;
  readonly trace?: string;
  readonly output?: string;
  readonly seed: number;
  readonly set: readonly string[];
}

export async function simulateServing({ serving: file, trace: traceFile, output, seed, set }: ServingOptions, answer: Answer): Promise<number> {
  const began = performance.now();
  const text = readText(file);
  if (text === undefined) throw new Stop(2, `${file}: there is no such file`);
  const library = readFileSync(packaged("data/serving.yaml"), "utf8");
  const read = readServingSpec(file, text, library, set);
  if (read.spec === undefined) throw badInput(read.problems);
  const name = basename(file, extname(file));
  const folder = output ?? join("runs", name);
  if (existsSync(join(folder, "plan.json"))) throw new Stop(2, `${folder}: a plan stands here, and the record would no longer be of it; choose another folder with -o`);
  const given = traceFile === undefined ? undefined : await requestTrace(traceFile, answer);
  const { spec } = read;
  const run = openRunFolder(folder);
  try {
    const played = await play([file, ...(traceFile === undefined ? [] : [traceFile])].join(", "), spec, given?.trace, seed, answer);
    if (played === undefined) return 130;
    const { requests, summary, fluid } = played;
    const record: ServingRecord = { kind: "serving", specification: name, trace: given?.detected ?? null, seed, summary, fluid, spec: named(spec) };
    const inputs = { [basename(file)]: sha256(text), "data/serving.yaml": sha256(library), ...(traceFile === undefined ? {} : { [basename(traceFile)]: await hashOf(traceFile) }) };
    const stage = run.stage("record");
    mkdirSync(stage);
    const table = openTable(join(stage, `${servedRequests.name}.parquet`), servedRequests);
    table.append(requests.values);
    table.close();
    writeNotes(stage, record, [servedRequests]);
    const seconds = { simulate: Math.round(performance.now() - began) / 1000 };
    run.stageText("run.json", jsonText({ gigasite: version(), node: process.version, file, seed, inputs, seconds, finished: new Date().toISOString() }));
    run.commit();
    answer.give({
      document: { folder, ...record },
      text: [...(given ? [`${traceFile!}: ${given.detected}`, ...given.notes.map((note) => `  note: ${note}`)] : []), servingScreen(record), `written to ${folder}`].join("\n"),
    });
    return 0;
  } finally {
    run.close();
  }
}

/** @returns undefined when it was interrupted. @throws Stop 2 for what the schema allows and these requests do not: a model that does not fit, arrivals out of order */
async function play(
  source: string,
  spec: ServingSpec,
  given: RequestTrace | undefined,
  seed: number,
  answer: Answer,
): Promise<(ServingOutcome & { readonly fluid: FluidBeside | null }) | undefined> {
  try {
    const trace = given ?? requestsOf(spec, seed);
    const count = number(trace.arrivalSeconds.length);
    const outcome = await playServing(spec, trace, seed, async (arrived) => {
      answer.progress(`simulate: ${percent(arrived, 0)} of ${count} requests have arrived`);
      await new Promise((done) => setImmediate(done));
      return !answer.interrupted.aborted;
    });
    return outcome && { ...outcome, fluid: fluidBeside(spec, trace, outcome.summary) };
  } catch (error) {
    if (error instanceof RangeError) throw new Stop(2, `${source}: ${error.message}`);
    throw error;
  }
}

async function requestTrace(file: string, answer: Answer): Promise<{ readonly trace: RequestTrace; readonly detected: string; readonly notes: readonly string[] }> {
  answer.progress(`simulate: reading ${file}`);
  const { trace, sentence, notes } = await readTraceFile(file);
  if (trace.kind !== "requests") throw new Stop(2, `${file}: expected a trace of requests for --serving, found ${trace.kind} (${sentence})`);
  return { trace, detected: sentence, notes };
}

/** Of the library only what the specification names. */
function named(spec: ServingSpec): ServingSpec {
  const only = <Entry>(map: Readonly<Record<string, Entry>>, id: string): Record<string, Entry> => ({ [id]: map[id]! });
  return { ...spec, models: only(spec.models, spec.model), accelerators: only(spec.accelerators, spec.accelerator), engines: only(spec.engines, spec.engine) };
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}
