// Does each chart still look as it did? Every picture stands in test/figures; a change of one shows in the diff. GIGASITE_DRAW=1 draws them anew.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { alternatives } from "../../src/report/charts/alternatives.ts";
import { bridge } from "../../src/report/charts/bridge.ts";
import { callsHeight, capitalCalls } from "../../src/report/charts/calls.ts";
import { cashAndDebt } from "../../src/report/charts/cash.ts";
import { crews } from "../../src/report/charts/crews.ts";
import { deliveredByQuarter, waterfall } from "../../src/report/charts/delivered.ts";
import { equipment } from "../../src/report/charts/equipment.ts";
import { failuresByCause } from "../../src/report/charts/failures.ts";
import { ganttRow } from "../../src/report/charts/gantt.ts";
import { happened } from "../../src/report/charts/happened.ts";
import { late } from "../../src/report/charts/late.ts";
import { siteMap } from "../../src/report/charts/map.ts";
import { powerByMonth, pueByMonth } from "../../src/report/charts/monthly.ts";
import { objectiveParts } from "../../src/report/charts/objective.ts";
import { pareto } from "../../src/report/charts/pareto.ts";
import { ramp } from "../../src/report/charts/ramp.ts";
import { regret } from "../../src/report/charts/regret.ts";
import { serving } from "../../src/report/charts/serving.ts";
import { slider } from "../../src/report/charts/slider.ts";
import { sourcesAndUses } from "../../src/report/charts/sources-uses.ts";
import { spendCurve } from "../../src/report/charts/spend.ts";
import { stagesChart } from "../../src/report/charts/stages.ts";
import { standing } from "../../src/report/charts/standing.ts";
import { buildingStrip, ladderBar, powerBar, pueOfYear } from "../../src/report/charts/story.ts";
import { takeOrPay } from "../../src/report/charts/take-or-pay.ts";
import { tornado } from "../../src/report/charts/tornado.ts";
import { trainings } from "../../src/report/charts/training.ts";
import { outlines } from "../../src/report/outlines.ts";
import { standalone } from "../../src/report/standalone.ts";
import { pageView } from "../../src/report/view.ts";
import { besideInput, caseInput, textOf } from "./case.ts";

const require = createRequire(import.meta.url);
const folder = new URL("../figures/", import.meta.url);
const view = pageView(caseInput());
const land = outlines(JSON.parse(readFileSync(require.resolve("us-atlas/states-albers-10m.json"), "utf8")));
const frame = { width: 760, left: 46, right: 10 };
const site = view.sites[0]!;
const run = view.run!;
const { beside, equipment: stocks, stages } = pageView(besideInput());
/** Nine first decisions, more than a phone has room to name. */
const manyFirst = {
  futures: beside.futures!.futures,
  regret: {
    scenarios: beside.futures!.regret.scenarios,
    plans: ["common plan", "for the mean", ...Array.from({ length: 7 }, (_, place) => `for s0${place + 1}`)],
    usd: Array.from({ length: 9 }, (_, plan) => beside.futures!.regret.scenarios.map((_id, place) => (plan === 4 && place === 1 ? null : (plan * 37 + place * 11) * 1e6))),
  },
};
const months = run.sites.map((entry) => ({
  ...entry,
  name: view.sites.find((other) => other.id === entry.site)!.name,
  rank: view.sites.find((other) => other.id === entry.site)!.rank,
}));
const { quarters } = view;
const t = 6;

const figures: Readonly<Record<string, string>> = {
  map: siteMap(land, view.sites, t, site.id, 960),
  "map-phone": siteMap(land, view.sites, t, site.id, 358),
  slider: slider(quarters, t, 3.5, frame),
  ramp: ramp(view.ladder, quarters, t, 3.5, frame, 286),
  gantt: ganttRow(site, quarters, t, 3.5, frame, { bar: 7, words: true }),
  crews: crews(view.crews[0]!, quarters, t, 3.5, frame, 84, true),
  spend: spendCurve(view.money, quarters, t, 3.5, 760, 330),
  "sources-uses": sourcesAndUses(view.money, quarters, t, 540, 330),
  calls: callsHeight(view.money.investors.length) > 0 ? capitalCalls(view.money, quarters, t, 3.5, 760) : "",
  cash: cashAndDebt(view.money, quarters, t, 3.5, 540, 320),
  power: powerByMonth(months, run, quarters, t, 760),
  pue: pueByMonth(months, run, quarters, t, 540),
  delivered: deliveredByQuarter(run, quarters, t, 3.5, 760, 250),
  waterfall: waterfall(run, t, 2208, 540),
  training: trainings(view.work, run, quarters, t, 3.5, 760),
  failures: failuresByCause(run, t, 540),
  serving: serving({ per: 1, ...view.work.inference[0]! }, quarters, t, 3.5, 760, 260),
  objective: objectiveParts(view.objective, 540),
  "take-or-pay": takeOrPay(view.commitments[0]!, quarters, t, 3.5, 640, 210),
  tornado: tornado(beside.swings!, 640),
  "tornado-phone": tornado(beside.swings!, 358),
  pareto: pareto(beside.front!, 640, 340),
  "pareto-phone": pareto(beside.front!, 358, 300),
  bridge: bridge(beside.replan!.bridges[0]!, ["site power", "prices", "together"], { title: "From the last plan to this one", divide: 1e9, unit: "B USD", decimals: 3 }, 640),
  regret: regret(beside.futures!, 640),
  "regret-phone": regret(manyFirst, 358),
  stages: stagesChart(stages, 640),
  "stages-phone": stagesChart(stages, 358),
  standing: standing(beside.replan!.standing, 640),
  "standing-phone": standing(beside.replan!.standing, 358),
  happened: happened(beside.replan!.happened, 640),
  "happened-phone": happened(beside.replan!.happened, 358),
  late: late(beside.replan!.late, 640),
  "equipment-short": equipment(stocks[0]!, quarters, t, 3.5, 640, 180),
  "equipment-unlimited": equipment(stocks[1]!, quarters, t, 3.5, 640, 180),
  alternatives: alternatives(beside.others!, view.sites, 640),
  "story-ladder": ladderBar(site, t, 336),
  "story-power": powerBar(site, t, 336),
  "story-buildings": buildingStrip(site, t, 336),
  "story-pue": pueOfYear(run.sites[0]!, run.months, 336),
};

for (const [name, chart] of Object.entries(figures)) {
  test(`the picture of ${name} is the one that stands`, () => {
    assert.doesNotMatch(chart, /NaN|undefined|Infinity/, "a coordinate or a text is no number");
    const file = new URL(`${name}.svg`, folder);
    const drawn = `${chart.replaceAll("><", ">\n<")}\n`;
    if (process.env["GIGASITE_DRAW"] === "1") {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, drawn);
    }
    assert.ok(existsSync(file), `test/figures/${name}.svg is not there: GIGASITE_DRAW=1 draws it`);
    assert.equal(drawn, readFileSync(file, "utf8"), "the picture changed: look at it, then GIGASITE_DRAW=1 draws it anew");
  });
}

test("a chart stands alone with the page's style in light colours", () => {
  const alone = standalone(figures["ramp"]!, textOf("src/web/page.css"));
  assert.match(alone, /^<svg xmlns=/);
  assert.doesNotMatch(alone, /light-dark/, "a reader that is no browser knows no light-dark()");
});
