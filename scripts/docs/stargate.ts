// How does the reference plan compare with what happened and with its own variations? Writes docs/stargate.md (about four minutes).
// Run: node --import tsx scripts/docs/stargate.ts

import { writeFileSync } from "node:fs";
import { caseOf } from "../../src/plan/fixture.ts";
import { makePlan } from "../../src/plan/planner.ts";
import type { Plan } from "../../src/plan/plan.ts";
import type { Programme } from "../../src/programme/programme.ts";
import { addQuarters } from "../../src/units/calendar.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { verify } from "../../src/verify/verify.ts";

const { library, ...resolved } = caseOf("programmes/stargate-2025-01.yaml");
const { programme } = resolved;
const scaled = (series: Readonly<Record<string, number>>, factor: number) => Object.fromEntries(Object.entries(series).map(([quarter, value]) => [quarter, value * factor]));
const withSites = (change: (site: Programme["sites"][string], id: string) => Programme["sites"][string] | undefined): Programme => ({
  ...programme,
  sites: Object.fromEntries(Object.entries(programme.sites).flatMap(([id, site]) => (change(site, id) ? [[id, change(site, id)!]] : []))),
});
const withSupply = (factor: number): Programme => ({
  ...programme,
  catalogue: { ...programme.catalogue, accelerators: Object.fromEntries(Object.entries(programme.catalogue.accelerators).map(([id, kind]) => [id, { ...kind, supply: scaled(kind.supply, factor) }])) } as Programme["catalogue"],
});
const announced = ["abilene-tx", "shackelford-tx", "milam-tx", "dona-ana-nm", "lordstown-oh", "saline-mi", "port-washington-wi", "abilene-exp-tx"];

const cases: readonly (readonly [string, Programme])[] = [
  ["as in the file", programme],
  ["sites announced by 2026-08 only", withSites((site, id) => (announced.includes(id) ? site : undefined))],
  [
    "every connection not yet standing 2 quarters late",
    withSites((site) => ({ ...site, power: Object.fromEntries(Object.entries(site.power).map(([id, option]) => [id, option.committed ? option : { ...option, energized: addQuarters(option.energized, 2) }])) })),
  ],
  ["rack supply x 0.7", withSupply(0.7)],
  ["rack supply x 1.3", withSupply(1.3)],
  ["no new plant on site", withSites((site) => ({ ...site, power: Object.fromEntries(Object.entries(site.power).filter(([, option]) => option.kind === "grid" || option.committed)) }))],
  ["workers x 0.6", { ...programme, labour: { ...programme.labour, national: (programme.labour.national! * 0.6) as never, pools: Object.fromEntries(Object.entries(programme.labour.pools).map(([id, pool]) => [id, { ...pool, workers: (pool.workers * 0.6) as never, most: (pool.most! * 0.6) as never }])) } }],
  ["budget 300 B$", { ...programme, capital: { ...programme.capital, budget: 300e9 as never } }],
  ["most worth in place of most compute (`kind: worth`)", { ...programme, objective: { ...programme.objective, kind: "worth" } }],
  ["most worth, value of compute x 0.6", { ...programme, objective: { ...programme.objective, kind: "worth", value: scaled(programme.objective.value, 0.6) as never } }],
];

const rows: string[] = [];
let base: Plan | undefined;
for (const [name, variant] of cases) {
  const plan = await makePlan({ ...resolved, programme: variant }, library, { inputs: "docs" });
  const accepted = plan.feasible && verify({ ...resolved, programme: variant }, library, plan, "docs").accepted;
  base ??= plan;
  const years = [3, 7, 11, 15].map((t) => (plan.derived.ladder.runningKw[t]! / 1e6).toFixed(1)).join(", ");
  const capex = Object.values(plan.derived.money.capex).reduce((sum, list) => sum + list.reduce((inner, cents) => inner + cents, 0), 0) / 1e11;
  const last = plan.derived.compute.installed.at(-1)! / 1e6;
  const verdict = plan.feasible ? (accepted ? `gap ${(plan.solver.gap! * 100).toFixed(1)} %` : "NOT VERIFIED") : plan.relaxations.map(({ sentence }) => sentence).join(" ");
  rows.push(`| ${name} | ${years} | ${capex.toFixed(0)} | ${last.toFixed(1)} | ${Object.entries(plan.decisions.campus).map(([m, place]) => `${m} ${place}`).join(", ")} | ${verdict} |`);
  process.stderr.write(`${name}: ${years}\n`);
}

