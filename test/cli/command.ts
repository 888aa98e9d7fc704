// How do tests call gigasite? As a process of its own: the built command under plain node, in a folder that is removed afterwards.

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const main = join(root, "dist/cli/main.js");
export const starter = join(root, "programmes/starter.yaml");

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a process and gathers what it prints. */
export function begin(
  command: string,
  args: readonly string[],
  cwd: string,
): { readonly process: ChildProcess; readonly ended: Promise<Ended>; readonly printed: () => string; readonly said: () => string } {
  const process = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  process.stdout!.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  process.stderr!.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<Ended>((done, fail) => {
    process.on("error", fail);
    process.on("close", (status, signal) => done({ status, signal, stdout, stderr }));
  });
  return { process, ended, printed: () => stdout, said: () => stderr };
}

/** Starts gigasite. */
export function start(args: readonly string[], cwd: string): ReturnType<typeof begin> {
  assert.ok(existsSync(main), "run `npm run build` first");
  return begin(process.execPath, [main, ...args], cwd);
}

/** Runs gigasite to its end. */
export function gigasite(args: readonly string[], cwd: string): Promise<Ended> {
  return start(args, cwd).ended;
}

/** Runs gigasite with --json and reads the one document it prints. */
export async function json<Document>(args: readonly string[], cwd: string, status = 0): Promise<Document> {
  const ended = await gigasite([...args, "--json"], cwd);
  assert.equal(ended.status, status, `${args.join(" ")}\n${ended.stderr}${ended.stdout.slice(0, 2000)}`);
  return JSON.parse(ended.stdout) as Document;
}

export async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "gigasite-test-"));
  try {
    await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Hash of every file under a folder, by path; run.json and unfinished work left out. */
export function hashes(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .filter((path) => path !== "run.json" && !path.startsWith(".partial"));
  return Object.fromEntries(
    paths.toSorted().map((path) => [
      path,
      createHash("sha256")
        .update(readFileSync(join(folder, path)))
        .digest("hex"),
    ]),
  );
}

/** Waits until something holds, at most `seconds`. */
export async function until(what: string, holds: () => boolean, seconds = 60): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !holds();) {
    assert.ok(Date.now() < end, `waited ${seconds} s for ${what}`);
    await new Promise((done) => setTimeout(done, 5));
  }
}
