// How is an artefact written so that two versions differ where the facts differ? One key a line, lists of plain values on one line. And read back.

import { Stop } from "./stop.ts";

/** JSON text of a value, indented by two, with a newline at its end. */
export function jsonText(value: unknown): string {
  return `${write(value, "")}\n`;
}

/** Parses what stands in a file. @throws Stop 2 naming the file */
export function parseJson<Value>(path: string, text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch (error) {
    throw new Stop(2, `${path}: not valid JSON: ${(error as Error).message}`);
  }
}

function write(value: unknown, indent: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    if (value.every((item) => typeof item !== "object" || item === null)) return `[${value.map((item) => write(item, inner)).join(", ")}]`;
    return `[\n${value.map((item) => inner + write(item, inner)).join(",\n")}\n${indent}]`;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return "{}";
  return `{\n${entries.map(([key, item]) => `${inner}${JSON.stringify(key)}: ${write(item, inner)}`).join(",\n")}\n${indent}}`;
}
