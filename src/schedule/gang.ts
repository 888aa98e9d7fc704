// How many accelerators does a training gang hold: at work and as hot spares?

/** Packages of one kind held by a gang. */
export interface Holding {
  readonly working: number;
  readonly spares: number;
}

/**
 * Sizes a gang of one accelerator kind. It wants `wanted` packages at work and a share of them as spares. A gang that is short keeps its size
 * until its spares are full and it can grow by more than that share or to the full size: each change of size costs a restart.
 * @param available packages it may hold, those it holds now counted
 * @param resize true when the wanted size has just changed
 */
export function sizeGang(wanted: number, spareShare: number, available: number, now: Holding, resize: boolean): Holding {
  const most = Math.min(wanted, Math.floor(available / (1 + spareShare)));
  const grown = most - now.working;
  const worth = resize || now.working === 0 || now.working > available || (grown > 0 && (most === wanted || grown > spareShare * now.working));
  const working = worth ? most : Math.min(now.working, available);
  return { working, spares: Math.min(Math.ceil(spareShare * working), available - working) };
}
