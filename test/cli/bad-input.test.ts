// What gets which answer: every kind of bad input is exit 2 with its place named, and nothing is written.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gigasite, inFolder, json, starter } from "./command.ts";

const good = readFileSync(starter, "utf8");
const broken: readonly (readonly [string, string, RegExp])[] = [
  ["invalid YAML", good.replace("programme: My first programme", "programme: [My first"), /^bad\.yaml:\d+:\d+: /m],
  ["a wrong unit", good.replace("opening: $40M", "opening: 40 MW"), /^bad\.yaml:\d+:\d+: sites\.amarillo\.opening: .*\$/m],
  ["an unknown key", good.replace("startsPerQuarter:", "startsPerQuater:"), /^bad\.yaml:\d+:\d+: sites\.amarillo.*startsPerQuater/m],
  ["a value of a wrong kind", good.replace("quarters: 8", "quarters: eight"), /^bad\.yaml:\d+:\d+: calendar\.quarters: /m],
  ["an empty file", "", /^bad\.yaml:\d+:\d+: /m],
];

for (const [what, text, message] of broken) {
  for (const command of ["check", "plan", "simulate", "run"]) {
    test(`${command}: ${what} is exit 2, named with line and column, and nothing is written`, () =>
      inFolder(async (folder) => {
        writeFileSync(join(folder, "bad.yaml"), text);
        const { status, stdout, stderr } = await gigasite([command, "bad.yaml"], folder);
        assert.equal(status, 2, stdout + stderr);
        assert.match(stderr, message);
        assert.deepEqual(readdirSync(folder), ["bad.yaml"]);
      }));
  }
}

test("a file that is not there is exit 2 for every command that reads one", () =>
  inFolder(async (folder) => {
    for (const args of [
      ["check", "none.yaml"],
      ["plan", "none.yaml"],
      ["run", "none.yaml"],
      ["simulate", "none.yaml"],
      ["verify", "none"],
      ["explain", "none/plan.json"],
      ["settle", "none/record"],
      ["compare", "none", "none"],
      ["serve", "none"],
    ]) {
      const { status, stdout, stderr } = await gigasite(args, folder);
      assert.equal(status, 2, args.join(" "));
      assert.match(stderr, /none/);
      assert.equal(stdout, "");
    }
    assert.deepEqual(readdirSync(folder), []);
  }));

test("every problem is reported at once, to a reader and to a script", () =>
  inFolder(async (folder) => {
    writeFileSync(join(folder, "bad.yaml"), good.replace("opening: $40M", "opening: 40 MW").replace("budget: $8B", "budget: 8 weeks"));
    const { stderr } = await gigasite(["plan", "bad.yaml"], folder);
    assert.equal(stderr.trimEnd().split("\n").length, 2, stderr);
    const { error } = await json<{ error: { problems: { file: string; line: number; column: number; path: string; message: string }[] } }>(["plan", "bad.yaml"], folder, 2);
    assert.deepEqual(error.problems.map(({ file, path }) => [file, path]).toSorted(), [
      ["bad.yaml", "capital.budget"],
      ["bad.yaml", "sites.amarillo.opening"],
    ]);
    assert.ok(error.problems.every(({ line, column, message }) => line > 1 && column > 0 && message.length > 0));
  }));

test("--set is checked like the file, and its place is named", () =>
  inFolder(async (folder) => {
    const { status, stderr } = await gigasite(["check", starter, "--set", "sites.amarillo.opening=3 MW"], folder);
    assert.equal(status, 2);
    assert.match(stderr, /^--set:\d+:\d+: sites\.amarillo\.opening: /m);
    const shapeless = await gigasite(["check", starter, "--set", "nothing"], folder);
    assert.equal(shapeless.status, 2);
    assert.match(shapeless.stderr, /^--set:1:1: expected path=value/);
    assert.equal((await gigasite(["check", starter, "--set", "sites.amarillo.opening=$50M", "--set", "capital.budget=$9B"], folder)).status, 0);
  }));

test("wrong usage is exit 2", () =>
  inFolder(async (folder) => {
    for (const args of [
      ["frobnicate"],
      ["plan"],
      ["plan", starter, "--frobnicate"],
      ["plan", starter, "--seed", "x"],
      ["plan", starter, "--workers", "0"],
      ["check", starter, starter],
    ]) {
      const { status, stderr } = await gigasite(args, folder);
      assert.equal(status, 2, args.join(" "));
      assert.match(stderr, /^error: /m, args.join(" "));
    }
    assert.deepEqual(readdirSync(folder), []);
  }));

test("a folder without a run, and a plan that is none, are exit 2", () =>
  inFolder(async (folder) => {
    mkdirSync(join(folder, "run"));
    assert.equal((await gigasite(["verify", "run"], folder)).status, 2);
    writeFileSync(join(folder, "run/programme.json"), JSON.stringify({ programme: {}, figures: {} }));
    for (const text of ["{", "[]", "null", `{ "gigasite": 1 }`]) {
      writeFileSync(join(folder, "run/plan.json"), text);
      for (const command of text.includes("gigasite") ? ["explain", "simulate", "settle"] : ["verify", "explain", "simulate", "settle"]) {
        const { status, stderr } = await gigasite([command, "run"], folder);
        assert.equal(status, 2, `${command} ${text}: ${stderr}`);
        assert.match(stderr, /plan\.json/);
      }
    }
  }));

test("init does not overwrite", () =>
  inFolder(async (folder) => {
    assert.equal((await gigasite(["init"], folder)).status, 0);
    writeFileSync(join(folder, "programme.yaml"), "mine");
    const { status, stderr } = await gigasite(["init"], folder);
    assert.equal(status, 2);
    assert.match(stderr, /stands here already/);
    assert.equal(readFileSync(join(folder, "programme.yaml"), "utf8"), "mine");
  }));
