// How does a file become a programme, or a list of every problem in it?

import { check, type CheckOptions } from "./check.ts";
import type { ReadText } from "./extends.ts";
import type { ResolvedProgramme } from "./programme.ts";
import type { Problem } from "./tree.ts";

export type Loaded = ({ readonly ok: true } & ResolvedProgramme) | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Loads a programme.
 * @param file name for messages and base for `extends`
 * @param read gives a file's text, or undefined when it cannot be read
 * @param catalogue text of the built-in catalogue, laid under the programme
 */
export function load(file: string, read: ReadText, catalogue: string, options?: CheckOptions): Loaded {
  const { problems, resolved } = check(file, read, catalogue, options);
  return resolved ? { ok: true, ...resolved } : { ok: false, problems };
}
