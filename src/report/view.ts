// What travels in the page? One small model of a run: what the plan decided, what happened, who owes whom, and where each number comes from.

import type { Binding, Objective, Plan, Relaxation, SolverReport } from "../plan/plan.ts";
import { daysBetween, firstDay, quartersOf } from "../units/calendar.ts";
import type { Certificate } from "../verify/certificate.ts";
import type { Credit, ReportInput } from "./input.ts";
import { type ClauseView, clausesView, type CommitmentView, commitmentsView } from "./view/agreements.ts";
import { type BesideView, besideView } from "./view/beside.ts";
import { type EquipmentView, equipmentView } from "./view/equipment.ts";
import { type MoneyView, moneyView } from "./view/money.ts";
import { type RunView, runView } from "./view/run.ts";
import { type LadderView, ladderView, sitesView, type SiteView } from "./view/sites.ts";
import { type StageView, stagesView } from "./view/stages.ts";
import { type SourcesView, sourcesView } from "./view/sources.ts";
import { type StatementsView, statementsView } from "./view/statements.ts";
import { type WorkView, workView } from "./view/work.ts";

export type { Binding } from "../plan/plan.ts";

export interface CrewView {
  readonly id: string;
  readonly people: readonly number[];
  readonly most: readonly number[];
}

/** How far the independent check went, family by family. */
export interface CheckView {
  readonly accepted: boolean;
  readonly rows: number;
  readonly families: readonly { readonly family: string; readonly rows: number; readonly tight: number }[];
  readonly refusals: readonly { readonly family: string; readonly index: string; readonly sentence: string }[];
}

export interface PageView {
  readonly programme: string;
  readonly known: string;
  /** Where the day of knowledge lies on the axis of quarters; at most 0: all is planned. */
  readonly now: number;
  readonly quarters: readonly string[];
  readonly feasible: boolean;
  /** Names of all parties by id. */
  readonly parties: Readonly<Record<string, string>>;
  readonly company: string;
  readonly customer: string;
  readonly ladder: LadderView;
  readonly sites: readonly SiteView[];
  readonly crews: readonly CrewView[];
  /** Long-lead equipment, the tightest first. */
  readonly equipment: readonly EquipmentView[];
  readonly money: MoneyView;
  readonly work: WorkView;
  readonly run: RunView | null;
  readonly clauses: readonly ClauseView[];
  readonly commitments: readonly CommitmentView[];
  readonly settled: StatementsView | null;
  readonly sources: SourcesView;
  readonly objective: Objective;
  /** What was to be made best, in order. */
  readonly stages: readonly StageView[];
  readonly solver: SolverReport;
  readonly binding: readonly Binding[];
  readonly relaxations: readonly Relaxation[];
  /** Rules that cannot hold together, in words. */
  readonly conflict: Plan["conflict"];
  readonly check: CheckView | null;
  readonly beside: BesideView;
  readonly credits: readonly Credit[];
}

/** Computes the page's model from a run. Powers are IT MW unless named facility; money is whole dollars (ledger amounts stay exact text). */
export function pageView(input: ReportInput): PageView {
  const { resolved, plan, certificate, record, settlement } = input;
  const { programme } = resolved;
  const quarters = quartersOf(plan.calendar);
  const length = daysBetween(firstDay(quarters[0]!), firstDay(quarters.at(-1)!)) / Math.max(1, quarters.length - 1);
  return {
    programme: programme.programme,
    known: programme.known,
    now: Math.round((daysBetween(firstDay(quarters[0]!), programme.known) / (length || 91)) * 100) / 100,
    quarters,
    feasible: plan.feasible,
    parties: Object.fromEntries(Object.entries(programme.parties).map(([id, party]) => [id, party.name])),
    company: programme.parties[programme.books.company]?.name ?? programme.books.company,
    customer: programme.parties[programme.books.customer]?.name ?? programme.books.customer,
    ladder: ladderView(plan),
    sites: sitesView(resolved, plan),
    crews: crewsView(input),
    equipment: equipmentView(resolved, plan),
    money: moneyView(resolved, plan, settlement),
    work: workView(resolved, plan),
    run: record ? runView(record, plan.calendar) : null,
    clauses: clausesView(resolved, plan.calendar),
    commitments: commitmentsView(resolved, plan, record),
    settled: settlement ? statementsView(settlement) : null,
    sources: sourcesView(resolved, plan),
    objective: plan.objective,
    stages: stagesView(plan, input.beside?.replan?.changeItMw),
    solver: plan.solver,
    binding: plan.binding,
    relaxations: plan.relaxations,
    conflict: plan.conflict ?? [],
    check: certificate ? checkView(certificate) : null,
    beside: besideView(resolved, input.beside ?? {}),
    credits: [...standing, ...(input.credits ?? [])],
  };
}

function crewsView({ resolved: { programme }, plan }: ReportInput): CrewView[] {
  return Object.entries(programme.labour.pools).flatMap(([id, pool]) => {
    const people = Array.from({ length: plan.calendar.quarters }, (_, t) => plan.derived.crews[id]?.[t] ?? 0);
    const most = people.map((_, t) => Math.round(Math.min(pool.most ?? Infinity, pool.workers * (1 + (pool.growth ?? 0)) ** t)));
    return people.some((count) => count > 0) ? [{ id, people, most }] : [];
  });
}

function checkView(certificate: Certificate): CheckView {
  const families = new Map<string, { rows: number; tight: number }>();
  for (const row of certificate.rows) {
    const entry = families.get(row.family) ?? { rows: 0, tight: 0 };
    families.set(row.family, entry);
    entry.rows++;
    if (Math.abs(row.slack) <= 1e-6 * Math.max(1, Math.abs(row.right))) entry.tight++;
  }
  return {
    accepted: certificate.accepted,
    rows: certificate.rows.length,
    families: [...families].map(([family, entry]) => ({ family, ...entry })),
    refusals: certificate.refusals,
  };
}

const standing: readonly Credit[] = [
  { of: "Data-centre timelines and machine-learning hardware", by: "Epoch AI, epoch.ai/data", licence: "CC BY 4.0" },
  { of: "Outlines of the states", by: "US Census Bureau, through us-atlas by Mike Bostock", licence: "public domain; ISC" },
  { of: "Power prices, generation mix and gas", by: "US Energy Information Administration (EIA)", licence: "public domain" },
  { of: "Carbon of grid power, eGRID2023", by: "US Environmental Protection Agency (EPA)", licence: "public domain" },
  { of: "Typical weather (TMY3) and technology costs (ATB)", by: "National Renewable Energy Laboratory (NREL)", licence: "public domain" },
  { of: "Typefaces", by: "Inter by Rasmus Andersson; Newsreader by Production Type", licence: "SIL Open Font License 1.1" },
];
