// How often do accelerators fail, and how many spares keep a gang whole?

const hoursPerDay = 24;

/** Failures per hour of `packages` accelerators: causes are independent Poisson processes, so their rates (per package and day) add up. */
export function failuresPerHour(packages: number, ratesPerDay: readonly number[]): number {
  return (packages * ratesPerDay.reduce((sum, rate) => sum + rate, 0)) / hoursPerDay;
}

/** Mean time to failure of a gang, hours: one over its failure rate. Kokolis et al., HPCA 2025 (arXiv 2410.21680). Infinity when nothing fails. */
export function mttfHours(packages: number, ratesPerDay: readonly number[]): number {
  return 1 / failuresPerHour(packages, ratesPerDay);
}

/** Accelerators out of work in the steady state: arrivals times stay (Little, 1961), over causes with what each takes out. */
export function meanDown(packages: number, causes: readonly { readonly ratePerDay: number; readonly packages: number; readonly repairHours: number }[]): number {
  return causes.reduce((sum, cause) => sum + (packages * cause.ratePerDay * cause.packages * cause.repairHours) / hoursPerDay, 0);
}

/** Fewest spares that cover demand with a probability: quantile of a Poisson law, which holds for the units in repair whatever the repair times (Palm, 1938). */
export function sparesFor(meanInRepair: number, probability: number): number {
  let term = Math.exp(-meanInRepair);
  let sum = term;
  let spares = 0;
  while (sum < probability && spares < 1e6) {
    spares += 1;
    term *= meanInRepair / spares;
    sum += term;
    if (term === 0 && spares > meanInRepair) break;
  }
  return spares;
}
