// In finance with a clause: the big cloud alone may run the class api until 2027-06-30. That day is the last of a quarter, so 2027-Q3 is the first free one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { none } from "../columns.ts";
import { agreementExclusivity } from "./agreement-exclusivity.ts";
import type { Family } from "./family.ts";
import { trialOf } from "./trial.fixture.ts";

const noRows: Family = { ...agreementExclusivity, build: () => {} };
const clause = "agreements:\n  sole: { kind: exclusivity, class: api, provider: bigcloud, from: 2026-01-01, until: 2027-06-30";

/** Where a workload may run in 2026-Q4, 2027-Q2 and 2027-Q3. */
function places(workload: "api" | "chat", words = "") {
  const { draft, study } = trialOf(noRows, "test/programmes/finance.yaml", [["agreements:\n", `${clause}${words} }\n`]]);
  const w = study.inferences.findIndex(({ id }) => id === workload);
  const quarters = [3, 5, 6];
  return {
    alpha: quarters.map((t) => draft.sites[0]!.inference[w]![t] !== none),
    big: quarters.map((t) => draft.cloudInference[0]![w]![t] !== none),
    rival: quarters.map((t) => draft.cloudInference[1]![w]![t] !== none),
  };
}

test("work of the class runs on the provider's clouds only, until the clause ends", () => {
  assert.deepEqual(places("api"), { alpha: [false, false, true], big: [true, true, true], rival: [false, false, true] });
});

test("other work, and what is excepted, is free", () => {
  assert.deepEqual(places("chat"), { alpha: [true, true, true], big: [true, true, true], rival: [true, true, true] });
  assert.deepEqual(places("api", ", except: [api]"), places("chat"));
});
