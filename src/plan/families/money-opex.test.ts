// On paper, for beta of tiny in 2027-Q1 (2,160 hours, flat tariff of 70 USD/MWh, no on-site plant): 10 MW IT of ready halls at 300,000 USD a MW and year, 100 racks of 100 kW
// at work all quarter at a load factor of 88 %, 130 M USD spent so far (insurance 0.5 % a year) of which 132 / 2 = 66 on racks (maintenance 2 % a year).

import assert from "node:assert/strict";
import { test } from "node:test";
import { moneyOpex } from "./money-opex.ts";
import { rowsOf } from "./rows.fixture.ts";
import { holds, matches, trialOf, valuesOf } from "./trial.fixture.ts";

const file = "test/programmes/tiny.yaml";
const hours = 2160;
const tolerance = 1e-6;

test("a quarter's running costs are energy, facility work, maintenance and insurance", () => {
  const trial = trialOf(moneyOpex, file);
  const { slices } = trial.study.sites[1]!;
  // A flat tariff has the quarter's mean PUE in every slice: that number is the climate's, and physics/ has its tests.
  const pue = slices.pue[4 * 4]!;
  assert.ok(pue > 1 && pue < 1.3);
  const energy = (hours * 10 * 0.88 * pue * 70) / 1e6;
  const facilityWork = (0.3 * 10 * hours) / 8766;
  const maintenance = (0.02 * 66 * hours) / 8766;
  const insurance = (0.005 * 130 * hours) / 8766;
  const opex = energy + facilityWork + maintenance + insurance;
  // In figures, PUE aside: 1.3306 a unit of it, 0.7392, 0.3253 and 0.1602 M USD.
  assert.ok(Math.abs(opex - pue * 1.33056 - 0.73922 - 0.32526 - 0.16016) < 1e-4, `${opex}`);
  const tried = (usd: number) =>
    holds(
      trial,
      valuesOf(trial, {
        "build.ready-mw[beta, 2027-Q1]": 10,
        "chip.running[beta, plain, 2026-Q4]": 100,
        "chip.running[beta, plain, 2027-Q1]": 100,
        "money.capex-so-far[2027-Q1]": 130,
        "money.accelerators-so-far[2027-Q1]": 66,
        "money.opex[2027-Q1]": usd,
      }),
      ["2027-Q1"],
      tolerance,
    );
  assert.equal(tried(opex), true);
  assert.equal(tried(opex + 1e-4), false);
  assert.equal(tried(opex - 1e-4), false);
});

test("the demand charge follows running IT MW at the design ratio, at the quarter's end", () => {
  // Alpha: 4,000 USD a MW and month, three months, 1.3 MW facility for each MW IT: 100 racks are 0.156 M USD on top of their energy.
  const with4000 = rowsOf(moneyOpex, file).find((row) => row.startsWith("money.opex[2026-Q4]"))!;
  const without = rowsOf(moneyOpex, file, [["energy: 50 $/MWh, demand: 4000 $/MW-month", "energy: 50 $/MWh"]]).find((row) => row.startsWith("money.opex[2026-Q4]"))!;
  const factor = (row: string) => Number(/([-\d.e]+) chip\.running\[alpha, plain, 2026-Q4\]/.exec(row)![1]);
  assert.ok(Math.abs((factor(with4000) - factor(without)) * 100 - 0.156) < 1e-4);
});

test("rent, leases and property tax stand in the finance programme's rows", () => {
  const row = rowsOf(moneyOpex, "test/programmes/finance.yaml").find((text) => text.startsWith("money.opex[2026-Q4]"))!;
  const factor = (column: string) => Number(new RegExp(`([-\\d.e]+) ${column.replaceAll("[", "\\[").replaceAll("]", "\\]")}`).exec(row)![1]);
  // A shell of 10 MW started two quarters before: 3 x 150,000 x 10 = 4.5 M USD of rent, and nothing of its own to tax.
  assert.ok(Math.abs(factor("build.start[alpha, shell-10, 2026-Q2]") - 4.5) < 1e-9);
  // Alpha's tax until 2027-Q2 is a fifth of 2 % a year on book value at the end of 2026-Q3: of the opening's 5 M USD a quarter pays 0.005.
  assert.ok(Math.abs(factor("site.open[alpha, 2026-Q2]") - 0.005) < 1e-9);
  // A MW ready at beta: 0.3 M USD of facility work a year, and 3 x 20,000 USD of lease.
  assert.ok(Math.abs(factor("build.ready-mw[beta, 2026-Q4]") - ((0.3 * 2208) / 8766 + 0.06)) < 1e-6);
});

test("its rows", () => matches(rowsOf(moneyOpex, file), new URL("money-opex.snap.txt", import.meta.url)));
