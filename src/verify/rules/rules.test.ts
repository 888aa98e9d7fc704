import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { checkPlan } from "../check.ts";
import { replay } from "../replay.ts";
import { papers } from "../paper.fixture.ts";
import { tinyProgramme } from "../tiny.fixture.ts";
import { rules } from "./rules.ts";

/** A plan's numbers, writable: a broken case is the paper plan with one thing wrong. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests write what the types forbid
type Loose = any;

interface Broken {
  /** The paper plan that it starts from: tiny unless given. */
  readonly paper?: keyof typeof papers;
  /** Breaks the plan, or gives the text of a programme under which the paper plan is broken. */
  readonly plan?: (plan: Loose) => void;
  readonly text?: (text: string) => string;
  /** What the refusal must say: figures with their unit, and when. */
  readonly says: RegExp;
}

const million = 100_000_000;

const broken: Readonly<Record<string, readonly Broken[]>> = {
  "site.open": [
    {
      plan: (plan) => {
        plan.decisions.sites.alpha.opened = "2026-Q2";
      },
      says: /1 building of hall-10 would start at alpha in 2026-Q1, but the site is opened in 2026-Q2/,
    },
    {
      plan: (plan) => {
        plan.decisions.sites.beta.starts = { "hall-10": [0, 0, 1, 0] };
      },
      says: /start at beta in 2026-Q3, but the site is never opened/,
    },
    { text: (text) => text.replace("name: Alpha", "name: Alpha\n    committed: true"), says: /alpha is built or committed/ },
  ],
  "site.fewest": [{ text: (text) => text.replace("fewest: 1", "fewest: 2"), says: /alpha is opened for 1 building; it needs at least 2/ }],
  "site.land": [
    {
      plan: (plan) => {
        plan.decisions.sites.alpha.starts["hall-10"] = [1, 1, 1, 0];
      },
      says: /alpha would hold 3 buildings of hall-10; its land takes 2/,
    },
  ],
  "site.pace": [
    {
      plan: (plan) => {
        plan.decisions.sites.alpha.starts["hall-10"] = [2, 0, 0, 0];
      },
      says: /2 buildings would start at alpha in 2026-Q1; it can start 1/,
    },
  ],
  "site.phase": [
    {
      paper: "power",
      plan: (plan) => {
        plan.decisions.sites.farm.starts["hall-5"] = [2, 0, 1, 0];
      },
      says: /1 building would start at farm in 2026-Q3; a phase there is at least 2/,
    },
    {
      paper: "power",
      plan: (plan) => {
        plan.decisions.sites.farm.starts["hall-5"] = [3, 0, 0, 1];
      },
      says: /1 building would start at farm in 2026-Q4; a phase there is at least 2/,
    },
    { paper: "power", text: (text) => text.replace("phase: 2", "phase: 3"), says: /2 buildings would start at farm in 2026-Q1; a phase there is at least 3/ },
  ],
  "site.water": [
    // Half of 8 MW on the mean at half a cubic metre a MWh is 2 m3 an hour, all of the 17,532 m3 a year.
    { paper: "power", text: (text) => text.replace("17532 m3/yr", "17531 m3/yr"), says: /farm would draw 4,416 m3 of water in 2026-Q4; 4,416 m3 may be drawn/ },
    { paper: "power", text: (text) => text.replace("17532 m3/yr", "13149 m3/yr"), says: /farm would draw 4,416 m3 of water in 2026-Q4; 3,312 m3 may be drawn/ },
  ],
  "build.equipment": [
    {
      paper: "power",
      text: (text) => text.replace("orders: { 2026-Q1: 3 slots, 2026-Q2: 3 slots }", "orders: { 2026-Q1: 3 slots, 2026-Q2: 2 slots }"),
      says: /8 units of transformers would be needed by 2026-Q4; 7 can be there/,
    },
    {
      paper: "power",
      text: (text) => text.replace("transformers: { lead: 1 quarter", "transformers: { lead: 2 quarters"),
      says: /4 units of transformers would be needed by 2026-Q2; 2 can be there/,
    },
    {
      paper: "power",
      plan: (plan) => {
        plan.decisions.sites.farm.starts["hall-5"] = [2, 2, 0, 0];
      },
      text: (text) => text.replace("2026-Q2: 3 slots }", "2026-Q3: 3 slots }"),
      says: /8 units of transformers would be needed by 2026-Q3; 5 can be there/,
    },
    { paper: "power", text: (text) => text.replace("needed: 1 quarter", "needed: 0 quarters"), says: /4 units of transformers would be needed by 2026-Q1; 2 can be there/ },
    {
      paper: "power",
      text: (text) => text.replace("perBuilding: 2, needed", "perBuilding: 2, perKind: { hall-5: 3 }, needed"),
      says: /6 units of transformers would be needed by 2026-Q2; 5 can be there/,
    },
  ],
  "power.permit": [
    { paper: "power", text: (text) => text.replace("airPermit: 8 MW", "airPermit: 7 MW"), says: /farm would have 8 MW of plant that burns fuel; its air permit is for 7 MW/ },
    {
      paper: "power",
      text: (text) => text.replace("hours: 876.6 h", "hours: 800 h"),
      says: /turbines at farm would make 1,766 MWh in 2026-Q3; its permit of 800 hours a year gives 1,612 MWh/,
    },
    {
      paper: "power",
      plan: (plan) => {
        plan.decisions.sites.farm.onsite.turbines[2] = [1000, 1000, 1000, 602];
      },
      says: /turbines at farm would make 1,769 MWh in 2026-Q3; its permit of 877 hours a year gives 1,766 MWh/,
    },
  ],
  "power.storage": [
    {
      paper: "power",
      plan: (plan) => {
        plan.decisions.sites.farm.discharge.cells[2] = [2002, 2000, 300, 0];
      },
      says: /cells at farm would discharge 2.002 MW in 2026-Q3, slice 1; its power is 2 MW/,
    },
    {
      paper: "power",
      plan: (plan) => {
        plan.decisions.sites.farm.charge.cells[1] = [0, 0, 0, 1];
      },
      says: /cells at farm would charge 0.001 MW in 2026-Q2, slice 4; its power is 0 MW/,
    },
    {
      paper: "power",
      plan: (plan) => {
        plan.decisions.sites.farm.discharge.cells[2] = [2000, 2000, 303, 0];
      },
      says: /cells at farm gives back 0.321 MW and takes in 0.4 MW over 2026-Q3; of what it takes in it gives back 80 %/,
    },
    {
      paper: "power",
      plan: (plan) => {
        plan.decisions.sites.farm.charge.cells[2] = [0, 0, 0, 1000];
        plan.decisions.sites.farm.discharge.cells[2] = [2000, 2000, 500, 0];
      },
      says: /cells at farm would give back 9,600 kWh a day in 2026-Q3; one full cycle is 8,000 kWh/,
    },
  ],
  "money.coverage": [
    // Four quarters to 2027-Q2: income 30, running cost some 8.2, interest 0.88 and 1 repaid: 12 times is too much.
    {
      paper: "finance",
      text: (text) => text.replace("dscr: 2", "dscr: 12"),
      says: /of the four quarters to 2027-Q2 is \$\d\d\.\d+M; loan asks for 12 times the \$1\.88M of interest and repayments/,
    },
    { paper: "finance", text: (text) => text.replace("dscr: 2", "dscr: 30"), says: /of the four quarters to 2027-Q1 is \$\d\d\.\d+M; loan asks for 30 times the \$880,000/ },
    {
      paper: "finance",
      plan: (plan) => {
        plan.decisions.repayments.loan[5] = 11 * million;
      },
      says: /loan asks for 2 times the \$11.88M of interest and repayments/,
    },
  ],
  "build.ready": [
    {
      plan: (plan) => {
        plan.derived.sites.alpha.hallsKw[0] = 10_000;
      },
      says: /alpha counts on 10 MW IT of halls in 2026-Q1; buildings started in time give 0 MW/,
    },
  ],
  "build.crew": [
    { text: (text) => text.replace("west: { workers: 120 workers", "west: { workers: 90 workers"), says: /100 workers are needed in west in 2026-Q1; 90 are there/ },
    {
      text: (text) => text.replace("west: { workers: 120 workers", "west: { workers: 120 workers, growth: -60 %/quarter"),
      says: /50 workers are needed in west in 2026-Q2; 48 are there/,
    },
    { text: (text) => text.replace("national: 120 workers", "national: 99 workers"), says: /100 workers are needed in the whole country in 2026-Q1; 99/ },
  ],
  "power.group": [
    {
      plan: (plan) => {
        plan.decisions.sites.alpha.options = ["grid", "more", "plant"];
      },
      says: /alpha takes grid and more, which exclude each other \(line\)/,
    },
    {
      plan: (plan) => {
        plan.decisions.sites.beta.options = ["grid"];
      },
      says: /grid \(13 MW facility\) is taken at beta, which is never opened/,
    },
    {
      text: (text) => text.replace("energized: 2026-Q4, cost: $9M", "energized: 2026-Q4, cost: $9M, committed: true"),
      says: /more at alpha \(30 MW facility\) is committed; the plan leaves it out/,
    },
  ],
  "power.firm": [
    { text: (text) => text.replace("ramp: [50 %, 100 %]", "ramp: [20 %, 100 %]"), says: /alpha in 2026-Q2 needs 5 MW facility; firm power is 4 MW/ },
    {
      text: (text) => `${text}`.replace("agreements:", "agreements:\n  cap: { kind: power-cap, site: alpha, facility: 9 MW, from: 2026-07-01 }"),
      says: /alpha in 2026-Q3 needs 10 MW facility; cap caps the site at 9 MW/,
    },
    // In Q4 10 MW are needed; with the grid at 1 MW, 10.2 are firm, a turbine less is 8.2.
    {
      paper: "power",
      text: (text) => text.replace("facility: 6 MW, energized: 2026-Q2", "facility: 1 MW, energized: 2026-Q2"),
      says: /farm in 2026-Q3 needs 10 MW facility; firm power with one unit of turbines out is 8.2 MW/,
    },
    {
      paper: "power",
      text: (text) => text.replace("facility: 6 MW, energized: 2026-Q2", "facility: 0.5 MW, energized: 2026-Q2").replace("phase: 2", "phase: 2\n    redundancy: N"),
      says: /farm in 2026-Q3 needs 10 MW facility; firm power is 9.7 MW/,
    },
    // All is 15.2 MW: turbines 7.2, grid 6, cells and panels 2. The best split leaves 7.2 MW for one side.
    {
      paper: "power",
      text: (text) => text.replace("phase: 2", "phase: 2\n    redundancy: 2N"),
      says: /farm in 2026-Q3 needs 10 MW facility on either side alone; the weaker side of its feeds has 7.2 MW/,
    },
  ],
  "power.balance": [
    {
      plan: (plan) => {
        plan.decisions.sites.alpha.onsite.plant[2][1] = 4600;
      },
      says: /plant at alpha would give 4.6 MW in 2026-Q3, slice 2; it can give 4.5 MW/,
    },
    {
      plan: (plan) => {
        plan.decisions.sites.alpha.onsite.plant[2][1] = 3700;
      },
      says: /alpha would generate 3.7 MW on site in 2026-Q3, slice 2 for a load of 3.6 MW/,
    },
    {
      plan: (plan) => {
        plan.decisions.sites.alpha.onsite.plant[1][0] = 1;
        plan.decisions.sites.alpha.options = ["grid"];
        plan.decisions.sites.alpha.onsite.plant[2][0] = 5;
      },
      says: /plant at alpha would give 1 MW in 2026-Q3, slice 2; it can give 0 MW/,
    },
    {
      text: (text) => text.replace("facility: 20 MW, energized: 2026-Q2", "facility: 4 MW, energized: 2026-Q2"),
      says: /alpha would draw 4.8 MW from the grid in 2026-Q4, slice 2; 4 MW is there/,
    },
    {
      paper: "power",
      plan: (plan) => {
        plan.decisions.sites.farm.onsite.panels[3][1] = 2001;
      },
      says: /panels at farm would give 2.001 MW in 2026-Q4, slice 2; it can give 2 MW/,
    },
    {
      paper: "power",
      plan: (plan) => {
        plan.decisions.sites.farm.discharge.cells[2][0] = 2700;
      },
      says: /farm would generate 3.7 MW on site in 2026-Q3, slice 1 for a load of 3.6 MW/,
    },
    {
      paper: "power",
      plan: (plan) => {
        plan.decisions.sites.farm.charge.cells[3] = [1300, 0, 0, 0];
      },
      says: /farm would draw 6.1 MW from the grid in 2026-Q4, slice 1; 6 MW is there/,
    },
  ],
  "chip.supply": [
    {
      plan: (plan) => {
        plan.decisions.sites.alpha.racks.chip = [0, 6, 4, 0];
      },
      says: /6 racks of chip would be delivered in 2026-Q2; the supply is 5/,
    },
  ],
  "chip.hall": [{ text: (text) => text.replace("it: 10 MW, ready", "it: 7 MW, ready"), says: /racks at alpha in 2026-Q3 need 8 MW IT; 7 MW of halls/ }],
  "chip.retired": [
    {
      paper: "refresh",
      plan: (plan) => {
        plan.decisions.sites.yard.retired.old["2024-Q1"] = [0, 0, 5, 2];
      },
      says: /7 racks of old that came to yard in 2024-Q1 would be sold; 6 came then/,
    },
    {
      paper: "refresh",
      plan: (plan) => {
        plan.decisions.sites.yard.retired.old["2026-Q1"] = [0, 1, 0, 1];
      },
      says: /1 rack of old at yard would be sold in 2026-Q2 at an age of 1 quarters; 2 is the least/,
    },
  ],
  "chip.running": [
    {
      plan: (plan) => {
        plan.decisions.sites.alpha.running.chip[1] = 5;
      },
      says: /5 racks of chip would run at alpha in 2026-Q2; 4 are there/,
    },
  ],
  "compute.capacity": [
    {
      plan: (plan) => {
        plan.decisions.sites.alpha.work.research[2] = 7;
      },
      says: /55 H100e would be given out at alpha in 2026-Q3; the running racks give 54 H100e/,
    },
    {
      plan: (plan) => {
        plan.decisions.sites.alpha.training.run.chip[2] = 55;
      },
      says: /Training would take 55 H100e of chip at alpha in 2026-Q3; its running racks give 54 H100e/,
    },
  ],
  "compute.peak": [
    {
      plan: (plan) => {
        plan.decisions.sites.alpha.work.chat[1] = 16;
      },
      says: /peak hour of 2026-Q2 alpha needs 19.2 H100e; the running racks give 18 H100e/,
    },
  ],
  "compute.milestone": [
    {
      plan: (plan) => {
        plan.decisions.sites.alpha.training.run.chip[3] = 9;
      },
      says: /run gets 2.28094790e\+23 FLOP by 2026-Q4; it needs exactly 2.35960128e\+23/,
    },
    {
      plan: (plan) => {
        plan.decisions.campus.run = "beta";
      },
      says: /run runs on one campus \(beta\); 30 H100e of it would run at alpha/,
    },
    {
      plan: (plan) => {
        plan.decisions.sites.alpha.training.run.chip[1] = 1;
      },
      says: /run would get 1 H100e at alpha in 2026-Q2, before its window 2026-Q3 to 2026-Q4/,
    },
    {
      text: (text) =>
        text.replace(
          "2.35960128e23 FLOP, precision: fp8, mfu: 50 %, between: [2026-Q3, 2026-Q4]",
          "2e23 FLOP, precision: fp8, mfu: 50 %, between: [2026-Q3, 2026-Q4], wanted: true",
        ),
      says: /it wants at most 2\.0+e\+23/,
    },
  ],
  "serve.demand": [
    {
      plan: (plan) => {
        plan.derived.compute.unserved.chat[1] = 0;
      },
      says: /23 H100e of chat is served in 2026-Q2 and 0 H100e unserved; the demand is 30/,
    },
    {
      plan: (plan) => {
        plan.decisions.clouds.other.work.chat[3] = 1;
      },
      says: /31 H100e of chat would be served in 2026-Q4; the demand is 30/,
    },
  ],
  "serve.latency": [
    {
      text: (text) => text.replace("most: { 2026-Q1: 8 H100e }", "most: { 2026-Q1: 8 H100e }, latency: { east: 50 ms }"),
      says: /other would give chat 8 H100e in 2026-Q2; its round trip to east is 50 ms, the most is 40 ms/,
    },
    {
      plan: (plan) => {
        plan.decisions.sites.beta.work.chat = [0, 0, 1, 0];
      },
      says: /beta would give chat 1 H100e in 2026-Q3; its round trip to east is 90 ms, the most is 40 ms/,
    },
  ],
  "serve.research": [
    {
      plan: (plan) => {
        plan.decisions.sites.alpha.work.research[3] = 41;
      },
      says: /research would get 41 H100e in 2026-Q4; it can use 40/,
    },
    {
      plan: (plan) => {
        plan.decisions.clouds.azure.work.research = [1, 0, 0, 0];
      },
      says: /1 H100e would be bought for it at azure in 2026-Q1/,
    },
  ],
  "cloud.most": [
    {
      text: (text) => text.replace("most: { 2026-Q1: 10 H100e }, existing", "most: { 2026-Q1: 10 H100e }, trains: true, campus: { 2026-Q1: 2 H100e }, existing"),
      plan: (plan) => {
        plan.decisions.clouds.azure.work.run = [0, 0, 3, 0];
      },
      says: /run would train on 3 H100e of azure in 2026-Q3; one campus of it has 2 H100e/,
    },
    {
      plan: (plan) => {
        plan.decisions.clouds.other.work.chat[1] = 9;
      },
      says: /9 H100e would be bought from other in 2026-Q2; it offers 8 H100e/,
    },
    {
      plan: (plan) => {
        plan.decisions.clouds.azure.work.extra = [0, 0, 1, 0];
      },
      says: /extra may not run on azure; 1 H100e/,
    },
    { text: (text) => text.replace("peakToMean: 1.2 }", "peakToMean: 1.2, clouds: [azure] }"), says: /chat may not run on other; 8 H100e/ },
  ],
  "agreement.exclusivity": [
    {
      plan: (plan) => {
        plan.decisions.sites.alpha.work.api = [0, 0, 1, 0];
      },
      says: /api-first keeps api with azure on 2026-09-30; 1 H100e of it would run at alpha in 2026-Q3/,
    },
    {
      plan: (plan) => {
        plan.decisions.clouds.other.work.api = [0, 0, 1, 0];
      },
      says: /1 H100e of it would run at other in 2026-Q3/,
    },
  ],
  "agreement.first-refusal": [
    {
      plan: (plan) => {
        plan.decisions.notices = [];
      },
      says: /8 H100e of new capacity would be used at other in 2026-Q2; refusal asks for a notice to azure at least 1 quarter before/,
    },
    {
      plan: (plan) => {
        plan.decisions.notices[0].quarter = "2026-Q2";
      },
      says: /at least 1 quarter before/,
    },
    {
      plan: (plan) => {
        plan.decisions.notices[0].quarter = "2025-Q4";
      },
      says: /counts for nothing/,
    },
    {
      paper: "power",
      plan: (plan) => {
        plan.decisions.notices = [];
      },
      says: /2 buildings would start in 2026-Q3 at farm, which could grow by 20 MW IT; refusal asks for a notice to azure at least 1 quarter before/,
    },
    {
      paper: "power",
      plan: (plan) => {
        plan.decisions.notices[0].quarter = "2026-Q3";
      },
      says: /2 buildings would start in 2026-Q3 at farm/,
    },
    {
      paper: "power",
      plan: (plan) => {
        plan.decisions.notices[0].quarter = "2026-Q1";
      },
      says: /A notice for farm under refusal in 2026-Q1 counts for nothing: the clause is not in force/,
    },
    {
      paper: "power",
      text: (text) => text.replace("delay: 1 quarter, from: 2026-04-01", "delay: 0 quarters, from: 2026-01-01"),
      says: /2 buildings would start in 2026-Q1 at farm/,
    },
    {
      plan: (plan) => {
        plan.decisions.notices.push({ clause: "refusal", site: "beta", quarter: "2026-Q1" });
      },
      says: /A notice for beta under refusal in 2026-Q1 counts for nothing: it does not cover own building/,
    },
  ],
  "agreement.take-or-pay": [
    {
      plan: (plan) => {
        plan.derived.money.shortfall.spend["2026"] = 1_239_000;
      },
      says: /spend, 2026: \$87,600 spent at azure, \$0 carried from before and a shortfall of \$12,390 do not make up the \$100,000/,
    },
  ],
  "money.budget": [
    { text: (text) => text.replace("budget: $230M", "budget: $219M"), says: /\$220M would be spent; the budget is \$219M/ },
    { text: (text) => text.replace("2026-Q1: $100M, 2026-Q2: $230M", "2026-Q1: $78M, 2026-Q2: $230M"), says: /\$79M would be spent by the end of 2026-Q1; \$78M is callable/ },
  ],
  "money.cash": [
    {
      plan: (plan) => {
        plan.decisions.calls.fund[1] = 20 * million;
        plan.decisions.calls.partner[1] = 10 * million;
      },
      says: /Cash at the end of 2026-Q2 is -\$\d+\.\d+M; the floor is \$1M/,
    },
  ],
  "money.calls": [
    {
      plan: (plan) => {
        plan.decisions.calls.fund[0] += 4;
      },
      says: /fund would be called for .* in 2026-Q1; its share of .* is/,
    },
    { text: (text) => text.replace("most: $70M/quarter", "most: $59M/quarter"), says: /fund would be called for \$60M \(2026-Q1\); the quarterly limit is \$59M/ },
    { text: (text) => text.replace("mostPerYear: $120M/yr", "mostPerYear: $100M/yr"), says: /fund would be called for \$110M \(2026\); the yearly limit is \$100M/ },
    {
      text: (text) => text.replace("calls: { most", "calls: { notice: 1 quarter, most"),
      says: /fund would be called for \$60M \(2026-Q1\); the most before the notice has run is \$0/,
    },
    { text: (text) => text.replace("calls: { most", "calls: { mostShare: 20 %, most"), says: /the quarterly limit is \$40M/ },
    { text: (text) => text.replace("commitment: $200M", "commitment: $109M"), says: /fund would be called for \$110M \(whole programme\); the commitment is \$109M/ },
  ],
  "money.debt": [
    { text: (text) => text.replace("limit: $100M", "limit: $39M"), says: /loan would stand at \$40M at the end of 2026-Q3; its limit is \$39M/ },
    { text: (text) => text.replace("loanToCost: 50 %", "loanToCost: 10 %"), says: /loan would stand at \$20M at the end of 2026-Q2; 10 % of eligible cost so far is \$16.6M/ },
    { text: (text) => text.replace("ltv: 60 %", "ltv: 10 %"), says: /loan would stand at \$35M at the end of 2026-Q4; 10 % of the eligible book value is \$20.40/ },
    { text: (text) => text.replace("most: { 2026: $50M }", "most: { 2026: $30M }"), says: /\$40M of loan would be drawn in 2026; the market takes \$30M/ },
    {
      text: (text) => text.replace("tenor: 5 yr", "tenor: 0.25 yr"),
      says: /loan would stand at \$40M at the end of 2026-Q3; what was drawn within the tenor of 0.25 years is \$20M/,
    },
    {
      plan: (plan) => {
        plan.decisions.repayments.loan[1] = 25 * million;
      },
      says: /More of loan would be repaid by the end of 2026-Q2 than is owed: \$5M/,
    },
  ],
};

