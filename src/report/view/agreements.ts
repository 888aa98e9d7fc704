// Which clause is in force when, in what words, and how much of each take-or-pay commitment is used up?

import type { Plan } from "../../plan/plan.ts";
import type { Clause, ClauseKind, ClauseOf, Programme, ResolvedProgramme } from "../../programme/programme.ts";
import { held, ofYear } from "../../programme/series.ts";
import type { RunRecord } from "../../record/record.ts";
import { type Calendar, lastDay, quartersOf, yearOf } from "../../units/calendar.ts";
import { numberColumn, textColumn } from "../../record/column.ts";
import { decimal, dollars, percent } from "../format.ts";

export interface ClauseView {
  readonly id: string;
  readonly kind: string;
  readonly says: string;
  readonly source: string;
  readonly confidence: string;
  readonly from: string;
  /** Last day in force; empty: no end is known. */
  readonly until: string;
  readonly supersedes: string;
  /** In force on the last day of each quarter. */
  readonly inForce: readonly boolean[];
  /** Site the clause speaks of; empty: all. */
  readonly site: string;
}

export interface CommitmentView {
  readonly clause: string;
  readonly payer: string;
  readonly payee: string;
  readonly cloud: string;
  /** Spend that counts, dollars by quarter: of the record where there is one, else of the plan. */
  readonly spend: readonly number[];
  readonly recorded: boolean;
  readonly years: readonly {
    readonly year: number;
    readonly commitment: number;
    readonly shortfall: number;
    /** Where the shortfall stands; of a year that is not tested, where its clause does. */ readonly shortfallAt: string;
  }[];
}

export function clausesView({ programme }: ResolvedProgramme, calendar: Calendar): ClauseView[] {
  const ends = new Map(Object.entries(programme.agreements).map(([id, clause]) => [id, endOf(programme, id, clause)]));
  return Object.entries(programme.agreements).map(([id, clause]) => {
    const until = ends.get(id)!;
    return {
      id,
      kind: kindNames[clause.kind],
      says: clause.says ?? inWords(programme, clause),
      source: clause.source ?? "",
      confidence: clause.confidence ?? "",
      from: clause.from,
      until,
      supersedes: clause.supersedes ?? "",
      inForce: quartersOf(calendar).map((quarter) => clause.from <= lastDay(quarter) && (until === "" || until >= lastDay(quarter))),
      site: "site" in clause ? clause.site : "",
    };
  });
}

const kindNames: Readonly<Record<ClauseKind, string>> = {
  exclusivity: "exclusivity",
  "first-refusal": "first refusal",
  "take-or-pay": "take-or-pay",
  "revenue-share": "revenue share",
  "ip-access": "IP access",
  "capacity-reservation": "capacity reservation",
  "capacity-fee": "capacity fee",
  lease: "lease",
  "power-purchase": "power purchase",
  "power-cap": "power cap",
  sla: "SLA",
};

export function commitmentsView({ programme }: ResolvedProgramme, plan: Plan, record: RunRecord | undefined): CommitmentView[] {
  const quarters = quartersOf(plan.calendar);
  return Object.entries(programme.agreements).flatMap(([id, clause]) => {
    if (clause.kind !== "take-or-pay") return [];
    const recorded = record ? recordedSpend(programme, clause, record, plan.calendar) : undefined;
    const spend = recorded ?? quarters.map((_, t) => Math.round((plan.derived.money.clouds[clause.cloud]?.[t] ?? 0) / 100));
    const years = [...new Set(quarters.map(yearOf))].map((year) => ({
      year,
      commitment: ofYear(clause.spend, year),
      shortfall: Math.round((plan.derived.money.shortfall[id]?.[String(year)] ?? 0) / 100),
      shortfallAt: plan.derived.money.shortfall[id]?.[String(year)] === undefined ? `programme:agreements.${id}` : `plan:derived.money.shortfall.${id}.${year}`,
    }));
    return [
      {
        clause: id,
        payer: programme.parties[clause.payer]?.name ?? clause.payer,
        payee: programme.parties[clause.payee]?.name ?? clause.payee,
        cloud: clause.cloud,
        spend,
        recorded: recorded !== undefined,
        years: years.filter((year) => year.commitment > 0),
      },
    ];
  });
}

