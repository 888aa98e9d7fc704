// A made-up run of true shape for the page's tests: a plan in round numbers, its record and its ledger. No number here is a result.

import type { Plan, SiteDecision, SiteDerived } from "../plan/plan.ts";
import type { ResolvedProgramme } from "../programme/programme.ts";
import { failures, hourly, type RunRecord, serving, siteQuarters, type Table, type TableShape, trainings, workQuarters } from "../record/record.ts";
import type { Settlement } from "../settle/settle.ts";
import type { Cents, Day, H100e, Quarter } from "../units/brand.ts";
import { hoursIn, lastDay, quartersOf } from "../units/calendar.ts";
import type { ReportInput } from "./input.ts";

/** A run of `programmes/neocloud.yaml`: two sites climb by fixed steps, everything else follows from them in round numbers. */
export function fixture(resolved: ResolvedProgramme, template: string): ReportInput {
  const { calendar } = resolved.programme;
  const plan = planOf(resolved);
  const quarters = quartersOf(calendar);
  return {
    resolved,
    plan,
    certificate: {
      accepted: true,
      rows: [
        { family: "chip.hall", index: "amarillo, 2027-Q1", left: 100, right: 100, slack: 0, unit: "MW" },
        { family: "money.cash", index: "2027-Q1", left: 5, right: 0, slack: 5, unit: "cent" },
      ],
      refusals: [],
      facts: [],
    },
    record: recordOf(plan, quarters),
    settlement: settlementOf(resolved, plan),
    credits: [{ of: "A made-up table", by: "the tests" }],
    template,
  };
}

/** The same run with a plan that no rule-abiding decision exists for. */
export function infeasible(input: ReportInput): ReportInput {
  const { record: _record, settlement: _settlement, ...rest } = input;
  return {
    ...rest,
    plan: {
      ...input.plan,
      feasible: false,
      binding: [],
      conflict: [
        { family: "compute.milestone", index: "aurora", sentence: "Milestone aurora needs 6.0e+25 FLOP between 2027-Q1 and 2027-Q3 on one campus." },
        { family: "power.firm", index: "amarillo, 2027-Q1", sentence: "Amarillo has no more than 120 MW IT of firm power in 2027-Q1." },
      ],
      relaxations: [
        { family: "power.firm", index: "amarillo, 2027-Q1", amount: 140, unit: "MW", sentence: "140 MW more grid at Amarillo by 2027-Q1." },
        { family: "compute.milestone", index: "aurora", amount: 1, unit: "quarter", sentence: "Aurora done one quarter later, by 2027-Q4." },
      ],
    },
  };
}

const steps = { amarillo: { from: 1, count: 3 }, "las-cruces": { from: 5, count: 4 } } as const;
const hallKw = 50_000;

