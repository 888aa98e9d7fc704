// What does a reader need to see of a plan on one screen? Its worth and gap, megawatts and money by year, the milestones, and what binds.

import type { ByQuarter, Plan } from "../../plan/plan.ts";
import type { Figures, Programme, ResolvedProgramme } from "../../programme/programme.ts";
import { countConfidences } from "../../programme/confidence.ts";
import { confidences } from "../../programme/fields.ts";
import { quarterAt, quartersOf, yearOf } from "../../units/calendar.ts";
import type { Quarter } from "../../units/brand.ts";
import { measured, measureNames } from "./measure.ts";
import { billions, dollars, number, percent, table, thousands, wrap } from "../table.ts";

/** The plan's screen, up to `binding` sentences long at its end. */
export function planScreen({ programme, figures }: ResolvedProgramme, plan: Plan, binding = 3): string {
  return [heading(programme, plan), worth(plan), "", byYear(programme, plan), "", milestones(programme, plan), binds(plan, binding), "", rests(figures)]
    .filter((part) => part !== undefined)
    .join("\n");
}

function heading(programme: Programme, plan: Plan): string {
  const { calendar } = plan;
  const last = quarterAt(calendar, calendar.quarters - 1);
  const used = Object.values(plan.derived.sites).filter((site) => site.hallsKw.some((kw) => kw > 0)).length;
  return `${programme.programme}: ${calendar.from} to ${last}, ${used} of ${Object.keys(programme.sites).length} sites get halls`;
}

function worth(plan: Plan): string {
  const { solver, objective } = plan;
  const gap = solver.gap === null ? "gap unknown" : `gap ${percent(solver.gap, 2)}`;
  const how = `${solver.name}, ${solver.status}${solver.stoppedByClock ? ", stopped by the clock" : ""}, ${number(solver.nodes)} nodes; ${number(solver.rows)} rows, ${number(solver.columns)} columns, ${number(solver.integers)} whole`;
  const greedy = solver.greedy === null ? "" : `; greedy ${dollars(solver.greedy)}`;
  const bound = solver.bound === null ? "" : `, bound ${dollars(solver.bound)}`;
  const first =
    objective.kind === "worth" ? `objective ${dollars(objective.total)} discounted (${gap}${bound}${greedy})` : `${stages(plan)}\n  worth ${dollars(objective.total)} discounted`;
  const lines = [first, how, ...screened(plan)];
  if (plan.feasible) return lines.join("\n");
  const said = (sentences: readonly { readonly sentence: string }[]): string[] => sentences.map(({ sentence }) => wrap(sentence));
  const why = plan.conflict.length === 0 ? [] : ["These cannot hold together:", ...said(plan.conflict)];
  return ["NOT FEASIBLE: the programme cannot keep every rule.", ...why, "What to relax:", ...said(plan.relaxations), ...lines].join("\n");
}

/** What the search left out, and the most that each could have added. */
function screened({ solver: { screened: sites = [] } }: Plan): string[] {
  if (sites.length === 0) return [];
  const each = sites.map(({ site, measure, most }) => `${site} (at most ${measured(measure, most)} of ${measureNames[measure]})`);
  return [wrap(`left out of the search, with the most each could make better: ${each.join(", ")}`)];
}

/** One line for each stage of the objective: what it came to, how near the best its search ended, and what later stages might leave. */
function stages({ objective, solver }: Plan): string {
  const rows = objective.stages.map(({ name, value }, position) => {
    const found = solver.stages.find((stage) => stage.name === name);
    const told = (amount: number | null | undefined): string => (typeof amount === "number" ? measured(name, amount) : "-");
    return [
      `${position + 1}. ${measureNames[name]}`,
      measured(name, value),
      typeof found?.gap === "number" ? percent(found.gap, 2) : "unknown",
      told(found?.bound),
      told(found?.kept),
    ];
  });
  return table([`objective ${objective.kind}`, "plan", "gap of the search", "bound", "kept for later stages"], rows, "");
}

