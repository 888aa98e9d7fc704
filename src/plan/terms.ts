// What do the agreements let the plan do, and what do they ask of it, quarter by quarter?

import { clausesInForce } from "../agreements/in-force.ts";
import type { ClauseOf, Programme } from "../programme/programme.ts";
import { ofYear } from "../programme/series.ts";
import { lastDay, yearOf } from "../units/calendar.ts";
import type { Day, Quarter } from "../units/brand.ts";

export interface Commitment {
  readonly clause: string;
  readonly cloud: string;
  readonly carryForward: number;
  readonly years: readonly { readonly year: number; readonly usd: number }[];
}

export interface Terms {
  /** Facility MW that a site may draw on a day; Infinity without a cap. */
  powerCapMw(site: string, day: Day): number;
  /** May work of this class run at own sites in quarter t? */
  ownAllowed(workload: string, workClass: string, t: number): boolean;
  /** May it run on the cloud? */
  cloudAllowed(workload: string, workClass: string, cloud: string, t: number): boolean;
  /** The first refusal that gates new capacity of the cloud in quarter t, and whether a notice given in time would open it; undefined where nothing gates. */
  gate(cloud: string, t: number): Gate | undefined;
  readonly commitments: readonly Commitment[];
  /** Capacity fees in force in quarter t. */
  fees(t: number): readonly { readonly id: string; readonly clause: ClauseOf<"capacity-fee"> }[];
  leases(t: number): readonly { readonly id: string; readonly clause: ClauseOf<"lease"> }[];
  purchases(site: string, t: number): readonly { readonly id: string; readonly clause: ClauseOf<"power-purchase"> }[];
}

export interface Gate {
  readonly clause: string;
  readonly delay: number;
  /** A notice `delay` quarters before falls into the calendar and into the clause's time. */
  readonly opens: boolean;
}

/** Reads the clauses in force on the last day of each quarter, as known on the programme's own day. */
export function readTerms(programme: Programme, names: readonly Quarter[]): Terms {
  const inForce = names.map((quarter) => clausesInForce(programme, lastDay(quarter), programme.known));
  const of = <Kind extends keyof typeof kinds>(t: number, kind: Kind) => inForce[t]!.filter(({ clause }) => clause.kind === kind) as { id: string; clause: ClauseOf<Kind> }[];
  const exclusive = (workload: string, workClass: string, t: number) =>
    of(t, "exclusivity").filter(({ clause }) => clause.class === workClass && !clause.except.includes(workload));
  return {
    powerCapMw: (site, day) =>
      Math.min(
        Infinity,
        ...clausesInForce(programme, day, programme.known).flatMap(({ clause }) => (clause.kind === "power-cap" && clause.site === site ? [clause.facility as number] : [])),
      ),
    ownAllowed: (workload, workClass, t) => exclusive(workload, workClass, t).length === 0,
    cloudAllowed: (workload, workClass, cloud, t) => exclusive(workload, workClass, t).every(({ clause }) => programme.catalogue.clouds[cloud]!.party === clause.provider),
    gate: (id, t) => {
      const cloud = programme.catalogue.clouds[id]!;
      if (cloud.existing) return undefined;
      const gates = of(t, "first-refusal").filter(({ clause }) => clause.holder !== cloud.party && clause.covers.includes("other-clouds"));
      const longest = gates.toSorted((one, other) => other.clause.delay - one.clause.delay)[0];
      if (!longest) return undefined;
      const noticed = t - longest.clause.delay;
      return { clause: longest.id, delay: longest.clause.delay, opens: noticed >= 0 && of(noticed, "first-refusal").some(({ id: standing }) => standing === longest.id) };
    },
    commitments: commitments(programme, names),
    fees: (t) => of(t, "capacity-fee").filter(({ clause }) => clause.payee === programme.books.company),
    leases: (t) => of(t, "lease"),
    purchases: (site, t) => of(t, "power-purchase").filter(({ clause }) => clause.site === site),
  };
}

const kinds = { exclusivity: 1, "first-refusal": 1, "capacity-fee": 1, lease: 1, "power-purchase": 1 } as const;

/** Take-or-pay clauses in force at the end of each calendar year that the calendar holds to its last quarter. */
function commitments(programme: Programme, names: readonly Quarter[]): Commitment[] {
  const byClause = new Map<string, Commitment & { years: { year: number; usd: number }[] }>();
  for (const quarter of names.filter((name) => name.endsWith("Q4"))) {
    for (const { id, clause } of clausesInForce(programme, lastDay(quarter), programme.known)) {
      if (clause.kind !== "take-or-pay") continue;
      const known = byClause.get(id) ?? { clause: id, cloud: clause.cloud, carryForward: clause.carryForward ?? 0, years: [] };
      known.years.push({ year: yearOf(quarter), usd: ofYear(clause.spend, yearOf(quarter)) });
      byClause.set(id, known);
    }
  }
  return [...byClause.values()];
}
