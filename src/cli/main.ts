#!/usr/bin/env node
// Which commands are there, and with which options? Each command's own code is loaded only when it is called.

import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { type Answer, type Common, openFace } from "./face.ts";
import { version } from "./package.ts";

type Action<Options> = (operands: readonly string[], options: Options & Common, answer: Answer) => Promise<number>;

const program = new Command("gigasite")
  .description("Plan, verify, simulate and settle AI data-centre programmes from one typed programme file.")
  .version(version(), "-V, --version", "print the version")
  .helpCommand(false)
  .showHelpAfterError("(gigasite --help lists the commands and their options)")
  .exitOverride();

const out = new Option("-o, --output <folder>", "run folder to write; runs/<programme> unless given");
const seed = new Option("--seed <number>", "seed of every random stream").argParser(whole(0)).default(1);
const workers = new Option("--workers <number>", "worker threads; the result does not depend on it").argParser(whole(1));
const set = new Option("--set <path=value>", "put another value at a path of the programme; may be given again").argParser(collect).default([] as string[], "none");
const port = new Option("--port <number>", "first port to try").argParser(whole(0)).default(4180);

/** Adds a command whose code stands in `load`'s module. */
function command<Options>(usage: string, description: string, options: readonly Option[], load: () => Promise<Action<Options>>): void {
  const one = program.command(usage).description(description).exitOverride();
  for (const option of options) one.addOption(option);
  one.option("--json", "print one JSON document and nothing else");
  one.action(async () => {
    const chosen = one.opts() as Options & Common;
    const face = openFace(one.name(), chosen);
    await face.run(async (answer) => (await load())(one.args, chosen, answer));
  });
}

command("init [folder]", "write a small commented programme to start from", [], async () => (await import("./commands/init.ts")).init);
command("check <file>", "report every problem of a programme at once, with line and column", [set], async () => (await import("./commands/check.ts")).check);
command("schema", "print the JSON Schema of a programme file, for editors", [], async () => (await import("./commands/schema.ts")).schema);
command(
  "run [file]",
  "the main job: plan, verify, simulate, settle, draw the page and serve it",
  [out, seed, workers, set, port, new Option("--no-serve", "stop after writing")],
  async () => (await import("./commands/run.ts")).run,
);
command("plan <file>", "decide what to build", [out, seed, workers, set], async () => (await import("./commands/plan.ts")).plan);
command("verify <plan>", "check a plan independently and write the certificate", [], async () => (await import("./commands/verify.ts")).verify);
command("explain <plan>", "what binds, and what one more unit is worth", [], async () => (await import("./commands/explain.ts")).explain);
command("simulate <file-or-plan>", "play a plan out, hour by hour and job by job", [out, seed, workers, set], async () => (await import("./commands/simulate.ts")).simulate);
command(
  "settle <record>",
  "ledger and statements from a record",
  [new Option("--as-of <day>", "use only what was known on that day")],
  async () => (await import("./commands/settle.ts")).settle,
);
command("compare <a> <b>", "two runs side by side", [], async () => (await import("./commands/compare.ts")).compare);
command("serve [folder]", "serve the pages of the runs in a folder (runs/ unless given)", [port], async () => (await import("./commands/serve.ts")).serve);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}

function whole(least: number): (text: string) => number {
  return (text) => {
    if (!/^\d+$/.test(text) || Number(text) < least || !Number.isSafeInteger(Number(text))) throw new InvalidArgumentError(`expected a whole number of at least ${least}`);
    return Number(text);
  };
}

function collect(text: string, before: string[]): string[] {
  return [...before, text];
}
