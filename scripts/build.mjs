// How do the sources become what plain node runs? Compiles src/ into a folder beside dist/, bundles the page into it, and swaps the two; does nothing when dist/ is of these sources already.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const at = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** Runs one of our tools with this node; its exit status ends the build when it is not 0. */
function step(...args) {
  const { status, error } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (error) throw error;
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    process.exit(status ?? 1);
  }
}

if (!existsSync(at("node_modules/typescript"))) {
  console.error("gigasite: the packages are not installed: run `npm ci` first");
  process.exit(3);
}

const sources = hashOf(["src", "scripts/build.mjs", "scripts/build-page.ts", "tsconfig.json", "tsconfig.build.json", "package-lock.json"]);
if (existsSync(at("dist/.sources")) && readFileSync(at("dist/.sources"), "utf8") === sources) process.exit(0);

const fresh = at(`dist.new-${process.pid}`);
rmSync(fresh, { recursive: true, force: true });
step(at("node_modules/typescript/bin/tsc"), "-p", at("tsconfig.build.json"), "--outDir", fresh);
if (existsSync(at("scripts/build-page.ts"))) step("--import", "tsx", at("scripts/build-page.ts"), fresh);
chmodSync(`${fresh}/cli/main.js`, 0o755);
writeFileSync(`${fresh}/.sources`, sources);

const old = at(`dist.old-${process.pid}`);
if (existsSync(at("dist"))) renameSync(at("dist"), old);
renameSync(fresh, at("dist"));
rmSync(old, { recursive: true, force: true });

/** Hash of files, and of all files in folders, with their paths. */
function hashOf(places) {
  const hash = createHash("sha256");
  const add = (path) => {
    if (!existsSync(join(root, path))) return;
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  };
  for (const place of places) {
    if (/\.[a-z]+$/.test(place)) add(place);
    else for (const path of filesIn(place)) add(path);
  }
  return hash.digest("hex");
}

/** Paths of the files under a folder, from the root, in order. */
function filesIn(folder) {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .toSorted();
}
