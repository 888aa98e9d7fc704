// Does the page's model say what the plan, the record and the ledger say?

import assert from "node:assert/strict";
import { test } from "node:test";
import { explain } from "../../src/report/address.ts";
import { infeasible } from "../../src/report/fixture.ts";
import { report } from "../../src/report/report.ts";
import { pageView } from "../../src/report/view.ts";
import { stepsOf } from "../../src/report/view/bridge.ts";
import { nameOf, pointWords } from "../../src/report/view/swings.ts";
import { besideInput, caseInput } from "./case.ts";

const input = caseInput();
const view = pageView(input);

test("the ladder of the page is the plan's, and each rung at most the one before", () => {
  view.quarters.forEach((_, t) => {
    assert.equal(view.ladder.running[t], input.plan.derived.ladder.runningKw[t]! / 1000);
    const { applied, energized, ready, racked, running } = view.ladder;
    assert.ok(applied[t]! >= energized[t]! && energized[t]! >= ready[t]! && ready[t]! >= racked[t]! && racked[t]! >= running[t]!, view.quarters[t]);
  });
});

test("months of the record add up to its hours", () => {
  const site = view.run!.sites.find((entry) => entry.site === "amarillo")!;
  const { shape, values, rows } = input.record!.tables["hourly"]!;
  const column = (name: string) => values[shape.columns.findIndex((entry) => entry.name === name)]!;
  let megawattHours = 0;
  for (let row = 0; row < rows; row++) if (column("site")[row] === "amarillo") megawattHours += Number(column("itMw")[row]);
  const hours = view.run!.months.map((month) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate() * 24);
  const byMonth = site.itMw.reduce((sum, mean, month) => sum + mean * hours[month]!, 0);
  assert.ok(Math.abs(byMonth - megawattHours) < megawattHours * 1e-3, `${byMonth} is not ${megawattHours}`);
});

test("a milestone, its run and its failures are told", () => {
  assert.equal(view.work.milestones[0]!.campus, "Amarillo");
  assert.ok(view.run!.trainings[0]!.end! > 4 && view.run!.trainings[0]!.end! < 7);
  assert.equal(
    view.run!.failures.find((entry) => entry.cause === "gpu")!.counts.reduce((sum, value) => sum + value, 0),
    7 * view.quarters.length,
  );
});

test("a clause ends the day before its amendment begins", () => {
  const share = view.clauses.find((clause) => clause.id === "share")!;
  assert.equal(share.until, "2027-06-30");
  assert.equal(share.inForce[view.quarters.indexOf("2027-Q1")], true);
  assert.equal(share.inForce[view.quarters.indexOf("2027-Q3")], false);
});

test("spending is split by the confidence of its price, and the parts add up", () => {
  const parts = Object.values(view.sources.spend).reduce((sum, value) => sum + value, 0);
  assert.ok(parts > 0);
  assert.ok(view.sources.spend.press > 0, "the rack's price is a press figure");
  assert.equal(
    view.sources.counts.measured + view.sources.counts.vendor + view.sources.counts.press + view.sources.counts.estimate + view.sources.counts.assumption,
    view.sources.figures.filter((figure) => figure[9] === 1 && figure[3] !== "").length,
  );
});

test("every address leads on, and a figure's address shows its source", () => {
  const rung = explain(view, "plan:derived.ladder.runningKw[3]");
  assert.ok(rung.inputs.includes("plan:derived.sites.amarillo.runningKw[3]"));
  const next = explain(view, "plan:derived.sites.amarillo.runningKw[3]");
  assert.ok(next.inputs.some((address) => address.startsWith("programme:catalogue.accelerators")));
  const price = explain(view, "programme:catalogue.accelerators.gb300-nvl72.rackPrice");
  assert.match(price.figure![4], /Morgan Stanley/);
  assert.match(explain(view, "record:hourly?site=amarillo#dryBulbC").says, /dry bulb/);
  const used = explain(view, "record:work-quarters[workload=chat,place=azure,quarter=2027-Q1].h100eHours");
  assert.equal(used.place, "record/work-quarters, workload=chat, place=azure, quarter=2027-Q1, h100eHours");
  assert.match(used.says, /^useful compute, in H100e-hour/);
  assert.match(explain(view, "programme:sites.amarillo.opening").says, /own choice/);
});

test("the page holds the data and nothing that could end its script", () => {
  const html = report({ ...input, template: "<title><!--page-title--></title><script>const d = /*page-data*/null;</script>" });
  assert.match(html, /<title>Northwind Compute: gigasite<\/title>/);
  assert.equal(html.match(/<\/script>/g)!.length, 1);
  assert.throws(() => report({ ...input, template: "" }), /npm run build/);
});

test("a run without record and statements still has a model, as has an infeasible plan", () => {
  const bare = pageView(infeasible(input));
  assert.equal(bare.run, null);
  assert.equal(bare.settled, null);
  assert.equal(bare.relaxations.length, 2);
});

