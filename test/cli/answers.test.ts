// What does each command answer to a script and to a reader? The main job on a small programme, then every command on its run.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gigasite, hashes, json, root, start, starter, until } from "./command.ts";

interface Certificate {
  readonly accepted: boolean;
  readonly rows: readonly { readonly family: string; readonly index: string; readonly left: number; readonly right: number; readonly slack: number; readonly unit: string }[];
  readonly refusals: readonly { readonly family: string }[];
}
interface Settlement {
  readonly ledger: readonly {
    readonly id: string;
    readonly date: string;
    readonly clause: string;
    readonly legs: readonly { readonly party: string; readonly account: string; readonly currency: string; readonly amount: string }[];
  }[];
}

let folder: string;
let said: Record<string, unknown>;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "gigasite-answers-"));
  said = await json(["run", starter, "--no-serve", "-o", "run"], folder);
});
after(() => rmSync(folder, { recursive: true, force: true }));

const read = <Document>(path: string): Document => JSON.parse(readFileSync(join(folder, "run", path), "utf8")) as Document;

test("the main job leaves every artefact, and says what it found", () => {
  assert.deepEqual(readdirSync(join(folder, "run")).toSorted(), ["certificate.json", "plan.json", "programme.json", "record", "report.html", "run.json", "statements"]);
  assert.deepEqual([said["feasible"], said["accepted"], said["folder"]], [true, true, "run"]);
  const note = read<{ gigasite: string; seed: number; inputs: Record<string, string>; seconds: Record<string, number> }>("run.json");
  assert.deepEqual(Object.keys(note.seconds), ["plan", "verify", "simulate", "settle", "report"]);
  for (const hash of [note.inputs["programme.json"], note.inputs["starter.yaml"], note.inputs["data/catalogue.yaml"]]) assert.match(hash!, /^[0-9a-f]{64}$/);
  assert.equal(read<{ inputs: string }>("plan.json").inputs, note.inputs["programme.json"]);
});

