// May this work run there on this day?

import type { Programme } from "../programme/programme.ts";
import type { Day } from "../units/brand.ts";
import { clausesInForce } from "./in-force.ts";
import type { Place } from "./term.ts";
import { allows } from "./terms.ts";

export interface Refusal {
  /** Clause id. */
  readonly refusedBy: string;
  readonly sentence: string;
}

/**
 * Whether every clause in force on `day` lets the workload run at the place; the first refusal otherwise.
 * @param asOf day of the knowledge; the programme's own when absent
 */
export function placeAllowed(programme: Programme, workloadId: string, place: Place, day: Day, asOf: Day = programme.known): true | Refusal {
  const workload = programme.workloads[workloadId];
  const workClass = workload?.kind === "inference" ? workload.class : undefined;
  const provider = "cloud" in place ? programme.catalogue.clouds[place.cloud]?.party : undefined;
  for (const standing of clausesInForce(programme, day, asOf)) {
    const verdict = allows(standing, { workload: workloadId, workClass, place, provider, day });
    if (verdict !== true) return { refusedBy: standing.id, sentence: verdict };
  }
  return true;
}
