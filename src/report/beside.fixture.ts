// Made-up files beside the made-up run of `fixture.ts`: a front, a tornado, alternatives, a re-plan and futures in round numbers. No number here is a result.

import type { Beside, PlanOutline } from "./beside.ts";

const outline: PlanOutline = {
  compute: 2.1e9,
  costUsd: 3.6e9,
  worthUsd: 3.43e9,
  capexUsd: 10.4e9,
  buildings: { amarillo: 2, "las-cruces": 3 },
  sites: 2,
  onsiteMw: 40,
  cloudsUsd: 0.4e9,
  largestShare: 0.57,
  runningMw: 280,
};

const point = (costUsd: number, compute: number, step: number | null, here: number | null, sites: number) => ({
  costUsd,
  compute,
  gap: 0.008,
  usdPerH100eYear: here,
  stepUsdPerH100eYear: step,
  plan: { sites, runningMw: compute / 8e6, capexUsd: costUsd * 2.5 },
});

const worth = (value: number) => [{ name: "worth" as const, unit: "USD", value }];

const other = (
  extent: "sites" | "onsiteMw" | "cloudsUsd" | "largestShare",
  direction: "least" | "most",
  value: number,
  main: number,
  buildings: Readonly<Record<string, number>>,
) => ({
  extent,
  direction,
  value,
  gap: 0.01,
  stages: worth(main),
  plan: { ...outline, buildings },
});

const bar = (
  path: string,
  unit: string,
  [low, value, high]: readonly [number, number, number],
  [down, up]: readonly [number | null, number | null],
  confidence: "press" | "estimate" | "assumption" | null,
) => ({
  kind: confidence === null ? ("uncertain" as const) : ("figure" as const),
  path,
  paths: [path],
  unit,
  value,
  low,
  high,
  source: confidence === null ? null : "made up for the tests",
  confidence,
  reason: null,
  atLow: { value: down === null ? null : 3.5e9 + down, delta: down, missed: 0 },
  atHigh: { value: up === null ? null : 3.5e9 + up, delta: up, missed: 0 },
  span: down === null || up === null ? null : Math.max(0, down, up) - Math.min(0, down, up),
});

