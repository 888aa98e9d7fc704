// Our job engine against AccaSim and CloudSim Plus on one SWF, and our event queue against SimPy and SimGrid: the same answers first, then processor seconds.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { coresPerNode, nodes, swfOf } from "./peers/batch-jobs.ts";
import { cache, cloudSimPlus, type Peer, python } from "./peers/install.ts";
import type { Bench, Figure } from "./run.ts";

interface Measured {
  /** Processor seconds of the whole process, its start and its reading included. */
  readonly user: number;
  readonly system: number;
  readonly peak: number;
  readonly events?: number;
  readonly wait?: number;
  readonly version?: string;
}

const folder = fileURLToPath(new URL("peers/", import.meta.url));

export const bench: Bench = {
  question: "How fast are our job engine and our event queue beside AccaSim, CloudSim Plus, SimPy and SimGrid, when they give the same answers?",
  async run(full, record) {
    await build({
      entryPoints: [join(folder, "batch.ts"), join(folder, "queue.ts")],
      outdir: cache,
      entryNames: "[name]",
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      logLevel: "error",
    });
    writeFileSync(join(cache, "package.json"), '{ "type": "module" }\n');
    return [...batch(full ? [5000, 100_000] : [5000], record), "", ...queue(full ? 1_000_000 : 20_000, record)];
  },
};

function measured(peer: Peer & { command: readonly string[] }, ...words: readonly string[]): Measured {
  const [program, ...first] = peer.command;
  return JSON.parse(
    execFileSync(program!, [...first, ...words], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 2 ** 28 })
      .trim()
      .split("\n")
      .at(-1)!,
  ) as Measured;
}

/** Start of every job in whole seconds, by its name. CloudSim Plus's clock runs late by a millionth of a second at each event, never early. */
function startsIn(file: string): ReadonlyMap<string, number> {
  const rows = readFileSync(file, "utf8").trim().split("\n");
  return new Map(rows.map((row) => [row.split(" ")[0]!, Math.floor(Number(row.split(" ")[1]))]));
}

