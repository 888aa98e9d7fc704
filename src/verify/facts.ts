// Which broken rows are facts? Those that what stood before the as-of quarter breaks, and that no decision after it can mend (docs/model.md, "Change").

import type { SiteSlices } from "../conditions/slices.ts";
import type { Past, PastBreach, Plan, SiteDecision } from "../plan/plan.ts";
import type { Programme } from "../programme/programme.ts";
import type { Quarter } from "../units/brand.ts";
import { indexOf, ordinal, parseQuarter, quarterOfDay, quartersOf } from "../units/calendar.ts";
import type { Certificate, CertificateRow, Refusal } from "./certificate.ts";
import { replay, type Replay } from "./replay.ts";
import { runsIn } from "./replay-compute.ts";
import { rules } from "./rules/rules.ts";
import { fact as tolerance } from "./tolerance.ts";

/** What of a plan's refusals stands, and which of its broken rows are accepted as facts. */
export interface Judged {
  readonly refusals: readonly Refusal[];
  readonly facts: readonly PastBreach[];
}

/**
 * What a re-plan is to say of its past: every row that its certificate refuses. Whether each is a fact is for {@link judged} to say.
 * @param certificate of the plan without a past
 */
export function pastOf({ rows, refusals }: Certificate, asOf: Quarter): Past {
  const ruled = new Set(rules.map(({ family }) => family));
  const broken = refusals.flatMap(({ family, index, sentence }): PastBreach[] => {
    const row = ruled.has(family) ? rows.find((one) => one.family === family && one.index === index && one.slack < 0) : undefined;
    return row ? [{ family, index, amount: -row.slack, unit: row.unit, sentence }] : [];
  });
  return { asOf, broken };
}

/** Compares what the plan says of its past with what is broken: the same rows by the same amounts, each a fact. */
export function judged(programme: Programme, slicesOf: (site: string) => SiteSlices, standing: Replay, rows: readonly CertificateRow[], refusals: readonly Refusal[]): Judged {
  const { past } = standing.plan;
  if (past === undefined) return { refusals, facts: [] };
  const own = refusalsOf(past, programme);
  if (own.length > 0 || past.broken.length === 0) return { refusals: [...refusals, ...own], facts: [] };
  const alone = replay(programme, slicesOf, pastAlone(programme, standing.plan, past.asOf));
  const inPast = new Map(
    growing.flatMap((family) =>
      rules
        .find((rule) => rule.family === family)!
        .check(alone)
        .rows.map((row) => [`${family} ${row.index}`, row] as const),
    ),
  );
  const left = [...refusals];
  const facts: PastBreach[] = [];
  for (const breach of past.broken) {
    const { family, index, amount, unit } = breach;
    const row = rows.find((one) => one.family === family && one.index === index && one.slack < 0);
    const position = left.findIndex((refusal) => refusal.family === family && refusal.index === index);
    const about = `${family} (${index})`;
    if (row === undefined || position === -1) left.push(refuse(about, "no such row is broken"));
    else if (row.unit !== unit || Math.abs(-row.slack - amount) > tolerance * Math.max(1, Math.abs(row.right)))
      left.push(refuse(about, `it is broken by ${-row.slack} ${row.unit}, the plan says ${amount} ${unit}`));
    else if (!isFact(standing, row, inPast.get(`${family} ${index}`), past.asOf)) left.push(refuse(about, `decisions from ${past.asOf} on could keep it, or make it worse`));
    else {
      left.splice(position, 1);
      facts.push(breach);
    }
  }
  return { refusals: left, facts };
}

/** Rules whose left side no later decision can lower: each sums what was started, taken, delivered or spent so far. */
const growing = ["site.land", "power.group", "power.permit", "build.equipment", "money.budget", "chip.hall", "build.crew"];

function isFact(standing: Replay, row: CertificateRow, alone: CertificateRow | undefined, asOf: Quarter): boolean {
  const { programme, calendar } = standing;
  const quarters = row.index.split(", ").flatMap((label) => parseQuarter(label.replace(/^notice /, "")) ?? []);
  const years = row.index.split(", ").filter((label) => /^\d{4}$/.test(label));
  if (quarters.length > 0 && quarters.every((quarter) => ordinal(quarter) < ordinal(asOf))) return true;
  if (quarters.length === 0 && years.length > 0) return years.every((year) => ordinal(`${year}-Q4` as Quarter) < ordinal(asOf));
  if (row.family === "compute.milestone") {
    const workload = programme.workloads[row.index];
    return workload?.kind === "training" && runsIn(standing, workload)[1] < indexOf(calendar, asOf);
  }
  if (alone === undefined || alone.slack >= 0) return false;
  // A hall that is started at once is the first that can help.
  const helps = Math.min(Infinity, ...Object.values(programme.catalogue.buildings).map(({ ready }) => ready));
  // Racks that can be sold need not stay.
  const sellable = Object.values(programme.catalogue.accelerators).some(({ resale }) => resale !== undefined);
  if (row.family === "chip.hall" && sellable) return false;
  if (row.family === "chip.hall" && quarters.some((quarter) => ordinal(quarter) >= ordinal(asOf) + helps)) return false;
  return -row.slack <= -alone.slack + tolerance * Math.max(1, Math.abs(row.right));
}

function refusalsOf({ asOf, broken }: Past, { known, calendar }: Programme): Refusal[] {
  const last = quarterOfDay(known);
  const out: Refusal[] = [];
  if (broken.length > 0 && ordinal(asOf) > ordinal(last)) out.push(refuse(asOf, `the programme is known as of ${known} (${last}), and what happened after that is no fact yet`));
  if (!quartersOf(calendar).includes(asOf)) out.push(refuse(asOf, "it lies outside the calendar"));
  return out;
}

function refuse(index: string, why: string): Refusal {
  return { family: "past", index, sentence: `The plan calls ${index} a fact of the past: ${why}.` };
}

/** The plan with nothing decided from the as-of quarter on: starts, deliveries and openings before it, options whose payments began before it. */
function pastAlone(programme: Programme, plan: Plan, asOf: Quarter): Plan {
  const free = indexOf(programme.calendar, asOf);
  const before = (lists: SiteDecision["starts"]) => Object.fromEntries(Object.entries(lists).map(([id, list]) => [id, list.map((value, quarter) => (quarter < free ? value : 0))]));
  const begun = (site: string, option: string) => {
    const { committed, energized } = programme.sites[site]!.power[option]!;
    return committed || indexOf(programme.calendar, energized) - programme.catalogue.operations.powerPayments < free;
  };
  const sites = Object.entries(plan.decisions.sites).map(([id, site]): [string, SiteDecision] => [
    id,
    {
      ...site,
      opened: site.opened !== null && ordinal(site.opened) < ordinal(asOf) ? site.opened : null,
      options: site.options.filter((option) => begun(id, option)),
      starts: before(site.starts),
      racks: before(site.racks),
      ...(site.retired && { retired: Object.fromEntries(Object.entries(site.retired).map(([kind, cohorts]) => [kind, before(cohorts)])) }),
      running: before(site.running),
    },
  ]);
  return { ...plan, decisions: { ...plan.decisions, sites: Object.fromEntries(sites) } };
}
