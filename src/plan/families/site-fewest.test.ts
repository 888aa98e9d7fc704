// In finance, alpha gives a fewest of 2 and is not open; beta has one hall and is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { none } from "../columns.ts";
import { rowsOf } from "./rows.fixture.ts";
import { siteFewest } from "./site-fewest.ts";
import { counts, holds, matches, trialOf } from "./trial.fixture.ts";

const file = "test/programmes/finance.yaml";
const betaWith = (fewest: number) => [["buildings: { hall-10: 2 }, built", `fewest: ${fewest}, buildings: { hall-10: 2 }, built`]] as const;

test("its rows hold for no opening, and for an opening with two buildings or more of either kind", () => {
  const trial = trialOf(siteFewest, file);
  const { open, starts } = trial.draft.sites[0]!;
  const first = open.find((column) => column !== none)!;
  const [hall, , , shell] = starts.map((kind) => kind.find((column) => column !== none));
  for (const opened of [0, 1])
    for (const [halls, shells] of counts(2, 3))
      assert.equal(
        holds(
          trial,
          new Map([
            [first, opened],
            [hall!, halls!],
            [shell!, shells!],
          ]),
        ),
        opened === 0 || halls! + shells! >= 2,
        `${halls} halls and ${shells} shells, opened ${opened}`,
      );
});

test("at a site that is open already the buildings that stand count", () => {
  // Two in all, one built: one more. One in all: nothing to ask.
  const trial = trialOf(siteFewest, file, betaWith(2));
  const start = trial.draft.sites[1]!.starts[0]!.find((column) => column !== none)!;
  assert.equal(holds(trial, new Map([[start, 0]]), ["beta"]), false);
  assert.equal(holds(trial, new Map([[start, 1]]), ["beta"]), true);
  assert.deepEqual(
    rowsOf(siteFewest, file, betaWith(1)).filter((row) => row.includes("beta")),
    [],
  );
});

test("an open site where nothing can start any more has a row that cannot hold", () => {
  const late = [...betaWith(2), ["it: 10 MW, ready: 2 quarters, cost: 10 M$/MW", "it: 10 MW, ready: 12 quarters, cost: 10 M$/MW"]] as const;
  assert.ok(rowsOf(siteFewest, file, late).includes("site.fewest[beta]: 1 build.nowhere[beta] >= 1"));
});

test("its rows", () => matches(rowsOf(siteFewest, file, betaWith(2)), new URL("site-fewest.snap.txt", import.meta.url)));
