// What may stand in a programme file as a person types it? JSON Schema 2020-12, for editors, drawn from the one schema.

import { z } from "zod";
import { readQuantity } from "../units/quantity.ts";
import * as fields from "./fields.ts";
import { schema } from "./schema.ts";

/** A node of a JSON Schema, as far as the house looks into it; `unit`, `noun` and `example` are the leaves' own. */
export interface Node {
  [key: string]: unknown;
  unit?: string;
  noun?: string;
  example?: string;
  description?: string;
  type?: unknown;
  properties?: Record<string, Node>;
  required?: string[];
  additionalProperties?: boolean | Node;
  items?: Node;
  anyOf?: Node[];
  oneOf?: Node[];
}

/**
 * The schema of a programme file before it is laid over the built-in catalogue and over what it extends.
 * A file of its own names every required key. One with `extends`, and every file's `catalogue`, may be partial; so may an
 * amendment, which says only what it changes.
 */
export function jsonSchema(): object {
  const { $schema, ...whole } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any", override: ({ jsonSchema: node }) => tidy(node as Node) }) as Node;
  const { catalogue, agreements, ...own } = whole.properties!;
  const clause = agreements!.additionalProperties as Node;
  const over = { catalogue: { $ref: "#/$defs/catalogue", description: catalogue!.description! } };
  const clauses = (form: Node): Node => ({ ...agreements, additionalProperties: form });
  const programme: Node = {
    ...whole,
    properties: { ...own, ...over, agreements: clauses(choose("supersedes", { $ref: "#/$defs/amendment" }, clause)) },
    required: whole.required!.filter((key) => key !== "catalogue"),
  };
  const parent: Node = { type: "string", description: "A programme file beside this one. This file lies over it: maps merge by id, everything else is replaced." };
  const extending = part({ ...whole, properties: { extends: parent, ...own, ...over, agreements: clauses({ $ref: "#/$defs/amendment" }) } });
  return {
    $schema,
    title: "gigasite programme",
    description: "One AI data-centre programme: who pays, what can be bought, where it may stand, what it is for and what was agreed.",
    type: "object",
    ...choose("extends", { $ref: "#/$defs/extending" }, { $ref: "#/$defs/programme" }),
    $defs: { programme, extending, catalogue: part(catalogue!), amendment: part(clause), ...leaves() },
  };
}

/** One form where the key stands, another where it does not. */
function choose(key: string, present: Node, absent: Node): Node {
  // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's own word
  return { if: { required: [key] }, then: present, else: absent };
}

/** Turns a leaf into a reference to its definition, and drops bounds that say nothing. */
function tidy(node: Node): void {
  if (node["maximum"] === Number.MAX_SAFE_INTEGER) delete node["maximum"];
  if (node["minimum"] === Number.MIN_SAFE_INTEGER) delete node["minimum"];
  const { unit, example, description, default: value } = node;
  const name = leafNames.get(`${unit}|${example}`);
  if (name === undefined) return;
  for (const key of Object.keys(node)) delete node[key];
  node["$ref"] = `#/$defs/${name}`;
  if (description !== undefined) node.description = `${description} Such as ${written({ unit: unit!, example: example! })}.`;
  if (value !== undefined) node["default"] = value;
}

/** The same node with no key required and the kinds of a union merged, for what lies over something else. */
function part(node: Node): Node {
  const kinds = node.oneOf ?? node.anyOf;
  if (kinds?.every(({ properties }) => properties !== undefined)) return part(merged(node, kinds));
  const { required: _, ...out } = node;
  if (out.properties) out.properties = Object.fromEntries(Object.entries(out.properties).map(([key, inner]) => [key, part(inner)]));
  if (typeof out.additionalProperties === "object") out.additionalProperties = part(out.additionalProperties);
  return out;
}

