// What is one rule family: its name, its sentence of docs/model.md, and how it is checked?

import type { Findings } from "../findings.ts";
import type { Replay } from "../replay.ts";

export interface Rule {
  readonly family: string;
  /** The sentence of docs/model.md that the check was written from. */
  readonly sentence: string;
  check(replay: Replay): Findings;
}