test("the main job's screen fits a reader: one screen, units named, gap and origin said", async () => {
  const { status, stdout, stderr } = await gigasite(["run", starter, "--no-serve", "-o", "screen"], folder);
  assert.equal(status, 0, stderr);
  assert.equal(stderr, "");
  const lines = stdout.split("\n");
  assert.ok(lines.length <= 80 && lines.every((line) => line.length <= 150), `${lines.length} lines, widest ${Math.max(...lines.map((line) => line.length))}`);
  for (const part of [
    /gap of the search.*\n(.*[\d.]+ %.*\n){3}/,
    /MW IT/,
    /\$B/,
    /verified: [\d,]+ rows/,
    /simulated [\d,]+ hours/,
    /settled: /,
    /are estimates or assumptions/,
    /written to screen/,
  ])
    assert.match(stdout, part);
  assert.doesNotMatch(stdout, /undefined|NaN|\[object/);
  assert.deepEqual(hashes(join(folder, "screen")), hashes(join(folder, "run")));
});

test("verify answers with the certificate", async () => {
  const certificate = await json<Certificate>(["verify", "run"], folder);
  assert.equal(certificate.accepted, true);
  assert.ok(certificate.rows.length > 100);
  for (const row of certificate.rows)
    assert.deepEqual(
      [typeof row.family, typeof row.index, typeof row.left, typeof row.right, typeof row.slack, typeof row.unit],
      ["string", "string", "number", "number", "number", "string"],
    );
  assert.deepEqual(read("certificate.json"), certificate);
  assert.ok(existsSync(join(folder, "run/report.html")), "the same certificate again removes nothing");
});

test("settle answers with the ledger, and each party's legs sum to zero to the cent", async () => {
  const { ledger } = await json<Settlement>(["settle", "run/record"], folder);
  assert.ok(ledger.length > 20);
  for (const { id, date, legs } of ledger) {
    assert.match(date, /^\d{4}-\d{2}-\d{2}$/);
    const sums = new Map<string, bigint>();
    for (const { party, currency, amount } of legs) {
      assert.match(amount, /^-?\d+\.\d{2}$/);
      const book = `${party} ${currency}`;
      sums.set(book, (sums.get(book) ?? 0n) + BigInt(amount.replace(".", "")));
    }
    assert.deepEqual(
      [...sums].filter(([, sum]) => sum !== 0n),
      [],
      id,
    );
  }
  assert.deepEqual(read<Settlement>("statements/settlement.json").ledger, ledger);
});

test("plan, explain, simulate, compare, check, schema, init and serve each print one document", async () => {
  const plan = await json<{ gigasite: number; decisions: object; solver: { gap: number } }>(["plan", starter, "-o", "planned"], folder);
  assert.equal(plan.gigasite, 1);
  assert.ok(plan.solver.gap >= 0 && plan.solver.gap <= 0.01);
  assert.deepEqual(JSON.parse(readFileSync(join(folder, "planned/plan.json"), "utf8")), plan);

  const explained = await json<{ feasible: boolean; binding: { family: string; sentence: string; worthUsd: number; unit: string }[] }>(["explain", "run/plan.json"], folder);
  assert.ok(explained.feasible && explained.binding.length > 0 && explained.binding.every(({ sentence }) => sentence.length > 20));
  assert.match((await gigasite(["explain", "run"], folder)).stdout, /what binds most/);

  const summary = await json<{ hours: number; pue: number }>(["simulate", "planned"], folder);
  assert.equal(summary.hours, 17520);
  assert.ok(summary.pue > 1 && summary.pue < 2);

  const compared = await json<{ rows: { figure: string; a: number; b: number; difference: number }[] }>(["compare", "run", "planned"], folder);
  assert.ok(compared.rows.length > 8 && compared.rows.every(({ difference }) => difference === 0));

  assert.deepEqual((await json<{ problems: unknown[] }>(["check", starter], folder)).problems, []);
  const schema = await json<{ $schema: string; $defs: { programme: { properties: Record<string, unknown> } } }>(["schema"], folder);
  assert.ok("sites" in schema.$defs.programme.properties && "agreements" in schema.$defs.programme.properties);
  assert.deepEqual(await json(["init", "mine"], folder), { file: "mine/programme.yaml" });
  assert.equal((await gigasite(["check", "mine/programme.yaml"], folder)).status, 0);

  const server = start(["serve", ".", "--port", "0", "--json"], folder);
  await until("the server's address", () => server.printed().includes("}"));
  const { url } = JSON.parse(server.printed()) as { url: string };
  assert.match(await (await fetch(`${url}runs/run/report.html`)).text(), /<html/i);
  assert.equal((await fetch(`${url}runs/run/plan.json`)).headers.get("content-type"), "application/json; charset=utf-8");
  server.process.kill("SIGINT");
  assert.equal((await server.ended).status, 0);
});

test("a record may go to a folder of its own, and its plan comes along", async () => {
  await json(["simulate", "run", "-o", "elsewhere", "--seed", "7"], folder);
  assert.equal(readFileSync(join(folder, "elsewhere/plan.json"), "utf8"), readFileSync(join(folder, "run/plan.json"), "utf8"));
  assert.notEqual(hashes(join(folder, "elsewhere"))["record/hourly.parquet"], hashes(join(folder, "run"))["record/hourly.parquet"]);
});

test("a tampered plan is refused with exit 1, naming the family", async () => {
  interface Tampered {
    readonly derived: { readonly money: { readonly cash: number[] } };
    readonly decisions: { readonly sites: Record<string, { readonly racks: Record<string, number[]>; readonly running: Record<string, number[]> }> };
    readonly objective: { total: number };
  }
  const tampers: readonly (readonly [string, (plan: Tampered) => void])[] = [
    ["derived.money.cash", (plan) => plan.derived.money.cash.splice(3, 1, plan.derived.money.cash[3]! + 1)],
    ["chip.supply", (plan) => plan.decisions.sites["amarillo"]!.racks["gb300-nvl72"]!.splice(3, 1, 900)],
    ["chip.running", (plan) => plan.decisions.sites["amarillo"]!.running["gb300-nvl72"]!.splice(7, 1, 5000)],
    ["objective", (plan) => (plan.objective.total += 1)],
  ];
  await json(["plan", starter, "-o", "tampered"], folder);
  for (const [family, tamper] of tampers) {
    const plan = structuredClone(read<Tampered>("plan.json"));
    tamper(plan);
    writeFileSync(join(folder, "tampered/plan.json"), JSON.stringify(plan));
    const certificate = await json<Certificate>(["verify", "tampered"], folder, 1);
    assert.equal(certificate.accepted, false);
    assert.ok(
      certificate.refusals.some((refusal) => refusal.family.startsWith(family)),
      `${family}: ${certificate.refusals.map((refusal) => refusal.family).join(", ")}`,
    );
  }
  const { status, stdout } = await gigasite(["verify", "tampered/plan.json"], folder);
  assert.equal(status, 1);
  assert.match(stdout, /REFUSED[\s\S]*objective/);
  assert.equal((await gigasite(["simulate", "tampered"], folder)).status, 1);
});

test("an infeasible programme is exit 1, says what would have to give way, and leaves what stands", async () => {
  const args = ["run", starter, "--no-serve", "-o", "infeasible", "--set", "workloads.model.compute=1e28 FLOP"];
  const { status, stdout, stderr } = await gigasite(args, folder);
  assert.equal(status, 1, stderr);
  assert.match(stdout, /NOT FEASIBLE[\s\S]*model/);
  for (const artefact of ["programme.json", "plan.json", "certificate.json", "report.html", "run.json"]) assert.ok(existsSync(join(folder, "infeasible", artefact)), artefact);
  assert.equal(existsSync(join(folder, "infeasible/record")), false);
  assert.equal((await gigasite(["explain", "infeasible"], folder)).status, 1);
});

test("help and version come fast and the package's version is said", async () => {
  const begun = performance.now();
  const { status, stdout } = await gigasite(["--help"], folder);
  const took = performance.now() - begun;
  assert.equal(status, 0);
  assert.match(stdout, /simulate/);
  assert.ok(took < 1000, `--help took ${took.toFixed(0)} ms`);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  assert.equal((await gigasite(["--version"], folder)).stdout.trim(), version);
});