test("the bridge adds up exactly, whatever is rounded", () => {
  const { replan } = pageView(besideInput()).beside;
  for (const { key, before, parts, after } of replan!.bridges) {
    const grain = key === "runningItMw" ? 10 : 1;
    assert.equal(
      parts.reduce((sum, part) => sum + Math.round(part * grain), Math.round(before * grain)),
      Math.round(after * grain),
      key,
    );
  }
  assert.deepEqual(stepsOf(0.4, [0.4, 0.4, 0.4], 1), { before: 0, parts: [1, 0, 1], after: 2 });
});

test("each stage of the objective is told with what may be missing, what later stages may give away and where the plan ended", () => {
  const { stages } = pageView(besideInput());
  assert.deepEqual(
    stages.map(({ name, address }) => [name, address]),
    [
      ["service", "plan:objective.stages[0].value"],
      ["compute", "plan:objective.stages[1].value"],
      ["cost", "plan:objective.stages[2].value"],
      ["change", "replan:changeItMw"],
    ],
  );
  assert.equal(stages[0]!.shares, null, "there is no share of nothing");
  const near = (value: number, expected: number) => assert.ok(Math.abs(value - expected) < 1e-9, `${value} against ${expected}`);
  const [, compute, cost] = stages.map(({ shares }) => shares!);
  near(compute!.possible, 0.008);
  near(compute!.given, -0.005);
  near(compute!.ended, 3.49 / 3.5 - 1);
  near(cost!.possible, 0.01);
  near(cost!.given, -0.005);
  near(cost!.ended, -0.01 / 3.6);
  assert.equal(stages[3]!.value, 30);
});

test("a re-plan's facts are sorted by site and quarter, each with the address of its figure, and its sentences have a true minus", () => {
  const beside = pageView(besideInput());
  const { happened, moved, late, broken } = beside.beside.replan!;
  assert.deepEqual(
    happened.map(({ site, what, actual, planned, unit, address }) => `${site}: ${what}, ${actual} of ${planned} ${unit} (${address})`.replaceAll("\u00a0", " ")),
    [
      "Amarillo: facility power energized, 60.0 of 75.0 MW facility (replan:actuals[0])",
      "Amarillo: gb300-nvl72 delivered, 110 of 150 racks (replan:actuals[1])",
      "Amarillo: capital spent to date, 1.5 B USD of 1.2 B USD  (replan:actuals[3])",
      "Las Cruces: hall-50 started, 1 of 0 buildings (replan:actuals[2])",
    ],
  );
  assert.equal(happened.at(-1)!.share, null, "nothing was planned");
  assert.ok(moved.some(({ sentence }) => sentence.includes("(\u221212 MW IT)")));
  assert.deepEqual(late[0], { name: "all sites", address: "replan:late.quarters", plannedItMw: 290.25, itMw: 280, quarters: 0.75 });
  assert.deepEqual(broken, ["What stands breaks chip.supply (gb300-nvl72, 2026-Q2) by 20.00 racks."]);
  assert.match(explain(beside, "replan:late.quarters").says, /Running power missing/);
  assert.match(explain(beside, "replan:bridge.parts[0].deltaObjectiveUsd").says, /this cause alone/);
});

test("what stands beside the plan is told in words, and each number has an address", () => {
  const beside = pageView(besideInput());
  assert.equal(nameOf(input.resolved, "catalogue.accelerators.vr200-nvl72.rackPrice"), "vr200-nvl72, rack price");
  assert.equal(nameOf(input.resolved, "sites.amarillo.power.phase-2.energized"), "Amarillo, phase-2, energized");
  assert.equal(pointWords({ unit: "$/MW" }, 14.6e6), "14.6\u00a0M\u00a0USD/MW");
  assert.equal(pointWords({ unit: "quarters late" }, 1), "1\u00a0quarter late");
  assert.deepEqual(beside.beside.futures!.regret.plans, ["common plan, for s01", "for the mean", "for s03"]);
  assert.match(beside.beside.futures!.later[0]!, /^If “chat, demand” turns out/);
  assert.ok(explain(beside, "tornado:bars[2].atLow.delta").inputs.includes("programme:catalogue.accelerators.vr200-nvl72.rackPrice"));
  assert.match(explain(beside, "scenarios:regret.usd[0][1]").place, /^scenarios\.json/);
  assert.ok(explain(beside, "plan:derived.equipment.switchgear.needed[3]").inputs.includes("programme:catalogue.equipment.switchgear"));
});

test("equipment that buildings wait for comes before what nobody limits, and what is not needed stays away", () => {
  const { equipment } = pageView(besideInput());
  assert.deepEqual(
    equipment.map(({ id, limited }) => [id, limited]),
    [
      ["large-transformer", true],
      ["switchgear", false],
    ],
  );
  assert.deepEqual(view.equipment, []);
});

test("without files beside the plan the model has none", () => {
  assert.deepEqual(view.beside, { front: null, swings: null, others: null, replan: null, futures: null });
});
