// How fast is it, against what? `npm run bench -- [--full] NAME`: runs one benchmark, which checks that answers agree before it prints a ratio.
// With --full the output is also written to bench/results/NAME.txt with the date and the machine.

import { cpus, totalmem } from "node:os";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";

export interface Bench {
  /** What the figures answer. */
  readonly question: string;
  /** Runs it and gives the lines to print; throws when answers disagree. */
  run(full: boolean): Promise<readonly string[]>;
}

const folder = new URL("./", import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".ts") && file !== "run.ts")
  .map((file) => file.slice(0, -3));
const words = process.argv.slice(2);
const full = words.includes("--full");
const name = words.find((word) => !word.startsWith("--"));

if (name === undefined || !names.includes(name)) {
  process.stdout.write(`usage: npm run bench -- [--full] NAME\n\n${names.map((known) => `  ${known}`).join("\n")}\n`);
  process.exitCode = name === undefined ? 0 : 2;
} else {
  const { bench } = (await import(new URL(`${name}.ts`, folder).href)) as { bench: Bench };
  const lines = [bench.question, "", ...(await bench.run(full))];
  process.stdout.write(`${lines.join("\n")}\n`);
  if (full) {
    const machine = `${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
    mkdirSync(new URL("results/", folder), { recursive: true });
    writeFileSync(new URL(`results/${name}.txt`, folder), `${machine}\n\n${lines.join("\n")}\n`);
  }
  process.exit();
}
