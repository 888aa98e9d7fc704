// How much of an answer rests on what nobody measured?

import { confidences, type Confidence, type Figure } from "./fields.ts";

export interface Confidences {
  /** Figures with a stated confidence. */
  readonly stated: number;
  /** How many there are of each; those of a confidence that does not occur count 0. */
  readonly counts: Readonly<Record<Confidence, number>>;
  /** Estimates and assumptions over all that are stated; 0 when nothing is. */
  readonly unproven: number;
}

/** Counts figures by confidence; one without a confidence is the programme's own choice and does not count. */
export function countConfidences(figures: Iterable<Pick<Figure, "confidence">>): Confidences {
  const counts = Object.fromEntries(confidences.map((confidence) => [confidence, 0])) as Record<Confidence, number>;
  for (const { confidence } of figures) if (confidence !== undefined) counts[confidence]++;
  const stated = confidences.reduce((sum, confidence) => sum + counts[confidence], 0);
  return { stated, counts, unproven: stated === 0 ? 0 : (counts.estimate + counts.assumption) / stated };
}
