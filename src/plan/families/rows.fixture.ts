// A family's rows as text for snapshots: `1 a + 2 b <= 3` with the columns' keys.

import { planningCase } from "../case.ts";
import { columnsOf } from "../columns.ts";
import { caseOf } from "../fixture.ts";
import { ModelBuilder } from "../lp/model.ts";
import type { Family } from "./family.ts";

/** The rows that a family writes for a programme file, one text a row. */
export function rowsOf(family: Family, file: string, replace: readonly (readonly [string, string])[] = []): string[] {
  const { programme, library } = caseOf(file, replace);
  const builder = new ModelBuilder();
  family.build(columnsOf(planningCase(programme, library), builder));
  const { rows, columns, rowLower, rowUpper, starts, indices, values } = builder.build();
  const text = ({ family: name, index }: { readonly family: string; readonly index: readonly string[] }) => `${name}[${index.join(", ")}]`;
  return Array.from({ length: rows.length }, (_, row) => {
    const left = Array.from({ length: starts[row + 1]! - starts[row]! }, (_, position) => {
      const at = starts[row]! + position;
      return `${Number(values[at]!.toPrecision(6))} ${text(columns.key(indices[at]!))}`;
    });
    const [low, high] = [rowLower[row]!, rowUpper[row]!];
    const right = low === high ? `= ${low}` : high < Infinity ? `<= ${high}` : `>= ${Number(low.toPrecision(6))}`;
    return `${text(rows.key(row))}: ${left.join(" + ")} ${right}`;
  });
}