/** Stocks at the year's end, flows over the year. */
function byYear(programme: Programme, plan: Plan): string {
  const quarters = quartersOf(plan.calendar);
  const years = [...new Set(quarters.map(yearOf))];
  const positions = years.map((year) => quarters.flatMap((quarter, index) => (yearOf(quarter) === year ? [index] : [])));
  const stock = (values: ByQuarter, show: (value: number) => string): string[] => positions.map((at) => show(values[at.at(-1)!] ?? 0));
  const flow = (values: ByQuarter, show: (value: number) => string): string[] => positions.map((at) => show(at.reduce((sum, index) => sum + (values[index] ?? 0), 0)));
  const mean = (values: ByQuarter, show: (value: number) => string): string[] => positions.map((at) => show(at.reduce((sum, index) => sum + (values[index] ?? 0), 0) / at.length));
  const megawatts = (kw: number): string => number(kw / 1000);
  const { ladder, money, compute } = plan.derived;
  const total = (parts: Readonly<Record<string, ByQuarter>>): number[] => quarters.map((_, index) => Object.values(parts).reduce((sum, part) => sum + (part[index] ?? 0), 0));
  const some = (values: ByQuarter): boolean => values.some((value) => value !== 0);
  const name = (party: string): string => programme.parties[party]?.name ?? party;
  const rows: string[][] = [
    ["applied, MW IT at year's end", ...stock(ladder.appliedKw, megawatts)],
    ["energized, MW IT", ...stock(ladder.energizedKw, megawatts)],
    ["IT-ready, MW IT", ...stock(ladder.itReadyKw, megawatts)],
    ["racked, MW IT", ...stock(ladder.rackedKw, megawatts)],
    ["running, MW IT", ...stock(ladder.runningKw, megawatts)],
    ["useful compute, thousand H100e, mean", ...mean(compute.capacity, thousands)],
    ["capital spending, $B", ...flow(total(money.capex), billions)],
    ["operating spending, $B", ...flow(total(money.opex), billions)],
    ["income, $B", ...flow(total(money.income), billions)],
    ...Object.entries(plan.decisions.calls)
      .filter(([, values]) => some(values))
      .map(([party, values]) => [`called from ${name(party)}, $B`, ...flow(values, billions)]),
    ...Object.entries(money.debt)
      .filter(([, values]) => some(values))
      .map(([facility, values]) => [`debt ${facility} at year's end, $B`, ...stock(values, billions)]),
    ["cash at year's end, $B", ...stock(money.cash, billions)],
  ];
  return `${table(["", ...years.map(String)], rows)}\n  to be raised beyond announced investors and debt: ${dollars(money.toBeRaisedCents / 100)}`;
}

function milestones(programme: Programme, plan: Plan): string | undefined {
  const lines = Object.entries(programme.workloads).flatMap(([id, workload]) => {
    if (workload.kind !== "training") return [];
    const done = plan.derived.compute.flop[id] ?? 0;
    const campus = plan.decisions.campus[id];
    const where = campus === null || campus === undefined ? "not placed" : `on ${campus}`;
    const last = lastQuarter(plan, id);
    return [
      [
        id,
        `${workload.compute.toExponential(1)} FLOP`,
        `${workload.between[0]} to ${workload.between[1]}`,
        where,
        `${percent(done / workload.compute, 0)}${last ? ` by ${last}` : ""}`,
        workload.wanted ? "wanted" : "required",
      ],
    ];
  });
  return lines.length === 0 ? undefined : `${table(["training milestone", "work", "window", "campus", "planned", ""], lines)}\n`;
}

/** Last quarter in which a milestone gets compute, at a site or on a cloud. */
function lastQuarter(plan: Plan, milestone: string): Quarter | undefined {
  const at = (values: ByQuarter | undefined): number => values?.findLastIndex((value) => value > 0) ?? -1;
  const own = Object.values(plan.decisions.sites).flatMap((site) => Object.values(site.training[milestone] ?? {}).map(at));
  const clouds = Object.values(plan.decisions.clouds).map((cloud) => at(cloud.work[milestone]));
  const last = Math.max(-1, ...own, ...clouds);
  return last === -1 ? undefined : quarterAt(plan.calendar, last);
}

function binds(plan: Plan, most: number): string | undefined {
  const sentences = plan.binding.slice(0, most).map(({ sentence }) => wrap(sentence, "  ", 116));
  return sentences.length === 0 ? undefined : `what binds\n${sentences.join("\n")}`;
}

/** How much of the answer rests on what nobody measured. */
export function rests(figures: Figures): string {
  const { stated, counts, unproven } = countConfidences(Object.values(figures));
  const each = confidences.filter((confidence) => counts[confidence] > 0).map((confidence) => `${counts[confidence]} ${confidence}`);
  return `rests on ${number(stated)} figures with a stated origin: ${each.join(", ")}; ${percent(unproven, 0)} are estimates or assumptions`;
}
