// What does `npm test` run? A build, then every test file (or those whose path contains an argument), and one last line with the count.

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const wanted = process.argv.slice(2);

const build = spawnSync(process.execPath, [join(root, "scripts/build.mjs")], { stdio: "inherit" });
if (build.status !== 0) {
  console.log("the build failed: no test ran\n0 passed, 1 failed");
  process.exit(1);
}

const files = ["src", "test"]
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.test\.(ts|mts|mjs)$/.test(entry.name))
  .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .toSorted();
if (files.length === 0) {
  console.log(`no test file's path contains ${wanted.join(" or ")}\n0 passed, 0 failed`);
  process.exit(1);
}

const { status, signal } = spawnSync(
  process.execPath,
  ["--enable-source-maps", "--import", "tsx", "--test", `--test-concurrency=${availableParallelism()}`, "--test-reporter", "./scripts/test-reporter.mjs", ...files],
  { cwd: root, stdio: ["ignore", "inherit", "inherit"] },
);
process.exit(signal ? 1 : (status ?? 1));
