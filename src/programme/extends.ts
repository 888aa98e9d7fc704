// Which files make up a programme? A file, what it extends, and what is set over both.

import { readDocument } from "./document.ts";
import { overlay, put } from "./overlay.ts";
import { type Entry, isMap, type Node, positionOf, type Problem, sourceOf } from "./tree.ts";

/** @returns the text of a file, or undefined when it cannot be read */
export type ReadText = (path: string) => string | undefined;

export interface Gathered {
  readonly root: Node;
  readonly problems: readonly Problem[];
}

/** A file laid over what it extends, directly and in turn. */
export function gather(file: string, read: ReadText): Gathered {
  return gatherFrom(file, read, [], undefined);
}

function gatherFrom(file: string, read: ReadText, chain: readonly string[], asked: { readonly node: Node; readonly said: string } | undefined): Gathered {
  const empty: Node = { source: sourceOf(file, ""), offset: 0, content: new Map() };
  const bad = (problem: Omit<Problem, "position" | "path">): Gathered => ({
    root: empty,
    problems: [{ ...problem, position: positionOf(asked?.node ?? empty), path: asked ? "extends" : "" }],
  });
  if (chain.includes(file)) return bad({ code: "file.cycle", message: `files extend each other in a circle: ${[...chain.slice(chain.indexOf(file)), file].join(" extends ")}` });
  const text = read(file);
  if (text === undefined) return bad({ code: "file.unreadable", message: asked ? `the file "${asked.said}" cannot be read (looked for ${file})` : "the file cannot be read" });
  const { located, problems } = readDocument(file, text);
  if (problems.length > 0) return { root: empty, problems };
  const { root } = located;
  if (!isMap(root.content)) {
    return {
      root: empty,
      problems: [
        {
          code: "value.kind",
          position: { file, line: 1, column: 1 },
          path: "",
          message: `expected a map with "gigasite: 1" at its top, got ${root.content === null ? "nothing" : "something else"}`,
        },
      ],
    };
  }
  const parent = root.content.get("extends")?.node;
  if (!parent) return { root, problems };
  const own = { ...root, content: new Map([...root.content].filter(([key]) => key !== "extends")) };
  if (typeof parent.content !== "string" || parent.content === "") {
    return { root: own, problems: [{ code: "value.kind", position: positionOf(parent), path: "extends", message: "expected the name of a programme file beside this one" }] };
  }
  const under = gatherFrom(beside(file, parent.content), read, [...chain, file], { node: parent, said: parent.content });
  return { root: overlay(under.root, own), problems: under.problems };
}

/**
 * Lays `path=value` texts over a tree, each replacing what stands at its path. The value is read as YAML.
 * Places are `--set`, the number of the setting as line, and the column within its text.
 */
export function withSettings(root: Node, settings: readonly string[]): Gathered {
  const problems: Problem[] = [];
  let out = root;
  for (const [index, text] of settings.entries()) {
    const line = index + 1;
    const equals = text.indexOf("=");
    const path = text.slice(0, Math.max(0, equals)).trim().split(".");
    if (equals < 1 || path.some((part) => part === "" || part === "__proto__")) {
      problems.push({
        code: "value.kind",
        position: { file: "--set", line, column: 1 },
        path: "",
        message: `expected path=value such as sites.abilene-tx.opening=$50M, got "${text}"`,
      });
      continue;
    }
    // The path is blanked, so that columns are those of the setting.
    const { located, problems: found } = readDocument("--set", " ".repeat(equals + 1) + text.slice(equals + 1), line);
    problems.push(...found.map((problem) => ({ ...problem, path: path.join(".") })));
    const { root: value } = located;
    const entry: Entry = { source: value.source, offset: 0, node: value };
    if (found.length === 0) out = put(out, path, entry);
  }
  return { root: out, problems };
}

/** A file name as said in another file: absolute, or beside it. */
function beside(file: string, said: string): string {
  const base = said.startsWith("/") || /^[A-Za-z]:[\\/]/.test(said) ? "" : file.slice(0, file.lastIndexOf("/") + 1);
  const parts: string[] = [];
  for (const part of `${base}${said}`.split("/")) {
    if (part === "." || (part === "" && parts.length > 0)) continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== ".." && parts.at(-1) !== "") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}
