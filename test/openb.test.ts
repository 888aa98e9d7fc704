// Does the replay of the openb cluster fill it as its authors' does? Theirs is data that the package does not carry: ../shared/data.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { openbIn, packagedFacts } from "../src/cli/commands/validate.ts";
import { validate } from "../src/validate/validate.ts";

const folder = fileURLToPath(new URL("../../shared/data/traces/alibaba-openb", import.meta.url));
const skip = existsSync(folder) || process.env["GIGASITE_REQUIRE_ALL"] === "1" ? false : "the openb trace, ../shared/data, is not on this machine";

test("V19: with the trace the row runs and passes; without it, it says what it needs", { skip }, async () => {
  const only = new Set(["V19"]);
  const facts = packagedFacts();
  const [without] = validate(facts, 1, only).rows;
  assert.equal(without!.verdict, "not run");
  const [row] = validate({ ...facts, openb: await openbIn(folder) }, 1, only).rows;
  assert.deepEqual(
    row!.figures.map(({ within }) => within),
    [true, true, true],
    JSON.stringify(row!.figures),
  );
  assert.equal(row!.verdict, "pass");
});
