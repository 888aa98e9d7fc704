import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const here = dirname(fileURLToPath(import.meta.url));
const source = dirname(here);

test("the verifier reaches nothing of plan/ but the types in plan.ts, however far its imports lead", () => {
  const reached = new Set<string>();
  const follow = (file: string): void => {
    if (reached.has(file) || !existsSync(file)) return;
    reached.add(file);
    for (const [, target] of readFileSync(file, "utf8").matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)) follow(join(dirname(file), target!));
  };
  const own = readdirSync(here, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  assert.ok(own.length > 30);
  for (const file of own) follow(join(here, file));
  const folders = new Set<string>();
  for (const file of reached) {
    const path = relative(source, file);
    if (path.startsWith("plan/")) assert.equal(path, "plan/plan.ts");
    folders.add(path.split("/")[0]!);
  }
  assert.deepEqual(
    [...folders].filter((folder) => !["units", "programme", "physics", "conditions", "plan", "verify", "agreements"].includes(folder)),
    [],
  );
});
