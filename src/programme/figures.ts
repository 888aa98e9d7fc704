// Where does each number come from, and how much of a programme rests on what nobody measured?

import { confidences, type Confidence, type Figure, Sourced } from "./leaf.ts";
import type { Figures } from "./programme.ts";

/** Takes the provenance out of a parsed programme: numbers stand bare, and each figure's origin under its path. */
export function withoutSources(parsed: unknown): { readonly value: unknown; readonly figures: Figures } {
  const figures: Record<string, Figure> = {};
  const visit = (value: unknown, path: string): unknown => {
    if (value instanceof Sourced) {
      figures[path] = value.figure;
      return value.figure.value;
    }
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item, index) => visit(item, `${path}.${index}`));
    const out: Record<string, unknown> = {};
    for (const key of Object.keys(value)) out[key] = visit((value as Record<string, unknown>)[key], path === "" ? key : `${path}.${key}`);
    return out;
  };
  return { value: visit(parsed, ""), figures };
}

export interface FigureCount {
  /** Figures with a stated origin. */
  readonly stated: number;
  readonly byConfidence: Readonly<Record<Confidence, number>>;
  /** Written with a range or source but without a confidence. */
  readonly unstated: number;
  /** Estimates and assumptions over all that are stated; 0 when none is. */
  readonly weakShare: number;
}

/** How many figures rest on what. @param counts keeps a figure in the count by its path: what an answer read, say; all when absent */
export function countFigures(figures: Figures, counts: (path: string) => boolean = () => true): FigureCount {
  const byConfidence = Object.fromEntries(confidences.map((confidence) => [confidence, 0])) as Record<Confidence, number>;
  let unstated = 0;
  for (const [path, { confidence }] of Object.entries(figures)) {
    if (!counts(path)) continue;
    if (confidence === undefined) unstated++;
    else byConfidence[confidence]++;
  }
  const stated = confidences.reduce((sum, confidence) => sum + byConfidence[confidence], 0);
  return { stated, byConfidence, unstated, weakShare: stated === 0 ? 0 : (byConfidence.estimate + byConfidence.assumption) / stated };
}

/** One sentence for {@link countFigures}: `172 figures with a stated origin: 40 measured, ...; 61 % are estimates or assumptions`. */
export function describeFigures(figures: Figures, counts?: (path: string) => boolean): string {
  const { stated, byConfidence, weakShare } = countFigures(figures, counts);
  if (stated === 0) return "no figure states its origin";
  const parts = confidences.filter((confidence) => byConfidence[confidence] > 0).map((confidence) => `${byConfidence[confidence]} ${confidence}`);
  return `${stated} figures with a stated origin: ${parts.join(", ")}; ${Math.round(weakShare * 100)} % are estimates or assumptions`;
}
