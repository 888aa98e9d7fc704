// What does a plan under uncertainty tell on one screen? What to decide now, what may follow, and what knowing more would be worth.

import { moveText } from "../../programme/uncertain/move.ts";
import type { Between, ScenarioReport } from "../../plan/scenarios/report.ts";
import type { Programme } from "../../programme/programme.ts";
import { dollars, number, percent, table, wrap } from "../table.ts";

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

function heading({ programme }: Programme, { scenarios, reduction, stages, commonUntil, branchUntil, risk, result, solver }: ScenarioReport): string {
  const until =
    commonUntil === null
      ? "decisions common throughout"
      : `decisions common until ${commonUntil}${stages === 3 && branchUntil !== null ? `, in branches until ${branchUntil}` : ""}`;
  const aim = risk.aversion === 0 ? "" : `; weight ${number(risk.aversion, 2)} on the worst ${percent(1 - risk.level, 0)}, together ${dollars(result.measureUsd)}`;
  return [
    `${programme}: ${scenarios.length} scenarios for ${number(reduction.draws)} draws, ${until}`,
    `expected worth ${dollars(result.meanUsd)} discounted${aim} (gap ${percent(result.gap, 2)}, bound ${dollars(result.boundUsd)} from ${result.boundFrom}${result.interrupted ? "; interrupted" : ""}${solver.stoppedByClock ? "; stopped by the clock" : ""})`,
    `${solver.name}: ${number(solver.rows)} rows, ${number(solver.columns)} columns, ${number(solver.integers)} whole`,
  ].join("\n");
}

function scenarioTable({ scenarios }: ScenarioReport): string {
  const rows = scenarios.map(({ id, probability, worthUsd, foresight, sites: outcomes }) => {
    const all = Object.values(outcomes);
    return [
      id,
      percent(probability),
      dollars(worthUsd),
      foresight === null ? "-" : dollars(foresight.value),
      number(all.reduce((mw, { itMw }) => mw + itMw, 0)),
      number(all.reduce((mw, { runningItMw }) => mw + runningItMw, 0)),
    ];
  });
  const turns = scenarios.flatMap(({ id, moves }) => [wrap(`${id}: ${moves.map(moveText).join(", ")}`)]);
  return [table(["scenario", "probability", "worth", "with foresight", "MW IT started", "MW IT running at the end"], rows), ...turns].join("\n");
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

function values({ perfectInformationUsd: information, stochasticSolutionUsd: solution, risk }: ScenarioReport): string {
  const between = ({ value, low, high }: Between): string => `${dollars(value)} (between ${dollars(low)} and ${dollars(high)} by the gaps)`;
  if (risk.aversion > 0) return "  the values of information and of planning for scenarios are stated for the mean: ask without --risk-aversion";
  return [
    information === null ? "  knowing the scenario beforehand: not computed" : `  knowing the scenario beforehand would be worth ${between(information)}`,
    solution === null
      ? "  planning for the mean alone: its first decisions leave no way on in some scenario"
      : `  planning for all scenarios and not for their mean is worth ${between(solution)}`,
  ].join("\n");
}

function regret({ regret: { plans, scenarios, usd } }: ScenarioReport): string | undefined {
  if (plans.length < 2) return undefined;
  const rows = plans.map((plan, row) => [plan, ...usd[row]!.map((loss) => (loss === null ? "no way on" : dollars(loss)))]);
  return ["", "  what each first stage loses in each scenario against the best one there:", table(["plan of", ...scenarios], rows)].join("\n");
}
