// Do explain and compare give their reasons, to a script and to a reader?

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gigasite, json, root } from "./command.ts";

const tiny = join(root, "test/programmes/tiny.yaml");
/** Beta's opening is too dear to pay for itself. */
const dear = ["--set", "sites.beta.opening=$150M"];

let folder: string;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "gigasite-reasons-"));
  await json(["plan", tiny, "-o", "a", ...dear], folder);
  await json(["plan", tiny, "-o", "b", ...dear, "--set", "sites.alpha.power.grid.energized=2027-Q1"], folder);
  await json(["plan", tiny, "-o", "beyond", "--set", "workloads.run.compute=3e26 FLOP"], folder, 1);
});
after(() => rmSync(folder, { recursive: true, force: true }));

interface Price {
  readonly worthUsd: number;
  readonly more: number | null;
  readonly fewer: number | null;
  readonly again?: { readonly step: number; readonly fixedUsd: number | null };
}

test("explain tells prices with their range, and solves the first three again; --quick does not", async () => {
  const { binding } = await json<{ binding: Price[] }>(["explain", "a"], folder);
  assert.equal(binding.filter(({ again }) => again !== undefined).length, 3);
  for (const { worthUsd, more, fewer } of binding) assert.ok([worthUsd, more ?? 0, fewer ?? 0].every(Number.isFinite));
  const quick = await json<{ binding: Price[] }>(["explain", "a", "--quick"], folder);
  assert.ok(quick.binding.length > 0 && quick.binding.every(({ again }) => again === undefined));
  const aloud = (await gigasite(["explain", "a"], folder)).stdout.replaceAll(/\s+/g, " ");
  assert.match(
    aloud,
    /One more rack .* is worth [\d.]+ [kM] USD\. This holds for up to [\d.,]+ .* more or [\d.,]+ .* fewer\. Solved again with the plan's whole numbers held: [\d.]+ [kM] USD/,
  );
  assert.doesNotMatch(aloud, /undefined|NaN|\b1 racks\b| -[\d.]+ [kM]? ?USD, give/);
});

test("an infeasible programme comes back with what conflicts and what would do", async () => {
  const { conflict, relaxations } = await json<{ conflict: { sentence: string }[]; relaxations: { sentence: string }[] }>(["explain", "beyond"], folder, 1);
  assert.ok(conflict.some(({ sentence }) => sentence === "Racks of Plain are at most 60 a quarter, 180 in all by 2027-Q1."));
  assert.match(relaxations[0]!.sentence, /reachable one quarter late, by 2027-Q2, or in its window with /);
  assert.match((await gigasite(["explain", "beyond"], folder)).stdout, /^no plan keeps every rule\nthese cannot hold together:/);
});

test("why not a site: what forcing it costs, and the least change; a site that is not there is bad usage", async () => {
  const found = await json<{ free: { usd: number }; forced: { usd: number }; changes: { parameter: string; share: number | null }[] }>(
    ["explain", "a", "--why-not", "beta"],
    folder,
  );
  assert.ok(found.forced.usd < found.free.usd);
  assert.deepEqual(
    found.changes.map(({ parameter, share }) => [parameter, share !== null]),
    [
      ["energy price", false],
      ["energization", false],
      ["capex", true],
    ],
  );
  const unknown = await gigasite(["explain", "a", "--why-not", "bata"], folder);
  assert.equal(unknown.status, 2);
  assert.match(unknown.stderr, /there is no site "bata", did you mean "beta"\?; sites: alpha, beta/);
  assert.equal((await gigasite(["explain", "a", "--why-not", "alpha:grud"], folder)).status, 2);
});

test("compare tells what moved and which inputs differ, and with --causes which caused it", async () => {
  const plain = (await gigasite(["compare", "a", "b"], folder)).stdout;
  assert.match(plain, /Alpha: starts (one quarter|\d quarters) later/);
  assert.match(plain, /sites\.alpha\.power\.grid\.energized moved from 2026-Q3 to 2027-Q1/);
  assert.match(
    (await gigasite(["compare", "a", "b", "--causes"], folder)).stdout.replaceAll(/\s+/g, " "),
    /Cause: sites\.alpha\.power\.grid\.energized moved from 2026-Q3 to 2027-Q1\./,
  );
  const { causes } = await json<{ causes: { causes: { group: string }[]; together: { usd: number } } }>(["compare", "a", "b", "--causes"], folder);
  assert.deepEqual(
    causes.causes.map(({ group }) => group),
    ["site power"],
  );
  assert.ok(Math.abs(causes.together.usd) < 1);
});
