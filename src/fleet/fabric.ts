// Which tiers of the network stand between the accelerators of a job?

import type { Tier } from "../physics/fabric.ts";
import type { Device } from "../physics/matrix-multiply.ts";

/** An accelerator model with its network: what one accelerator finds in its scale-up domain, and through its own port within the pod; the spine gives that over the pod's oversubscription. */
export interface TrainingFabric {
  readonly device: Device;
  readonly scaleUp: Omit<Tier, "span">;
  readonly scaleOut: Omit<Tier, "span">;
}

/**
 * The tiers of a placement, from the scale-up domain outwards.
 * @param inRack accelerators of the job in each rack it stands in, on average; `inPod` likewise, Infinity where it stands in one pod
 * @param oneRack it stands in one rack, and nothing leaves it
 * @param oversubscription bandwidth below the spine over bandwidth through it
 */
export function spanTiers({ scaleUp, scaleOut }: TrainingFabric, inRack: number, inPod: number, oneRack: boolean, oversubscription: number): readonly Tier[] {
  if (oneRack) return [{ ...scaleUp, span: Number.POSITIVE_INFINITY }];
  const tiers = [
    { ...scaleUp, span: Math.max(1, Math.floor(inRack)) },
    { ...scaleOut, span: inPod },
  ];
  if (inPod === Number.POSITIVE_INFINITY) return tiers;
  return [...tiers, { ...scaleOut, bytesPerSecond: scaleOut.bytesPerSecond / oversubscription, span: Number.POSITIVE_INFINITY }];
}
