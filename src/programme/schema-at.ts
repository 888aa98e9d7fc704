// What does the one schema say at a path of a programme? Every form that may stand there, as the JSON Schema shows it.

import { z } from "zod";
import type { Node } from "./json-schema.ts";
import { schema } from "./schema.ts";

/** A way to ask for the nodes at a path (`["sites", "alpha", "tariff", "energy"]`); of a series or a list, and of what stands in one, the leaf's own. */
export function schemaAt(): (path: readonly string[]) => readonly Node[] {
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
    return nodes;
  };
}

/** A node, or every alternative that it allows. */
function forms(node: Node): Node[] {
  return [node, ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap(forms)];
}
