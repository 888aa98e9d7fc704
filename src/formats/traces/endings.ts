// How did a job end, in the words of the schedulers that wrote the traces?

import { endings } from "../../record/trace.ts";
import type { Row } from "./byte-rows.ts";
import { Dictionary } from "./dictionary.ts";

const words: Readonly<Record<string, (typeof endings)[number]>> = {
  pass: "done",
  completed: "done",
  succeeded: "done",
  terminated: "done",
  success: "done",
  failed: "failed",
  fail: "failed",
  out_of_memory: "failed",
  boot_fail: "failed",
  killed: "cancelled",
  cancelled: "cancelled",
  canceled: "cancelled",
  revoked: "cancelled",
  preempted: "cancelled",
  timeout: "timed out",
  deadline: "timed out",
  node_fail: "lost node",
};

/** Endings of a column, each word looked up once. */
export class EndingColumn {
  readonly #words = new Dictionary();
  readonly #endings: number[] = [];

  /** Index into `endings`; "unknown" where nothing stands. */
  ofField(row: Row, field: number): number {
    const word = this.#words.ofField(row, field);
    if (word === -1) return 0;
    this.#endings[word] ??= endingOf(this.#words.texts[word]!);
    return this.#endings[word];
  }
}

/** Index into `endings`, from the first word ("CANCELLED by 1000"); "unknown" for what is no ending ("RUNNING"). */
export function endingOf(text: string): number {
  const word = text.toLowerCase().split(/[\s+]/, 1)[0]!;
  return endings.indexOf(words[word] ?? "unknown");
}