for (const rule of rules) {
  test(`${rule.family}: kept on paper, with rows and no refusal`, () => {
    const found = Object.values(papers).map(({ text, slices, plan }) => rule.check(replay(tinyProgramme(text), () => slices, plan())));
    const rows = found.flatMap((findings) => findings.rows);
    assert.ok(rows.length > 0);
    assert.deepEqual(
      found.flatMap((findings) => findings.refusals),
      [],
    );
    for (const row of rows) assert.ok(row.family === rule.family && row.slack >= 0 && row.unit !== "" && row.index !== "", JSON.stringify(row));
  });

  for (const [position, { paper = "tiny", plan: spoil, text, says }] of (broken[rule.family] ?? []).entries()) {
    test(`${rule.family}: broken case ${position + 1} is refused in words`, () => {
      const { text: written, slices, plan: onPaper } = papers[paper];
      const changed = text?.(written) ?? written;
      assert.ok(text === undefined || changed !== written, "the text is not there to be changed");
      const programme = tinyProgramme(changed);
      const plan = onPaper();
      spoil?.(plan);
      const { rows, refusals } = rule.check(replay(programme, () => slices, plan));
      assert.ok(
        refusals.some(({ family, sentence }) => family === rule.family && says.test(sentence)),
        JSON.stringify(refusals, null, 1),
      );
      assert.ok(rows.some(({ slack }) => slack < 0));
      const certificate = checkPlan(programme, () => slices, plan, "hash");
      assert.equal(certificate.accepted, false);
      assert.ok(certificate.refusals.some(({ family }) => family === rule.family));
    });
  }
}

