// What is the model of this programme? Its decisions, its rules with one row each written out, its objective, its size, and what it leaves out.

import { exclusions, families } from "./families/families.ts";
import type { Inequality, Statement } from "./families/family.ts";
import type { PlanningCase } from "./case.ts";
import { columnFamilies } from "./column-words.ts";
import { stagedDraftOf } from "./draft.ts";
import type { Expression, LinearModel } from "./lp/model.ts";
import { measures, type MeasureName } from "./objectives/measure.ts";
import { objectives } from "./objectives/objectives.ts";
import { objectiveParts, partNames } from "./objectives/parts.ts";
import { stageFamily } from "./objectives/stages.ts";
import type { ObjectiveKind } from "./plan.ts";
import { typicalRow, type WrittenRow, writtenRow, writtenTerm } from "./written-row.ts";

export interface ModelExplained {
  readonly programme: string;
  readonly quarters: { readonly from: string; readonly to: string; readonly count: number };
  readonly size: { readonly columns: number; readonly whole: number; readonly rows: number; readonly entries: number };
  readonly decisions: readonly ExplainedDecision[];
  /** Families with rows here. */
  readonly rules: readonly ExplainedRule[];
  /** Rules that are kept by having no column for what they forbid. */
  readonly exclusions: readonly Told[];
  /** Families without a row here, and what would ask for one. */
  readonly absent: readonly { readonly family: string; readonly sentence: string; readonly asks: string }[];
  readonly objective: {
    readonly kind: ObjectiveKind;
    readonly sentence: string;
    readonly stages: readonly { readonly measure: MeasureName; readonly unit: string; readonly better: "more" | "less"; readonly kept: number }[];
    /** Parts of the worth, in discounted USD: `value` less the cost that the others make up. */
    readonly parts: readonly ExplainedPart[];
  };
  /** What the model does not cover, of what this file touches. */
  readonly limits: readonly { readonly family: string; readonly text: string }[];
}

export interface ExplainedDecision {
  readonly family: string;
  readonly what: string;
  readonly columns: number;
  readonly whole: boolean;
  /** Empty for a choice between 0 and 1. */
  readonly unit: string;
}

interface Told {
  readonly family: string;
  readonly sentence: string;
  readonly policy: boolean;
  readonly formula: readonly Inequality[];
  readonly meaning: string;
}

export interface ExplainedRule extends Told {
  readonly rows: number;
  readonly example: WrittenRow;
}

export interface ExplainedPart {
  readonly name: (typeof partNames)[number];
  readonly what: string;
  readonly decisions: number;
  /** Its first term, or nothing where no decision moves it. */
  readonly example: string | null;
}

/** Reads a case as its model, without solving it. */
export function explainModel(study: PlanningCase): ModelExplained {
  const { programme, names, count } = study;
  const objective = objectives[programme.objective.kind];
  const { draft, model, stages } = stagedDraftOf(study, objective.stages);
  const rows = counted(model.rows.length, (row) => familyOf(model.rows.key(row).family));
  const asked = exclusions.filter((rule) => rule.asked(study));
  const present = families.filter(({ family }) => rows.has(family));
  const absent = [...families.filter(({ family }) => !rows.has(family)), ...exclusions.filter((rule) => !rule.asked(study))];
  const parts = objectiveParts(draft);
  return {
    programme: programme.programme,
    quarters: { from: names[0]!, to: names[count - 1]!, count },
    size: { columns: model.columns.length, whole: model.integer.reduce((sum, whole) => sum + whole, 0), rows: model.rows.length, entries: model.values.length },
    decisions: decisionsOf(model),
    rules: present.map((rule) => ({ ...told(rule), rows: rows.get(rule.family)!, example: writtenRow(study, model, typicalRow(model, rule.family)!) })),
    exclusions: asked.map(told),
    absent: absent.map(({ family, sentence, asks }) => ({ family, sentence, asks })),
    objective: {
      kind: objective.kind,
      sentence: objective.sentence,
      stages: stages.map(({ measure, kept }) => ({ measure, unit: measures[measure].unit, better: measures[measure].better, kept })),
      parts: partNames.map((name) => ({ name, what: partWords[name], decisions: parts[name].columns.length, example: firstTerm(study, model, parts[name]) })),
    },
    limits: [...present, ...asked].flatMap(({ family, limits }) => limits.filter(({ touches }) => touches?.(study) ?? true).map(({ text }) => ({ family, text }))),
  };
}

/** docs/model.md, "Objective". */
const partWords: Readonly<Record<(typeof partNames)[number], string>> = {
  value: "useful compute at its worth",
  clouds: "bills of the clouds and what is paid for compute not bought",
  shares: "revenue shares that the customer pays",
  spend: "capital spending and running costs of the company",
  financing: "debt drawn, less fees, interest and repayments, and what is still owed at the end",
  carry: "money called before it is needed costs the discount rate",
  premium: "what later orders of investors ask on top",
  residual: "what used racks are sold for, and the value of all that stands at the end",
};

/** The family that a row belongs to. */
function familyOf(row: string): string {
  return families.find(({ sums }) => sums?.includes(row))?.family ?? row;
}

function told({ family, sentence, policy, formula, meaning }: Statement): Told {
  return { family, sentence, policy, formula, meaning };
}

function decisionsOf(model: LinearModel): ExplainedDecision[] {
  const columns = counted(model.columns.length, (column) => model.columns.key(column).family);
  const whole = new Set(
    Array.from({ length: model.columns.length }, (_, column) => column).flatMap((column) => (model.integer[column] === 1 ? [model.columns.key(column).family] : [])),
  );
  return Object.entries(columnFamilies).flatMap(([family, { plural, unit }]) =>
    columns.has(family) ? [{ family, what: plural, columns: columns.get(family)!, whole: whole.has(family), unit }] : [],
  );
}

function firstTerm(study: PlanningCase, model: LinearModel, { columns, factors }: Expression): string | null {
  const at = factors.findIndex((factor) => factor !== 0);
  return at === -1 ? null : `${factors[at]! < 0 ? "- " : ""}${writtenTerm(study, model, columns[at]!, Math.abs(factors[at]!), "M$")}`;
}

function counted(length: number, nameAt: (position: number) => string): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  for (let position = 0; position < length; position++) {
    const name = nameAt(position);
    if (name !== stageFamily) out.set(name, (out.get(name) ?? 0) + 1);
  }
  return out;
}
