// What does the record of a serving simulation say beside its table of requests?

import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FluidBeside } from "../simulate/serving/fluid.ts";
import type { ServingSummary } from "../simulate/serving/outcome.ts";
import type { ServingSpec } from "../simulate/serving/spec.ts";
import { readText } from "./inputs.ts";
import { parseJson } from "./json-text.ts";

/** `record/summary.json`. A figure that there is not, such as tokens per dollar without a price, is null there. */
export interface ServingRecord {
  readonly kind: "serving";
  readonly specification: string;
  /** How the trace was detected; null where requests were drawn. */
  readonly trace: string | null;
  readonly seed: number;
  readonly summary: ServingSummary;
  /** Null where the fluid limit has no steady state. */
  readonly fluid: FluidBeside | null;
  /** As it was read, with every default and what is named of the library. */
  readonly spec: ServingSpec;
}

/** The summary of a run folder's record where it is one of a serving simulation. @throws Stop 2 when it is no JSON */
export function servingRecordOf(folder: string): ServingRecord | undefined {
  const path = join(folder, "record", "summary.json");
  const read = existsSync(path) ? parseJson<Partial<ServingRecord> | null>(path, readText(path)!) : undefined;
  return read?.kind === "serving" ? (read as ServingRecord) : undefined;
}
