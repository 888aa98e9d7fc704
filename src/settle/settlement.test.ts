// Does every settlement balance, add up, forget the order of its input and know nothing from after its day?

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { caseWith, everyKind, planOf, recordOf } from "../../test/settlement-case.ts";
import type { ResolvedProgramme } from "../programme/programme.ts";
import type { RunRecord } from "../record/record.ts";
import type { Day } from "../units/brand.ts";
import { quartersOf } from "../units/calendar.ts";
import { centsOf, formatMoney, parseMoney } from "../units/money.ts";
import { product, rational, sum as exactSum } from "../units/rational.ts";
import { partyName } from "./statement.ts";
import type { Settlement } from "./settle.ts";
import { settle } from "./settlement.ts";
import { stocks } from "./sources-and-uses.ts";
import { statementText } from "./text.ts";

const resolved = caseWith(everyKind);
const { calendar } = resolved.programme;
const quarters = quartersOf(calendar);
const sum = (amounts: readonly string[]) => amounts.reduce((total, amount) => total + parseMoney(amount), 0n);
const byQuarter = (most: number) => fc.array(fc.nat(most), { minLength: 8, maxLength: 8 });
const figure = (max: number) => fc.double({ min: 0, max, noNaN: true });

const plans = fc
  .record({
    calls: fc.record({ fund: byQuarter(2 ** 40), "to-be-raised": byQuarter(2 ** 40) }),
    draws: fc.record({ loan: byQuarter(2 ** 40) }),
    repayments: fc.record({ loan: byQuarter(2 ** 30) }),
    money: fc.record({
      capex: fc.record({ opening: byQuarter(2 ** 30), buildings: byQuarter(2 ** 40), power: byQuarter(2 ** 38), accelerators: byQuarter(2 ** 40) }),
      interest: fc.record({ loan: byQuarter(2 ** 34) }),
      fees: fc.record({ loan: byQuarter(2 ** 34) }),
      debt: fc.record({ loan: byQuarter(2 ** 40) }),
    }),
  })
  .map(planOf);

const rows = fc.record({
  sites: fc.tuple(
    ...quarters.flatMap((quarter) =>
      ["north", "south"].map((site) =>
        fc.record({
          site: fc.constant(site),
          quarter: fc.constant(quarter as string),
          hallsMw: figure(500),
          rackedMw: figure(400),
          runningMw: figure(400),
          energyUsd: figure(1e8),
          onsiteUsd: figure(1e7),
          gridMwh: figure(1e6),
          onsiteMwh: figure(1e5),
        }),
      ),
    ),
  ),
  work: fc.tuple(
    ...quarters.flatMap((quarter) =>
      ["chat", "api", "aurora"].flatMap((workload) =>
        ["north", "azure", "unserved"].map((place) =>
          fc.record({ workload: fc.constant(workload), place: fc.constant(place), quarter: fc.constant(quarter as string), h100eHours: figure(1e9) }),
        ),
      ),
    ),
  ),
});

const settlements = fc.tuple(plans, rows).map(([plan, drawn]) => ({ plan, drawn, settlement: settle(resolved, plan, recordOf(drawn)) }));
const each = (check: (settlement: Settlement) => void) => () =>
  fc.assert(
    fc.property(settlements, ({ settlement }) => check(settlement)),
    { numRuns: 25 },
  );

test(
  "law 4: every transaction sums to zero in each party's book",
  each(({ ledger }) => {
    assert.ok(ledger.length > 100);
    assert.equal(new Set(ledger.map(({ id }) => id)).size, ledger.length, "ids are unique");
    for (const { legs, id } of ledger) for (const { party } of legs) assert.equal(sum(legs.filter((leg) => leg.party === party).map(({ amount }) => amount)), 0n, id);
  }),
);

