import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { attributes } from "./attributes.ts";
import { jsonSchema, type Node } from "./json-schema.ts";

const root = jsonSchema() as Node & { $defs: Record<string, Node> };
const folder = new URL("../../programmes/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
const read = (name: string) => parse(readFileSync(new URL(name, folder), "utf8"), { maxAliasCount: -1 }) as Record<string, unknown>;

for (const name of files) test(`programmes/${name} is as the JSON Schema says`, () => assert.deepEqual(faults(read(name), root), []));

test("the built-in catalogue is as the JSON Schema says", () => {
  const catalogue = parse(readFileSync(new URL("../../data/catalogue.yaml", import.meta.url), "utf8")) as object;
  assert.deepEqual(faults({ extends: "other.yaml", ...catalogue }, root), []);
});

test("an unknown key is refused at its place, on every floor", () => {
  // oxlint-disable-next-line typescript/no-explicit-any -- tests write what the types forbid
  const changed = (change: (file: any) => void) => {
    const file = read("starter.yaml");
    change(file);
    return faults(file, root);
  };
  assert.deepEqual(
    changed((file) => (file.programm = "x")),
    ["programm: unknown key"],
  );
  assert.deepEqual(
    changed((file) => (file.sites.amarillo.powr = {})),
    ["sites.amarillo.powr: unknown key"],
  );
  assert.deepEqual(
    changed((file) => (file.sites.amarillo.carbon.yearly.sauce = "x")),
    ["sites.amarillo.carbon.yearly: fits none of 2 forms"],
  );
  assert.deepEqual(
    changed((file) => (file.workloads.model.mfuu = "30 %")),
    ["workloads.model: fits none of 3 forms"],
  );
  assert.deepEqual(
    changed((file) => (file.agreements.capacity.prise = "1 M$/MW-month")),
    ["agreements.capacity: fits none of 11 forms"],
  );
  assert.deepEqual(
    changed((file) => (file.catalogue.accelerators["gb300-nvl72"].rackPrize = "$1M")),
    ["catalogue.accelerators.gb300-nvl72.rackPrize: unknown key"],
  );
});

test("a file of its own must have every required key; one that extends another need have none", () => {
  const { discount: _, ...file } = read("starter.yaml");
  assert.deepEqual(faults(file, root), ["discount: missing"]);
  assert.deepEqual(faults({ ...file, extends: "other.yaml" }, root), []);
  assert.deepEqual(faults({ extends: "other.yaml", sites: { abilene: { power: { grid: { energized: "2026-Q3" } } } }, workloads: { chat: { worth: 2 } } }, root), []);
});

test("every required field of the table is required by the JSON Schema outside the catalogue", () => {
  const programme = root.$defs["programme"]!;
  const clause = programme.properties!["agreements"]!.additionalProperties as Node;
  const required = requiredIn({ ...programme, properties: { ...programme.properties, agreements: { additionalProperties: clause["else"] as Node } } }, "");
  const expected = attributes().filter((row) => row.required && !row.path.startsWith("catalogue"));
  assert.ok(expected.length > 100, String(expected.length));
  assert.deepEqual(required.toSorted(), expected.map(({ path }) => path).toSorted());
});

test("an amendment says only what it changes, a first clause says all", () => {
  const file = read("starter.yaml");
  const agreements = file["agreements"] as object;
  assert.deepEqual(faults({ ...file, agreements: { ...agreements, later: { supersedes: "capacity", from: "2027-01-01", price: "1 M$/MW-month" } } }, root), []);
  assert.deepEqual(faults({ ...file, agreements: { ...agreements, later: { from: "2027-01-01", price: "1 M$/MW-month" } } }, root), ["agreements.later: fits none of 11 forms"]);
  assert.deepEqual(faults({ ...file, agreements: { ...agreements, later: { supersedes: "capacity", prize: 1 } } }, root), ["agreements.later.prize: unknown key"]);
});

test("a quantity is bare or sourced, a bare number only where the unit may be left out", () => {
  const budget = (value: unknown) => faults({ extends: "other.yaml", capital: { budget: value } }, root);
  const worth = (value: unknown) => faults({ extends: "other.yaml", workloads: { chat: { worth: value } } }, root);
  assert.deepEqual(budget("$4B"), []);
  assert.deepEqual(budget({ value: "$4B", low: "$3B", high: "$5B", source: "a letter", confidence: "vendor", learnt: "2026-01-01" }), []);
  assert.deepEqual(budget({ value: "$4B", confidence: "certain" }), ["capital.budget: fits none of 2 forms"]);
  assert.deepEqual(budget({ low: "$4B" }), ["capital.budget: fits none of 2 forms"]);
  assert.deepEqual(budget(4), ["capital.budget: fits none of 2 forms"]);
  assert.deepEqual(worth(0.8), []);
});

test("an editor shows what each field is and how it is written", () => {
  const site = root.$defs["programme"]!.properties!["sites"]!.additionalProperties as Node;
  const { facility } = (site.properties!["power"]!.additionalProperties as Node).properties!;
  assert.deepEqual(facility, { $ref: "#/$defs/power", description: "Facility power at full ramp, not IT power. Such as 120 MW." });
  assert.deepEqual(root.$defs["power"]!["examples"], ["120 MW"]);
});

/** Why a value is not as a schema says; as much of JSON Schema 2020-12 as ours uses, and an error for any word beyond it. */
function faults(value: unknown, node: Node, path = ""): string[] {
  const beyond = Object.keys(node).filter((word) => !words.has(word));
  assert.deepEqual(beyond, [], `${path}: this test does not know these words`);
  const found: string[] = [];
  const fault = (what: string, key = "") => void found.push(`${[path, key].filter(Boolean).join(".")}: ${what}`);
  const deeper = (inner: unknown, next: Node, key: string) => void found.push(...faults(inner, next, path === "" ? key : `${path}.${key}`));
  if (node["$ref"] !== undefined) found.push(...faults(value, root.$defs[String(node["$ref"]).replace("#/$defs/", "")]!, path));
  if (node["if"] !== undefined) found.push(...faults(value, (faults(value, node["if"] as Node).length === 0 ? node["then"] : node["else"]) as Node, path));
  const forms = node.anyOf ?? node.oneOf;
  if (forms) {
    const fitting = forms.filter((form) => faults(value, form, path).length === 0).length;
    if (fitting === 0) fault(`fits none of ${forms.length} forms`);
    if (node.oneOf && fitting > 1) fault(`fits ${fitting} of ${forms.length} forms`);
  }
  if (node.type !== undefined && ![node.type].flat().includes(kind(value)) && !(kind(value) === "integer" && [node.type].flat().includes("number")))
    return [...found, `${path}: expected ${String(node.type)}`];
  if (Array.isArray(node["enum"]) && !node["enum"].includes(value)) fault(`expected one of ${node["enum"].join(", ")}`);
  if ("const" in node && node["const"] !== value) fault(`expected ${String(node["const"])}`);
  if (typeof value === "string" && node["pattern"] !== undefined && !new RegExp(String(node["pattern"])).test(value)) fault("has another form");
  if (typeof value === "number" && (value < Number(node["minimum"] ?? -Infinity) || value > Number(node["maximum"] ?? Infinity))) fault("out of range");
  if (Array.isArray(value)) {
    const prefix = (node["prefixItems"] ?? []) as Node[];
    if (value.length < Number(node["minItems"] ?? 0)) fault("too short");
    value.forEach((inner, position) => deeper(inner, prefix[position] ?? node.items ?? {}, String(position)));
  } else if (typeof value === "object" && value !== null) {
    for (const key of node.required ?? []) if (!(key in value)) fault("missing", key);
    for (const [key, inner] of Object.entries(value)) {
      const patterned = Object.entries((node["patternProperties"] ?? {}) as Record<string, Node>).filter(([pattern]) => new RegExp(pattern).test(key));
      if (node["propertyNames"] !== undefined && faults(key, node["propertyNames"] as Node).length > 0) fault("is no id", key);
      if (node.properties?.[key]) deeper(inner, node.properties[key], key);
      else if (patterned.length > 0) for (const [, next] of patterned) deeper(inner, next, key);
      else if (node.additionalProperties === false) fault("unknown key", key);
      else if (typeof node.additionalProperties === "object") deeper(inner, node.additionalProperties, key);
    }
  }
  return found;
}

const words = new Set(
  "$schema $defs $ref title description examples default format type properties required additionalProperties patternProperties propertyNames items prefixItems minItems maxItems anyOf oneOf enum const pattern minimum maximum if then else".split(
    " ",
  ),
);

function kind(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}

function requiredIn(node: Node, path: string): string[] {
  const kinds = node.oneOf ?? node.anyOf;
  if (kinds?.every(({ properties }) => properties?.["kind"])) return kinds.flatMap((form) => requiredIn(form, `${path}<${String(form.properties!["kind"]!["const"])}>`));
  if (node.properties) {
    return Object.entries(node.properties).flatMap(([key, inner]) => {
      const at = path === "" ? key : `${path}.${key}`;
      return [...(node.required?.includes(key) ? [at] : []), ...requiredIn(inner, at)];
    });
  }
  if (typeof node.additionalProperties === "object") return requiredIn(node.additionalProperties, `${path}.*`);
  return node.items ? requiredIn(node.items, `${path}[]`) : [];
}
