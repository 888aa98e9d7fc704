// Does `gigasite validate` answer scripts and readers, and refuse rows that there are not?

import assert from "node:assert/strict";
import { test } from "node:test";
import { gigasite, root } from "./command.ts";

test("validate --only --json has the rows in the shape that scripts rely on", async () => {
  const { status, stdout } = await gigasite(["validate", "--only", "V9,V19,megatron-22B-full", "--json"], root);
  assert.equal(status, 0);
  const { rows } = JSON.parse(stdout) as { rows: Record<string, unknown>[] };
  assert.deepEqual(
    rows.map(({ id, verdict }) => [id, verdict]),
    [
      ["V9", "pass"],
      ["V19", "not run"],
      ["megatron-22B-full", "pass"],
    ],
  );
  for (const row of rows)
    for (const key of ["id", "published", "ours", "difference", "tolerance", "source", "verdict", "kind"]) assert.ok(key in row, `${String(row["id"])}: ${key}`);
  assert.equal(typeof rows[1]!["needs"], "string");
});

test("validate names every row that is not there, with what was meant, and exits with 2", async () => {
  const { status, stdout, stderr } = await gigasite(["validate", "--only", "V44,nothing-like-it"], root);
  assert.deepEqual([status, stdout], [2, ""]);
  assert.match(stderr, /no row "V44"; did you mean V4\?/);
  assert.match(stderr, /no row "nothing-like-it"; the rows are V1, /);
});
