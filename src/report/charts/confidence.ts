// How sure is a figure, as a mark? Filled disc measured, half disc vendor, ring press, dashed ring estimate, empty diamond assumption.

import type { Confidence } from "../view/sources.ts";

/** Shapes in a square of 10. */
export const confidenceShapes: Readonly<Record<Confidence | "", string>> = {
  measured: '<circle cx="5" cy="5" r="4" class="f-ink"/>',
  vendor: '<circle cx="5" cy="5" r="3.5" fill="none" stroke="var(--ink)"/><path d="M5,1.5A3.5,3.5 0 0 0 5,8.5Z" class="f-ink"/>',
  press: '<circle cx="5" cy="5" r="3.5" fill="none" stroke="var(--ink)"/>',
  estimate: '<circle cx="5" cy="5" r="3.5" fill="none" stroke="var(--ink)" stroke-dasharray="1.6 1.4"/>',
  assumption: '<path d="M5,0.8L9.2,5L5,9.2L0.8,5Z" fill="none" stroke="var(--ink)"/>',
  "": '<rect x="3.2" y="4.5" width="3.6" height="1" class="f-ink"/>',
};
