// In which base unit is the number at a path of a programme? Read from the one schema, as the JSON Schema shows it.

import { z } from "zod";
import type { Node } from "./json-schema.ts";
import { schema } from "./schema.ts";

/** A way to ask for the unit of a path (`["sites", "alpha", "tariff", "energy"]` -> `$/MWh`); undefined where there is no number with a unit, or where kinds of clause differ in it. */
export function units(): (path: readonly string[]) => string | undefined {
  const root = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Node;
  return (path) => {
    let nodes = forms(root);
    for (const key of path) {
      // Inside a leaf there are only its quarters, or its values in a row.
      if (nodes.some(({ unit }) => unit !== undefined)) break;
      nodes = nodes.flatMap((node) => {
        const next = node.properties?.[key] ?? (typeof node.additionalProperties === "object" ? node.additionalProperties : undefined);
        return next === undefined ? [] : forms(next);
      });
    }
    const found = new Set(nodes.flatMap(({ unit }) => (unit === undefined ? [] : [bare(unit)])));
    return found.size === 1 ? [...found][0] : undefined;
  };
}

/** A node, or every alternative that it allows. */
function forms(node: Node): Node[] {
  return [node, ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap(forms)];
}

/** `MW by quarter` and `list of MW` are in MW; dates and shares of one have no unit to say. */
function bare(unit: string): string | undefined {
  const one = unit.replace(/ by quarter$/, "").replace(/^list of /, "");
  return one === "1" || one === "day" || one === "quarter" ? undefined : one;
}
