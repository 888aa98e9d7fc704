// In finance, alpha may start two buildings a quarter, of halls and shells together; beta has one kind only and needs no row.

import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsOf } from "./rows.fixture.ts";
import { sitePace } from "./site-pace.ts";
import { counts, holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/finance.yaml";

test("its rows hold for exactly two starts of both kinds together, each quarter for itself", () => {
  const trial = trialOf(sitePace, file);
  for (const [now, shells, next] of counts(3, 3))
    assert.equal(
      holds(
        trial,
        valuesOf(trial, {
          "build.start[alpha, hall-10, 2026-Q3]": now!,
          "build.start[alpha, shell-10, 2026-Q3]": shells!,
          "build.start[alpha, hall-10, 2026-Q4]": next!,
        }),
      ),
      now! + shells! <= 2 && next! <= 2,
      `${now} and ${shells}, then ${next}`,
    );
});

test("its rows", () => matches(rowsOf(sitePace, file), new URL("site-pace.snap.txt", import.meta.url)));
