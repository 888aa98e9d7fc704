// How much may a facility have lent by the end of each quarter, to the cent?

import type { PlanningCase } from "./case.ts";
import type { Decisions } from "./plan.ts";
import { running } from "./round.ts";
import { siteAccount } from "./site-account.ts";
import type { DebtFacility } from "../programme/programme.ts";
import { indexOf } from "../units/calendar.ts";

/**
 * The most that a facility may lend by the end of each quarter, whole cents: loan to cost while building, loan to value once tested.
 * @param decisions money may still be missing from them
 */
export function debtLimits(study: PlanningCase, decisions: Pick<Decisions, "sites">, facility: DebtFacility): number[] {
  const sites = study.sites.map((_, s) => siteAccount(study, decisions, s));
  const tested = indexOf(study.calendar, facility.tested);
  const spent = running(study.names.map((_, t) => sites.reduce((sum, { capex }) => sum + facility.eligible.reduce((inner, kind) => inner + capex[kind][t]!, 0), 0)));
  const sold = facility.eligible.includes("accelerators") ? study.names.map((_, t) => sites.reduce((sum, { soldSoFar }) => sum + soldSoFar[t]!, 0)) : [];
  return study.names.map((_, t) =>
    Math.floor(
      Math.min(
        facility.limit * 100,
        t < tested ? facility.loanToCost * (spent[t]! - (sold[t] ?? 0)) : facility.ltv * sites.reduce((sum, { bookCents }) => sum + bookCents(facility.eligible, t), 0),
      ),
    ),
  );
}
