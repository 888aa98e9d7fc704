// In which hands do the rules of sense put what they find?

import type { ErrorCode } from "../../units/errors.ts";
import type { Catalogue, Figures, Programme } from "../programme.ts";
import { locate, type Node, type Path, pathText, positionOf, type Problem } from "../tree.ts";

/** A programme of which parts may be missing because they did not parse. */
export interface Salvaged extends Omit<Partial<Programme>, "catalogue" | "capital"> {
  readonly catalogue?: Partial<Catalogue>;
  readonly capital?: Partial<Programme["capital"]>;
}

/** Says what makes no sense, at a path's value or key. */
export interface Judge {
  /** It cannot be meant: the programme does not load. */
  problem(path: Path, message: string, side?: "key" | "value"): void;
  /** It is possible but strange. */
  warning(path: Path, message: string, side?: "key" | "value"): void;
}

export type Rule = (programme: Salvaged, judge: Judge, figures: Figures) => void;

/** A judge that keeps what it is told, each with its place in the tree. */
export function judgeOf(root: Node): Judge & { readonly problems: Problem[]; readonly warnings: Problem[] } {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const to =
    (list: Problem[]) =>
    (path: Path, message: string, side: "key" | "value" = "value"): void => {
      list.push({ code: "sense" satisfies ErrorCode, position: positionOf(locate(root, path, side)), path: pathText(path), message });
    };
  return { problems, warnings, problem: to(problems), warning: to(warnings) };
}

/** A ratio as it is written: 0.855 is `85.5 %`. */
export function percent(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(6))} %`;
}

/** A number with few digits. */
export function few(value: number): string {
  return String(Number(value.toPrecision(6)));
}
