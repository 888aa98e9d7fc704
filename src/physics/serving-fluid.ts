// How long do requests wait and take on a replica in the mean, without playing them out?

/** What the requests ask for, on the mean; times in seconds. */
export interface FluidLoad {
  /** Requests per second on one replica. */
  readonly rate: number;
  /** Mean and mean square of the time that a prompt adds. */
  readonly prompt: number;
  readonly promptSquare: number;
  /** Mean decode steps of a request. */
  readonly steps: number;
  /** Time of a decode step with so many requests, their mean context in the cache counted. */
  readonly stepSeconds: (requests: number) => number;
  /** The most requests that can be in the batch: sequences, or blocks over the mean blocks of a request. */
  readonly mostRequests: number;
}

export interface FluidState {
  /** False where no steady state exists: more comes than can leave, or more is in the batch than fits. */
  readonly stable: boolean;
  /** Share of the time that prompts take. */
  readonly promptShare: number;
  /** Mean requests that decode. */
  readonly requests: number;
  readonly firstTokenSeconds: number;
  readonly perTokenSeconds: number;
  readonly endToEndSeconds: number;
}

/**
 * The fluid limit of continuous batching. Prompts are an M/G/1 queue that goes before decodes: wait = rate E[t^2] / (2 (1 - rho)) (Pollaczek and Khinchine;
 * Kleinrock, Queueing Systems 1, 1975, section 5.7) after half of the step under way; decodes have what is left of the time. Their number follows from Little's law,
 * N = rate x steps x t(1 + N) / (1 - rho): a request sees the others and itself (arrivals see time averages: Wolff, 1982). For t = a + b N it is a / (1 - rate steps b) in the large.
 */
export function fluidServing(load: FluidLoad): FluidState {
  const { rate, prompt, promptSquare, steps, stepSeconds, mostRequests } = load;
  const promptShare = rate * prompt;
  const unstable: FluidState = { stable: false, promptShare, requests: Infinity, firstTokenSeconds: Infinity, perTokenSeconds: Infinity, endToEndSeconds: Infinity };
  if (promptShare >= 1) return unstable;
  const wanted = (requests: number) => (rate * steps * stepSeconds(1 + requests)) / (1 - promptShare);
  if (wanted(mostRequests) > mostRequests) return unstable;
  // The least N that meets its own demand: step time grows with N, so bisection from 0 finds where demand stops exceeding it.
  let below = 0;
  let above = mostRequests;
  for (let round = 0; round < 60; round++) {
    const middle = (below + above) / 2;
    if (wanted(middle) > middle) below = middle;
    else above = middle;
  }
  const step = stepSeconds(1 + above);
  const perTokenSeconds = step / (1 - promptShare);
  const underWay = ((1 - promptShare) * -Math.expm1(-above) * step) / 2;
  const firstTokenSeconds = underWay + (rate * promptSquare) / (2 * (1 - promptShare)) + prompt;
  return { stable: true, promptShare, requests: above, firstTokenSeconds, perTokenSeconds, endToEndSeconds: firstTokenSeconds + steps * perTokenSeconds };
}