function planOf({ programme }: ResolvedProgramme): Plan {
  const { calendar } = programme;
  const count = calendar.quarters;
  const every = (read: (t: number) => number): number[] => Array.from({ length: count }, (_, t) => read(t));
  const cents = (read: (t: number) => number): Cents[] => every(read) as Cents[];
  const zeros = cents(() => 0);
  const halls = (id: keyof typeof steps, t: number): number => Math.max(0, Math.min(steps[id].count, Math.floor((t - steps[id].from) / 2) + 1)) * hallKw;
  const derivedOf = (id: keyof typeof steps, appliedKw: number): SiteDerived => ({
    appliedKw: every(() => appliedKw),
    energizedKw: every((t) => Math.min(appliedKw, Math.ceil(halls(id, t) * 1.2))),
    itReadyKw: every((t) => halls(id, t)),
    rackedKw: every((t) => Math.round(halls(id, t) * 0.9)),
    runningKw: every((t) => Math.round(halls(id, t) * 0.8)),
    hallsKw: every((t) => halls(id, t)),
    gridMwh: every((t) => halls(id, t) * 2),
    onsiteMwh: every(() => 0),
    capexCents: cents((t) => halls(id, t) * 10_000 * 100),
    opexCents: cents((t) => halls(id, t) * 200 * 100),
  });
  const sites = { amarillo: derivedOf("amarillo", 180_000), "las-cruces": derivedOf("las-cruces", 220_000) };
  const total = (rung: "appliedKw" | "energizedKw" | "itReadyKw" | "rackedKw" | "runningKw"): number[] => every((t) => sites.amarillo[rung][t]! + sites["las-cruces"][rung][t]!);
  const running = total("runningKw");
  const startsOf = (id: keyof typeof steps): number[] =>
    every((t) => (t >= steps[id].from && (t - steps[id].from) % 2 === 0 && (t - steps[id].from) / 2 < steps[id].count - 1 ? 1 : 0));
  const decisionOf = (id: keyof typeof steps, options: string[], opened: Quarter | null): SiteDecision => ({
    opened,
    options,
    starts: { "hall-50": startsOf(id) },
    racks: { "gb300-nvl72": every((t) => Math.round(((halls(id, t) - (t > 0 ? halls(id, t - 1) : 0)) * 0.9) / 150)) },
    running: { "gb300-nvl72": every((t) => Math.round((halls(id, t) * 0.8) / 150)) },
    onsite: {},
    charge: {},
    discharge: {},
    training: (id === "amarillo" ? { aurora: { "gb300-nvl72": every((t) => (t >= 4 && t <= 6 ? 30_000 : 0)) as H100e[] } } : {}) as SiteDecision["training"],
    work: { chat: every((t) => (running[t]! / 1000) * 400) as H100e[], research: every((t) => (running[t]! / 1000) * 200) as H100e[] },
  });
  const capexAll = every((t) => sites.amarillo.capexCents[t]! + sites["las-cruces"].capexCents[t]!);
  return {
    gigasite: 1,
    programme: programme.programme,
    inputs: "0".repeat(64),
    calendar,
    feasible: true,
    decisions: {
      sites: { amarillo: decisionOf("amarillo", ["phase-1"], null), "las-cruces": decisionOf("las-cruces", ["grid"], quartersOf(calendar)[2]!) },
      clouds: { azure: { work: { api: every((t) => 3000 + 500 * t) as H100e[] } } },
      notices: [],
      campus: { aurora: "amarillo" },
      calls: { harbour: cents((t) => Math.round(capexAll[t]! * 0.3)), "to-be-raised": cents((t) => (t > 8 ? 10_000_000_000 : 0)) },
      draws: { "first-facility": cents((t) => Math.round(capexAll[t]! * 0.6)) },
      repayments: { "first-facility": zeros },
    },
    derived: {
      sites,
      ladder: { appliedKw: total("appliedKw"), energizedKw: total("energizedKw"), itReadyKw: total("itReadyKw"), rackedKw: total("rackedKw"), runningKw: running },
      crews: { panhandle: every((t) => (t < 6 ? 300 + 60 * t : 100)), southwest: every((t) => (t > 3 ? 900 - 50 * t : 0)) },
      equipment: {},
      compute: {
        installed: every((t) => running[t]! * 1.3) as H100e[],
        capacity: every((t) => running[t]! * 1.2) as H100e[],
        work: {
          chat: every((t) => (running[t]! / 1000) * 800) as H100e[],
          api: every((t) => 3000 + 500 * t) as H100e[],
          research: every((t) => (running[t]! / 1000) * 400) as H100e[],
        },
        unserved: { chat: every((t) => 500 * t) as H100e[], api: every(() => 0) as H100e[] },
        flop: { aurora: 6e25 },
      },
      money: {
        capex: {
          opening: cents((t) => (t === 2 ? 4_000_000_000 : 0)),
          buildings: cents((t) => Math.round(capexAll[t]! * 0.3)),
          power: cents((t) => Math.round(capexAll[t]! * 0.05)),
          accelerators: cents((t) => Math.round(capexAll[t]! * 0.65)),
        },
        opex: { energy: cents((t) => running[t]! * 9_000), facility: cents((t) => running[t]! * 4_000), maintenance: zeros, insurance: zeros, lease: zeros, tax: zeros },
        income: { capacity: cents((t) => running[t]! * 285_000) },
        interest: { "first-facility": cents((t) => 1_000_000_000 * t) },
        fees: { "first-facility": cents(() => 100_000_000) },
        debt: { "first-facility": cents((t) => capexAll.slice(0, t + 1).reduce((sum, value) => sum + Math.round(value * 0.6), 0)) },
        cash: cents((t) => 20_000_000_000 + 1_500_000_000 * (t % 4)),
        bookValue: zeros,
        clouds: { azure: cents((t) => (3000 + 500 * t) * 2190 * 200) },
        shortfall: { "azure-spend": { "2026": 1_200_000_000 as Cents, "2027": 0 as Cents, "2028": 0 as Cents } },
        shares: {},
        toBeRaisedCents: 30_000_000_000 as Cents,
      },
    },
    objective: {
      kind: "worth",
      value: 7.0e9,
      clouds: -0.4e9,
      shares: 0,
      spend: -10.7e9,
      financing: 0.1e9,
      carry: -0.05e9,
      premium: -0.02e9,
      residual: 7.5e9,
      total: 3.43e9,
      stages: [{ name: "worth", unit: "USD", value: 3.43e9 }],
    },
    binding: [
      {
        family: "chip.hall",
        index: "amarillo, 2027-Q1",
        worthUsd: 3.4e6,
        unit: "MW IT",
        more: 10,
        fewer: 20,
        sentence: "One more MW IT of ready hall at Amarillo in 2027-Q1 is worth 3.4 M$.",
      },
      {
        family: "build.crew",
        index: "panhandle, 2026-Q3",
        worthUsd: 12_000,
        unit: "worker",
        more: 100,
        fewer: null,
        sentence: "One more worker in the Panhandle in 2026-Q3 is worth 12 k$.",
      },
    ],
    relaxations: [],
    conflict: [],
    solver: {
      name: "made up",
      status: "gap",
      incumbent: 3.43e9,
      bound: 3.46e9,
      gap: 0.0087,
      nodes: 5,
      rows: 500,
      columns: 400,
      integers: 40,
      nonzeros: 2000,
      greedy: 3.1e9,
      fixed: 3.43e9,
      stoppedByClock: false,
      stages: [{ name: "worth", status: "gap", incumbent: 3.43e9, bound: 3.46e9, gap: 0.0087, kept: null, nodes: 5, stoppedByClock: false, fixed: 3.43e9 }],
    },
  };
}

