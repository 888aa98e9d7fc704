// What can be asked of a clause, whatever its kind? Each kind answers with one object of this shape.

import type { ClauseKind, ClauseOf, Programme } from "../programme/programme.ts";
import type { Day, MW, Quarter, Quarters, USD } from "../units/brand.ts";
import type { Rational } from "../units/rational.ts";
import type { Standing } from "./in-force.ts";

export interface Term<Kind extends ClauseKind> {
  readonly kind: Kind;
  /** The clause in one sentence with its numbers and dates; parties by the name that `named` gives their id. */
  says(clause: ClauseOf<Kind>, named: (id: string) => string): string;
  /** May the work run there, as far as this clause goes? A refusal is a sentence. */
  allows(standing: Standing<Kind>, request: PlaceRequest): true | string;
  /** What the plan must respect while the clause is in force. */
  demands(standing: Standing<Kind>, programme: Programme): readonly Demand[];
  /** Who owes whom in a quarter; amounts are rounded once each. A charge of 0 cents is a memo. */
  costs(account: Account<Kind>, measured: Measured): readonly Charge[];
}

/** Where work may run: an own site or an outside cloud, by id. */
export type Place = { readonly site: string } | { readonly cloud: string };

export interface PlaceRequest {
  readonly workload: string;
  /** Class of inference work; training and research have none. */
  readonly workClass: string | undefined;
  readonly place: Place;
  /** Party behind the cloud; undefined for an own site. */
  readonly provider: string | undefined;
  readonly day: Day;
}

export type Demand =
  /** Spend with a cloud in a calendar year, or pay what is missing. */
  | { readonly demand: "spend"; readonly clause: string; readonly cloud: string; readonly year: number; readonly usd: USD; readonly carryForward: number }
  /** Facility power at a site at most this. */
  | { readonly demand: "power-cap"; readonly clause: string; readonly site: string; readonly facilityMw: MW }
  /** New capacity of the cloud only so many quarters after a notice. */
  | { readonly demand: "notice"; readonly clause: string; readonly cloud: string; readonly delay: Quarters; readonly holder: string }
  /** New buildings of an own site only so many quarters after a notice. */
  | { readonly demand: "site-notice"; readonly clause: string; readonly site: string; readonly delay: Quarters; readonly holder: string };

/** One agreement up to a quarter: the wording in force then, and those in force before it. */
export interface Account<Kind extends ClauseKind> {
  readonly standing: Standing<Kind>;
  /** Position of the quarter in the calendar. */
  readonly at: number;
  /** The wording of this agreement that was in force on the last day of quarter `t`, up to `at`; undefined before its start or in a gap. */
  wording(t: number): Standing<Kind> | undefined;
  /** True when no wording of it is in force any more on the last day of the next quarter. */
  readonly ends: boolean;
}

/** A measured or planned quantity with its way back. */
export interface Measurement {
  readonly amount: Rational;
  readonly unit: string;
  readonly of: string;
  readonly address: string;
}

/** Revenue of one inference workload at one place in one quarter. */
export interface Earning {
  readonly workload: string;
  readonly workClass: string;
  /** The cloud it ran on; undefined for an own site. */
  readonly cloud: string | undefined;
  readonly hours: Measurement;
  /** Exact dollars, before any rounding. */
  readonly earned: Rational;
  /** What the cloud's list price of those hours is; zero at own sites. */
  readonly cloudCost: Rational;
}

/** What happened, as the clauses ask for it. */
export interface Measured {
  readonly quarters: readonly Quarter[];
  hours(t: number): Measurement;
  /** Mean IT MW of the quarter on a rung of the MW ladder, one measurement a site; all sites when none are named. */
  capacity(rung: "it-ready" | "racked" | "running", sites: readonly string[] | undefined, t: number): readonly Measurement[];
  earnings(t: number): readonly Earning[];
  /** What the payer was billed for use of and reservations on a cloud, whole cents. */
  billed(payer: string, cloud: string, t: number): { readonly cents: bigint; readonly from: Measurement };
  /** Energy bought under a power purchase, MWh. */
  purchased(clause: string, t: number): Measurement;
  /** The charge of another agreement in the same quarter, with the terms in force. */
  charged(clause: string, t: number): { readonly cents: bigint; readonly standing: Standing } | undefined;
}

export interface Charge {
  readonly payer: string;
  readonly payee: string;
  /** What it is for, as the account's name: `capacity-fee`. */
  readonly account: string;
  /** What the payer pays; negative where a correction gives it back. */
  readonly cents: bigint;
  /** The arithmetic in words. */
  readonly rule: string;
  readonly quantities: readonly Measurement[];
}

/** For kinds that leave every placement open. */
export const open = (): true => true;
/** For kinds that ask nothing of the plan, or cost nothing. */
export const nothing = (): readonly [] => [];
