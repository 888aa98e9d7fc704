// The thread that plays futures: one index in, one outcome out, until there is nothing more to play.

import { parentPort, workerData } from "node:worker_threads";
import type { Library } from "../programme/library.ts";
import type { Future } from "./future.ts";
import { type Point, Player } from "./play.ts";
import type { Tables } from "./tables-of.ts";
import { libraryOf } from "./tables-of.ts";

const { points, tables } = workerData as { readonly points: readonly Point[]; readonly tables: Tables };
const library: Library = libraryOf(tables);
const player = new Player(points, library);

parentPort!.on("message", (future: Future) => {
  player.play(future).then(
    (outcome) => parentPort!.postMessage({ index: future.index, outcome }),
    (error: unknown) => parentPort!.postMessage({ index: future.index, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