test(
  "law 4: sources are uses in every quarter, cash goes on from quarter to quarter and is the ledger's",
  each(({ ledger, sourcesAndUses }) => {
    let cash = 0n;
    for (const [t, { quarter, sources, uses, total }] of sourcesAndUses.entries()) {
      assert.equal(formatMoney(sum(Object.values(sources))), total);
      assert.equal(formatMoney(sum(Object.values(uses))), total);
      cash += sum(
        ledger
          .filter((entry) => entry.quarter === quarter)
          .flatMap(({ legs }) => legs.filter(({ party, account }) => party === "builder" && account === "asset:cash").map(({ amount }) => amount)),
      );
      const shortfall = parseMoney(sources[stocks.shortfall] ?? "0");
      assert.equal(parseMoney(uses[stocks.end]!) - shortfall, cash);
      assert.ok(parseMoney(uses[stocks.end]!) >= 100_000_000n, "never shown under the floor of $1M");
      if (t > 0) assert.equal(sources[stocks.start], sourcesAndUses[t - 1]!.uses[stocks.end]);
      assert.equal(uses[stocks.shortfallBefore], sourcesAndUses[t - 1]?.sources[stocks.shortfall]);
      assert.equal(
        ledger.some(({ id }) => id === `${quarter}:cash-shortfall`),
        shortfall > 0n,
        "a shortfall is said in the company's statement",
      );
    }
  }),
);

test(
  "statement lines sum to their totals, and all parties' nets to nothing",
  each(({ statements, ledger }) => {
    for (const { lines, received, paid, net } of statements) {
      const amounts = lines.map(({ amount }) => amount);
      assert.equal(sum(amounts.filter((amount) => !amount.startsWith("-"))), parseMoney(received));
      assert.equal(sum(amounts.filter((amount) => amount.startsWith("-"))), -parseMoney(paid));
      assert.equal(parseMoney(received) - parseMoney(paid), parseMoney(net));
      for (const { transaction, clause } of lines) assert.equal(ledger.find(({ id }) => id === transaction)?.clause, clause);
    }
    for (const quarter of quarters) assert.equal(sum(statements.filter((statement) => statement.quarter === quarter).map(({ net }) => net)), 0n);
  }),
);

test(
  "statements as text keep to 100 characters and name every line's clause",
  each(({ statements }) => {
    for (const statement of statements) {
      const text = statementText(statement);
      for (const line of text.split("\n")) assert.ok(line.length <= 100, line);
      for (const { clause } of statement.lines) assert.ok(text.includes(clause.slice(0, 20)));
    }
  }),
);

test("the order of the record's rows does not matter", () => {
  const shuffled = rows.chain((drawn) =>
    fc.record({
      drawn: fc.constant(drawn),
      sites: fc.shuffledSubarray([...drawn.sites], { minLength: drawn.sites.length }),
      work: fc.shuffledSubarray([...drawn.work], { minLength: drawn.work.length }),
    }),
  );
  fc.assert(
    fc.property(plans, shuffled, (plan, { drawn, sites, work }) => assert.deepEqual(settle(resolved, plan, recordOf({ sites, work })), settle(resolved, plan, recordOf(drawn)))),
    { numRuns: 15 },
  );
});

test("law 12: as of a day, only quarters that had ended and clauses that were known", () => {
  fc.assert(
    fc.property(plans, rows, fc.integer({ min: 0, max: 7 }), (plan, drawn, last) => {
      const asOf = ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31", "2027-03-31", "2027-06-30", "2027-09-30", "2027-12-31"][last] as Day;
      const then = settle(resolved, plan, recordOf(drawn), asOf);
      const blind = {
        ...drawn,
        sites: drawn.sites.filter(({ quarter }) => quarters.indexOf(quarter as never) <= last),
        work: drawn.work.filter(({ quarter }) => quarters.indexOf(quarter as never) <= last),
      };
      const agreements = Object.fromEntries(Object.entries(resolved.programme.agreements).filter(([, { known }]) => (known ?? resolved.programme.known) <= asOf));
      const ignorant: ResolvedProgramme = { ...resolved, programme: { ...resolved.programme, agreements } };
      assert.deepEqual(then, settle(ignorant, plan, recordOf(blind), asOf), "what is known later changes nothing");
      assert.equal(then.statements.at(-1)!.quarter, quarters[last]);
    }),
    { numRuns: 20 },
  );
});

