// Our LP layer against linopy, PyPSA and hand-written numpy, all into HiGHS 1.15; and HiGHS in WebAssembly against native on our own models.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { planningCase } from "../src/plan/case.ts";
import { draftOf } from "../src/plan/draft.ts";
import { caseOf } from "../src/plan/fixture.ts";
import { mpsText } from "../src/plan/lp/mps.ts";
import type { Bench } from "./run.ts";

interface Measured {
  readonly build: number;
  readonly handOff: number;
  /** CPU seconds of both phases, all threads. */
  readonly processor: number;
  readonly baseline: number;
  readonly peak: number;
  readonly names?: number;
  readonly rows: number;
  readonly columns: number;
  readonly nonzeros: number;
  readonly sums: readonly number[];
  readonly objective?: number;
  readonly solve?: number;
}

interface Solved {
  readonly seconds: number;
  readonly processor: number;
  readonly objective: number;
  readonly gap: number;
  readonly nodes: number;
  readonly status: string;
}

const python = process.env["GIGASITE_PEERS_PYTHON"];
const folder = fileURLToPath(new URL("peers/", import.meta.url));
const built = fileURLToPath(new URL("../node_modules/.cache/gigasite-bench/", import.meta.url));
const gap = 0.01;

export const bench: Bench = {
  question:
    "How long and how much memory does it take to build an expansion model (20 sites, 5 technologies) with names and to hand it to HiGHS, and how fast is HiGHS in WebAssembly?",
  async run(full) {
    // Measured as it is shipped: JavaScript, no loader for TypeScript in the process.
    await build({
      entryPoints: [join(folder, "expansion.ts"), join(folder, "solve.ts"), fileURLToPath(new URL("../src/plan/lp/highs-worker.ts", import.meta.url))],
      outdir: built,
      entryNames: "[name]",
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      logLevel: "error",
    });
    writeFileSync(join(built, "package.json"), '{ "type": "module" }\n');
    const absent = "GIGASITE_PEERS_PYTHON names no Python with linopy, pypsa and highspy: nothing is compared";
    const peers = python !== undefined && existsSync(python);
    const lines = peers ? [] : [absent, ""];
    for (const snapshots of full ? [84, 834, 4000, 8334] : [84, 834]) lines.push(...expansion(snapshots, peers, full && snapshots < 4000 ? 5 : 3), "");
    lines.push(...mips(full, peers));
    return lines;
  },
};

/** One size: answers first, then medians of `runs`. */
function expansion(snapshots: number, peers: boolean, runs: number): string[] {
  const tools = ["ours", ...(peers ? ["linopy", ...(snapshots <= 84 ? ["linopy-names"] : []), "pypsa", "numpy"] : [])];
  // Solved once each where simplex takes seconds; the sums of costs, coefficients and sides are compared at every size.
  const solve = snapshots <= 834;
  const first = new Map(tools.map((tool) => [tool, measured(tool, snapshots, solve)]));
  const ours = first.get("ours")!;
  for (const [tool, theirs] of first) {
    const same = (one: number, other: number) => Math.abs(one - other) <= 1e-9 * Math.abs(one);
    if (solve && !(Math.abs(theirs.objective! - ours.objective!) <= 1e-6 * Math.abs(ours.objective!))) throw new Error(`${tool} finds ${theirs.objective}, ours ${ours.objective}`);
    // PyPSA states lower limits of output as rows of their own: its model is larger and has the same optimum.
    if (
      tool !== "pypsa" &&
      !(theirs.rows === ours.rows && theirs.columns === ours.columns && theirs.nonzeros === ours.nonzeros && theirs.sums.every((sum, at) => same(ours.sums[at]!, sum)))
    )
      throw new Error(`${tool} has built another model: ${JSON.stringify(theirs)} against ${JSON.stringify(ours)}`);
  }
  // In turns, so that a busy machine is busy for all.
  const all = new Map<string, Measured[]>(tools.map((tool) => [tool, []]));
  for (let run = 0; run < runs; run++) for (const tool of tools) all.get(tool)!.push(measured(tool, snapshots, false));
  const median = (tool: string, of: (one: Measured) => number): number =>
    all
      .get(tool)!
      .map(of)
      .toSorted((one, other) => one - other)[Math.floor(runs / 2)]!;
  const time = (one: Measured): number => one.build + one.handOff;
  const lines = [
    `${ours.rows} rows, ${ours.columns} columns, ${ours.nonzeros} nonzeros; median of ${runs} runs in turns${solve ? `; the same objective, ${ours.objective}` : "; the same sums of costs, coefficients and sides"}`,
    "                build    hand-off   together   (least to most)     CPU      peak   above start   together / linopy",
  ];
  for (const tool of tools) {
    const times = all.get(tool)!.map(time);
    const ratio = tools.includes("linopy") ? (median(tool, time) / median("linopy", time)).toFixed(2) : "";
    const seconds = (value: number) => `${value.toFixed(2)} s`;
    const megabytes = (value: number) => `${(value / 2 ** 20).toFixed(0)} MiB`;
    lines.push(
      [
        `  ${tool.padEnd(12)}`,
        seconds(median(tool, ({ build: phase }) => phase)).padStart(7),
        seconds(median(tool, ({ handOff }) => handOff)).padStart(11),
        seconds(median(tool, time)).padStart(11),
        `(${Math.min(...times).toFixed(2)} to ${Math.max(...times).toFixed(2)})`.padStart(18),
        seconds(median(tool, ({ processor }) => processor)).padStart(8),
        megabytes(median(tool, ({ peak }) => peak)).padStart(10),
        megabytes(median(tool, ({ peak, baseline }) => peak - baseline)).padStart(12),
        ratio.padStart(10),
      ].join(""),
    );
  }
  if (tools.includes("linopy")) {
    const share = (of: (one: Measured) => number): string => (median("ours", of) / median("linopy", of)).toFixed(2);
    lines.push(
      `  ours / linopy: time ${share(time)}, CPU ${share(({ processor }) => processor)}, peak memory ${share(({ peak }) => peak)}, memory above start ${share(({ peak, baseline }) => peak - baseline)}`,
    );
  }
  lines.push(`  ours keeps every key and makes the text of all ${ours.rows + ours.columns} names in ${median("ours", ({ names }) => names ?? 0).toFixed(2)} s when asked`);
  return lines;
}