export const besideFixture: Beside = {
  pareto: {
    points: [
      point(0.4e9, 0.1e9, null, 900, 1),
      point(1.4e9, 1.1e9, 8766, 7000, 1),
      point(2.4e9, 1.8e9, 12_523, 11_000, 2),
      point(3.4e9, 2.2e9, 21_915, 20_000, 2),
      point(4.4e9, 2.4e9, 43_830, null, 3),
    ],
    knee: 2,
    own: { costUsd: 3.6e9, compute: 2.25e9 },
  },
  tornado: {
    measure: "worth",
    unit: "USD",
    better: "more",
    relaxed: 3.5e9,
    plan: 3.43e9,
    tried: 157,
    still: 100,
    bars: [
      bar("sites.amarillo.power.phase-1.facility", "MW", [0, 60, 80], [null, 0.2e9], "press"),
      bar("workloads.chat.demand", "times the value", [0.7, 1, 1.6], [-0.6e9, 0.9e9], null),
      bar("catalogue.accelerators.vr200-nvl72.rackPrice", "$", [5.5e6, 7.8e6, 9.1e6], [0.5e9, -0.3e9], "press"),
      bar("catalogue.operations.itMaintenance", "1/yr", [0.01, 0.02, 0.04], [0.1e9, -0.25e9], "assumption"),
      bar("catalogue.buildings.hall-50.cost", "$/MW", [11.7e6, 14.6e6, 17.9e6], [0.15e9, -0.2e9], "estimate"),
      bar("catalogue.buildings.hall-50.ready", "quarter", [3, 4, 6], [0.1e9, 0.02e9], "estimate"),
    ],
  },
  alternatives: {
    within: 0.02,
    best: { stages: worth(3.43e9), plan: outline },
    alternatives: [
      other("sites", "least", 1, 3.4e9, { amarillo: 5 }),
      other("sites", "most", 3, 3.37e9, { amarillo: 1, "las-cruces": 3, youngstown: 1 }),
      other("largestShare", "least", 0.4, 3.38e9, { amarillo: 2, "las-cruces": 2, youngstown: 1 }),
    ],
  },
  replan: {
    from: "runs/before",
    asOf: "2026-Q3",
    scope: "built",
    fixed: { hallsItMw: 200, racksItMw: 60, powerFacilityMw: 270, sites: ["amarillo", "las-cruces"] },
    standing: [
      { site: "amarillo", plannedHallsItMw: 150, hallsItMw: 150, plannedRacksItMw: 60, racksItMw: 45 },
      { site: "las-cruces", plannedHallsItMw: 100, hallsItMw: 50, plannedRacksItMw: 0, racksItMw: 15 },
    ],
    moved: [
      { site: "amarillo", what: "hall-50", itMw: 0, sentence: "Amarillo: buildings started 1 in 2026-Q3 become 1 in 2026-Q4." },
      { site: "las-cruces", what: "vr200-nvl72", itMw: -12, sentence: "Las Cruces: racks of NVIDIA VR200 NVL72 100 in 2027-Q2 become 50 in 2027-Q3 (-12 MW IT)." },
    ],
    changeItMw: 30,
    actuals: [
      { site: "amarillo", quarter: "2026-Q2", measure: "energized-mw", unit: "MW", planned: 75, value: 60, difference: -15, source: "made up for the tests" },
      { site: "amarillo", quarter: "2026-Q2", measure: "racks:gb300-nvl72", unit: "racks", planned: 150, value: 110, difference: -40, source: "made up for the tests" },
      { site: "las-cruces", quarter: "2026-Q2", measure: "starts:hall-50", unit: "buildings", planned: 0, value: 1, difference: 1, source: "made up for the tests" },
      { site: "amarillo", quarter: "2026-Q2", measure: "spend-to-date-usd", unit: "USD", planned: 1.2e9, value: 1.5e9, difference: 0.3e9, source: "made up for the tests" },
    ],
    broken: [{ family: "chip.supply", index: ["gb300-nvl72", "2026-Q2"], unit: "racks", amount: 20 }],
    lost: [],
    totals: {
      before: { from: "2026-Q1", to: "2028-Q4", worthUsd: 3_600_000_000.4, computeH100eHours: 4.5e9, capexUsd: 10.2e9, runningItMw: 290.25 },
      after: { from: "2026-Q1", to: "2028-Q4", worthUsd: 3_430_000_000.6, computeH100eHours: 4.3e9, capexUsd: 10.4e9, runningItMw: 280 },
    },
    late: {
      plannedItMw: 290.25,
      itMw: 280,
      quarters: 0.75,
      sites: [
        { site: "amarillo", plannedItMw: 190.25, itMw: 200, quarters: 1.2 },
        { site: "las-cruces", plannedItMw: 100, itMw: 60, quarters: -0.1 },
        { site: "youngstown", plannedItMw: 0, itMw: 20, quarters: null },
      ],
      milestones: [{ id: "aurora", due: "2027-Q3", before: "2027-Q2", after: "2027-Q4" }],
    },
    bridge: {
      before: { objectiveUsd: 3_600_000_000.4, computeH100eHours: 4.5e9, capexUsd: 10.2e9, runningItMw: 290.25 },
      after: { objectiveUsd: 3_430_000_000.6, computeH100eHours: 4.3e9, capexUsd: 10.4e9, runningItMw: 280 },
      parts: [
        { cause: "site power", says: "site power", deltaObjectiveUsd: -220_000_000.25, deltaComputeH100eHours: -0.25e9, deltaCapexUsd: 0, deltaRunningItMw: -14.125, alone: true },
        { cause: "prices", says: "prices", deltaObjectiveUsd: 30_000_000.3, deltaComputeH100eHours: 0.02e9, deltaCapexUsd: 0.2e9, deltaRunningItMw: 0, alone: true },
        {
          cause: "interaction",
          says: "what these do together beyond each by itself",
          deltaObjectiveUsd: 20_000_000.15,
          deltaComputeH100eHours: 0.03e9,
          deltaCapexUsd: 0,
          deltaRunningItMw: 3.875,
          alone: true,
        },
      ],
      withinUsd: 25e6,
    },
  },
  scenarios: {
    commonUntil: "2027-Q1",
    risk: { aversion: 0, level: 0.8 },
    result: { meanUsd: 3.3e9, gap: 0.009 },
    now: ["Decide now at Amarillo: start 1 hall-50 in 2026-Q1.", "Youngstown can wait until 2027-Q1."],
    later: ["If workloads.chat.demand turns out more than 10 % higher (30 %), the scenarios build 20 MW IT more at Amarillo."],
    scenarios: [
      {
        id: "s01",
        probability: 0.5,
        moves: [
          { path: "workloads.chat.demand", factor: 0.9 },
          { path: "sites.amarillo.power.phase-2.energized", slipQuarters: 0 },
        ],
        worthUsd: 3.1e9,
        foresight: { value: 3.12e9, low: 3.1e9, high: 3.15e9 },
      },
      {
        id: "s02",
        probability: 0.3,
        moves: [
          { path: "workloads.chat.demand", factor: 1.3 },
          { path: "sites.amarillo.power.phase-2.energized", slipQuarters: 1 },
        ],
        worthUsd: 3.8e9,
        foresight: null,
      },
      {
        id: "s03",
        probability: 0.2,
        moves: [
          { path: "workloads.chat.demand", factor: 1 },
          { path: "sites.amarillo.power.phase-2.energized", slipQuarters: 3 },
        ],
        worthUsd: 2.9e9,
        foresight: { value: 2.9e9, low: 2.9e9, high: 2.92e9 },
      },
    ],
    built: { amarillo: 1, "las-cruces": 0.8, youngstown: 0 },
    perfectInformationUsd: { value: 12e6, low: 0, high: 30e6 },
    stochasticSolutionUsd: { value: 18e6, low: 4e6, high: 40e6 },
    regret: {
      plans: ["common = s01", "mean", "s03"],
      scenarios: ["s01", "s02", "s03"],
      usd: [
        [0, 4e6, 9e6],
        [12e6, 0, 30e6],
        [21e6, null, 0],
      ],
    },
  },
};