test("an amendment that became known late changes what was owed before only for those who know it", () => {
  const late = caseWith(`
  capacity: { kind: capacity-fee, payer: lab, payee: builder, price: 1 M$/MW-month, on: running, from: 2026-01-01 }
  capacity-2: { supersedes: capacity, price: 2 M$/MW-month, from: 2026-01-01, known: 2026-08-15 }`);
  const record = recordOf({ sites: quarters.map((quarter) => ({ site: "north", quarter, runningMw: 10 })) });
  const first = (asOf: string) => settle(late, planOf({}), record, asOf as Day).ledger.find(({ id }) => id.startsWith("2026-Q1:capacity-fee"));
  assert.deepEqual([first("2026-06-30")!.clause, first("2026-06-30")!.legs[0]!.amount], ["capacity", "30000000.00"]);
  assert.deepEqual([first("2026-08-15")!.clause, first("2026-08-15")!.legs[0]!.amount], ["capacity-2", "60000000.00"]);
});

test("amounts over 2^53 cents keep every cent", () => {
  const plan = planOf({ calls: { fund: [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] } });
  const record = recordOf({ work: [{ workload: "chat", place: "north", quarter: "2026-Q1", h100eHours: 123456789012345.67 }] });
  const { sourcesAndUses, ledger } = settle(resolved, plan, record);
  assert.equal(sourcesAndUses[1]!.uses[stocks.end], formatMoney(2n * BigInt(Number.MAX_SAFE_INTEGER)));
  assert.equal(ledger.find(({ id }) => id === "2026-Q1:revenue:chat")!.legs[0]!.amount, "382716045938271.58", "123,456,789,012,345.67 x 3.10 = ...271.577");
});

test("energy: a purchase clause takes its hours from the utility's bill, the record's cost is met to the cent", () => {
  const hours = Array.from({ length: 2160 }, (_, hour) => ({ site: "north", hour, gridMw: hour < 1000 ? 40 : 20, priceUsdPerMwh: hour % 2 === 0 ? 40 : 30 }));
  const record = recordOf({ sites: [{ site: "north", quarter: "2026-Q1", gridMwh: 63_200, energyUsd: 3_000_000.125, onsiteUsd: 1234.565, onsiteMwh: 30 }], hours });
  const { ledger } = settle(resolved, planOf({}), record, "2026-03-31" as Day);
  const amount = (key: string) => ledger.find(({ id }) => id === `2026-Q1:${key}`)!.legs[0]!.amount;
  // 45 $/MWh is below 40 + 9 in the even hours and above 30 + 9 in the odd ones: 500 h x 30 MW + 580 h x 20 MW.
  assert.equal(amount("energy:ppa"), formatMoney(26_600n * 4500n));
  assert.equal(parseMoney(amount("energy:north")) + parseMoney(amount("energy:ppa")), 300_000_012n, "a half cent goes to the even one");
  assert.equal(amount("fuel:north"), "1234.56");
});

test("facility, maintenance and insurance follow the plan's formulas", () => {
  const plan = planOf({ money: { capex: { buildings: [1_000_000_00, 0], accelerators: [0, 5_000_000_00] } } });
  const { ledger } = settle(resolved, plan, recordOf({ sites: [{ site: "north", quarter: "2026-Q2", hallsMw: 50 }] }), "2026-06-30" as Day);
  const amount = (key: string) => ledger.find(({ id }) => id === `2026-Q2:${key}`)!.legs[0]!.amount;
  const years = (91 * 24) / 8766;
  assert.equal(amount("facility"), (300_000 * 50 * years * 1.025).toFixed(2));
  assert.equal(amount("maintenance"), (0.02 * 5e6 * years).toFixed(2));
  assert.equal(amount("insurance"), (0.005 * 6e6 * years).toFixed(2));
});