function merged({ oneOf: _one, anyOf: _any, ...node }: Node, kinds: readonly Node[]): Node {
  const forms = new Map<string, Map<string, Node>>();
  for (const { properties } of kinds) {
    for (const [key, { description, ...shape }] of Object.entries(properties!)) {
      const found = forms.get(key) ?? new Map<string, Node>();
      const same = found.get(JSON.stringify(shape));
      found.set(JSON.stringify(shape), description !== undefined && (same === undefined || same.description === description) ? { ...shape, description } : shape);
      forms.set(key, found);
    }
  }
  const properties = Object.fromEntries([...forms].map(([key, found]): [string, Node] => [key, alternatives([...found.values()])]));
  return { ...node, type: "object", properties, additionalProperties: false };
}

function alternatives(forms: Node[]): Node {
  if (forms.length === 1) return forms[0]!;
  if (forms.every((form) => "const" in form)) return { type: "string", enum: forms.map((form) => form["const"]) };
  return { anyOf: forms };
}

/** Names of the leaves as `fields.ts` exports them, by unit and example. */
const leafNames = new Map(
  Object.entries(fields).flatMap(([name, field]) => {
    const meta = metaOf(field);
    return meta ? [[`${meta.unit}|${meta.example}`, name] as const] : [];
  }),
);

function metaOf(field: unknown): fields.LeafMeta | undefined {
  const meta = field instanceof z.ZodType ? (field.meta() as Partial<fields.LeafMeta> | undefined) : undefined;
  return typeof meta?.unit === "string" ? (meta as fields.LeafMeta) : undefined;
}

function leaves(): Record<string, Node> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): [string, Node][] => {
      const meta = metaOf(field);
      return meta ? [[name, leaf(meta)]] : [];
    }),
  );
}

/** A leaf's example as it stands in a file. */
function written({ unit, example }: { readonly unit: string; readonly example: string }): string {
  return unit.endsWith(" by quarter") ? `{ 2026-Q1: ${example} }` : example;
}

function leaf({ unit, example, noun }: fields.LeafMeta): Node {
  const description = `${noun[0]!.toUpperCase()}${noun.slice(1)}, such as ${written({ unit, example })}.`;
  if (unit === "day") return { type: "string", format: "date", pattern: "^\\d{4}-\\d{2}-\\d{2}$", description, examples: [example] };
  if (unit === "quarter" && noun === "a quarter") return sourced({ type: "string", pattern: "^\\d{4}-Q[1-4]$" }, { type: "string" }, { description, examples: [example] });
  const list = /^list of (.*)$/.exec(unit);
  if (list) return sourced({ type: "array", items: scalar(list[1]!) }, scalar(list[1]!), { description });
  const series = /^(.*) by quarter$/.exec(unit);
  if (!series) return sourced(scalar(unit), scalar(unit), { description, examples: [example] });
  const byQuarter: Node = { type: "object", patternProperties: { "^\\d{4}(-Q[1-4])?$": scalar(series[1]!) }, additionalProperties: false };
  const value: Node = { anyOf: [scalar(series[1]!), byQuarter] };
  return sourced(value, scalar(series[1]!), { description, examples: [{ "2026-Q1": example }] });
}

/** Text with a unit; a bare number too where the unit is one that may be left out. */
function scalar(unit: string): Node {
  return { type: readQuantity(1, unit).ok ? ["string", "number"] : "string" };
}

/** A value as it is, or with where it comes from. */
function sourced(value: Node, bound: Node, about: Node): Node {
  const properties: Record<string, Node> = {
    value,
    low: { ...bound, description: "The least it may credibly be." },
    high: { ...bound, description: "The most it may credibly be." },
    source: { type: "string", description: "Who says so, in which document, of which day." },
    confidence: {
      type: "string",
      enum: [...fields.confidences],
      description: "How it is known: measured; said by a vendor or a party; in the press; estimated from others; or assumed.",
    },
    reason: { type: "string", description: "Why an assumption is what it is." },
    learnt: { type: "string", description: "Day on which it became known, when later than the programme's own." },
  };
  return { ...about, anyOf: [value, { type: "object", properties, required: ["value"], additionalProperties: false }] };
}
