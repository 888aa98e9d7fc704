// What would a plan look like whose every derived number follows from its decisions, whatever those are?

import { capexKinds, type Derived, type Ladder, opexKinds, type Plan } from "../plan/plan.ts";
import type { SiteSlices } from "../conditions/slices.ts";
import type { Programme } from "../programme/programme.ts";
import { crewOf } from "./derived.ts";
import { replay, type Replay } from "./replay.ts";
import { siteLadder } from "./replay-ladder.ts";
import type { Whole } from "./rounding.ts";

/** The plan with its derived numbers and its objective taken from the verifier's own replay: only a rule can refuse it. */
export function consistent(programme: Programme, slices: SiteSlices, plan: Plan): Plan {
  // Twice: an amount that is a tie is settled by the stored one, and the stored ones change once.
  const once = { ...plan, derived: derivedOf(replay(programme, () => slices, plan)) };
  const standing = replay(programme, () => slices, once);
  const parts = Object.fromEntries(Object.entries(standing.objective).map(([name, { value }]) => [name, value]));
  const stages = standing.stages.map(({ name, unit, value }) => ({ name, unit, value }));
  return { ...once, derived: derivedOf(standing), objective: { ...plan.objective, ...parts, stages } };
}

function derivedOf(standing: Replay): Derived {
  const { programme, quarters, sites, capital, operations, compute, finance, equipment } = standing;
  const lows = (values: readonly Whole[], scale = 1) => values.map(({ low }) => low / scale + 0);
  const byId = (map: ReadonlyMap<string, readonly Whole[]>, scale = 1) => Object.fromEntries([...map].map(([id, values]) => [id, lows(values, scale)]));
  const whole = (values: readonly number[], scale = 1) => values.map((value) => Math.round(value * scale) / scale);
  const ladders = sites.map((site) => siteLadder(site));
  const rungs = (of: (rung: keyof Ladder) => readonly number[]) =>
    Object.fromEntries((["appliedKw", "energizedKw", "itReadyKw", "rackedKw", "runningKw"] as const).map((rung) => [rung, of(rung)])) as unknown as Ladder;
  const sumOf = (lists: readonly (readonly number[])[]) => quarters.map((_, quarter) => lists.reduce((sum, list) => sum + list[quarter]!, 0));
  const shortfall: Record<string, Record<string, number>> = {};
  for (const { clause, year, shortfall: cents } of finance.takeOrPay) (shortfall[clause] ??= {})[year] = cents;
  const derived = {
    sites: Object.fromEntries(
      sites.map(({ id, readyMw }, site) => [
        id,
        {
          ...rungs((rung) => whole(ladders[site]![rung])),
          hallsKw: whole(readyMw.map((mw) => 1000 * mw)),
          gridMwh: whole(operations[site]!.gridMwh, 1000),
          onsiteMwh: whole(operations[site]!.onsiteMwh, 1000),
          capexCents: capital[site]!.total,
          opexCents: lows(operations[site]!.total),
        },
      ]),
    ),
    ladder: rungs((rung) => sumOf(ladders.map((ladder) => whole(ladder[rung])))),
    crews: Object.fromEntries(Object.keys(programme.labour.pools).map((pool) => [pool, quarters.map((_, quarter) => Math.round(crewOf(standing, pool, quarter)))])),
    equipment: Object.fromEntries(equipment),
    compute: {
      installed: lows(compute.installed, 1000),
      capacity: lows(compute.capacity, 1000),
      work: byId(compute.work, 1000),
      unserved: byId(compute.unserved, 1000),
      flop: Object.fromEntries(compute.flop),
    },
    money: {
      capex: {
        ...Object.fromEntries(capexKinds.map((kind) => [kind, sumOf(capital.map((site) => site.capex[kind]))])),
        ...(sites.some(({ site }) => site.spentToDate) && { difference: sumOf(capital.map((site) => site.difference)) }),
      },
      opex: Object.fromEntries(opexKinds.map((kind) => [kind, sumOf(operations.map((site) => lows(site.opex[kind])))])),
      income: byId(finance.income),
      interest: byId(finance.interest),
      fees: byId(finance.fees),
      shares: byId(finance.shares),
      debt: Object.fromEntries(finance.debt),
      cash: finance.cash,
      bookValue: lows(finance.bookValue),
      ...(finance.resale && {
        resale: {
          ...Object.fromEntries((["sales", "cost", "book"] as const).map((what) => [what, byId(finance.resale![what])])),
          endValueCents: finance.resale.endValue.low,
        },
      }),
      clouds: byId(finance.clouds),
      shortfall,
      toBeRaisedCents: finance.toBeRaised,
    },
  };
  return derived as unknown as Derived;
}
