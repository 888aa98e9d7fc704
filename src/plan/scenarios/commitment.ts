// When is each decision taken? The quarter from which on a column of the linear programme can no longer wait (docs/uncertainty.md, "What is decided now").

import type { PlanningCase } from "../case.ts";

/** Quarter in which the decision behind a column is taken; Infinity for what answers to the quarter itself. */
export type DecidedIn = (family: string, index: readonly string[]) => number;

/**
 * By column family, for scenarios that a decision must hold for alike:
 * opening and starts in their quarter; a power option with its first payment, in the earliest of the scenarios; racks in the quarter of
 * delivery, but where the scenarios differ in supply the supplier decides, of used ones also what is sold; a capital call at its notice. All else is operation.
 */
export function decidedIn(studies: readonly PlanningCase[]): DecidedIn {
  const [study] = studies as [PlanningCase, ...PlanningCase[]];
  const quarters = new Map<string, number>(study.names.map((quarter, t) => [quarter, t]));
  const options = new Map<string, number>();
  for (const { sites, programme } of studies)
    for (const { id: site, options: list } of sites)
      for (const { id, energized } of list) {
        const first = Math.max(0, energized - programme.catalogue.operations.powerPayments);
        options.set(`${site} ${id}`, Math.min(first, options.get(`${site} ${id}`) ?? Infinity));
      }
  const rackWaits = new Map<string, readonly boolean[]>(
    study.accelerators.map(({ id, supply }) => [id, supply.map((racks, t) => studies.some((other) => other.accelerators.find((kind) => kind.id === id)?.supply[t] !== racks))]),
  );
  const notices = new Map<string, number>();
  for (const { order, calls } of Object.values(study.programme.capital.equity)) notices.set(`order ${order}`, Math.max(calls.notice ?? 0, notices.get(`order ${order}`) ?? 0));
  return (family, index) => {
    const quarter = quarters.get(index.at(-1)!) ?? Infinity;
    switch (family) {
      case "site.open":
      case "build.start":
        return quarter;
      case "power.option":
        return options.get(`${index[0]} ${index[1]}`) ?? Infinity;
      case "chip.racks":
        return rackWaits.get(index[1]!)?.[quarter] === false ? quarter : Infinity;
      case "chip.retired":
        return rackWaits.get(index[1]!)?.[quarters.get(index[2]!) ?? -1] === true ? Infinity : quarter;
      case "money.call": {
        const notice = notices.get(index[0]!) ?? 0;
        return notice > 0 ? Math.max(0, quarter - notice) : Infinity;
      }
      default:
        return Infinity;
    }
  };
}
