// On paper: what each dollar of revenue costs under tiers, and that a plan that serves all demand hands on what the tiers say to the cent.

import assert from "node:assert/strict";
import { test } from "node:test";
import { effectiveShare } from "../agreements/revenue-share.ts";
import type { ClauseOf } from "../programme/programme.ts";
import { planningCase } from "./case.ts";
import { columnsOf, none } from "./columns.ts";
import { caseOf } from "./fixture.ts";
import { ModelBuilder } from "./lp/model.ts";
import type { Decisions } from "./plan.ts";
import { rateOf, revenueShares, sharesOf } from "./revenue-share.ts";

const { programme, library } = caseOf("test/programmes/finance.yaml");
const study = planningCase(programme, library);
const share = programme.agreements["share"] as ClauseOf<"revenue-share">;
const apiShare = programme.agreements["api-share"] as ClauseOf<"revenue-share">;
const [api, chat] = ["api", "chat"].map((id) => study.inferences.find((inference) => inference.id === id)!);

test("the effective share of a revenue is what its tiers make of it, over it", () => {
  // 10 % up to 200 M$, 5 % above.
  assert.equal(effectiveShare(share, 100e6), 0.1);
  assert.ok(Math.abs(effectiveShare(share, 400e6) - (20e6 + 10e6) / 400e6) < 1e-15);
  assert.equal(effectiveShare(share, 0), 0);
  assert.equal(effectiveShare(share, -5), 0);
});

/** All demand served at beta. */
function servedAtHome(): Decisions["sites"] {
  const work = Object.fromEntries(study.inferences.map(({ id, demand }) => [id, demand]));
  return { alpha: { work: {} }, beta: { work } } as unknown as Decisions["sites"];
}

test("when all demand is served, a year's shares are what the tiers make of the year's revenue", () => {
  const given = sharesOf(study, { sites: servedAtHome(), clouds: {} })["share"]!;
  for (const year of [2026, 2027, 2028]) {
    const quarters = study.years.flatMap((at, t) => (at === year ? [t] : []));
    const revenue = quarters.reduce((sum, t) => sum + study.hours[t]! * (api!.demand[t]! * api!.earns[t]! + chat!.demand[t]! * chat!.earns[t]!), 0);
    const due = 0.1 * Math.min(revenue, 200e6) + 0.05 * Math.max(0, revenue - 200e6);
    const handed = quarters.reduce((sum, t) => sum + given[t]!, 0);
    assert.ok(Math.abs(handed - due * 100) <= 0.5 * quarters.length, `${year}: ${handed} cents against ${due} $`);
    assert.ok(revenue > 200e6, "the second tier counts");
  }
});

test("a net share by quarter on one cloud takes off that cloud's price, and counts nothing served elsewhere", () => {
  const at = 2;
  // $5 less $2.6 for each H100e-hour of the quarter's demand: 20 % of the first 20 M$, 10 % above.
  const net = study.hours[at]! * api!.demand[at]! * 2.4;
  const rate = net <= 20e6 ? 0.2 : (4e6 + 0.1 * (net - 20e6)) / net;
  assert.ok(Math.abs(rateOf(study, apiShare, at) - rate) < 1e-12);
  const work = { api: study.names.map((_, t) => (t === at ? 1000 : 0)) };
  const big = sharesOf(study, { sites: {}, clouds: { big: { work } } } as never);
  assert.equal(big["api-share"]![at], Math.round(rate * 1000 * 2.4 * study.hours[at]! * 100));
  assert.equal(sharesOf(study, { sites: {}, clouds: { rival: { work } } } as never)["api-share"]![at], 0);
  assert.equal(sharesOf(study, { sites: servedAtHome(), clouds: {} })["api-share"]![at], 0);
});

test("a share not in force, or paid by another than the customer, costs the plan nothing", () => {
  // From 2026-04-01: not in the calendar's first quarter.
  assert.deepEqual(
    study.terms.shares(0).map(({ id }) => id),
    ["share"],
  );
  const other = caseOf("test/programmes/finance.yaml", [
    ["share: { kind: revenue-share, payer: lab, payee: bigcloud", "share: { kind: revenue-share, payer: bigcloud, payee: lab"],
  ]);
  assert.deepEqual(planningCase(other.programme, other.library).terms.shares(5), []);
});

test("the linear programme's shares are those of the decisions", () => {
  const model = new ModelBuilder();
  const draft = columnsOf(study, model);
  const t = 4;
  const values = new Map<number, number>();
  // 2,000 H100e of chat at beta and 500 of api on big, in kH100e.
  const beta = draft.sites[1]!.inference[study.inferences.indexOf(chat!)]![t]!;
  const big = draft.cloudInference[study.clouds.findIndex(({ id }) => id === "big")]![study.inferences.indexOf(api!)]![t]!;
  assert.ok(beta !== none && big !== none);
  values.set(beta, 2).set(big, 0.5);
  const { columns, factors, constant } = revenueShares(draft, t);
  const million = columns.reduce((sum, column, position) => sum + factors[position]! * (values.get(column) ?? 0), constant);
  const at = (amount: number) => study.names.map((_, q) => (q === t ? amount : 0));
  const cents = Object.values(sharesOf(study, { sites: { beta: { work: { chat: at(2000) } } }, clouds: { big: { work: { api: at(500) } } } } as never)).reduce(
    (sum, list) => sum + list[t]!,
    0,
  );
  assert.ok(cents > 0 && Math.abs(million * 1e8 - cents) <= 1, `${million} M$ against ${cents} cents`);
});
