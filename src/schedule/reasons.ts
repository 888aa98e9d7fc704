// Why does a job wait? One sentence for each reason there is.

import { withinPod, withinRack, withinSite, withinTray } from "./jobs.ts";
import type { PoolView } from "./view.ts";

/** Reasons by id. */
export const reasons = {
  "not-submitted": "It has not been submitted yet.",
  "waits-for-job": "It starts after another job, which has not ended.",
  "not-permitted": "No agreement lets it run at any site that has accelerators it can use.",
  "too-large": "It wants more accelerators than any site it may use will ever have.",
  "never-finishes": "It failed again and again before it had saved any work, and was given up.",
  "put-off": "It may be put off, and power is cheaper or cleaner later, before its deadline.",
  "over-quota": "Its tenant holds its quota of the accelerators.",
  "behind-others": "Others stand before it in the queue, and it cannot pass them without delaying them.",
  "no-room": "Fewer accelerators are free than it wants.",
  "kept-back": "Enough accelerators are free, but some are kept back: as spares, or because the power is not there.",
  "no-room-in-tray": "Enough accelerators are free, but not in one tray.",
  "no-room-in-rack": "Enough accelerators are free, but not in one scale-up domain.",
  "no-room-in-pod": "Enough accelerators are free, but not in one pod.",
  "no-room-in-blocks": "Enough accelerators are free, but not in whole blocks within scale-up domains.",
} as const;

export type ReasonId = keyof typeof reasons;

/** Why a job that stands in this pool's queue does not start now. `free` counts those that allowances keep back too. */
export function reasonInQueue(view: PoolView, job: number, free: number): ReasonId {
  const need = view.jobs.least[job];
  if (view.fits(job)) return "behind-others";
  if (free < need) return "no-room";
  if (view.usable < need) return "kept-back";
  const within = view.jobs.within[job];
  if (within === withinTray) return "no-room-in-tray";
  if (within === withinRack) return "no-room-in-rack";
  if (within === withinPod) return "no-room-in-pod";
  return within === withinSite && view.jobs.block[job] > 1 ? "no-room-in-blocks" : "behind-others";
}
