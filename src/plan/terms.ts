// What do the agreements let the plan do, and what do they ask of it, quarter by quarter?

import { clausesInForce } from "../agreements/in-force.ts";
import { placeAllowed } from "../agreements/place.ts";
import { capacityFees, commitments, powerCap } from "../agreements/planning.ts";
import { demands } from "../agreements/terms.ts";
import type { ClauseOf, Programme } from "../programme/programme.ts";
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
  /** May the workload run at the site in quarter t? */
  ownAllowed(workload: string, site: string, t: number): boolean;
  /** May it run on the cloud? */
  cloudAllowed(workload: string, cloud: string, t: number): boolean;
  /** Is the workload under an exclusivity clause in quarter t? */
  exclusive(workload: string, t: number): boolean;
  /** The first refusal that gates new capacity of the cloud in quarter t, and whether a notice given in time would open it; undefined where nothing gates. */
  gate(cloud: string, t: number): Gate | undefined;
  /** First refusals that gate starts at an own site in quarter t. */
  siteGates(site: string, t: number): readonly Gate[];
  readonly commitments: readonly Commitment[];
  /** Revenue shares in force in quarter t that the customer pays. */
  shares(t: number): readonly { readonly id: string; readonly clause: ClauseOf<"revenue-share"> }[];
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
  const day = (t: number) => lastDay(names[t]!);
  const standing = names.map((_, t) => clausesInForce(programme, day(t), programme.known));
  const of = <Kind extends "lease" | "power-purchase" | "revenue-share">(t: number, kind: Kind) =>
    standing[t]!.filter(({ clause }) => clause.kind === kind) as { id: string; clause: ClauseOf<Kind> }[];
  const notices = (t: number, cloud: string) =>
    standing[t]!.flatMap((clause) =>
      demands(clause, programme)
        .filter((demand) => demand.demand === "notice")
        .filter((demand) => demand.cloud === cloud),
    );
  const siteNotices = (t: number, site: string) =>
    standing[t]!.flatMap((clause) =>
      demands(clause, programme)
        .filter((demand) => demand.demand === "site-notice")
        .filter((demand) => demand.site === site),
    );
  return {
    powerCapMw: (site, on) => powerCap(programme, site, on),
    ownAllowed: (workload, site, t) => placeAllowed(programme, workload, { site }, day(t)) === true,
    cloudAllowed: (workload, cloud, t) => placeAllowed(programme, workload, { cloud }, day(t)) === true,
    exclusive: (workload, t) => {
      const work = programme.workloads[workload]!;
      return standing[t]!.some(({ clause }) => clause.kind === "exclusivity" && work.kind === "inference" && clause.class === work.class && !clause.except.includes(workload));
    },
    gate: (cloud, t) => {
      const longest = notices(t, cloud).toSorted((one, other) => other.delay - one.delay)[0];
      if (!longest) return undefined;
      const noticed = t - longest.delay;
      return { clause: longest.clause, delay: longest.delay, opens: noticed >= 0 && notices(noticed, cloud).some(({ clause }) => clause === longest.clause) };
    },
    siteGates: (site, t) =>
      siteNotices(t, site).map(({ clause, delay }) => ({
        clause,
        delay,
        opens: t - delay >= 0 && siteNotices(t - delay, site).some((earlier) => earlier.clause === clause),
      })),
    commitments: commitmentsOf(programme, names),
    shares: (t) => of(t, "revenue-share").filter(({ clause }) => clause.payer === programme.books.customer),
    fees: (t) => capacityFees(programme, day(t)).filter(({ clause }) => clause.payee === programme.books.company),
    leases: (t) => of(t, "lease"),
    purchases: (site, t) => of(t, "power-purchase").filter(({ clause }) => clause.site === site),
  };
}

/** Take-or-pay clauses, each with the calendar years whose last quarter the calendar holds. */
function commitmentsOf(programme: Programme, names: readonly Quarter[]): Commitment[] {
  const byClause = new Map<string, Commitment & { years: { year: number; usd: number }[] }>();
  for (const year of names.filter((name) => name.endsWith("Q4")).map(yearOf)) {
    for (const { clause, cloud, usd, carryForward } of commitments(programme, year)) {
      const known = byClause.get(clause) ?? { clause, cloud, carryForward, years: [] };
      known.years.push({ year, usd });
      byClause.set(clause, known);
    }
  }
  return [...byClause.values()];
}
