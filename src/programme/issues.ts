// How does what the schema complains of read to a person?

import type { z } from "zod";
import type { ErrorCode } from "../units/errors.ts";
import { didYouMean } from "../units/suggest.ts";
import { type IssueParams, show } from "./leaf.ts";
import { schema } from "./schema.ts";
import { locate, type Node, type Path, pathText, positionOf, type Problem } from "./tree.ts";

type Issue = z.core.$ZodIssue;

/** The problems of a schema's issues: one for each unknown key, each in its place. @param value what was parsed @param of the schema that parsed it */
export function problemsOf(issues: readonly Issue[], root: Node, value: unknown, of: Type = schema): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    const path = issue.path as Path;
    const at = (code: ErrorCode, place: Path, side: "key" | "value", message: string): Problem => ({
      code,
      position: positionOf(locate(root, place, side)),
      path: pathText(place),
      message,
    });
    switch (issue.code) {
      case "unrecognized_keys":
        return issue.keys.map((key) => at("key.unknown", [...path, key], "key", unknownKey(key, path, value, of)));
      case "invalid_key":
        return [at("key.unknown", path, "key", issue.issues[0]?.message ?? "this key is not possible here")];
      case "invalid_value": {
        const found = valueAt(value, path);
        const values = issue.values.map(String);
        const missing = found === undefined ? "missing, " : "";
        return [
          at(
            found === undefined ? "value.missing" : "value.choice",
            path,
            "value",
            `${missing}expected ${oneOf(values)}${found === undefined ? "" : `, got ${show(found)}`}${typeof found === "string" ? didYouMean(found, values) : ""}`,
          ),
        ];
      }
      case "invalid_union": {
        const kinds = kindsAt(path.slice(0, -1), value, of);
        const found = valueAt(value, path);
        if (kinds.length === 0) return [at("value.kind", path, "value", `expected ${unionText(issue)}, got ${show(found)}`)];
        if (found === undefined) return [at("value.missing", path, "value", `missing, expected ${oneOf(kinds)}`)];
        return [at("value.choice", path, "value", `expected ${oneOf(kinds)}, got ${show(found)}${typeof found === "string" ? didYouMean(found, kinds) : ""}`)];
      }
      case "custom": {
        const { code, at: side } = (issue.params ?? { code: "value.kind", at: "value" }) as IssueParams;
        return [at(code, path, side, issue.message)];
      }
      case "invalid_type": {
        const found = valueAt(value, path);
        if (found === undefined) return [at("value.missing", path, "value", `missing, expected ${kinds[issue.expected] ?? issue.expected}`)];
        return [at("value.kind", path, "value", `expected ${kinds[issue.expected] ?? issue.expected}, got ${show(found)}`)];
      }
      case "too_small":
      case "too_big": {
        const found = valueAt(value, path);
        const bound = issue.code === "too_small" ? `${issue.minimum} or more` : `${issue.maximum} or less`;
        const counted = issue.origin === "array" ? " entries" : "";
        return [at("value.range", path, "value", `expected ${bound}${counted}, got ${Array.isArray(found) ? found.length : show(found)}`)];
      }
      default:
        return [at("value.kind", path, "value", issue.message)];
    }
  });
}

const kinds: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "a map",
  record: "a map by id",
  array: "a list",
  tuple: "a list of two",
};

function unionText(issue: Issue): string {
  const branches = "errors" in issue ? (issue.errors as readonly (readonly Issue[])[]) : [];
  return (
    branches
      .map(([first]) => (first?.code === "custom" ? first.message.replace(/^expected |, got.*$/g, "") : first?.code === "invalid_type" && first.expected === "null" ? "null" : ""))
      .filter((text) => text !== "")
      .join(" or ") || "another value"
  );
}

function oneOf(values: readonly string[]): string {
  return values.length === 1 ? values[0]! : `one of ${values.join(", ")}`;
}

/** Keys that people write for another one, by the end of their path. */
const meant: readonly (readonly [RegExp, string, string])[] = [
  [/^sites\.[^.]+\.power\.[^.]+$/, "it", 'a power option states facility power: expected "facility", which is IT power x designFacilityRatio'],
  [/^sites\.[^.]+\.power\.[^.]+$/, "mw", 'a power option states facility power: expected "facility"'],
  [/^catalogue\.buildings\.[^.]+$/, "facility", 'a building states IT power: expected "it"'],
  [/^agreements\.[^.]+$/, "amends", 'a clause that replaces another says "supersedes"'],
];

function unknownKey(key: string, path: Path, value: unknown, of: Type): string {
  const where = pathText(path);
  const hint = meant.find(([place, word]) => word === key.toLowerCase() && place.test(where));
  if (hint) return `unknown key "${key}": ${hint[2]}`;
  const known = keysAt(path, value, of);
  const found = didYouMean(key, known);
  return `unknown key "${key}"${found || (known.length > 0 ? `, expected one of ${known.join(", ")}` : "")}`;
}

/** Keys that a schema knows at a path. */
function keysAt(path: Path, value: unknown, of: Type): string[] {
  return Object.keys(shapeOf(schemaAt(path, value, of)) ?? {});
}

/** Kinds that the union at a path distinguishes. */
function kindsAt(path: Path, value: unknown, of: Type): string[] {
  const found = definition(schemaAt(path, value, of, true));
  return found?.type === "union" ? (found as z.core.$ZodUnionDef).options.flatMap((option) => kindOf(option) ?? []) : [];
}

function kindOf(option: Type): string | undefined {
  const kind = definition(shapeOf(option)?.["kind"]);
  return kind?.type === "literal" ? String((kind as z.core.$ZodLiteralDef<string>).values[0]) : undefined;
}

type Type = z.core.$ZodType;

function definition(type: Type | undefined): z.core.$ZodTypeDef | undefined {
  return (type as z.ZodType | undefined)?.def;
}

function shapeOf(type: Type | undefined): Readonly<Record<string, Type>> | undefined {
  const found = definition(type);
  return found?.type === "object" ? (found as z.core.$ZodObjectDef).shape : undefined;
}

/** The schema at a path; where kinds are distinguished, that of the value's kind. @param union true: the union itself at the path's end */
function schemaAt(path: Path, value: unknown, of: Type, union = false): Type | undefined {
  let at: Type | undefined = of;
  let here = value;
  for (const part of [...path, undefined]) {
    at = bare(at);
    let found = definition(at);
    if (found?.type === "union" && !(union && part === undefined)) {
      const kind = (here as Record<string, unknown> | undefined)?.["kind"];
      at = (found as z.core.$ZodUnionDef).options.find((option) => kindOf(option) === kind);
      found = definition(at);
    }
    if (part === undefined || !found) return at;
    if (found.type === "object") at = (found as z.core.$ZodObjectDef).shape[String(part)];
    else if (found.type === "record") at = (found as z.core.$ZodRecordDef).valueType;
    else if (found.type === "array") at = (found as z.core.$ZodArrayDef).element;
    else return undefined;
    here = (here as Record<string, unknown> | undefined)?.[String(part)];
  }
  return at;
}

function bare(type: Type | undefined): Type | undefined {
  let at = type;
  for (let found = definition(at); found && "innerType" in found; found = definition(at)) at = (found as unknown as { innerType: Type }).innerType;
  return at;
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const part of path) at = typeof at === "object" && at !== null && Object.hasOwn(at, part) ? (at as Record<string | number, unknown>)[part] : undefined;
  return at;
}
