// How does a stopped sweep lose nothing? Each future that is done is a line of `.partial/futures.jsonl`, on the disk before the next is told.

import { closeSync, existsSync, fdatasyncSync, openSync, readFileSync, rmSync, truncateSync, writeSync } from "node:fs";
import type { Outcome } from "../sweep/outcome.ts";

/** The file of a sweep's finished futures, open for more. */
export interface SavedFutures {
  /** Those that were done before, by number. */
  readonly done: ReadonlyMap<number, Outcome>;
  add(future: number, outcome: Outcome): void;
  close(): void;
  /** Removes the file: the sweep is written where it belongs. */
  forget(): void;
}

/**
 * Opens the futures of a sweep, or begins anew where there are none or they are of another sweep.
 * @param of SHA-256 of everything that the outcomes depend on
 */
export function openFutures(path: string, of: string): SavedFutures {
  const { done, length } = finished(path, of);
  if (length === 0) rmSync(path, { force: true });
  // A line that was being written when the power went is no future.
  else truncateSync(path, length);
  const handle = openSync(path, "a");
  const line = (value: unknown): void => {
    writeSync(handle, `${JSON.stringify(value)}\n`);
    fdatasyncSync(handle);
  };
  if (length === 0) line({ of });
  let open = true;
  const close = (): void => {
    if (open) closeSync(handle);
    open = false;
  };
  return {
    done,
    add: (future, outcome) => line({ future, outcome }),
    close,
    forget() {
      close();
      rmSync(path, { force: true });
    },
  };
}

/** The futures of a file, and how many of its bytes are whole lines; nothing where it is of another sweep. */
function finished(path: string, of: string): { readonly done: Map<number, Outcome>; readonly length: number } {
  const done = new Map<number, Outcome>();
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  let length = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, length)) {
    const read = parsed(bytes.toString("utf8", length, end));
    if (length === 0 ? read?.of !== of : read?.future === undefined || read.outcome === undefined) break;
    if (length > 0) done.set(read!.future!, read!.outcome!);
    length = end + 1;
  }
  return { done, length };
}

function parsed(text: string): { readonly of?: string; readonly future?: number; readonly outcome?: Outcome } | undefined {
  try {
    return JSON.parse(text) as { of?: string; future?: number; outcome?: Outcome };
  } catch {
    return undefined;
  }
}
