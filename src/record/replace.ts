// How is an artefact replaced so that a kill or a full disk leaves the old one whole?

import { closeSync, existsSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { alive, sync, syncTree } from "./durable.ts";

/**
 * Replaces a folder whole: `write` fills a new folder beside it, every file is synced, then the two are swapped.
 * A kill before the swap leaves the old folder; a kill within it leaves a complete new one that {@link finishReplacing} puts in place.
 * When `write` throws, the new folder is removed, the old one stands and the error passes on.
 */
export async function replaceFolder(folder: string, write: (temporary: string) => void | Promise<void>): Promise<void> {
  finishReplacing(folder);
  const place = places(folder);
  mkdirSync(place.parent, { recursive: true });
  rmSync(place.partial, { recursive: true, force: true });
  mkdirSync(place.partial);
  try {
    await write(place.partial);
    syncTree(place.partial);
  } catch (error) {
    rmSync(place.partial, { recursive: true, force: true });
    throw error;
  }
  renameSync(place.partial, place.complete);
  sync(place.parent);
  swap(place);
}

/** Replaces one file whole: written beside it, synced, renamed over it. Same guarantees as {@link replaceFolder}. */
export function replaceFile(file: string, content: string | Uint8Array): void {
  const replacement = openReplacement(file);
  try {
    replacement.write(typeof content === "string" ? Buffer.from(content) : content);
    replacement.commit();
  } catch (error) {
    replacement.abandon();
    throw error;
  }
}

/** A new version of a file, being written beside it. */
export interface Replacement {
  /** Adds bytes at the end. */
  readonly write: (bytes: Uint8Array) => void;
  /** Puts it in place, synced. */
  readonly commit: () => void;
  /** Removes it, and leaves what stood there. */
  readonly abandon: () => void;
}

/** Opens a new version of `file`; the old one stands until `commit`. */
export function openReplacement(file: string): Replacement {
  const place = places(file);
  mkdirSync(place.parent, { recursive: true });
  sweep(place);
  const handle = openSync(place.partial, "w");
  let open = true;
  const close = (): void => {
    if (open) closeSync(handle);
    open = false;
  };
  return {
    // A single call may take less than it is given.
    write(bytes) {
      for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
    },
    commit() {
      close();
      sync(place.partial);
      renameSync(place.partial, place.target);
      sync(place.parent);
    },
    abandon() {
      close();
      rmSync(place.partial, { force: true });
    },
  };
}

/** Finishes a swap that was interrupted and sweeps what dead writers left. Call it before reading or replacing `folder`; it does nothing when all is well. */
export function finishReplacing(folder: string): void {
  const place = places(folder);
  if (!existsSync(place.parent)) return;
  if (existsSync(place.complete)) swap(place);
  else if (existsSync(place.old)) {
    if (existsSync(place.target)) rmSync(place.old, { recursive: true, force: true });
    else renameSync(place.old, place.target);
  }
  sweep(place);
}

interface Places {
  readonly target: string;
  readonly parent: string;
  /** Being written by this process. */
  readonly partial: string;
  /** Written and synced, waiting to take the target's place. */
  readonly complete: string;
  readonly old: string;
}

function places(path: string): Places {
  const target = resolve(path);
  const parent = dirname(target);
  const beside = (state: string) => join(parent, `.${basename(target)}.${state}`);
  return { target, parent, partial: beside(`partial-${process.pid}`), complete: beside("complete"), old: beside("old") };
}

/** Each step may be the last one before a kill; run again it goes on from there. */
function swap({ target, parent, complete, old }: Places): void {
  if (existsSync(target)) {
    rmSync(old, { recursive: true, force: true });
    renameSync(target, old);
  }
  renameSync(complete, target);
  sync(parent);
  rmSync(old, { recursive: true, force: true });
}

/** Removes the partial work of processes that are gone. */
function sweep({ target, parent }: Places): void {
  const prefix = `.${basename(target)}.partial-`;
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    const owner = Number(name.slice(prefix.length));
    if (owner !== process.pid && !alive(owner)) rmSync(join(parent, name), { recursive: true, force: true });
  }
}
