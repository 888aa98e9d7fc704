// Do all clause kinds keep the one contract: a sentence with its numbers, a verdict, demands, charges?

import assert from "node:assert/strict";
import { test } from "node:test";
import { caseWith, everyKind, recordOf } from "../../test/settlement-case.ts";
import type { ClauseKind } from "../programme/programme.ts";
import { clause as schema } from "../programme/clauses/clause.ts";
import { booksOf } from "../settle/measured.ts";
import type { Day } from "../units/brand.ts";
import { quartersOf } from "../units/calendar.ts";
import { clausesInForce } from "./in-force.ts";
import type { Term } from "./term.ts";
import { allows, costs, demands, says, terms } from "./terms.ts";

const { programme } = caseWith(everyKind);
const quarters = quartersOf(programme.calendar);
const late = "2027-12-31" as Day;
const standings = clausesInForce(programme, "2026-09-30" as Day, late);
const record = recordOf({
  sites: quarters.flatMap((quarter) => ["north", "south"].map((site) => ({ site, quarter, hallsMw: 50, rackedMw: 40, runningMw: 38.5 }))),
  work: quarters.map((quarter) => ({ workload: "api", place: "azure", quarter, h100eHours: 5e6 })),
});

test("there is one object for each kind that the schema knows, and the case has them all", () => {
  const kinds = schema.options.map((option) => option.shape.kind.value).toSorted();
  assert.deepEqual(Object.keys(terms).toSorted(), kinds);
  assert.deepEqual([...new Set(standings.map(({ clause }) => clause.kind))].toSorted(), kinds);
});

for (const [kind, object] of Object.entries(terms) as [ClauseKind, Term<ClauseKind>][]) {
  test(`${kind} keeps the contract`, () => {
    assert.deepEqual(Object.keys(object).toSorted(), ["allows", "costs", "demands", "kind", "says"]);
    assert.equal(object.kind, kind);
    for (const standing of standings.filter(({ clause }) => clause.kind === kind)) {
      const sentence = says(standing, programme);
      assert.match(sentence, /^[A-Z$a-z].*\.$/s);
      assert.ok(sentence.includes(`from ${standing.clause.from}`), sentence);
      if (standing.clause.until) assert.ok(sentence.includes(standing.clause.until), sentence);
      assert.doesNotMatch(sentence, /undefined|NaN|\[object/);
      for (const place of [{ site: "north" }, { cloud: "azure" }]) {
        const verdict = allows(standing, { workload: "api", workClass: "api", place, provider: "cloud" in place ? "azure" : undefined, day: late });
        assert.ok(verdict === true || verdict.endsWith("."));
      }
      for (const demand of demands(standing, programme)) assert.equal(demand.clause, standing.id);
    }
    const books = booksOf(programme, record, quarters, late);
    for (const [t] of quarters.entries()) {
      for (const account of books.accounts(t).filter(({ standing }) => standing.clause.kind === kind)) {
        for (const charge of costs(account, books)) {
          assert.equal(typeof charge.cents, "bigint");
          assert.ok(charge.payer in programme.parties && charge.payee in programme.parties);
          assert.match(charge.account, /^[a-z-]+$/);
          assert.notEqual(charge.rule, "");
          for (const { address } of charge.quantities) assert.match(address, /^(record|plan|programme|calendar|ledger):/);
        }
      }
    }
  });
}

test("the sentences carry the numbers", () => {
  const named = Object.fromEntries(standings.map((standing) => [standing.id, says(standing, programme)]));
  assert.deepEqual(named, {
    "api-on-azure": "Work of class api runs only on clouds of Azure, sovereign excepted, from 2026-01-01 to 2030-12-31 or until agi.",
    refusal: "Azure has 45 days to match before Lab takes new capacity of other clouds over 5 MW; it may be used 2 quarters after notice, from 2026-01-01 until merger.",
    spend:
      "Lab spends at least $60M in 2026 and $90M in 2027 with Azure on azure, or pays what is missing; overspend up to 10 % of a year's commitment counts for the next, from 2026-01-01 to 2028-12-31.",
    share: "Lab hands Azure 20 % and 15 % above $50M of gross revenue, counted by year, from 2026-01-01 on.",
    resale: "Azure hands Lab 30 % of net revenue from api on azure, counted by quarter, from 2026-01-01 on.",
    weights: "Azure may use and host the models and products of Lab, from 2026-01-01 on.",
    reserved: "Azure keeps 1,000 H100e on azure for Lab at 1.6 $/H100e-hour, used or not, from 2026-04-01 on.",
    capacity: "Lab pays Builder $950,000 a month for each IT MW running, from 2026-04-01 on.",
    halls: "Builder pays Landlord $100,000 a month for each IT MW ready at south, from 2026-01-01 on.",
    ppa: "Builder buys energy for north from Wind Farm at 45 $/MWh, up to 30 MW facility power, from 2026-01-01 on.",
    cap: "north draws at most 80 MW of facility power, from 2026-07-01 to 2027-06-30.",
    available: "Builder credits Lab 2.5 % of the fee under capacity for each full point by which running over racked capacity falls below 97 %, from 2026-01-01 on.",
  });
});
