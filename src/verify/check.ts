// Does a plan keep every rule when its time slices are known, and is every number in it what its decisions give?

import type { SiteSlices } from "../conditions/slices.ts";
import type { Plan } from "../plan/plan.ts";
import type { Programme } from "../programme/programme.ts";
import { addQuarters, ordinal } from "../units/calendar.ts";
import type { Certificate, Refusal } from "./certificate.ts";
import { checkDerived } from "./derived.ts";
import { judged } from "./facts.ts";
import { replay } from "./replay.ts";
import { rules } from "./rules/rules.ts";
import { shapeOf } from "./shape.ts";

/** @param plan what `plan.json` holds, unchecked */
export function checkPlan(programme: Programme, slicesOf: (site: string) => SiteSlices, plan: unknown, inputsHash: string): Certificate {
  const shaped = shapeOf(plan, programme);
  if (!shaped.ok) return { accepted: false, rows: [], refusals: shaped.refusals, facts: [] };
  const standing = replay(programme, slicesOf, shaped.plan);
  const findings = [...rules.map((rule) => rule.check(standing)), checkDerived(standing)];
  const rows = findings.flatMap((found) => found.rows);
  const broken = [...identity(programme, shaped.plan, inputsHash), ...findings.flatMap((found) => found.refusals)];
  const { facts, refusals: left } = judged(programme, slicesOf, standing, rows, broken);
  const refusals = [...left];
  if (!shaped.plan.feasible) refusals.push({ family: "feasible", index: "plan", sentence: "The plan says of itself that the programme is infeasible." });
  return { accepted: refusals.length === 0, rows, refusals, facts };
}

function identity(programme: Programme, plan: Plan, inputsHash: string): Refusal[] {
  const refusals: Refusal[] = [];
  const { calendar } = programme;
  if (plan.inputs !== inputsHash)
    refusals.push({ family: "inputs", index: "inputs", sentence: `The plan was made from other inputs: it names ${plan.inputs || "none"}, the programme is ${inputsHash}.` });
  if (plan.programme !== programme.programme)
    refusals.push({ family: "inputs", index: "programme", sentence: `The plan is of "${plan.programme}", the programme is "${programme.programme}".` });
  if (plan.calendar.from !== calendar.from || plan.calendar.quarters !== calendar.quarters)
    refusals.push({
      family: "calendar",
      index: "calendar",
      sentence: `The plan's calendar is ${plan.calendar.quarters} quarters from ${plan.calendar.from}, the programme's ${calendar.quarters} from ${calendar.from}.`,
    });
  const end = addQuarters(calendar.from, calendar.quarters);
  for (const [id, { opened }] of Object.entries(plan.decisions.sites)) {
    if (opened !== null && (ordinal(opened) < ordinal(calendar.from) || ordinal(opened) >= ordinal(end)))
      refusals.push({ family: "site.open", index: id, sentence: `${id} would be opened in ${opened}, outside the calendar ${calendar.from} to ${addQuarters(end, -1)}.` });
  }
  return refusals;
}
