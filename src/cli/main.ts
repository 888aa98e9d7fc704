#!/usr/bin/env node
// Which commands are there, and with which options? Each command's own code is loaded only when it is called.

import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { scenarioOptions } from "./commands/scenario-options.ts";
import { type Answer, type Common, openFace } from "./face.ts";
import type { Axis } from "../sweep/axes.ts";
import { jobFormats, requestFormats } from "../formats/traces/writable-formats.ts";
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
const objective = new Option("--objective <kind>", "what the plan makes most of; the programme's own unless given").choices([
  "lexicographic",
  "worth",
  "most-compute",
  "least-cost",
]);
const search = [
  new Option("--gap <share>", "stop a search at this distance from the best possible, 0.01 or 1%").argParser(share),
  new Option("--seconds <number>", "most seconds of one search").argParser(whole(1)),
  new Option("--nodes <number>", "most branch-and-bound nodes of one search").argParser(whole(1)),
  new Option("--solver <name>", "solver to use; wasm stands in the package"),
];
const pareto = new Option("--pareto [points]", "also the front of compute against cost, 7 to 11 points").argParser(between(7, 11)).preset("9");
const alternatives = new Option("--alternatives [number]", "also up to 8 plans nearly as good: fewest and most sites, least and most on-site plant, spend at clouds, largest site")
  .argParser(between(1, 8))
  .preset("8");
const tornado = new Option("--tornado [number]", "also what moves the answer most: every figure with a range moved alone to its low and its high, the largest shown")
  .argParser(between(1, 50))
  .preset("12");
const port = new Option("--port <number>", "first port to try").argParser(whole(0)).default(4180);

