// What does a plan under uncertainty tell on one screen? What to decide now, what may follow, and what knowing more would be worth.

import { moveText } from "../../programme/uncertain/move.ts";
import type { Between, ScenarioReport } from "../../plan/scenarios/report.ts";
import type { Programme } from "../../programme/programme.ts";
import type { MeasureName } from "../../plan/objectives/measure.ts";
import { dollars, number, percent, table, wrap } from "../table.ts";
import { measured, measureNames } from "./measure.ts";

export function scenariosScreen(programme: Programme, report: ScenarioReport): string {
  return [
    heading(programme, report),
    ...report.now.map((line) => wrap(line)),
    "",
    scenarioTable(report),
    yielded(report),
    "",
    ...report.later.map((line) => wrap(line)),
    "",
    sites(programme, report),
    "",
    values(report),
    regret(report),
  ]
    .filter((part) => part !== undefined)
    .join("\n");
}

function heading({ programme }: Programme, { scenarios, reduction, stages, commonUntil, branchUntil, risk, objective, result, solver }: ScenarioReport): string {
  const until =
    commonUntil === null
      ? "decisions common throughout"
      : `decisions common until ${commonUntil}${stages === 3 && branchUntil !== null ? `, in branches until ${branchUntil}` : ""}`;
  const averse = risk.aversion === 0 ? [] : [`weight ${number(risk.aversion, 2)} on the worst ${percent(1 - risk.level, 0)}`];
  const lines = objective.stages.map(({ measure, mean, reached, bound, gap, boundFrom }) => {
    const weighed = risk.aversion === 0 ? "" : `, with the worst ${measured(measure, reached)}`;
    return `  ${measureNames[measure]}: ${measured(measure, mean)}${weighed} (gap ${percent(gap, 2)}, bound ${measured(measure, bound)} from ${boundFrom})`;
  });
  return [
    `${programme}: ${scenarios.length} scenarios for ${number(reduction.draws)} draws, ${until}`,
    [
      `objective ${objective.kind}, means over the scenarios`,
      ...averse,
      ...(result.interrupted ? ["interrupted"] : []),
      ...(solver.stoppedByClock ? ["stopped by the clock"] : []),
    ].join("; "),
    ...lines,
    `expected worth ${dollars(result.meanUsd)} discounted`,
    `${solver.name}: ${number(solver.rows)} rows, ${number(solver.columns)} columns, ${number(solver.integers)} whole`,
  ].join("\n");
}

function scenarioTable({ scenarios }: ScenarioReport): string {
  const told = scenarios[0]?.stages.map(({ measure }) => measure) ?? [];
  const rows = scenarios.map(({ id, probability, worthUsd, stages, sites: outcomes }) => {
    const all = Object.values(outcomes);
    return [
      id,
      percent(probability),
      ...stages.flatMap(({ measure, value, foresight }) => [measured(measure, value), foresight === null ? "-" : measured(measure, foresight.value)]),
      ...(told.includes("worth") ? [] : [dollars(worthUsd)]),
      number(all.reduce((mw, { itMw }) => mw + itMw, 0)),
      number(all.reduce((mw, { runningItMw }) => mw + runningItMw, 0)),
    ];
  });
  const heads = [...told.flatMap((measure) => [short[measure], "with foresight"]), ...(told.includes("worth") ? [] : ["worth"])];
  const turns = scenarios.flatMap(({ id, moves }) => [wrap(`${id}: ${moves.map(moveText).join(", ")}`)]);
  return [table(["scenario", "probability", ...heads, "MW IT started", "MW IT running at the end"], rows), ...turns].join("\n");
}

function yielded({ scenarios }: ScenarioReport): string | undefined {
  const these = scenarios.filter((scenario) => scenario.yielded.length > 0);
  if (these.length === 0) return undefined;
  const chance = these.reduce((sum, { probability }) => sum + probability, 0);
  return wrap(`In ${these.map(({ id }) => id).join(", ")} (${percent(chance)}) no plan was found that meets ${these[0]!.yielded.join(", ")}: there they are only wanted.`);
}

function sites(programme: Programme, { built, scenarios }: ScenarioReport): string {
  const rows = Object.entries(built).map(([id, probability]) => {
    const mw = scenarios.map(({ sites: outcomes }) => outcomes[id]!.itMw);
    const mean = scenarios.reduce((sum, scenario, s) => sum + scenario.probability * mw[s]!, 0);
    return [programme.sites[id]!.name, percent(probability, 0), number(mean), `${number(Math.min(...mw))} to ${number(Math.max(...mw))}`];
  });
  return table(["site", "built in", "MW IT, mean", "least to most"], rows);
}

function values({ objective: { stages }, risk }: ScenarioReport): string {
  if (risk.aversion > 0) return "  the values of information and of planning for scenarios are stated for the mean: ask without --risk-aversion";
  return stages
    .flatMap(({ measure, perfectInformation: information, stochasticSolution: solution }, position) => {
      const between = ({ value, low, high }: Between): string => `${measured(measure, value)} (between ${measured(measure, low)} and ${measured(measure, high)} by the gaps)`;
      const what = stages.length === 1 ? "" : `${short[measure]}: `;
      return [
        information === null ? `  ${what}knowing the scenario beforehand: not computed` : `  ${what}knowing the scenario beforehand would be worth ${between(information)}`,
        ...(solution !== null
          ? [`  ${what}planning for all scenarios and not for their mean is worth ${between(solution)}`]
          : position === stages.length - 1
            ? [`  ${what}planning for the mean alone: its first decisions leave no way on in some scenario`]
            : []),
      ];
    })
    .join("\n");
}

/** Heads of columns. */
const short: Readonly<Record<MeasureName, string>> = {
  worth: "worth",
  service: "late or unserved",
  demand: "late or unserved",
  compute: "useful compute",
  cost: "cost",
  change: "change",
};

function regret({ regret: { plans, scenarios, usd } }: ScenarioReport): string | undefined {
  if (plans.length < 2) return undefined;
  const rows = plans.map((plan, row) => [plan, ...usd[row]!.map((loss) => (loss === null ? "no way on" : dollars(loss)))]);
  return ["", "  what each first stage loses in each scenario against the best one there:", table(["plan of", ...scenarios], rows)].join("\n");
}
