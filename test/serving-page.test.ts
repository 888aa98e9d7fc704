// Does docs/serving.md have the keys that the schema has?

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { page } from "../scripts/docs/serving.ts";

test("docs/serving.md has the keys of the schema", () => {
  const text = readFileSync(new URL("../docs/serving.md", import.meta.url), "utf8");
  assert.ok(text === page(text), "run `node --import tsx scripts/docs/serving.ts`");
  assert.match(text, /^\| `requests\.input\.mean` \| quantity \|/m);
});
