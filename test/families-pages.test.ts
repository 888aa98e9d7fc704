// Do the pages in docs/families say what the rules say, and do their links lead somewhere?

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { pages } from "../scripts/docs/families.ts";

const folder = new URL("../docs/families/", import.meta.url);
const written = pages();

test("docs/families has the pages that its script writes, and no other", () => {
  assert.deepEqual(readdirSync(folder).toSorted(), [...written.keys()].toSorted());
  for (const [name, text] of written) assert.ok(readFileSync(new URL(name, folder), "utf8") === text, `docs/families/${name}: run \`node --import tsx scripts/docs/families.ts\``);
});

test("every page has all its parts, and its links and files are there", () => {
  for (const [name, text] of written) {
    for (const [, link] of text.matchAll(/\]\(([^)#:\s]+)\)/g)) assert.ok(existsSync(new URL(link!, folder)), `${name}: ${link}`);
    for (const [, path] of text.matchAll(/`((?:src|programmes|test)\/[^`\s]+\.[a-z]+)`/g)) assert.ok(existsSync(new URL(`../${path}`, import.meta.url)), `${name}: ${path}`);
    if (name !== "README.md")
      for (const part of ["| symbol |", "## What it means", "## A row of it", "## What it does not model", "## Where it is checked", "verifier: "])
        assert.ok(text.includes(part), `${name}: ${part}`);
  }
});

test("the pages of docs that speak of all rules lead to them", () => {
  for (const name of ["model.md", "cli.md"]) assert.ok(readFileSync(new URL(`../docs/${name}`, import.meta.url), "utf8").includes("](families/README.md)"), name);
});
