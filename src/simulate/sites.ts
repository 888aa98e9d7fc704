// Which thread simulates which site?

import { openThread } from "../units/thread.ts";
import { simulateSite } from "./site.ts";
import type { SiteInput } from "./site-input.ts";
import type { SiteOutput } from "./site-output.ts";

/** Simulates every site, on `workers` threads beside this one when there are more than one. Outputs come in the order of inputs and do not depend on `workers`. */
export async function simulateSites(inputs: readonly SiteInput[], workers: number): Promise<SiteOutput[]> {
  const threads = Math.min(Math.floor(workers), inputs.length);
  if (threads < 2) return inputs.map(simulateSite);
  const outputs: SiteOutput[] = [];
  await Promise.all(
    Array.from({ length: threads }, async (_, thread) => {
      const mine = [...inputs.keys()].filter((index) => index % threads === thread);
      for (const [position, output] of (await runThread(mine.map((index) => inputs[index]!))).entries()) outputs[mine[position]!] = output;
    }),
  );
  return outputs;
}

function runThread(inputs: readonly SiteInput[]): Promise<readonly SiteOutput[]> {
  return new Promise((resolve, reject) => {
    const worker = openThread(import.meta.url, "./site-worker", inputs);
    worker.once("message", (outputs: readonly SiteOutput[]) => {
      resolve(outputs);
      void worker.terminate();
    });
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`a simulation thread ended with code ${code}`)));
  });
}