function recordOf(plan: Plan, quarters: readonly Quarter[]): RunRecord {
  const ids = ["amarillo", "las-cruces"] as const;
  const hours = quarters.map(hoursIn);
  const quarterOf = quarters.flatMap((_, t) => Array.from({ length: hours[t]! }, () => t));
  const hourlyRows = ids.flatMap((id) =>
    quarterOf.map((t, hour) => {
      const it = (plan.derived.sites[id]!.runningKw[t]! / 1000) * 0.9;
      const season = Math.sin((2 * Math.PI * (hour - 2500)) / 8766);
      return {
        site: id,
        hour,
        itMw: it,
        lossesMw: it * 0.05,
        coolingMw: it * (0.06 + 0.03 * season),
        houseMw: it * 0.01,
        gridMw: it * (1.12 + 0.03 * season),
        dryBulbC: 16 + 14 * season,
        wetBulbC: 8 + 8 * season,
        priceUsdPerMwh: 50,
        carbonKgPerMwh: 400,
      };
    }),
  );
  const served = ["chat", "api"].flatMap((workload) =>
    quarterOf.map((t, hour) => ({ workload, hour, demand: 10_000 + 8000 * t, own: 9000 + 7000 * t, clouds: 500 * t, unserved: 1000 + 500 * t })),
  );
  const siteRows = ids.flatMap((id) =>
    quarters.map((quarter, t) => {
      const mw = plan.derived.sites[id]!.runningKw[t]! / 1000;
      const compute = mw * 1200 * hours[t]!;
      return {
        site: id,
        quarter,
        hours: hours[t]!,
        energizedMw: mw * 1.5,
        hallsMw: mw * 1.4,
        itReadyMw: mw * 1.3,
        rackedMw: mw * 1.1,
        runningMw: mw,
        itMwh: mw * hours[t]!,
        facilityMwh: mw * 1.12 * hours[t]!,
        gridMwh: mw * 1.12 * hours[t]!,
        peakMw: mw * 1.2,
        energyUsd: mw * 90 * hours[t]!,
        carbonT: mw * 0.4 * hours[t]!,
        installedH100eHours: compute,
        poweredH100eHours: compute * 0.99,
        allocatedH100eHours: compute * 0.95,
        runningH100eHours: compute * 0.93,
        usefulH100eHours: compute * 0.91,
        plannedH100eHours: compute * 0.92,
      };
    }),
  );
  return {
    tables: {
      hourly: table(hourly, hourlyRows),
      serving: table(serving, served),
      "site-quarters": table(siteQuarters, siteRows),
      "work-quarters": table(
        workQuarters,
        quarters.map((quarter, t) => ({ workload: "api", place: "azure", quarter, h100eHours: (3000 + 400 * t) * hours[t]!, plannedH100eHours: (3000 + 500 * t) * hours[t]! })),
      ),
      failures: table(
        failures,
        quarters.flatMap((_, t) =>
          [
            { cause: "gpu", count: 7, lostHours: 5 },
            { cause: "switch-cable", count: 2, lostHours: 3 },
          ].map((failure) => ({
            ...failure,
            hour: t * 2190 + 10,
            site: "amarillo",
            accelerator: "gb300-nvl72",
            scope: "tray",
            packages: 8,
            repairHours: 48,
            workload: t === 5 ? "aurora" : "",
          })),
        ),
      ),
      trainings: table(trainings, [
        {
          workload: "aurora",
          campus: "amarillo",
          startHour: 8760 + 100,
          endHour: 8760 + 5900,
          packages: 20_000,
          flop: 6e25,
          wantedFlop: 6e25,
          interruptions: 41,
          checkpointMinutes: 22,
          ettr: 0.952,
        },
      ]),
    },
    summary: {
      programme: plan.programme,
      seed: 1,
      hours: quarterOf.length,
      sites: 2,
      waterfall: { installed: 1, powered: 1, allocated: 1, running: 1, useful: 1, planned: 1 },
      itMwh: 1,
      facilityMwh: 1.12,
      pue: 1.12,
      wueLPerKwh: 0,
      energyUsd: 1,
      carbonT: 1,
      unservedShare: 0.05,
      failures: {},
      ettr: { aurora: 0.952 },
      milestones: {},
    },
  };
}