test("every rule quotes its sentence of docs/model.md, and the page has no other", () => {
  const page = readFileSync("docs/model.md", "utf8");
  const rows = page.slice(page.indexOf("## Rules"), page.indexOf("## Money")).matchAll(/^\| `([a-z.-]+)` \| (.+) \|$/gm);
  const said = Object.fromEntries([...rows].map(([, family, sentence]) => [family, sentence]));
  for (const { family, sentence } of rules) assert.ok(said[family!]?.startsWith(sentence), `${family}: ${said[family!]}`);
  assert.deepEqual(
    Object.keys(said),
    rules.map(({ family }) => family),
  );
});

test("money.coverage: a lender who is owed nothing in the four quarters tests nothing, however little is earned", () => {
  const { text, slices, plan: onPaper } = papers.finance;
  const programme = tinyProgramme(text.replace("dscr: 2", "dscr: 30"));
  const rowsWith = (draws: number[], repayments: number[]) => {
    const plan: Loose = onPaper();
    plan.decisions.draws.loan = draws;
    plan.decisions.repayments.loan = repayments;
    const { rows, refusals } = checkPlan(programme, () => slices, plan, "hash");
    const mine = ({ family }: { readonly family: string }) => family === "money.coverage";
    return [rows.filter(mine).map(({ index }) => index), refusals.filter(mine).length];
  };
  assert.deepEqual(rowsWith([0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]), [[], 0]);
  // Owed at the end of 2027-Q1, at the start of the last quarter: the test of that one looks back on it, the one before does not.
  assert.deepEqual(rowsWith([0, 0, 0, 0, 11 * million, 0], [0, 0, 0, 0, 0, 11 * million]), [["loan, 2027-Q2"], 1]);
  // Repaid within 2026-Q1: it was owed at the start of no quarter.
  assert.deepEqual(rowsWith([11 * million, 0, 0, 0, 0, 0], [11 * million, 0, 0, 0, 0, 0]), [[], 0]);
});

test("every family has a broken case, and every broken case a family", () => {
  assert.deepEqual(Object.keys(broken).toSorted(), rules.map(({ family }) => family).toSorted());
});
