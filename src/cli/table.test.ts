import assert from "node:assert/strict";
import { test } from "node:test";
import { billions, dollars, number, percent, table, wrap } from "./table.ts";

test("columns align: the first to the left, figures to the right", () => {
  assert.equal(
    table(
      ["", "2025", "2026"],
      [
        ["running, MW IT", "0", "1,200"],
        ["cash, $B", "10.00", "0.50"],
      ],
    ),
    "                   2025   2026\n  running, MW IT      0  1,200\n  cash, $B        10.00   0.50",
  );
});

test("figures are short and keep their sign", () => {
  assert.deepEqual([dollars(12_345_678_901), dollars(-5_600_000), dollars(45_000), dollars(120), dollars(0.5)], ["$12.35B", "-$5.6M", "$45k", "$120", "$0.50"]);
  assert.deepEqual([billions(123_456_789_012), percent(0.00512, 2), number(1234.5, 1), number(Number.NaN)], ["1.23", "0.51 %", "1,234.5", "-"]);
});

test("long text is broken between words", () => {
  assert.equal(wrap("one two three four", "> ", 9), "> one two\n> three\n> four");
});
