// `gigasite validate`: published figures against ours; exit 1 for a miss that is not known, and for a known one that passes.

import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readTrace } from "../../formats/traces/read-trace.ts";
import type { ClimateTable } from "../../programme/climate.ts";
import { nearest } from "../../units/suggest.ts";
import { type Facts, readFacts } from "../../validate/facts.ts";
import type { Cluster } from "../../validate/fill.ts";
import { ids, validate as compareAll } from "../../validate/validate.ts";
import type { Answer } from "../face.ts";
import { packaged } from "../package.ts";
import { sensitivityScreen, validationScreen } from "../screens/validation.ts";
import { Stop } from "../stop.ts";

interface ValidateOptions {
  readonly openb?: string;
  readonly only?: string;
  readonly seed: number;
}

export async function validate(_operands: readonly string[], { only, openb, seed }: ValidateOptions, answer: Answer): Promise<number> {
  const wanted = only
    ?.split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");
  const unknown = wanted?.filter((id) => !ids.includes(id)) ?? [];
  if (wanted?.length === 0) throw new Stop(2, "--only: expected ids of rows, as V1,V3");
  if (unknown.length > 0) throw new Stop(2, unknown.map((id) => `--only: there is no row "${id}"${suggestion(id)}`).join("\n"));
  const facts = openb === undefined ? packagedFacts() : { ...packagedFacts(), openb: await openbIn(openb) };
  const validation = compareAll(facts, seed, wanted === undefined ? undefined : new Set(wanted));
  const { rows } = validation;
  const text = [validationScreen(validation), ...(wanted === undefined ? [] : [sensitivityScreen(rows)])].filter((part) => part !== "").join("\n\n");
  answer.give({ document: { seed, ...validation }, text });
  return validation.newMisses.length + validation.passingKnown.length > 0 ? 1 : 0;
}

/** The facts that come with the package. */
export function packagedFacts(): Facts {
  const text = (name: string): string => readFileSync(packaged(`data/${name}`), "utf8");
  return readFacts(text("validation.yaml"), text("training.yaml"), (id) => JSON.parse(text(`climate/${id}.json`)) as ClimateTable);
}

/** The openb cluster from its authors' files. @throws Stop when a file is not there or is another one */
export async function openbIn(folder: string): Promise<Cluster> {
  const [nodes, pods] = await Promise.all(
    ["openb_node_list_gpu_node.csv", "openb_pod_list_default.csv"].map(async (name) => {
      const file = join(folder, name);
      if (!existsSync(file)) throw new Stop(2, `--openb: ${file} is not there`);
      return (await readTrace(file, createReadStream(file))).trace;
    }),
  );
  if (nodes?.kind !== "nodes" || pods?.kind !== "jobs") throw new Stop(2, `--openb: ${folder}: expected the nodes and the pods of cluster-trace-gpu-v2023`);
  return { nodes, pods };
}

function suggestion(id: string): string {
  const near = nearest(id, ids);
  return near === undefined ? `; the rows are ${ids.join(", ")}` : `; did you mean ${near}?`;
}
