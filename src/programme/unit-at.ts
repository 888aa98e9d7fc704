// In which base unit is the number at a path of a programme? Read from the one schema.

import { schemaAt } from "./schema-at.ts";

/** A way to ask for the unit of a path (`["sites", "alpha", "tariff", "energy"]` -> `$/MWh`); undefined where there is no number with a unit, or where kinds of clause differ in it. */
export function units(): (path: readonly string[]) => string | undefined {
  const nodes = schemaAt();
  return (path) => {
    const found = new Set(nodes(path).flatMap(({ unit }) => (unit === undefined ? [] : [bare(unit)])));
    return found.size === 1 ? [...found][0] : undefined;
  };
}

/** `MW by quarter` and `list of MW` are in MW; dates and shares of one have no unit to say. */
function bare(unit: string): string | undefined {
  const one = unit.replace(/ by quarter$/, "").replace(/^list of /, "");
  return one === "1" || one === "day" || one === "quarter" ? undefined : one;
}
