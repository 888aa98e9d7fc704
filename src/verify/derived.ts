// Is every derived number of the plan what its decisions give?

import { capexKinds, type Derived, type Ladder, opexKinds } from "../plan/plan.ts";
import { agrees, equal, type Findings, none, rounds } from "./findings.ts";
import type { Replay } from "./replay.ts";
import { siteLadder } from "./replay-ladder.ts";
import { exactly, nothing, plus, rounded, type Whole } from "./rounding.ts";
import { solver } from "./tolerance.ts";

const rungs = ["appliedKw", "energizedKw", "itReadyKw", "rackedKw", "runningKw"] as const satisfies readonly (keyof Ladder)[];

/** Rows of families `derived.*` and `objective`. */
export function checkDerived(replay: Replay): Findings {
  const findings = none();
  sites(findings, replay);
  crews(findings, replay);
  longLead(findings, replay);
  compute(findings, replay);
  money(findings, replay);
  objective(findings, replay);
  return findings;
}

/** One list by quarter; a list that the plan leaves out reads as zeros. */
function list(
  findings: Findings,
  replay: Replay,
  family: string,
  name: string,
  stored: readonly number[] | undefined,
  expected: readonly Whole[],
  scale: number,
  unit: string,
): void {
  for (const [position, quarter] of replay.quarters.entries())
    rounds(findings, `derived.${family}`, name === "" ? quarter : `${name}, ${quarter}`, stored?.[position] ?? 0, expected[position]!, scale, unit);
}

function lists(
  findings: Findings,
  replay: Replay,
  family: string,
  stored: Readonly<Record<string, readonly number[]>>,
  expected: ReadonlyMap<string, readonly Whole[]>,
  scale: number,
  unit: string,
): void {
  for (const id of new Set([...expected.keys(), ...Object.keys(stored)]))
    list(findings, replay, family, id, stored[id], expected.get(id) ?? replay.quarters.map(() => nothing), scale, unit);
}

function sites(findings: Findings, replay: Replay): void {
  const { derived } = replay.plan;
  const ladders = replay.sites.map((site) => siteLadder(site));
  for (const [position, { id, readyMw }] of replay.sites.entries()) {
    const stored = derived.sites[id]!;
    for (const rung of rungs) list(findings, replay, "ladder", `${id}, ${rung}`, stored[rung], ladders[position]![rung].map(rounded), 1, "kW");
    list(
      findings,
      replay,
      "halls",
      id,
      stored.hallsKw,
      readyMw.map((mw) => rounded(mw * 1000)),
      1,
      "kW",
    );
    const { gridMwh, onsiteMwh, total } = replay.operations[position]!;
    list(
      findings,
      replay,
      "grid-energy",
      id,
      stored.gridMwh,
      gridMwh.map((mwh) => rounded(mwh * 1000)),
      1000,
      "MWh",
    );
    list(
      findings,
      replay,
      "onsite-energy",
      id,
      stored.onsiteMwh,
      onsiteMwh.map((mwh) => rounded(mwh * 1000)),
      1000,
      "MWh",
    );
    list(findings, replay, "site-capex", id, stored.capexCents, replay.capital[position]!.total.map(exactly), 1, "cent");
    list(findings, replay, "site-opex", id, stored.opexCents, total, 1, "cent");
  }
  for (const rung of rungs) {
    const total = replay.quarters.map((_, quarter) => plus(...ladders.map((ladder) => rounded(ladder[rung][quarter]!))));
    list(findings, replay, "ladder", `all sites, ${rung}`, derived.ladder[rung], total, 1, "kW");
  }
}

function crews(findings: Findings, replay: Replay): void {
  const { programme } = replay;
  const people = new Map<string, Whole[]>(Object.keys(programme.labour.pools).map((pool) => [pool, replay.quarters.map((_, quarter) => rounded(crewOf(replay, pool, quarter)))]));
  lists(findings, replay, "crews", replay.plan.derived.crews, people, 1, "worker");
}

function longLead(findings: Findings, replay: Replay): void {
  const stored = replay.plan.derived.equipment;
  for (const [id, expected] of replay.equipment) {
    for (const name of ["needed", "available", "order"] as const) list(findings, replay, "equipment", `${id}, ${name}`, stored[id]?.[name], expected[name].map(exactly), 1, "unit");
  }
}

/** People at work in a quarter in one pool, or in the whole country. */
export function crewOf({ programme, sites: all }: Replay, pool: string | undefined, quarter: number): number {
  let people = 0;
  for (const { site, cohorts } of all) {
    if (pool !== undefined && site.labour !== pool) continue;
    for (const { building, start, count } of cohorts) people += count * (programme.catalogue.buildings[building]!.crew[quarter - start] ?? 0);
  }
  return people;
}