function measured(tool: string, snapshots: number, solve: boolean): Measured {
  const list = [String(snapshots), ...(solve ? ["solve"] : [])];
  const text =
    tool === "ours"
      ? execFileSync(process.execPath, [join(built, "expansion.js"), tool, ...list], { encoding: "utf8" })
      : execFileSync(python!, [join(folder, "expansion.py"), tool, ...list], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return JSON.parse(text.trim().split("\n").at(-1)!) as Measured;
}

/** Our own models as MPS: the same file, gap, seed and one thread. */
function mips(full: boolean, peers: boolean): string[] {
  const lines = [`HiGHS on the same MPS file, gap ${gap * 100} %, one thread, by seed: WebAssembly against native 1.15`];
  const place = mkdtempSync(join(tmpdir(), "bench-lp-"));
  try {
    for (const name of full ? ["neocloud", "stargate-2025-01"] : ["neocloud"]) {
      const { programme, library } = caseOf(`programmes/${name}.yaml`);
      const { model } = draftOf(planningCase(programme, library));
      const file = join(place, `${name}.mps`);
      writeFileSync(file, mpsText(model, name));
      lines.push(`  ${name}: ${model.rows.length} rows, ${model.columns.length} columns, ${model.integer.reduce((total, flag) => total + flag, 0)} whole`);
      const ratios: number[] = [];
      for (const seed of [1, 2, 3]) {
        const list = [file, String(gap), String(seed), "600"];
        const wasm = JSON.parse(execFileSync(process.execPath, [join(built, "solve.js"), ...list], { encoding: "utf8" })) as Solved;
        const said = (one: Solved) =>
          `${one.processor.toFixed(2)} s CPU (${one.seconds.toFixed(2)} s), ${one.nodes} nodes, gap ${(one.gap * 100).toFixed(2)} %, ${one.objective.toFixed(1)}`;
        if (!peers) {
          lines.push(`    seed ${seed}: WebAssembly ${said(wasm)}`);
          continue;
        }
        const native = JSON.parse(
          execFileSync(python!, [join(folder, "solve.py"), ...list], { encoding: "utf8" })
            .trim()
            .split("\n")
            .at(-1)!,
        ) as Solved;
        if (wasm.status === "Optimal" && native.status === "Optimal" && Math.abs(wasm.objective - native.objective) > (gap * 1.1 + 1e-6) * Math.abs(native.objective))
          throw new Error(`${name}: WebAssembly finds ${wasm.objective}, native ${native.objective}: farther apart than the gap`);
        ratios.push(wasm.processor / native.processor);
        lines.push(`    seed ${seed}: WebAssembly ${said(wasm)}`, `            native      ${said(native)}: ratio ${ratios.at(-1)!.toFixed(2)}`);
      }
      if (ratios.length > 0) lines.push(`    median ratio of CPU time ${ratios.toSorted((one, other) => one - other)[1]!.toFixed(2)}`);
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
  return lines;
}