const mw = (id: string, t: number) => Math.round(base!.derived.sites[id]!.runningKw[t]! / 1e3).toLocaleString("en");
/** Epoch AI, Frontier Data Centers (2026-08), IT MW: Abilene as observed and forecast, the others at their last forecast. */
const epoch: readonly (readonly [string, string, string])[] = [
  ["abilene-tx", "211 (end 2025), 843 (2026-11 forecast)", "843"],
  ["shackelford-tx", "140 (2027-01 forecast)", "1,400"],
  ["milam-tx", "", "857"],
  ["dona-ana-nm", "", "1,578"],
  ["saline-mi", "", "988"],
  ["port-washington-wi", "", "902"],
];
const crews = base!.derived.ladder.runningKw.map((_, t) => Object.values(base!.derived.crews).reduce((sum, pool) => sum + pool[t]!, 0));
const peak = Math.max(...crews);
const goodputOf = (id: string): number => {
  const work = programme.workloads[id]!;
  return (work.kind === "training" ? work.goodput : undefined) ?? programme.catalogue.operations.goodput;
};
const { summary } = await simulate(resolved, library, base!, { seed: 1, workers: 1 });
const runs = Object.entries(summary.milestones).map(([id, { planned, done }]) => `| ${id} | ${base!.decisions.campus[id]} | ${planned} | ${done ?? "not by the end of 2028"} | ${(goodputOf(id) * 100).toFixed(0)} % | ${summary.ettr[id] === undefined ? "" : `${(summary.ettr[id] * 100).toFixed(0)} %`} |`);
const page = `# The Stargate plan, held against what happened

Made by \`node --import tsx scripts/docs/stargate.ts\`; every plan here is planned in the usual order (wanted milestones and exclusive serving, then most useful compute, then least cost), to the gap of its worst stage in the last column (1 % asked of compute, 1.5 % of cost), and accepted by the verifier unless the last column says otherwise.
\`programmes/stargate-2025-01.yaml\` is what was announced on 21 January 2025, with figures learnt later marked as such, so agreement with what
happened is partly built in: Abilene's two buildings under way, the early share of supply and the announced sites' dates come from the same observers.

## Cases
| case | GW IT running at the end of 2025, 2026, 2027, 2028 | capital, B$ | H100e installed, M | campus of each milestone | |
|---|---|---|---|---|---|
${rows.join("\n")}

What the cases say: rack supply decides the size (x 0.7 and x 1.3 move it almost in proportion); halls started in 2025 and the connections of 2026
decide the pace; plant on site carries the difference between what grids offer by 2028 and what racks would fill; the 500 B$ do not bind at these prices.

## Sites
| site | IT MW running in the plan: end of 2025, 2026, 2027, 2028 | Epoch AI, early | Epoch AI, end of 2028 |
|---|---|---|---|
${epoch.map(([id, early, late]) => `| ${programme.sites[id]!.name} | ${[3, 7, 11, 15].map((t) => mw(id, t)).join(", ")} | ${early} | ${late} |`).join("\n")}

Abilene's starts in the first quarters are ${base!.decisions.sites["abilene-tx"]!.starts["hall-105"]!.slice(0, 3).join(", ")}; ${peak.toLocaleString("en")} people are at work at the peak, in ${["2025", "2026", "2027", "2028"].flatMap((year) => [1, 2, 3, 4].map((q) => `${year}-Q${q}`))[crews.indexOf(peak)]}.

## What binds
${base!.binding.slice(0, 8).map(({ sentence }) => `- ${sentence}`).join("\n")}

## Played out
The plan takes ${(programme.catalogue.operations.goodput * 100).toFixed(0)} % of training time to be useful, and what the last column but one says for the largest runs: the larger the run, the more of it
failures take. Hour by hour, with the failure rates of the Llama 3 run and restarts of the failed replica only:

| milestone | campus | planned | done in the simulation (seed 1) | useful time, planned | effective training time, simulated |
|---|---|---|---|---|---|
${runs.join("\n")}

Useful compute over the four years is ${((100 * summary.waterfall.useful) / summary.waterfall.planned).toFixed(1)} % of the plan's, because research takes what the runs leave; ${(summary.unservedShare * 100).toFixed(1)} % of inference demand goes unserved. The order of stages does this: by useful compute a package on research, of
which 90 % counts, comes before one that serves, of which the mean below its daily peak counts. \`kind: worth\` serves what earns.
PUE is ${summary.pue.toFixed(3)}, energy ${(summary.facilityMwh / 1e6).toFixed(1)} TWh.

Source of the comparison: Epoch AI, Frontier Data Centers, snapshot 2026-08 (CC-BY).
`;
writeFileSync(new URL("../../docs/stargate.md", import.meta.url), page);
process.exit();
