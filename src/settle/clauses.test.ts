// Does a naive second reading of each clause, in plain whole-number arithmetic, come to the same cents on random records?

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { caseWith, everyKind, planOf, recordOf } from "../../test/settlement-case.ts";
import { hoursIn, quartersOf } from "../units/calendar.ts";
import { parseMoney } from "../units/money.ts";
import type { Settlement } from "./settle.ts";
import { settle } from "./settlement.ts";

const resolved = caseWith(everyKind);
const quarters = quartersOf(resolved.programme.calendar);
const places = ["north", "south", "azure", "elsewhere", "unserved"];
const workloads = ["chat", "api", "sovereign", "aurora"];

/** Thousandths, so that every figure is a whole number for the naive reading. */
interface Drawn {
  /** By quarter and site: ready, racked, running MW. */
  readonly mw: readonly (readonly (readonly [number, number, number])[])[];
  /** By quarter, workload and place: H100e-hours. */
  readonly work: readonly (readonly (readonly number[])[])[];
}

const megawatts = fc
  .tuple(fc.nat(100_000), fc.nat(100_000), fc.nat(100_000))
  .map(([ready, racked, less]): [number, number, number] => [ready, racked, Math.max(0, racked - (less % 7000))]);
const drawn: fc.Arbitrary<Drawn> = fc.record({
  mw: fc.array(fc.array(megawatts, { minLength: 2, maxLength: 2 }), { minLength: 8, maxLength: 8 }),
  work: fc.array(fc.array(fc.array(fc.nat(3_000_000_000), { minLength: 5, maxLength: 5 }), { minLength: 4, maxLength: 4 }), { minLength: 8, maxLength: 8 }),
});

function settled({ mw, work }: Drawn): Settlement {
  const record = recordOf({
    sites: quarters.flatMap((quarter, t) =>
      ["north", "south"].map((site, s) => ({ site, quarter, hallsMw: mw[t]![s]![0] / 1000, rackedMw: mw[t]![s]![1] / 1000, runningMw: mw[t]![s]![2] / 1000 })),
    ),
    work: quarters.flatMap((quarter, t) => workloads.flatMap((workload, w) => places.map((place, p) => ({ workload, place, quarter, h100eHours: work[t]![w]![p]! / 1000 })))),
  });
  return settle(resolved, planOf({}), record);
}

/** What the payer paid in a quarter under a key of the ledger; 0 when there is no entry. */
function paid(settlement: Settlement, t: number, key: string, payer: string): bigint {
  const entry = settlement.ledger.find(({ id }) => id === `${quarters[t]}:${key}`);
  return -(entry?.legs ?? []).filter(({ party, account }) => party === payer && account === "asset:cash").reduce((sum, { amount }) => sum + parseMoney(amount), 0n);
}

function rounded(over: bigint, under: bigint): bigint {
  if (over < 0n) return -rounded(-over, under);
  const whole = over / under;
  const twice = (over % under) * 2n;
  return twice > under || (twice === under && whole % 2n === 1n) ? whole + 1n : whole;
}

const big = (value: number) => BigInt(value);
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + big(value), 0n);
const largest = (one: bigint, other: bigint) => (one > other ? one : other);
const smallest = (one: bigint, other: bigint) => (one < other ? one : other);
const each = (check: (draw: Drawn, settlement: Settlement, t: number) => void) => () =>
  fc.assert(
    fc.property(drawn, (draw) => {
      const settlement = settled(draw);
      for (const t of quarters.keys()) check(draw, settlement, t);
    }),
    { numRuns: 30 },
  );

const inForce2 = (t: number) => t >= 1;
const azurePrice = (t: number) => (t < 4 ? 200n : 175n);
const chatEarns = (t: number) => (t < 4 ? 310n : 295n);