/** Compute on the cloud by quarter, at its price. */
function recordedSpend(programme: Programme, clause: ClauseOf<"take-or-pay">, record: RunRecord, calendar: Calendar): number[] | undefined {
  const table = record.tables["work-quarters"];
  if (!table) return undefined;
  const places = textColumn(table, "place");
  const when = textColumn(table, "quarter");
  const used = numberColumn(table, "h100eHours");
  const price = held(programme.catalogue.clouds[clause.cloud]?.price, calendar);
  const hours = new Map<string, number>();
  for (let row = 0; row < table.rows; row++) if (places[row] === clause.cloud) hours.set(when[row]!, (hours.get(when[row]!) ?? 0) + used[row]!);
  return quartersOf(calendar).map((quarter, t) => Math.round((hours.get(quarter) ?? 0) * price[t]!));
}

/** Last day in force: its own, its event's day, or the day before the clause that supersedes it begins; the earliest. */
function endOf(programme: Programme, id: string, clause: Clause): string {
  const days: string[] = [];
  if (clause.until) days.push(clause.until);
  const event = clause.event ? programme.events[clause.event] : undefined;
  if (event) days.push(dayBefore(event));
  for (const other of Object.values(programme.agreements)) if (other.supersedes === id) days.push(dayBefore(other.from));
  return days.toSorted((a, b) => (a < b ? -1 : 1))[0] ?? "";
}

function dayBefore(day: string): string {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)) - 1)).toISOString().slice(0, 10);
}

/** The clause's terms as a sentence, where the file gives no words of its own. */
function inWords(programme: Programme, clause: Clause): string {
  const party = (id: string): string => programme.parties[id]?.name ?? id;
  const site = (id: string): string => programme.sites[id]?.name ?? id;
  switch (clause.kind) {
    case "exclusivity":
      return `Work of class ${clause.class} runs with ${party(clause.provider)} only.`;
    case "first-refusal":
      return `Before ${party(clause.grantor)} takes new capacity of others, ${party(clause.holder)} has ${clause.answerDays} days to match it.`;
    case "take-or-pay":
      return `${party(clause.payer)} spends the year’s minimum with ${party(clause.payee)}, or pays the difference.`;
    case "revenue-share":
      return `${party(clause.payer)} hands ${party(clause.payee)} ${clause.tiers.map((tier) => `${percent(tier.share, 0)} from ${dollars(tier.from)}`).join(", ")} of its ${clause.base} revenue a ${clause.per}.`;
    case "ip-access":
      return `${party(clause.holder)} may ${clause.may.join(", ")} the ${clause.of.join(" and ")} of ${party(clause.grantor)}.`;
    case "capacity-reservation":
      return `${party(clause.provider)} keeps ${decimal(clause.amount)} H100e for ${party(clause.holder)}.`;
    case "capacity-fee":
      return `${party(clause.payer)} pays ${party(clause.payee)} ${dollars(clause.price)} a month for each MW of IT power that is ${clause.on}, used or not.`;
    case "lease":
      return `${party(clause.payer)} pays ${party(clause.payee)} ${dollars(clause.price)} a month for each IT-ready MW of ${site(clause.site)}.`;
    case "power-purchase":
      return `${party(clause.payee)} sells ${party(clause.payer)} energy at ${site(clause.site)} for ${decimal(clause.price, 2)} USD/MWh, up to ${decimal(clause.facility)} MW of facility power.`;
    case "power-cap":
      return `${site(clause.site)} draws at most ${decimal(clause.facility)} MW of facility power.`;
    case "sla":
      return `Below ${percent(clause.floor)} of racked capacity running, ${party(clause.provider)} credits ${party(clause.customer)} ${percent(clause.creditPerPoint)} of the fee for each point.`;
  }
}
