// Does each spelling stand for the number that a reader takes it for, and is a wrong one refused with the reason?

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readQuantity } from "./quantity.ts";

const read = (text: string | number, base: string): number => {
  const reading = readQuantity(text, base);
  assert.ok(reading.ok, `${text} as ${base}: ${reading.ok ? "" : reading.reason}`);
  return reading.value;
};
const reason = (text: string | number, base: string): string => {
  const reading = readQuantity(text, base);
  assert.ok(!reading.ok, `${text} as ${base} was read as ${reading.ok ? reading.value : ""}`);
  return reading.reason;
};

const spellings: readonly (readonly [string | number, string, number])[] = [
  ["$100B", "$", 100e9],
  ["$ 100 B", "$", 100e9],
  ["13 B USD", "$", 13e9],
  ["13B USD", "$", 13e9],
  ["100 M$", "$", 100e6],
  ["USD 5M", "$", 5e6],
  ["US$5M", "$", 5e6],
  ["5 million dollars", "$", 5e6],
  ["$0", "$", 0],
  ["$1,234,567.89", "$", 1_234_567.89],
  ["-$5M", "$", -5e6],
  ["$600M/quarter", "$/quarter", 600e6],
  ["$2.4B/yr", "$/quarter", 600e6],
  ["150 M$ per year", "$/yr", 150e6],
  ["8.5 %/yr", "1/yr", 0.085],
  ["8.5%/yr", "1/yr", 0.085],
  ["8.5 % per year", "1/yr", 0.085],
  ["85 %", "1", 0.85],
  ["0.85", "1", 0.85],
  [0.85, "1", 0.85],
  ["1.25x", "1", 1.25],
  ["9 months", "quarter", 3],
  ["1 quarter", "quarter", 1],
  ["2 years", "quarter", 8],
  ["16 months", "month", 16],
  ["1,200 MW", "MW", 1200],
  ["1_200 MW", "MW", 1200],
  ["1.2 GW", "MW", 1200],
  ["1.2GW", "MW", 1200],
  ["120 kW", "MW", 0.12],
  [".5 MW", "MW", 0.5],
  ["1e3 MW", "MW", 1000],
  ["12.5 M$/MW", "$/MW", 12.5e6],
  ["$12.5M/MW", "$/MW", 12.5e6],
  ["0.95 M$/MW-month", "$/MW-month", 950_000],
  ["$11.4M/MW-yr", "$/MW-month", 950_000],
  ["2.40 $/H100e-hour", "$/H100e-hour", 2.4],
  ["$61/MWh", "$/MWh", 61],
  ["6.1 cents/kWh", "$/MWh", 61],
  ["334 g/kWh", "kg/MWh", 334],
  ["6e25 FLOP", "FLOP", 6e25],
  ["5 PFLOP/s", "TFLOP/s", 5000],
  ["6 TB", "TB", 6],
  ["186 GB", "GB", 186],
  ["8 TB/s", "TB/s", 8],
  ["8 kH100e", "H100e", 8000],
  ["18 °C", "C", 18],
  ["-5 C", "C", -5],
  ["90 s", "min", 1.5],
  ["300 racks", "rack", 300],
  ["4,000 workers", "worker", 4000],
  ["1.67e-4 /day", "1/day", 1.67e-4],
];

for (const [text, base, value] of spellings) {
  test(`${JSON.stringify(text)} is ${value} ${base}`, () => assert.equal(read(text, base), value));
}

test("B beside a currency is a billion, alone it is bytes", () => {
  assert.equal(read("5 B USD", "$"), 5e9);
  assert.match(reason("5 GB", "$"), /that is a size in bytes, not an amount of money/);
});

