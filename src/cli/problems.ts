// How are a file's problems said, to a reader and to a script?

import { problemLine } from "../programme/check.ts";
import type { Problem } from "../programme/tree.ts";
import { errors } from "../units/errors.ts";
import { Stop } from "./stop.ts";

/** The end of a command with every problem, one a line: `file:line:column: path: message`. */
export function badInput(problems: readonly Problem[]): Stop {
  const said = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return new Stop(problems[0] ? errors[problems[0].code].exit : 2, problems.map(problemLine).join("\n"), {
    message: `${said} in the input`,
    problems: problems.map(problemDocument),
  });
}

/** A problem as `--json` shows it. */
export function problemDocument({ code, position, path, message }: Problem): object {
  return { code, ...position, path, message };
}
