// `gigasite serve`: the pages of the runs in a folder, until it is stopped.

import { existsSync } from "node:fs";
import { serve as listen } from "../../server/serve.ts";
import type { Answer } from "../face.ts";
import { Stop } from "../stop.ts";

export async function serve([folder = "runs"]: readonly string[], { port }: { readonly port: number }, answer: Answer): Promise<number> {
  if (folder !== "runs" && !existsSync(folder)) throw new Stop(2, `${folder}: there is no such folder`);
  const served = await listen(folder, port);
  if (served.moved) answer.say(`port ${port} is busy: serving on ${served.port}`);
  answer.give({ document: { url: served.url }, text: `serving ${folder} at ${served.url} (Ctrl-C stops)` });
  await stopped(answer.interrupted);
  await served.close();
  return 0;
}

/** Resolves at the first Ctrl-C. */
export function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener("abort", () => done(), { once: true });
  });
}
