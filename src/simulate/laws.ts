// Does what was simulated keep the laws of the house? A breach is our error, never the user's.

/** A law of docs and design was broken: 1 jobs, 2 accelerators, 3 energy, 5 time, 11 demand. */
export class LawBroken extends Error {
  readonly law: number;
  constructor(law: number, sentence: string) {
    super(`internal error: law ${law} broken: ${sentence}`);
    this.name = "LawBroken";
    this.law = law;
  }
}

/** Relative error that sums of floats may have. */
const exact = 1e-9;

/** Law 2: installed = dark + down + free + allocated, each of them a whole number and none negative. */
export function checkAccelerators(site: string, hour: number, installed: number, dark: number, down: number, free: number, allocated: number): void {
  if (installed !== dark + down + free + allocated || dark < 0 || down < 0 || free < 0 || allocated < 0 || !Number.isInteger(free))
    throw new LawBroken(2, `${site}, hour ${hour}: ${installed} accelerators installed, ${dark} dark + ${down} down + ${free} free + ${allocated} allocated`);
}

/** Law 3: load + charge = grid + on-site + discharge to 1e-9, no supply over its limit. MW. */
export function checkEnergy(
  site: string,
  hour: number,
  loadMw: number,
  gridMw: number,
  onsiteMw: number,
  gridLimitMw: number,
  onsiteLimitMw: number,
  chargeMw: number,
  dischargeMw: number,
): void {
  const off = Math.abs(loadMw + chargeMw - gridMw - onsiteMw - dischargeMw);
  if (!(off <= exact * Math.max(loadMw + chargeMw, 1e-3)))
    throw new LawBroken(3, `${site}, hour ${hour}: load ${loadMw} + charge ${chargeMw} MW, grid ${gridMw} + on-site ${onsiteMw} + discharge ${dischargeMw} MW`);
  if (!(gridMw <= gridLimitMw * (1 + exact) && onsiteMw <= onsiteLimitMw * (1 + exact) && gridMw >= 0 && onsiteMw >= 0 && chargeMw >= 0 && dischargeMw >= 0))
    throw new LawBroken(3, `${site}, hour ${hour}: grid ${gridMw} of ${gridLimitMw} MW, on-site ${onsiteMw} of ${onsiteLimitMw} MW`);
}

/** Law 1: submitted = waiting + active + ended. */
export function checkJobs(site: string, hour: number, submitted: number, waiting: number, active: number, ended: number): void {
  if (submitted !== waiting + active + ended) throw new LawBroken(1, `${site}, hour ${hour}: ${submitted} training runs, ${waiting} waiting + ${active} active + ${ended} ended`);
}

/** Law 11: demand = own + clouds + unserved, none negative. H100e. */
export function checkServed(workload: string, hour: number, demand: number, own: number, clouds: number, unserved: number): void {
  if (!(Math.abs(demand - own - clouds - unserved) <= exact * Math.max(demand, 1)) || own < 0 || clouds < 0 || unserved < 0)
    throw new LawBroken(11, `${workload}, hour ${hour}: demand ${demand}, own ${own} + clouds ${clouds} + unserved ${unserved} H100e`);
}
