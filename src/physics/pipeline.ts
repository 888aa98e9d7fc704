// What does a pipeline of stages cost in waiting and in memory?

/** Idle over busy time of an interleaved one-forward-one-backward pipeline: (p-1) / (v m), stages p, virtual stages v, micro-batches m. Narayanan et al., SC21 (arXiv 2104.04473). */
export function bubbleShare(stages: number, virtualStages: number, microBatches: number): number {
  return (stages - 1) / (virtualStages * microBatches);
}

/**
 * Seconds for all micro-batches, in one expression whatever their number: the slowest stage sets the pace, and filling and draining
 * takes (p-1)/v turns of an ordinary one.
 * @param paceSeconds one micro-batch, forward and backward, in the slowest stage
 * @param stageSeconds the same in an ordinary stage
 */
export function pipelineSeconds(paceSeconds: number, stageSeconds: number, stages: number, virtualStages: number, microBatches: number): number {
  return microBatches * paceSeconds + ((stages - 1) / virtualStages) * stageSeconds;
}

/**
 * Micro-batches whose activations the first stage holds at once, counted in whole stages: p, and with interleaving p (1 + (p-1)/(p v)).
 * Korthikanti et al., 2022 (arXiv 2205.05198), sec. 4.2.3. Never more than there are.
 */
export function microBatchesInFlight(stages: number, virtualStages: number, microBatches: number): number {
  const held = virtualStages === 1 ? stages : stages * (1 + (stages - 1) / (stages * virtualStages));
  return Math.min(held, microBatches);
}
