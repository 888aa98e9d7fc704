// How often should a training run save its state, and how much of its time is then useful?

/** Young's interval, sqrt(2 C M), in the unit of its arguments: stall C and mean time to failure M. Young, CACM 17(9), 1974. */
export function youngInterval(stall: number, mttf: number): number {
  return Math.sqrt(2 * stall * mttf);
}

/**
 * Daly's interval of work between checkpoints, without the stall, in the unit of its arguments.
 * Daly, FGCS 22, 2006, eq. 37: sqrt(2CM) (1 + sqrt(C/2M)/3 + C/18M) - C for C < 2M, else M.
 */
export function dalyInterval(stall: number, mttf: number): number {
  if (stall >= 2 * mttf) return mttf;
  const half = stall / (2 * mttf);
  return Math.sqrt(2 * stall * mttf) * (1 + Math.sqrt(half) / 3 + half / 9) - stall;
}

/**
 * Useful share of wall time when failures are exponential and may strike during restart and checkpoint too:
 * tau / (M e^(R/M) (e^((tau+C)/M) - 1)). Daly, 2006, from eq. 20. All arguments in one unit of time.
 */
export function checkpointEfficiency(interval: number, stall: number, restart: number, mttf: number): number {
  return interval / (mttf * Math.exp(restart / mttf) * Math.expm1((interval + stall) / mttf));
}

/**
 * Expected effective training time ratio, first order: (1 - (u0 + dt/2) / M) / (1 + w/dt), with restart u0, interval dt, stall w and
 * M = 1 / (N r_f). Kokolis et al., HPCA 2025 (arXiv 2410.21680), without queueing. Good while the losses are under a quarter.
 */
export function expectedEttr(interval: number, stall: number, restart: number, mttf: number): number {
  return (1 - (restart + interval / 2) / mttf) / (1 + stall / interval);
}
