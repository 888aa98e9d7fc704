// How fast is it, against what? `npm run bench -- [--full] [--record] NAME`: runs one benchmark, which checks that answers agree before it prints a ratio.
// With --full the output is also written to bench/results/NAME.txt with the date and the machine; with --record each figure becomes a line of bench/history.jsonl.

import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";

/** One number of a run, for the history. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
}

export interface Bench {
  /** What the figures answer. */
  readonly question: string;
  /** Runs it and gives the lines to print; throws when answers disagree. @param record keeps a figure for the history */
  run(full: boolean, record: (figure: Figure) => void): Promise<readonly string[]>;
}

const folder = new URL("./", import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".ts") && file !== "run.ts")
  .map((file) => file.slice(0, -3));
const words = process.argv.slice(2);
const full = words.includes("--full");
const name = words.find((word) => !word.startsWith("--"));

if (name === undefined || !names.includes(name)) {
  process.stdout.write(`usage: npm run bench -- [--full] [--record] NAME\n\n${names.map((known) => `  ${known}`).join("\n")}\n`);
  process.exitCode = name === undefined ? 0 : 2;
} else {
  const { bench } = (await import(new URL(`${name}.ts`, folder).href)) as { bench: Bench };
  const figures: Figure[] = [];
  const began = process.cpuUsage();
  const lines = [bench.question, "", ...(await bench.run(full, (figure) => void figures.push(figure)))];
  const { user } = process.cpuUsage(began);
  process.stdout.write(`${lines.join("\n")}\n`);
  const date = new Date().toISOString().slice(0, 10);
  const processor = cpus()[0]?.model.trim() ?? "unknown processor";
  if (full) {
    const machine = `${date}, ${cpus().length} x ${processor}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
    mkdirSync(new URL("results/", folder), { recursive: true });
    writeFileSync(new URL(`results/${name}.txt`, folder), `${machine}\n\n${lines.join("\n")}\n`);
  }
  if (words.includes("--record")) {
    const commit = commitNow();
    // A benchmark that keeps no figures of its own leaves the user time of its process.
    const kept = figures.length > 0 ? figures : [{ figure: full ? "whole run, full" : "whole run", value: user / 1e6, unit: "s user" }];
    const line = (figure: Figure): string =>
      JSON.stringify({ date, commit, machine: processor, cores: cpus().length, node: process.version, bench: name, ...figure, value: Number(figure.value.toPrecision(6)) });
    appendFileSync(new URL("history.jsonl", folder), kept.map((figure) => `${line(figure)}\n`).join(""));
  }
  process.exit();
}

/** The commit that is checked out, `-dirty` where files differ from it. */
function commitNow(): string {
  try {
    return execFileSync("git", ["describe", "--always", "--dirty"], { encoding: "utf8", cwd: new URL("../", folder), stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "no commit";
  }
}