const refused: readonly (readonly [string | number, string, RegExp])[] = [
  ["40 MWh", "MW", /that is an energy, not a power/],
  ["40 MW", "$", /that is a power, not an amount of money/],
  ["40", "MW", /the unit is missing/],
  [40, "MW", /a bare number has no unit/],
  ["40 MegaWatt", "MW", /unknown unit "MegaWatt"/],
  ["40 mW", "MW", /unknown unit "mW", did you mean "MW"\?/],
  ["40 kw", "MW", /unknown unit "kw", did you mean "kW"\?/],
  ["many MW", "MW", /no number found/],
  ["", "MW", /no number found/],
  ["1,2 GW", "MW", /a comma separates thousands, a point decimals/],
  ["1,2000 MW", "MW", /a comma separates thousands/],
  ["1__000 MW", "MW", /is no number/],
  ["1e999 MW", "MW", /too large/],
  ["1e308 GW", "MW", /too large/],
  ["--5 MW", "MW", /no number found/],
  ["$-5M", "$", /no number found/],
  ["5 quarter/$", "$/quarter", /that is time per money, not money per time/],
  ["5 %", "1/yr", /that is a plain ratio, not a rate/],
  ["5 %/yr", "1", /that is a rate, not a plain ratio/],
  [Number.POSITIVE_INFINITY, "1", /not a finite number/],
  [Number.NaN, "1", /not a finite number/],
  ["9".repeat(200), "1", /too long/],
  ["5 constructor", "MW", /unknown unit "constructor"/],
  ["5 __proto__", "MW", /unknown unit "__proto__"/],
];

for (const [text, base, pattern] of refused) test(`${JSON.stringify(text).slice(0, 40)} is refused as ${base}`, () => assert.match(reason(text, base), pattern));

const finite = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((thousandths) => thousandths / 1000);
const near = (found: number, expected: number) => assert.ok(Math.abs(found - expected) <= 1e-12 * Math.abs(expected), `${found} against ${expected}`);

test("what is written in the base unit is read back as it is", () => {
  fc.assert(
    fc.property(finite, fc.constantFrom("MW", "$", "$/quarter", "1/yr", "h", "$/MW-month", "FLOP", "kg/MWh", "C", "1"), (value, base) => {
      near(read(base === "1" ? `${value}` : base === "1/yr" ? `${value} /yr` : `${value} ${base}`, base), value);
    }),
  );
});

test("prefixes scale: 1 GW is 1,000 MW, a million $ is 1 M$", () => {
  fc.assert(
    fc.property(finite, (value) => {
      near(read(`${value} GW`, "MW"), 1000 * read(`${value} MW`, "MW"));
      near(read(`${value} B USD`, "$"), 1000 * read(`${value} M$`, "$"));
      near(read(`${value} years`, "quarter"), 4 * value);
      near(read(`${value} %`, "1"), read(`${value}`, "1") / 100);
    }),
  );
});

test("every spelling of the same money is the same number", () => {
  const short: Readonly<Record<string, string>> = { thousand: "k", million: "M", billion: "B", trillion: "T" };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999 }), fc.constantFrom("thousand", "million", "billion", "trillion"), (amount, word) => {
      const letter = short[word]!;
      const all = [
        `$${amount}${letter}`,
        `$${amount} ${letter}`,
        `USD ${amount}${letter}`,
        `${amount} ${letter}$`,
        `${amount}${letter} USD`,
        `${amount} ${word} USD`,
        `$${amount} ${word}`,
        `$${amount.toLocaleString("en-US")} ${letter}`,
      ];
      assert.equal(new Set(all.map((text) => read(text, "$"))).size, 1, all.join("; "));
    }),
  );
});

test("thousands and underscores are the same number", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (value) => {
      const grouped = value.toLocaleString("en-US");
      assert.equal(read(`${grouped} MW`, "MW"), value);
      assert.equal(read(`${grouped.replaceAll(",", "_")} MW`, "MW"), value);
    }),
  );
});

test("any text is read or refused with a reason, never thrown, never not a number", () => {
  const piece = fc.constantFrom("$", "USD", "M", "B", "%", "/", "-", "per ", "yr", "MW", "GW", "1,200", "1_2", "e9", ".", "+", "°C", "H100e", " ", "month", "s", "T");
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.oneof(piece, finite.map(String)), { maxLength: 8 }).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, fc.constantFrom("MW", "$", "1", "1/yr", "quarter"), (source, base) => {
      const reading = readQuantity(source, base);
      if (reading.ok) assert.ok(Number.isFinite(reading.value));
      else assert.ok(reading.reason.length > 0);
    }),
    { numRuns: 2000 },
  );
});
