// How does the bench get its peers? Python's into an environment of their own, Java's by Maven; all under node_modules/.cache, nothing of theirs in the package.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const cache = fileURLToPath(new URL("../../node_modules/.cache/gigasite-bench/", import.meta.url));
const cloudsim = fileURLToPath(new URL("cloudsim/", import.meta.url));

/** A program that runs a peer, or why there is none. */
export type Peer = { readonly command: readonly string[] } | { readonly missing: string };

/** A Python that has the module: one that has it already, or an environment into which its package is installed. */
export function python(module: string, pinned: string): Peer {
  const place = join(cache, `python-${module}`);
  const own = join(place, "bin", "python");
  for (const known of [process.env["GIGASITE_PEERS_PYTHON"], own, "/usr/bin/python3"])
    if (known !== undefined && existsSync(known) && attempt(known, ["-c", `import ${module}`]) === undefined) return { command: [known] };
  mkdirSync(cache, { recursive: true });
  const failed =
    attempt("python3", ["-m", "venv", place]) ??
    attempt(own, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", pinned]) ??
    attempt(own, ["-c", `import ${module}`]);
  return failed === undefined ? { command: [own] } : { missing: `${pinned} does not install from PyPI: ${failed}` };
}

/** CloudSim Plus and our main class for it. */
export function cloudSimPlus(): Peer {
  const classes = join(cache, "cloudsim");
  mkdirSync(classes, { recursive: true });
  const list = join(classes, "classpath.txt");
  const failed =
    (existsSync(list) ? undefined : attempt("mvn", ["-q", "-B", "-f", join(cloudsim, "pom.xml"), "dependency:build-classpath", `-Dmdep.outputFile=${list}`])) ??
    attempt("javac", ["-cp", existsSync(list) ? readFileSync(list, "utf8") : "", "-d", classes, join(cloudsim, "src/main/java/BatchJobs.java")]);
  if (failed !== undefined) return { missing: `CloudSim Plus does not install from Maven: ${failed}` };
  // One collector thread: its work is counted like everybody's.
  return { command: ["java", "-XX:+UseSerialGC", "-cp", [readFileSync(list, "utf8"), classes].join(delimiter), "BatchJobs"] };
}

/** Runs it; what went wrong in a line, or nothing. */
function attempt(program: string, words: readonly string[]): string | undefined {
  try {
    execFileSync(program, words, { stdio: ["ignore", "pipe", "pipe"], timeout: 600_000 });
    return undefined;
  } catch (error) {
    const { message, stderr } = error as { message: string; stderr?: Buffer };
    const lines = (stderr?.toString() ?? "").split("\n").map((line) => line.trim());
    return lines.find((line) => /error[: ]/iu.test(line) && !/subprocess-exited/u.test(line)) ?? message.split("\n")[0]!;
  }
}