function compute(findings: Findings, replay: Replay): void {
  const { derived } = replay.plan;
  const { installed, capacity, work, unserved, flop } = replay.compute;
  list(findings, replay, "compute.installed", "", derived.compute.installed, installed, 1000, "H100e");
  list(findings, replay, "compute.capacity", "", derived.compute.capacity, capacity, 1000, "H100e");
  lists(findings, replay, "compute.work", derived.compute.work, work, 1000, "H100e");
  lists(findings, replay, "compute.unserved", derived.compute.unserved, unserved, 1000, "H100e");
  for (const id of new Set([...flop.keys(), ...Object.keys(derived.compute.flop)]))
    agrees(findings, "derived.compute.flop", id, derived.compute.flop[id] ?? 0, flop.get(id) ?? 0, 0, "FLOP");
}

function money(findings: Findings, replay: Replay): void {
  const stored = replay.plan.derived.money;
  const { finance, capital, operations, quarters } = replay;
  for (const kind of capexKinds)
    list(
      findings,
      replay,
      "money.capex",
      kind,
      stored.capex[kind],
      quarters.map((_, quarter) => exactly(capital.reduce((sum, site) => sum + site.capex[kind][quarter]!, 0))),
      1,
      "cent",
    );
  list(
    findings,
    replay,
    "money.capex",
    "difference",
    stored.capex.difference,
    quarters.map((_, quarter) => exactly(capital.reduce((sum, site) => sum + site.difference[quarter]!, 0))),
    1,
    "cent",
  );
  for (const kind of opexKinds)
    list(
      findings,
      replay,
      "money.opex",
      kind,
      stored.opex[kind],
      quarters.map((_, quarter) => plus(...operations.map((site) => site.opex[kind][quarter]!))),
      1,
      "cent",
    );
  lists(findings, replay, "money.income", stored.income, finance.income, 1, "cent");
  lists(findings, replay, "money.interest", stored.interest, finance.interest, 1, "cent");
  lists(findings, replay, "money.fees", stored.fees, finance.fees, 1, "cent");
  lists(findings, replay, "money.debt", stored.debt, new Map([...finance.debt].map(([id, values]) => [id, values.map(exactly)])), 1, "cent");
  list(findings, replay, "money.cash", "", stored.cash, finance.cash.map(exactly), 1, "cent");
  list(findings, replay, "money.bookValue", "", stored.bookValue, finance.bookValue, 1, "cent");
  if (finance.resale) {
    for (const what of ["sales", "cost", "book"] as const) lists(findings, replay, `money.resale.${what}`, stored.resale?.[what] ?? {}, finance.resale[what], 1, "cent");
    rounds(findings, "derived.money.resale", "value at the end", stored.resale?.endValueCents ?? 0, finance.resale.endValue, 1, "cent");
  }
  lists(findings, replay, "money.clouds", stored.clouds, finance.clouds, 1, "cent");
  lists(findings, replay, "money.shares", stored.shares, finance.shares, 1, "cent");
  shortfalls(findings, stored.shortfall, replay);
  rounds(findings, "derived.money.toBeRaised", "whole programme", stored.toBeRaisedCents, exactly(finance.toBeRaised), 1, "cent");
}

function shortfalls(findings: Findings, stored: Derived["money"]["shortfall"], { finance }: Replay): void {
  const expected = new Map(finance.takeOrPay.map(({ clause, year, shortfall }) => [`${clause}, ${year}`, exactly(shortfall)]));
  const said = new Map(Object.entries(stored).flatMap(([clause, years]) => Object.entries(years).map(([year, cents]): [string, number] => [`${clause}, ${year}`, cents])));
  for (const index of new Set([...expected.keys(), ...said.keys()]))
    rounds(findings, "derived.money.shortfall", index, said.get(index) ?? 0, expected.get(index) ?? nothing, 1, "cent");
}

function objective(findings: Findings, { plan, objective: parts, stages }: Replay): void {
  for (const name of ["value", "clouds", "shares", "spend", "financing", "carry", "premium", "residual", "total"] as const)
    agrees(findings, "objective", name, plan.objective[name], parts[name].value, parts[name].size, "USD");
  for (const { name, unit, value, size } of stages) {
    const stored = plan.objective.stages.find((stage) => stage.name === name);
    if (stored !== undefined) agrees(findings, "objective", `stage ${name}`, stored.value, value, size, unit);
  }
  const { fixed } = plan.solver;
  if (fixed === null) return;
  // Parts of opposite sign may all but cancel: rounding is relative to the largest of them, not to what is left.
  const largest = Math.max(...(["value", "clouds", "shares", "spend", "financing", "carry", "premium", "residual"] as const).map((name) => Math.abs(parts[name].value)));
  const tolerance = solver * Math.max(1, Math.abs(fixed), largest);
  equal(findings, {
    family: "objective",
    index: "solver.fixed",
    left: parts.total.value,
    right: fixed,
    unit: "USD",
    tolerance,
    sentence: () => `The plan is worth $${parts.total.value.toFixed(2)}, the linear programme at its whole numbers said $${fixed.toFixed(2)}.`,
  });
}
