// Is the right wording in force on a day, as known on a day?

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { caseWith, everyKind } from "../../test/settlement-case.ts";
import type { Programme } from "../programme/programme.ts";
import type { Day } from "../units/brand.ts";
import { addDays } from "../units/calendar.ts";
import { accounts } from "./accounts.ts";
import { clausesInForce, inForce, lineage } from "./in-force.ts";

const { programme } = caseWith(everyKind);
const day = (text: string) => text as Day;
const ids = (on: string, asOf: string, within: Programme = programme) => clausesInForce(within, day(on), day(asOf)).map(({ id }) => id);

test("from and until are inclusive", () => {
  assert.deepEqual(
    ["2026-06-30", "2026-07-01", "2027-06-30", "2027-07-01"].map((on) => ids(on, "2028-01-01").includes("cap")),
    [false, true, true, false],
  );
});

test("a clause ends on the day before its event happens; an event that is not expected ends nothing", () => {
  assert.deepEqual(
    ["2027-02-09", "2027-02-10"].map((on) => ids(on, "2028-01-01").includes("refusal")),
    [true, false],
  );
  assert.ok(ids("2030-12-31", "2030-12-31").includes("api-on-azure"));
});

test("an amendment replaces from its own day on, for those who know it", () => {
  assert.deepEqual(
    ids("2027-07-01", "2026-11-10").filter((id) => id.startsWith("share")),
    ["share-2027"],
  );
  assert.deepEqual(
    ids("2027-06-30", "2026-11-10").filter((id) => id.startsWith("share")),
    ["share"],
  );
  assert.deepEqual(
    ids("2027-07-01", "2026-11-09").filter((id) => id.startsWith("share")),
    ["share"],
  );
  assert.equal(inForce(programme, "revenue-share", day("2027-07-01"), day("2027-07-01")).find(({ id }) => id === "share-2027")!.clause.payee, "azure");
});

test("nothing is known before the programme is", () => {
  assert.deepEqual(ids("2026-06-01", "2025-12-31"), []);
});

test("an amendment of an amendment stands for the whole line, even where it starts first", () => {
  const { programme: amended } = caseWith(`
  a: { kind: power-cap, site: north, facility: 80 MW, from: 2026-01-01 }
  b: { supersedes: a, facility: 70 MW, from: 2026-10-01 }
  c: { supersedes: b, facility: 60 MW, from: 2026-07-01, until: 2026-12-31 }`);
  assert.deepEqual(
    ["2026-06-30", "2026-07-01", "2026-10-01", "2027-01-01"].map((on) => ids(on, "2028-01-01", amended)),
    [["a"], ["c"], ["c"], []],
  );
  assert.deepEqual(lineage(amended, "c"), ["c", "b", "a"]);
});

test("a naive reading of one line of amendments agrees", () => {
  const one = fc.record({ from: fc.nat(40), length: fc.option(fc.nat(40)), known: fc.nat(40) });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 4 }), fc.nat(60), fc.nat(60), (line, on, asOf) => {
      const at = (count: number) => addDays(day("2026-01-01"), count);
      const agreements = Object.fromEntries(
        line.map(({ from, length, known }, place) => [
          `c${place}`,
          {
            kind: "power-cap",
            site: "north",
            facility: 1,
            from: at(from),
            until: length === null ? undefined : at(from + length),
            known: at(known),
            supersedes: place > 0 ? `c${place - 1}` : undefined,
          },
        ]),
      );
      let expected: number[] = [];
      for (let place = 0; place < line.length; place++) {
        const { from, length, known } = line[place]!;
        if (known > asOf || from > on) continue;
        expected = expected.filter((earlier) => earlier > place);
        if (length === null || on <= from + length) expected.push(place);
      }
      const found = clausesInForce({ ...programme, agreements } as unknown as Programme, at(on), at(asOf)).map(({ id }) => Number(id.slice(1)));
      assert.deepEqual(found, expected);
    }),
  );
});

test("an account knows its wordings before and when it ends", () => {
  const quarters = ["2026-Q4", "2027-Q1", "2027-Q2", "2027-Q3"] as never[];
  const all = accounts(programme, quarters, day("2027-12-31"));
  const share = all[3]!.find(({ standing }) => standing.id === "share-2027")!;
  assert.deepEqual(
    [0, 1, 2, 3].map((t) => share.wording(t)?.id),
    ["share", "share", "share", "share-2027"],
  );
  assert.equal(all[2]!.find(({ standing }) => standing.id === "share")!.ends, false, "its amendment goes on");
  assert.equal(all[2]!.find(({ standing }) => standing.id === "cap")!.ends, true);
  assert.equal(all[0]!.find(({ standing }) => standing.id === "refusal")!.ends, true, "its event comes in the next quarter");
});
