// Do worked examples come out to the cent: a shortfall paid at once, overspend carried on, marginal tiers, a refund?

import assert from "node:assert/strict";
import { test } from "node:test";
import { caseWith, planOf, recordOf } from "../../test/settlement-case.ts";
import { settle } from "./settlement.ts";

/** Amounts under a key, by quarter that has one, as the payer's expense. */
function amounts(clauses: string, work: Parameters<typeof recordOf>[0]["work"], key: string, replace: readonly (readonly [string, string])[] = []): Record<string, string> {
  const { ledger } = settle(caseWith(clauses, replace), planOf({}), recordOf({ work }));
  return Object.fromEntries(ledger.filter(({ id }) => id.endsWith(`:${key}`)).map(({ quarter, legs }) => [quarter, legs[0]!.amount]));
}

const use = (quarter: string, h100eHours: number) => ({ workload: "aurora", place: "azure", quarter, h100eHours });

test("A: 100,000 H100e-hours at 2.00 committed, 87,500.25 used: use 175,000.50, shortfall 24,999.50 at once", () => {
  const clauses = `
  spend: { kind: take-or-pay, payer: lab, payee: azure, cloud: azure, spend: { 2026: $200_000 }, from: 2026-01-01, until: 2026-12-31 }`;
  const work = [use("2026-Q1", 40_000), use("2026-Q3", 47_500.25)];
  assert.deepEqual(amounts(clauses, work, "cloud-use:azure:lab"), { "2026-Q1": "80000.00", "2026-Q3": "95000.50" });
  assert.deepEqual(amounts(clauses, work, "take-or-pay-shortfall:spend"), { "2026-Q1": "0.00", "2026-Q2": "0.00", "2026-Q3": "0.00", "2026-Q4": "24999.50" });
});

test("A, carried forward: 104,000 H100e-hours make 8,000.00 that the next year counts, at most a tenth of the commitment", () => {
  const clauses = (share: string) => `
  spend: { kind: take-or-pay, payer: lab, payee: azure, cloud: azure, spend: { 2026: $200_000, 2027: $210_000 }, carryForward: ${share}, from: 2026-01-01, until: 2028-12-31 }`;
  const work = [use("2026-Q2", 104_000), use("2027-Q1", 115_000)]; // 208,000.00, then 201,250.00 at 1.75
  assert.equal(amounts(clauses("10 %"), work, "take-or-pay-shortfall:spend")["2027-Q4"], "750.00");
  assert.equal(amounts(clauses("2.5 %"), work, "take-or-pay-shortfall:spend")["2027-Q4"], "3750.00");
  assert.equal(amounts(clauses("0 %"), work, "take-or-pay-shortfall:spend")["2027-Q4"], "8750.00");
});

test("A take-or-pay that ends within a year is squared in its last quarter; a year that has not ended is not", () => {
  const clauses = `
  spend: { kind: take-or-pay, payer: lab, payee: azure, cloud: azure, spend: { 2026: $100 }, from: 2026-01-01, until: 2026-06-30 }`;
  assert.deepEqual(amounts(clauses, [], "take-or-pay-shortfall:spend"), { "2026-Q1": "0.00", "2026-Q2": "100.00" });
  assert.deepEqual(
    amounts(clauses.replace("2026-06-30", "2030-12-31"), [], "take-or-pay-shortfall:spend", [
      ["quarters: 8", "quarters: 3"],
      ["between: [2027-Q1, 2027-Q3]", "between: [2026-Q1, 2026-Q3]"],
    ]),
    {
      "2026-Q1": "0.00",
      "2026-Q2": "0.00",
      "2026-Q3": "0.00",
    },
  );
});

const tiers = `
  share: { kind: revenue-share, payer: lab, payee: azure, base: gross, tiers: [{ from: $0, share: 20 % }, { from: $10M, share: 15 % }, { from: $50M, share: 10 % }], from: 2026-01-01 }`;
const sold = (quarter: string, millions: number) => ({ workload: "sovereign", place: "north", quarter, h100eHours: (millions * 1e6) / 4 });

test("B: tiers of 20, 15 and 10 %: 5 M$ after 8 M$ in the year owe 2 M$ x 20 % + 3 M$ x 15 % = 850,000.00", () => {
  assert.deepEqual(amounts(tiers, [sold("2026-Q1", 8), sold("2026-Q2", 5), sold("2026-Q3", 47), sold("2027-Q1", 1)], "revenue-share:share"), {
    "2026-Q1": "1600000.00",
    "2026-Q2": "850000.00",
    "2026-Q3": "6550000.00",
    "2026-Q4": "0.00", // 37 M$ x 15 % + 10 M$ x 10 %
    "2027-Q1": "200000.00",
    "2027-Q2": "0.00",
    "2027-Q3": "0.00",
    "2027-Q4": "0.00", // a new year begins at the first tier
  });
});

test("B: a refund is the difference of what is due before and after, through the tiers it falls back over", () => {
  assert.deepEqual(amounts(tiers, [sold("2026-Q1", 10.5), sold("2026-Q2", -1)], "revenue-share:share")["2026-Q2"], "-175000.00"); // 0.5 M$ x 15 % + 0.5 M$ x 20 %
});

test("B: an amendment within the year counts from its quarter on, at the place the year has reached", () => {
  const amended = `${tiers}
  share-2: { supersedes: share, tiers: [{ from: $0, share: 10 % }, { from: $10M, share: 5 % }], from: 2026-07-01 }`;
  const found = {
    ...amounts(amended, [sold("2026-Q2", 8), sold("2026-Q3", 5)], "revenue-share:share"),
    ...amounts(amended, [sold("2026-Q2", 8), sold("2026-Q3", 5)], "revenue-share:share-2"),
  };
  assert.deepEqual([found["2026-Q2"], found["2026-Q3"]], ["1600000.00", "350000.00"]); // 2 M$ x 10 % + 3 M$ x 5 %
});

test("a year's postings add up to its rounded whole", () => {
  const third = `
  share: { kind: revenue-share, payer: lab, payee: azure, base: gross, tiers: [{ from: $0, share: 10 % }], from: 2026-01-01 }`;
  const each = [1, 2, 3, 4].map((q) => ({ workload: "sovereign", place: "north", quarter: `2026-Q${q}`, h100eHours: 0.011 })); // 0.0044 $ due a quarter
  assert.deepEqual(Object.values(amounts(third, each, "revenue-share:share")).slice(0, 4), ["0.00", "0.01", "0.00", "0.01"]); // 0.44, 0.88, 1.32 and 1.76 cents so far
});