test("cash under its floor is named as a shortfall, in the sources and in the company's statement, and has to be made good", () => {
  const plan = planOf({ calls: { fund: [150_000_000, 0, 0] }, repayments: { loan: [60_000_000, 200_000_000, 0] } });
  const { sourcesAndUses, statements } = settle(resolved, plan, recordOf({}), "2026-09-30" as Day);
  assert.deepEqual(sourcesAndUses, [
    {
      quarter: "2026-Q1",
      sources: { "cash at start": "0.00", "calls: fund": "1500000.00", "cash shortfall": "100000.00" },
      uses: { "repayments: loan": "600000.00", "cash at end": "1000000.00" },
      total: "1600000.00",
    },
    {
      quarter: "2026-Q2",
      sources: { "cash at start": "1000000.00", "cash shortfall": "2100000.00" },
      uses: { "repayments: loan": "2000000.00", "cash shortfall before": "100000.00", "cash at end": "1000000.00" },
      total: "3100000.00",
    },
    {
      quarter: "2026-Q3",
      sources: { "cash at start": "1000000.00", "cash shortfall": "2100000.00" },
      uses: { "cash shortfall before": "2100000.00", "cash at end": "1000000.00" },
      total: "3100000.00",
    },
  ]);
  const line = statements.find(({ party, quarter }) => party === "builder" && quarter === "2026-Q2")!.lines.at(-1)!;
  assert.equal(line.says, "Cash shortfall: Builder lacks $2,100,000.00 to its cash floor of $1,000,000.00; no one has given it.");
  assert.equal(line.rule, "floor $1,000,000.00 - cash -$1,100,000.00");
});

test("each line leads back to its clause and to figures of the record", () => {
  const { ledger } = settle(resolved, planOf({}), recordOf({ sites: [{ site: "north", quarter: "2026-Q2", runningMw: 10, rackedMw: 10 }] }));
  const entry = ledger.find(({ id }) => id === "2026-Q2:capacity-fee:capacity")!;
  assert.deepEqual([entry.clause, entry.rule, entry.legs[0]!.amount], ["capacity", "10 MW running x 3 months x 950,000 $/MW-month", "28500000.00"]);
  assert.deepEqual(entry.quantities, [
    { amount: "10", unit: "MW", of: "IT power running at north, mean of the quarter", address: "record:site-quarters[site=north,quarter=2026-Q2].runningMw" },
  ]);
});

test("parties that the programme does not name are declared as such", () => {
  assert.equal(partyName(resolved.programme, "lab"), "Lab");
  assert.equal(partyName(resolved.programme, "end-users"), "end users (not named in the programme)");
});

test("a record of another programme is refused with its reason", () => {
  const broken: readonly (readonly [RunRecord, RegExp])[] = [
    [recordOf({ sites: [{ site: "east", quarter: "2026-Q1" }] }), /names the site "east"/],
    [recordOf({ work: [{ workload: "chess", place: "north", quarter: "2026-Q1" }] }), /names the workload "chess"/],
    [recordOf({ work: [{ workload: "chat", place: "moon", quarter: "2026-Q1" }] }), /names the place "moon"/],
    [
      recordOf({
        sites: [
          { site: "north", quarter: "2026-Q1" },
          { site: "north", quarter: "2026-Q1" },
        ],
      }),
      /two rows for site=north,quarter=2026-Q1/,
    ],
    [recordOf({ sites: [{ site: "north", quarter: "2026-Q2", runningMw: Number.NaN }] }), /NaN as runningMw/],
    [{ ...recordOf({}), tables: {} }, /no table site-quarters/],
  ];
  for (const [record, message] of broken) assert.throws(() => settle(resolved, planOf({}), record), message);
});

test("a ledger's quantities are exact: the amount can be had from them again", () => {
  fc.assert(
    fc.property(plans, rows, (plan, drawn) => {
      for (const { id, quantities, legs } of settle(resolved, plan, recordOf(drawn)).ledger.filter(({ clause }) => clause === "capacity")) {
        const mw = quantities.map(({ amount }) => rational(amount)).reduce((one, other) => exactSum(one, other), rational(0));
        assert.equal(legs[0]!.amount, formatMoney(centsOf(product(mw, rational(3 * 950_000)))), id);
      }
    }),
    { numRuns: 10 },
  );
});
