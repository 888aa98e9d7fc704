// How is a worker thread opened, from the built package and from the sources alike?

import { Worker } from "node:worker_threads";

/**
 * Opens a worker on a module beside `from`.
 * @param from `import.meta.url` of the caller
 * @param module path without extension, for example `./highs-worker`
 */
export function openThread(from: string, module: string, workerData: unknown): Worker {
  if (!from.endsWith(".ts")) return new Worker(new URL(`${module}.js`, from), { workerData });
  // Sources run under tsx, whose loader does not reach worker threads on Node 20: register it inside the thread first.
  const entry = new URL(`${module}.ts`, from).href;
  return new Worker(`import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(entry)}); })`, { eval: true, workerData });
}
