// Are numbers written as the page promises: true minus, grouped, one unit, no torn line?

import assert from "node:assert/strict";
import { test } from "node:test";
import { compute, decimal, dollars, escape, exact, figure, flop, percent, plain, power } from "./format.ts";

test("numbers are grouped, with a true minus and never a minus zero", () => {
  assert.equal(decimal(-1234567.891, 1), "−1,234,567.9");
  assert.equal(decimal(-0.0001, 2), "0.00");
  assert.equal(exact("-8168983.2"), "−8,168,983.20");
  assert.equal(exact("0.00"), "0.00");
  assert.equal(exact("1234567890123456789.01"), "1,234,567,890,123,456,789.01");
});

test("power, money, compute and ratios carry their unit once, held by a no-break space", () => {
  assert.equal(power(412.4), "412\u00a0MW");
  assert.equal(power(4123), "4.1\u00a0GW");
  assert.equal(dollars(9_050_000_000), "9.1\u00a0B\u00a0USD");
  assert.equal(dollars(-38_000_000), "−38.0\u00a0M\u00a0USD");
  assert.equal(dollars(950_000), "950,000\u00a0USD");
  assert.equal(compute(199_900), "199.9\u00a0k\u00a0H100e");
  assert.equal(percent(0.0097, 2), "0.97\u00a0%");
  assert.equal(flop(6e25), "6.0\u00a0×\u00a010²⁵\u00a0FLOP");
  assert.equal(flop(1e27), "1.0\u00a0×\u00a010²⁷\u00a0FLOP");
  assert.equal(figure(3_700_000, "$"), "3.7\u00a0M\u00a0USD");
  assert.equal(figure(52, "$/MWh"), "52\u00a0USD/MWh");
  assert.equal(figure(0.18, "1"), "0.18");
});

test("small and huge numbers stay readable, and text cannot become markup", () => {
  assert.equal(plain(1.673e-4), "1.67e−4");
  assert.equal(plain(6e25), "6.00e25");
  assert.equal(escape(`<b a="1">&`), "&lt;b a=&quot;1&quot;&gt;&amp;");
});
