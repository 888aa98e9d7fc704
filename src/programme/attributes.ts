// Which fields has a programme file? The one schema as rows for a table: path, type, unit, default, required, description.

import { z } from "zod";
import type { Node } from "./json-schema.ts";
import { schema } from "./schema.ts";

/** One field as a person types it. */
export interface Attribute {
  /** Path from the top; `*` stands for an id, `[]` for each entry of a list, `<lease>` for one kind among several. */
  readonly path: string;
  /** `quantity`, `quantities by quarter`, `quantities in order`, `quarter`, `day`, `text`, `id`, `whole number`, `true or false`, `map by id`, a list of those, or the words allowed. */
  readonly type: string;
  /** Base unit that a quantity is read into, `1` for a plain number; empty for everything else. */
  readonly unit: string;
  /** What holds when it is left out, as JSON; empty when nothing does. */
  readonly default: string;
  readonly required: boolean;
  readonly description: string;
}

/** Every field, in the order of the schema; the row of a map comes before those of what stands in it. */
export function attributes(): readonly Attribute[] {
  return attributesOf(schema);
}

/** The same of another kind of file. */
export function attributesOf(of: z.ZodType): readonly Attribute[] {
  return inside("", z.toJSONSchema(of, { io: "input", unrepresentable: "any", override: keepDefault }) as Node);
}

/** Zod leaves out the default of what it transforms; that of a quantity is in its base unit. */
function keepDefault({ zodSchema, jsonSchema }: { readonly zodSchema: z.core.$ZodTypes; readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (zodSchema instanceof z.ZodDefault && typeof zodSchema.def.defaultValue === "number") jsonSchema.default = zodSchema.def.defaultValue;
}

function inside(path: string, node: Node): Attribute[] {
  const kinds = node.oneOf ?? node.anyOf;
  if (kinds?.every(({ properties }) => properties?.["kind"])) {
    return kinds.flatMap((kind) => {
      const at = `${path}<${String(kind.properties!["kind"]!["const"])}>`;
      return [row(at, kind, false), ...inside(at, kind)];
    });
  }
  if (node.properties) {
    return Object.entries(node.properties).flatMap(([key, inner]) => {
      const at = path === "" ? key : `${path}.${key}`;
      return [row(at, inner, node.required?.includes(key) ?? false), ...inside(at, inner)];
    });
  }
  if (typeof node.additionalProperties === "object") return inside(`${path}.*`, node.additionalProperties);
  return node.items ? inside(`${path}[]`, node.items) : [];
}

function row(path: string, node: Node, required: boolean): Attribute {
  const dated = node.noun === "a quarter" || node.noun === "a day";
  return {
    path,
    type: typeOf(node),
    unit: dated ? "" : (node.unit ?? "").replace(/^list of | by quarter$/g, ""),
    default: node["default"] === undefined ? "" : JSON.stringify(node["default"]),
    required,
    description: node.description ?? "",
  };
}

/** The type of a field in words. */
function typeOf(node: Node): string {
  const { unit, noun, anyOf, items, properties, additionalProperties: entry } = node;
  if (noun === "a quarter" || noun === "a day") return noun.slice(2);
  if (unit !== undefined) return unit.startsWith("list of ") ? "quantities in order" : unit.endsWith(" by quarter") ? "quantities by quarter" : "quantity";
  if (Array.isArray(node["enum"])) return node["enum"].join(", ");
  if ("const" in node) return String(node["const"]);
  if (Array.isArray(node["prefixItems"])) return `[${node["prefixItems"].map(typeOf).join(", ")}]`;
  if (anyOf) return anyOf.map(typeOf).join(" or ");
  if (items) return items.properties ? "list" : `list of ${typeOf(items)}`;
  if (properties) return "map";
  if (typeof entry === "object") return entry.properties || entry.oneOf ? "map by id" : `${typeOf(entry)} by id`;
  if (node.type === "string") return node["pattern"] === undefined ? "text" : "id";
  return { integer: "whole number", number: "number", boolean: "true or false", null: "null" }[String(node.type)] ?? String(node.type);
}