const fee = ({ mw }: Drawn, t: number) => (inForce2(t) ? rounded(total(mw[t]!.map(([, , running]) => running)) * 3n * 95_000_000n, 1000n) : 0n);
const reserved = (t: number) => (inForce2(t) ? 1000n * big(hoursIn(quarters[t]!)) : 0n);
const reservation = (t: number) => reserved(t) * 160n;
const cloudUse = ({ work }: Drawn, t: number) => rounded(largest(0n, total(workloads.map((_, w) => work[t]![w]![2]!)) - reserved(t) * 1000n) * azurePrice(t), 1000n);
const served = ({ work }: Drawn, t: number, w: number) => total(work[t]![w]!.slice(0, 4));
/** Hundred-thousandths of a dollar. */
const revenue = (draw: Drawn, t: number) => served(draw, t, 0) * chatEarns(t) + served(draw, t, 1) * 340n + served(draw, t, 2) * 400n;

test(
  "capacity fee",
  each((draw, settlement, t) => assert.equal(paid(settlement, t, "capacity-fee:capacity", "lab"), fee(draw, t))),
);

test(
  "lease",
  each(({ mw }, settlement, t) => assert.equal(paid(settlement, t, "lease:halls", "builder"), rounded(big(mw[t]![1]![0]) * 3n * 10_000_000n, 1000n))),
);

test(
  "capacity reservation, and use over it",
  each((draw, settlement, t) => {
    assert.equal(paid(settlement, t, "capacity-reservation:reserved", "lab"), reservation(t));
    assert.equal(paid(settlement, t, "cloud-use:azure:lab", "lab"), cloudUse(draw, t));
    assert.equal(paid(settlement, t, "cloud-use:elsewhere:lab", "lab"), rounded(total(workloads.map((_, w) => draw.work[t]![w]![3]!)) * 220n, 1000n));
  }),
);

test(
  "revenue",
  each((draw, settlement, t) => {
    assert.equal(paid(settlement, t, "revenue:chat", "end-users"), rounded(served(draw, t, 0) * chatEarns(t), 1000n));
    assert.equal(paid(settlement, t, "revenue:aurora", "end-users"), 0n, "training earns nothing");
  }),
);

test(
  "SLA credit",
  each((draw, settlement, t) => {
    const [racked, running] = [1, 2].map((rung) => total(draw.mw[t]!.map((site) => site[rung]!))) as [bigint, bigint];
    const points = racked === 0n ? 0n : largest(0n, 97n * racked - 100n * running) / racked;
    assert.equal(paid(settlement, t, "sla-credit:available", "builder"), rounded(fee(draw, t) * smallest(points * 25n, 1000n), 1000n));
  }),
);

test(
  "revenue share by marginal tiers with an amendment in the third quarter of its year",
  each((draw, settlement, t) => {
    const year = t < 4 ? 0 : 4;
    const due = (upTo: number) => {
      let [reached, owed] = [0n, 0n];
      for (let at = year; at <= upTo; at++) {
        const [low, high] = at >= 6 ? [18n, 12n] : [20n, 15n];
        const edge = 50_000_000n * 100_000n;
        const next = reached + revenue(draw, at);
        owed += low * (smallest(next, edge) - smallest(reached, edge)) + high * (largest(next, edge) - largest(reached, edge));
        reached = next;
      }
      return rounded(owed, 100_000n);
    };
    assert.equal(paid(settlement, t, `revenue-share:${t >= 6 ? "share-2027" : "share"}`, "lab"), due(t) - due(t - 1));
  }),
);

test(
  "the other direction of a revenue share is a clause of its own: net, one class, one cloud, by quarter",
  each((draw, settlement, t) => {
    const net = big(draw.work[t]![1]![2]!) * (340n - azurePrice(t)) + big(draw.work[t]![2]![2]!) * (400n - azurePrice(t));
    assert.equal(paid(settlement, t, "revenue-share:resale", "azure"), rounded(30n * net, 100_000n));
  }),
);

test(
  "take-or-pay with carry-forward",
  each((draw, settlement, t) => {
    let carried = 0n;
    for (const [year, commitment] of [6_000_000_000n, 9_000_000_000n].entries()) {
      const spent = [0, 1, 2, 3].reduce((sum, q) => sum + cloudUse(draw, year * 4 + q) + reservation(year * 4 + q), 0n);
      if (t >= year * 4 && t < year * 4 + 4) assert.equal(paid(settlement, t, "take-or-pay-shortfall:spend", "lab"), t % 4 === 3 ? largest(0n, commitment - spent - carried) : 0n);
      carried = smallest(commitment / 10n, largest(0n, spent + carried - commitment));
    }
  }),
);
