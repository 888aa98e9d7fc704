// What can be seen to be impossible before any solver is asked? Data against data, with the numbers.

import { callLimits } from "../call-limits.ts";
import type { PlanningCase } from "../case.ts";
import { facilitiesOf } from "../columns.ts";
import type { Conflict } from "../plan.ts";
import { lastDay } from "../../units/calendar.ts";
import { committedUsd, hallsMw, mostFlop, poweredItMw } from "./limits.ts";
import { dollars, flop, megawatts, siteName } from "./names.ts";

/** Every finding of the checks that need no solver: what cannot be kept whatever is decided, and what was promised too late to count. */
export function dataChecks(study: PlanningCase): Conflict[] {
  return [...milestones(study), ...sunkMoney(study), ...latePower(study), ...nowhere(study)];
}

/** A milestone's FLOP beyond what any one place could ever do in its window. */
function milestones(study: PlanningCase): Conflict[] {
  return study.trainings.flatMap(({ id, work }, m): Conflict[] => {
    const best = mostFlop(study, m)[0];
    if (work.wanted || (best && best.flop >= work.compute)) return [];
    const [from, to] = work.between;
    const most =
      !best || best.flop === 0 ? `no campus can do any of it by then: ${firstPlaces(study)}` : `the most that any one campus could do is ${flop(best.flop)}, ${why(study, best)}`;
    return [{ family: "compute.milestone", index: id, sentence: `Milestone ${id} needs ${flop(work.compute)} between ${from} and ${to}, but ${most}.` }];
  });
}

function why(study: PlanningCase, { place, itMw, least }: ReturnType<typeof mostFlop>[number]): string {
  if (itMw === undefined) return `on ${place}, with all that it sells`;
  const of = { power: "of firm power, all options taken", halls: "of halls, every building started at once", racks: "of racks, all that is supplied" }[least!];
  return `at ${siteName(study, place)} with ${megawatts(itMw)} IT ${of}`;
}

/** When each site could first run anything. */
function firstPlaces(study: PlanningCase): string {
  const firsts = study.sites.map((site) => {
    const power = study.names[study.names.findIndex((_, t) => poweredItMw(site, t) > 0)];
    const hall = study.names[study.names.findIndex((_, t) => hallsMw(study, site, t) > 0)];
    return `${siteName(study, site.id)} has its first power in ${power ?? "no quarter"} and its first hall in ${hall ?? "no quarter"}`;
  });
  const shown = firsts.slice(0, 6).join("; ");
  return firsts.length > 6 ? `${shown}; and ${firsts.length - 6} sites more` : shown;
}

/** What was committed before costs more than may be spent or called by then. */
function sunkMoney(study: PlanningCase): Conflict[] {
  const owedUsd = committedUsd(study);
  const orders = callLimits(study);
  const lent = facilitiesOf(study).reduce((sum, [, { limit }]) => sum + limit, 0);
  const called = orders.map(() => 0);
  for (const [t, quarter] of study.names.entries()) {
    const owed = owedUsd[t]!;
    for (const [o, { committedUsd, quarterlyUsd }] of orders.entries()) called[o] = Math.min(committedUsd, called[o]! + quarterlyUsd[t]!);
    const callable = called.reduce((sum, usd) => sum + usd, 0);
    const spendable = study.spendableUsd[t]!;
    const what = `What is committed, buildings under way and power options, costs ${dollars(owed)} by the end of ${quarter}`;
    if (owed > spendable) return [{ family: "money.budget", index: quarter, sentence: `${what}, but only ${dollars(spendable)} may be spent by then.` }];
    const earns = study.terms.fees(t).length + study.terms.leases(t).length > 0;
    if (!earns && owed > callable + lent)
      return [
        {
          family: "money.calls",
          index: quarter,
          sentence: `${what}, but investors can be called for only ${dollars(callable)} and lenders lend at most ${dollars(lent)} by then.`,
        },
      ];
  }
  return [];
}

/** Committed power that comes after the calendar or after every milestone that could use it. */
function latePower(study: PlanningCase): Conflict[] {
  const required = study.trainings.filter(({ work }) => !work.wanted);
  const until = required.length === 0 ? study.count - 1 : Math.max(...required.map(({ to }) => to));
  return study.sites.flatMap(({ id, options }) =>
    options.flatMap(({ id: option, option: terms, energized }): Conflict[] => {
      if (!terms.committed || energized <= until) return [];
      const after = energized >= study.count ? "after the calendar's end" : "after the last required milestone's window";
      return [
        {
          family: "power.firm",
          index: `${id}, ${option}`,
          sentence: `${siteName(study, id)} is committed to ${option}, ${megawatts(terms.facility)} (facility), but that is energized in ${terms.energized}, ${after}.`,
        },
      ];
    }),
  );
}

/** Demand that an exclusivity leaves without any place. */
function nowhere(study: PlanningCase): Conflict[] {
  return study.inferences.flatMap(({ id, work, demand }): Conflict[] => {
    const t = study.names.findIndex((_, at) => {
      const own = study.sites.some((site) => study.terms.ownAllowed(id, site.id, at));
      const cloud = study.clouds.some((candidate) => candidate.most[at]! > 0 && study.terms.cloudAllowed(id, candidate.id, at) && work.clouds?.includes(candidate.id) !== false);
      return demand[at]! > 0 && !own && !cloud;
    });
    if (t === -1) return [];
    return [
      {
        family: "agreement.exclusivity",
        index: id,
        sentence: `${id} has a demand of ${Math.round(demand[t]!).toLocaleString("en-US")} H100e in ${study.names[t]}, but the agreements in force on ${lastDay(study.names[t]!)} leave it no site and no cloud.`,
      },
    ];
  });
}
