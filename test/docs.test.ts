// Do the code blocks of the README and the docs run as they stand? Each page's ```bash blocks, in order, in one fresh folder.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const root = fileURLToPath(new URL("..", import.meta.url));
const pages = [
  "README.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
].filter((page) => existsSync(join(root, page)));

for (const page of pages) {
  const text = readFileSync(join(root, page), "utf8");
  const blocks = [...text.matchAll(/^```bash\n([\s\S]*?)^```$/gm)].map((match) => match[1]!);
  if (blocks.length > 0) test(`${page}: its ${blocks.length} code ${blocks.length === 1 ? "block runs" : "blocks run"}`, () => run(blocks));
  test(`${page}: its links to files lead somewhere`, () => {
    const links = [...text.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1]!);
    assert.deepEqual(
      links.filter((link) => !existsSync(join(root, dirname(page), link))),
      [],
    );
  });
}

test("the README names every command that there is, and no other", () => {
  const help = spawnSync(process.execPath, [join(root, "dist/cli/main.js"), "--help"], { encoding: "utf8" }).stdout;
  const commands = [...help.slice(help.indexOf("Commands:")).matchAll(/^ {2}([a-z]+)\b/gm)].map((match) => match[1]!);
  assert.ok(commands.length > 8, help);
  const named = [...readFileSync(join(root, "README.md"), "utf8").matchAll(/^\| `gigasite ([a-z]+)/gm)].map((match) => match[1]!);
  assert.deepEqual(named.toSorted(), commands.toSorted());
});

function run(blocks: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), "gigasite-docs-"));
  try {
    const bin = join(folder, ".bin");
    mkdirSync(bin);
    writeFileSync(join(bin, "gigasite"), `#!/bin/sh\nexec "${process.execPath}" "${join(root, "dist/cli/main.js")}" "$@"\n`);
    chmodSync(join(bin, "gigasite"), 0o755);
    const { status, stdout, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", blocks.join("\n")], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"]}` },
    });
    assert.equal(status, 0, `${stdout}\n${stderr}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