/** Rows into columns of the shape's types; what a row does not name is zero or empty. */
function table(shape: TableShape, rows: readonly Readonly<Record<string, string | number>>[]): Table {
  const values = shape.columns.map(({ name, type }) => {
    if (type === "text") return rows.map((row) => String(row[name] ?? ""));
    const cells = rows.map((row) => Number(row[name] ?? 0));
    return type === "int32" ? Int32Array.from(cells) : Float64Array.from(cells);
  });
  return { shape, rows: rows.length, values };
}

function settlementOf({ programme }: ResolvedProgramme, plan: Plan): Settlement {
  const quarters = quartersOf(plan.calendar);
  const money = (cents: number): string => (cents / 100).toFixed(2);
  const ledger = quarters.map((quarter, t) => {
    const amount = money(plan.derived.money.income["capacity"]![t]!);
    return {
      id: `${quarter}:capacity`,
      date: lastDay(quarter),
      quarter,
      clause: "capacity",
      says: "Atlas Lab pays Northwind Compute for what runs.",
      quantities: [{ amount: String(plan.derived.ladder.runningKw[t]! / 1000), unit: "MW IT", of: "running, mean of the quarter", address: `plan:derived.ladder.runningKw[${t}]` }],
      rule: `${plan.derived.ladder.runningKw[t]! / 1000} MW IT x 3 months x 950,000 $/MW-month`,
      legs: [
        { party: "atlas", account: "expense:capacity", currency: "USD" as const, amount },
        { party: "atlas", account: "liability:northwind", currency: "USD" as const, amount: `-${amount}` },
      ],
    };
  });
  const lines = (t: number, sign: "" | "-", counterparty: string) => [
    { transaction: ledger[t]!.id, clause: "capacity", says: ledger[t]!.says, counterparty, rule: ledger[t]!.rule, amount: `${sign}${ledger[t]!.legs[0]!.amount}` },
  ];
  return {
    programme: programme.programme,
    asOf: lastDay(quarters.at(-1)!) as Day,
    ledger,
    statements: quarters.flatMap((quarter, t) => {
      const amount = ledger[t]!.legs[0]!.amount;
      return [
        { party: "northwind", name: "Northwind Compute", quarter, asOf: lastDay(quarter), lines: lines(t, "", "atlas"), received: amount, paid: "0.00", net: amount },
        { party: "atlas", name: "Atlas Lab", quarter, asOf: lastDay(quarter), lines: lines(t, "-", "northwind"), received: "0.00", paid: amount, net: `-${amount}` },
      ];
    }),
    sourcesAndUses: quarters.map((quarter, t) => ({
      quarter,
      sources: { "calls: harbour": money(plan.decisions.calls["harbour"]![t]!), "draws: first-facility": money(plan.decisions.draws["first-facility"]![t]!) },
      uses: { "capex: buildings": money(plan.decisions.calls["harbour"]![t]!), "capex: accelerators": money(plan.decisions.draws["first-facility"]![t]!) },
      total: money(plan.decisions.calls["harbour"]![t]! + plan.decisions.draws["first-facility"]![t]!),
    })),
  };
}
