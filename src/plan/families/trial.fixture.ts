// A family's rows alone, tried at a point: for tests that compare every choice with the rule's sentence, and for snapshots in a file.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { type PlanningCase, planningCase } from "../case.ts";
import { columnsOf, type Draft } from "../columns.ts";
import { caseOf } from "../fixture.ts";
import { type LinearModel, ModelBuilder } from "../lp/model.ts";
import type { Family } from "./family.ts";

export interface Trial {
  readonly study: PlanningCase;
  readonly draft: Draft;
  readonly model: LinearModel;
}

/** The columns of a programme and the rows of one family only. */
export function trialOf(family: Family, file: string, replace: readonly (readonly [string, string])[] = []): Trial {
  const { programme, library } = caseOf(file, replace);
  const study = planningCase(programme, library);
  const builder = new ModelBuilder();
  const draft = columnsOf(study, builder);
  family.build(draft);
  return { study, draft, model: builder.build() };
}

/** Does every row hold (of those whose key has all the words) when the columns have these values, 0 where none is given? */
export function holds({ model }: Trial, values: ReadonlyMap<number, number>, words: readonly string[] = [], tolerance = 1e-9): boolean {
  for (let row = 0; row < model.rows.length; row++) {
    if (!words.every((word) => model.rows.key(row).index.includes(word))) continue;
    let sum = 0;
    for (let at = model.starts[row]!; at < model.starts[row + 1]!; at++) sum += model.values[at]! * (values.get(model.indices[at]!) ?? 0);
    if (sum > model.rowUpper[row]! + tolerance || sum < model.rowLower[row]! - tolerance) return false;
  }
  return true;
}

/** Every set of the items. */
export function* subsets<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let mask = 0; mask < 2 ** items.length; mask++) yield items.filter((_, position) => (mask >> position) & 1);
}

/** Compares rows with the file beside the test; `node --import tsx FILE.test.ts --write` writes it anew: read the difference before it is committed. */
export function matches(rows: readonly string[], file: URL): void {
  const text = `${rows.join("\n")}\n`;
  if (process.argv.includes("--write")) writeFileSync(file, text);
  assert.equal(text, readFileSync(file, "utf8"));
}

/** Values by the columns' keys, `build.start[alpha, hall-10, 2026-Q1]`. @throws Error when there is no such column */
export function valuesOf({ model }: Trial, entries: Readonly<Record<string, number>>): Map<number, number> {
  const keys = new Map(Array.from({ length: model.columns.length }, (_, column) => [`${model.columns.key(column).family}[${model.columns.key(column).index.join(", ")}]`, column]));
  return new Map(
    Object.entries(entries).map(([key, value]) => {
      const column = keys.get(key);
      if (column === undefined) throw new Error(`there is no column ${key}`);
      return [column, value];
    }),
  );
}

/** Every list of `length` whole numbers from 0 to `most`. */
export function* counts(length: number, most: number): Generator<number[]> {
  if (length === 0) yield [];
  else for (const rest of counts(length - 1, most)) for (let first = 0; first <= most; first++) yield [first, ...rest];
}
