// What is wrong with a programme file? Every problem at once, each in its place, and the programme when there is none.

import type { z } from "zod";
import { completed, danglingClauses } from "./amendments.ts";
import { readDocument } from "./document.ts";
import { gather, type ReadText, withSettings } from "./extends.ts";
import { withoutSources } from "./figures.ts";
import { problemsOf } from "./issues.ts";
import { overlay } from "./overlay.ts";
import type { Programme, ResolvedProgramme } from "./programme.ts";
import { referenceProblems, type TableIds } from "./references.ts";
import { salvage } from "./salvage.ts";
import { schema } from "./schema.ts";
import { senseOf } from "./sense/sense.ts";
import { type Node, type Problem, plain } from "./tree.ts";
import { unusedIn } from "./unused.ts";

const catalogueName = "data/catalogue.yaml";

export interface CheckOptions {
  /** `path=value` texts, laid over the file in order. */
  readonly settings?: readonly string[];
  /** Ids of the tables that are there; without them, references to tables are not checked. */
  readonly tables?: TableIds;
}

export interface Checked {
  /** In the order of the file; files it extends and the built-in catalogue after it. */
  readonly problems: readonly Problem[];
  /** What is possible but strange; a programme with warnings loads. */
  readonly warnings: readonly Problem[];
  /** Present when there is no problem. */
  readonly resolved?: ResolvedProgramme;
}

/**
 * Checks a programme: its text, then its schema, its references and its sense, each on what the one before left whole.
 * @param file name for messages and base for `extends`
 * @param read gives a file's text
 * @param catalogue text of the built-in catalogue, laid under the programme
 */
export function check(file: string, read: ReadText, catalogue: string, { settings = [], tables = {} }: CheckOptions = {}): Checked {
  const gathered = gather(file, read);
  const base = readDocument(catalogueName, catalogue);
  const set = withSettings(gathered.root, settings);
  const early = [...gathered.problems, ...base.problems, ...set.problems];
  if (early.length > 0) return { problems: early, warnings: [] };
  const root = completed(overlay(base.located.root, set.root));
  const value = plain(root);
  const parsed = schema.safeParse(value);
  const issues = parsed.success ? [] : (parsed.error.issues as readonly z.core.$ZodIssue[]);
  const references = referenceProblems(root, tables);
  const dangling = danglingClauses(root);
  const broken = [
    // What such a clause leaves out may well stand in the clause that it means.
    ...problemsOf(issues, root, value).filter(({ code, path }) => !(code === "value.missing" && path.startsWith("agreements.") && dangling.has(path.split(".")[1]!))),
    ...references.problems,
  ];
  const whole = parsed.success && references.problems.length === 0;
  const { value: programme, figures } = withoutSources(
    whole
      ? parsed.data
      : salvage(
          value,
          issues,
          references.problems.map(({ path }) => path.split(".")),
        ),
  );
  const sense = senseOf(programme as Partial<Programme>, figures, root);
  const problems = inOrder([...broken, ...sense.problems], root);
  // What is left of a broken programme is strange in ways that the whole may not be. Nobody who checks a programme can mend the built-in catalogue; its own test does.
  const warnings = inOrder([...references.warnings, ...(whole ? [...sense.warnings, ...unusedIn(set.root, root)] : [])], root).filter(
    ({ position }) => position.file !== catalogueName,
  );
  return problems.length > 0 ? { problems, warnings } : { problems, warnings, resolved: { programme: programme as Programme, figures } };
}

/** By place, the programme's own file first. What an amendment took over, or an alias stands for, is said once, where it is written. */
function inOrder(problems: readonly Problem[], { source }: Node): Problem[] {
  const rank = (name: string): number => (name === "--set" ? 0 : name === source.file ? 1 : name === catalogueName ? 3 : 2);
  const said = new Set<string>();
  return problems
    .toSorted(
      ({ position: one }, { position: other }) =>
        rank(one.file) - rank(other.file) || (one.file < other.file ? -1 : one.file > other.file ? 1 : 0) || one.line - other.line || one.column - other.column,
    )
    .filter(({ position, path, message }) => {
      const key = `${position.file}:${position.line}:${position.column}:${path.slice(path.lastIndexOf(".") + 1)}:${message}`;
      return !said.has(key) && said.add(key);
    });
}

/** `file:line:column: path: message`, one problem a line. */
export function problemLine({ position: { file, line, column }, path, message }: Problem): string {
  return `${file}:${line}:${column}: ${path === "" ? "" : `${path}: `}${message}`;
}