const resume = new Option("--resume", "go on from the search that was stopped in this run folder, from the best plan it had");
const ladder = new Option("--ladder", "plan in steps (screen sites, fix time windows, improve pool by pool) whatever the size; large programmes are planned so anyway");
const explainModel = new Option("--explain-model", "tell the model of this file (decisions, rules with one row each, objective, limits) and stop: nothing is solved or written");

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
  [out, seed, workers, set, objective, ...search, port, new Option("--no-serve", "stop after writing")],
  async () => (await import("./commands/run.ts")).run,
);
const calibration = [
  new Option("--calibrate <record>", "plan with the goodput and PUE that a record (run folder) has in place of the programme's, and simulate the plan"),
  new Option("--rounds <number>", "with --calibrate: plan, simulate and learn so often (1)").argParser(between(1, 10)),
];
const last = [
  new Option("--from <plan>", "the last plan (run folder or plan.json): what is built or committed in it is held, the rest moves as little as can be"),
  new Option("--as-of <quarter>", "with --from: the quarter, month or day from which on decisions are open; the programme's `known` unless given"),
  new Option("--actuals <file>", "with --from: CSV or XLSX of what happened; `gigasite import FILE --template --actuals --onto PROGRAMME` writes an empty one"),
  new Option("--bridge", "with --from: also what each cause cost, planning the last inputs again for each of them"),
];
command(
  "plan <file>",
  "decide what to build",
  [...last, out, seed, workers, set, objective, ...search, resume, ladder, pareto, alternatives, tornado, explainModel, ...calibration, ...scenarioOptions],
  async () => (await import("./commands/plan.ts")).plan,
);
command("verify <plan>", "check a plan independently and write the certificate", [], async () => (await import("./commands/verify.ts")).verify);
command(
  "explain <plan>",
  "what binds and what one more unit is worth, why there is no plan, or why a site is not in it",
  [
    new Option("--why-not <site>", "what forcing a site in costs (or one of its power options, site:option), and the least change that brings it in"),
    new Option("--quick", "leave out solving again"),
  ],
  async () => (await import("./commands/explain.ts")).explain,
);
const step = new Option("--step <length>", "length of a step of power and work; hourly tables are drawn through in quarter hours").choices(["1h", "15min"]).default("1h");
const serving = new Option("--serving <spec>", "play out requests to a language model on replicas, as this specification says; no FILE or PLAN then");
const trace = new Option("--trace <file>", "play out the jobs of this file, in any format that `gigasite import` reads; no FILE or PLAN then. With --serving: the requests");
const ofJobs = [
  new Option("--fleet <fleet>", "with --trace: fleet file, run folder with a plan, or list of hosts (openb); just large enough for the trace unless given"),
  new Option("--policy <names>", "with --trace: policies joined by +, as easy+pack+power-cap; a file such as ./mine.mjs brings your own (easy)"),
  new Option("--until <days>", "with --trace: stop after so many days of the run").argParser(days),
  new Option("--why <job>", "with --trace: say why a job waited at its longest; nothing is written"),
];
command(
  "simulate [file-or-plan]",
  "play a plan out, hour by hour; or the jobs of a trace on a fleet; or requests on replicas",
  [out, seed, workers, set, step, serving, trace, ...ofJobs],
  async () => (await import("./commands/simulate.ts")).simulate,
);
const axis = new Option("--axis <path=v1,v2>", "also at each of these values of a path; given again, every combination").argParser(axisOf).default([] as Axis[], "none");
command(
  "sweep <file-or-plan>",
  "play many futures of a plan: draws of what is uncertain, seeds of chance, values along axes",
  [
    axis,
    new Option("--draws <number>", "draws of what is uncertain; 0: everything as stated (200 unless given)").argParser(whole(0)),
    new Option("--seeds <number>", "seeds of weather, prices and failures, shared by the draws (50 unless given)").argParser(whole(1)),
    new Option("--replan", "a plan of its own for each point of the axes; one plan for all unless given"),
    out,
    seed,
    workers,
    set,
    objective,
    ...search,
  ],
  async () => (await import("./commands/sweep.ts")).sweep,
);
command(
  "settle <record>",
  "ledger and statements from a record",
  [new Option("--as-of <day>", "use only what was known on that day")],
  async () => (await import("./commands/settle.ts")).settle,
);
const causes = new Option("--causes", "solve again with the inputs that differ switched back, one group at a time");
command(
  "validate",
  "published figures against ours: published, ours, difference, tolerance; exit 1 for a miss that is not known",
  [
    new Option("--only <ids>", "rows to run, as V1,V3,megatron-22B-full; also shows how much each hangs on its inputs"),
    new Option("--openb <folder>", "where the node and pod lists of cluster-trace-gpu-v2023 are, for V19"),
    seed,
  ],
  async () => (await import("./commands/validate.ts")).validate,
);
command("compare <a> <b>", "two runs side by side: what moved, and which inputs differ", [causes], async () => (await import("./commands/compare.ts")).compare);
command(
  "export <plan>",
  "write a plan in others' formats, into its run folder's export/ unless -o names another",
  [
    new Option("-o, --output <folder>", "folder to write"),
    new Option("--xlsx", "finance workbook with live formulas"),
    new Option("--gantt", "activities as CSV"),
    new Option("--project", "activities as Microsoft Project XML"),
    new Option("--ics", "dates as an iCalendar file"),
    new Option("--geojson", "sites as GeoJSON"),
    new Option("--mps", "the linear programme as free MPS"),
    new Option("--lp", "the linear programme as an LP file, for reading"),
    new Option("--opendc", "what became of simulated jobs, as OpenDC's results"),
    new Option("--chrome", "what became of simulated jobs, as a Chrome trace for Perfetto"),
    new Option("--swf", "simulated jobs as SWF (Standard Workload Format), with their simulated waits"),
    new Option("--mooncake", "the requests of a serving simulation, as a Mooncake trace"),
    new Option("--vidur", "the requests of a serving simulation, as a Vidur trace"),
  ],
  async () => (await import("./commands/export.ts")).exportPlan,
);
command(
  "import <file>",
  "read sites, power, spend, supply and demand from an XLSX workbook into a programme; or a trace of jobs or requests into another format",
  [
    new Option("--onto <programme>", "programme that the rows are laid over"),
    new Option("-o, --output <file>", "file to write; a programme stands beside the one it extends unless given"),
    new Option("--to <format>", "format to write a trace in; without it the trace is read, checked and described").choices([...jobFormats, ...requestFormats]),
    new Option("--template", "write an empty workbook to fill in instead"),
    new Option("--actuals", "with --template and --onto: an empty CSV or XLSX of what happened, for plan --actuals"),
  ],
  async () => (await import("./commands/import.ts")).importFile,
);
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

/** A whole number between two, both inclusive. */
function between(least: number, most: number): (text: string) => number {
  return (text) => {
    if (!/^\d+$/.test(text) || Number(text) < least || Number(text) > most) throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}`);
    return Number(text);
  };
}

/** `0.01` or `1%`. */
function share(text: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text) ?? [];
  const value = Number(digits) / (unit === "%" ? 100 : 1);
  if (digits === undefined || value >= 1) throw new InvalidArgumentError("expected a share under 1, as 0.01 or 1%");
  return value;
}

/** `sites.x.tariff.energy=40 $/MWh,60 $/MWh`. */
function axisOf(text: string, before: readonly Axis[]): readonly Axis[] {
  const [, path, list] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  const values = list?.split(",").map((value) => value.trim()) ?? [];
  if (path === undefined || values.includes("")) throw new InvalidArgumentError("expected a path and its values, as sites.x.tariff.energy=40 $/MWh,60 $/MWh");
  if (before.some((axis) => axis.path === path)) throw new InvalidArgumentError(`${path} has an axis already`);
  return [...before, { path, values }];
}

function days(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text) || !(Number(text) > 0)) throw new InvalidArgumentError("expected a number of days above 0, as 30 or 0.5");
  return Number(text);
}

function collect(text: string, before: string[]): string[] {
  return [...before, text];
}