const different = (one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number => [...one].filter(([job, start]) => other.get(job) !== start).length;

const row = (name: string, { user, system, peak }: Measured, ratio: string): string =>
  `  ${name.padEnd(34)}${user.toFixed(2).padStart(8)} s user ${system.toFixed(2).padStart(7)} s system ${(peak / 2 ** 20).toFixed(0).padStart(6)} MiB ${ratio}`;

/** First come, first served and EASY backfill on one generated SWF. */
function batch(counts: readonly number[], record: (figure: Figure) => void): string[] {
  const accasim = python("accasim", "accasim==1.1.3");
  const cloudsim = cloudSimPlus();
  const lines = [`${nodes * coresPerNode} processors in ${nodes} nodes; a job's limit is its run time`];
  for (const peer of [accasim, cloudsim]) if ("missing" in peer) lines.push(`  ${peer.missing}`);
  for (const count of counts) {
    const text = swfOf(count);
    const file = join(cache, `jobs-${count}.swf`);
    writeFileSync(file, text);
    lines.push("", `${count.toLocaleString("en")} jobs, SWF of SHA-256 ${createHash("sha256").update(text).digest("hex").slice(0, 16)}`);
    const machine = [String(nodes), String(coresPerNode)];
    const answers = new Map<string, ReadonlyMap<string, number>>();
    const play = (name: string, peer: Peer & { command: readonly string[] }, words: readonly string[]): Measured => {
      const out = join(cache, "starts.txt");
      const result = measured(peer, file, ...words, out);
      answers.set(name, startsIn(out));
      return result;
    };
    const ours = (policy: string): Measured => play(`ours, ${policy}`, { command: [process.execPath, join(cache, "batch.js")] }, [...machine, policy]);
    /** The same starts, or no ratio. */
    const compared = (peer: string, mine: string, theirs: Measured, own: Measured): void => {
      const off = different(answers.get(`ours, ${mine}`)!, answers.get(peer)!);
      if (off > 0) throw new Error(`${peer} starts ${off} of ${count} jobs at another second than our ${mine}`);
      const ratio = theirs.user / own.user;
      lines.push(row(peer, theirs, `the same starts; ours is ${ratio.toFixed(1)} times as fast`));
      record({ figure: `${peer} / ours, user time, ${count} jobs`, value: ratio, unit: "ratio" });
    };
    const [fifo, strict, easy] = [ours("fifo"), ours("easy-strict"), ours("easy")];
    for (const [name, own] of [
      ["fifo", fifo],
      ["easy-strict", strict],
      ["easy", easy],
    ] as const) {
      lines.push(row(`ours, ${name}`, own, `${((own.events ?? 0) / own.user / 1e6).toFixed(2)} M events/s`));
      record({ figure: `ours, ${name}, ${count} jobs`, value: own.user, unit: "s user" });
    }
    if ("command" in accasim) {
      const script = { command: [...accasim.command, join(folder, "batch_accasim.py")] };
      compared("AccaSim FIFO", "fifo", play("AccaSim FIFO", script, [...machine, "fifo"]), fifo);
      compared("AccaSim EASY, reservations kept", "easy-strict", play("AccaSim EASY, reservations kept", script, [...machine, "easy"]), strict);
      if (count === counts[0]) {
        // As it comes AccaSim's is not EASY: it hands its allocator no reserved nodes, and a later job passes whenever it fits, the head waiting longer than promised.
        play("AccaSim EASY as it comes", script, [...machine, "easy-as-shipped"]);
        const off = (mine: string): string => different(answers.get(`ours, ${mine}`)!, answers.get("AccaSim EASY as it comes")!).toLocaleString("en");
        lines.push(
          `  AccaSim EASY as it comes keeps no reservation for the head: ${off("easy-strict")} starts differ from EASY that keeps it, ${off("easy")} from EASY with what the head leaves over`,
        );
      }
    }
    if ("command" in cloudsim) compared("CloudSim Plus FIFO", "fifo", play("CloudSim Plus FIFO", cloudsim, [String(nodes * coresPerNode)]), fifo);
  }
  return lines;
}

/** An M/M/10 queue at 80 % load, the same draws in all. */
function queue(customers: number, record: (figure: Figure) => void): string[] {
  const lines = ["M/M/10; two events a customer; events a second of user time, start of the process included"];
  const speed = (count: number, { user }: Measured): number => (2 * count) / user;
  const ours = (count: number): Measured => {
    const own = measured({ command: [process.execPath, join(cache, "queue.js")] }, String(count));
    const name = `${count.toLocaleString("en")} customers, ours`;
    lines.push(row(name, own, `${(speed(count, own) / 1e6).toFixed(3)} M events/s, mean wait ${own.wait!.toFixed(6)}`));
    record({ figure: `events of an M/M/10 queue, ${count} customers`, value: speed(count, own), unit: "events / s user" });
    return own;
  };
  // SimGrid's actors are threads in Python: it gets a tenth.
  for (const [name, module, pinned, script, count] of [
    ["SimPy", "simpy", "simpy==4.1.2", "queue_simpy.py", customers],
    ["SimGrid", "simgrid", "simgrid==4.1", "queue_simgrid.py", customers / 10],
  ] as const) {
    const own = ours(count);
    const peer = python(module, pinned);
    if ("missing" in peer) {
      lines.push(`  ${peer.missing}`);
      continue;
    }
    const theirs = measured({ command: [...peer.command, join(folder, script)] }, String(count));
    if (!(Math.abs(theirs.wait! - own.wait!) <= 1e-7 * own.wait!)) throw new Error(`${name} finds a mean wait of ${theirs.wait}, ours ${own.wait}`);
    lines.push(
      row(
        `${name} ${theirs.version ?? ""}`,
        theirs,
        `${(speed(count, theirs) / 1e6).toFixed(3)} M events/s, the same mean wait; ours is ${(theirs.user / own.user).toFixed(1)} times as fast`,
      ),
    );
    record({ figure: `${name} / ours, user time, M/M/10, ${count} customers`, value: theirs.user / own.user, unit: "ratio" });
  }
  return lines;
}
