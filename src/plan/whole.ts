// How do racks become whole? The first half of the one rounding step: whole racks delivered and running, near the solver's, inside every limit.

import { none, type Draft } from "./columns.ts";

/**
 * Fixes racks and running racks to whole numbers around a solution.
 * Racks are cut to whole ones; what the cuts of a kind and quarter leave over goes to the sites with the largest remainders that
 * still have hall. Running racks follow, cut to firm power.
 * @returns column values: `values` with racks, standing and running replaced
 */
export function wholeRacks(draft: Draft, values: Float64Array): Float64Array {
  const { study, sites } = draft;
  const out = Float64Array.from(values);
  const at = (column: number) => (column === none ? 0 : values[column]!);
  const wholeMw = study.sites.map((site) => study.names.map(() => study.accelerators.reduce((mw, { id, rackMw }) => mw + (site.racksBefore[id] ?? 0) * rackMw, 0)));
  for (const [t] of study.names.entries()) {
    for (const [g, { rackMw }] of study.accelerators.entries()) {
      const wanted = sites.map((site) => at(site.racks[g]![t]!));
      const addTo = (s: number, racks: number) => {
        for (let q = t; q < study.count; q++) wholeMw[s]![q]! += racks * rackMw;
      };
      const given = wanted.map((racks, s) => {
        const whole = Math.min(Math.floor(racks + 1e-6), roomFor(draft, values, wholeMw[s]!, s, t, rackMw));
        addTo(s, whole);
        return whole;
      });
      let left = Math.floor(wanted.reduce((sum, racks) => sum + racks, 0) + 1e-6) - given.reduce((sum, racks) => sum + racks, 0);
      const byRemainder = wanted
        .map((racks, s) => ({ s, remainder: racks - given[s]! }))
        .filter(({ remainder }) => remainder > 1e-6)
        .toSorted((a, b) => b.remainder - a.remainder || a.s - b.s);
      for (const { s } of byRemainder) {
        if (left === 0) break;
        if (roomFor(draft, values, wholeMw[s]!, s, t, rackMw) < 1) continue;
        given[s]! += 1;
        addTo(s, 1);
        left -= 1;
      }
      for (const [s, site] of sites.entries()) if (site.racks[g]![t] !== none) out[site.racks[g]![t]!] = given[s]!;
    }
  }
  for (const [s, site] of study.sites.entries()) {
    const standing = study.accelerators.map(({ id }) => site.racksBefore[id] ?? 0);
    for (const [t] of study.names.entries()) {
      const firmMw = firmItMw(draft, values, s, t);
      let used = 0;
      for (const [g, { rackMw }] of study.accelerators.entries()) {
        standing[g]! += sites[s]!.racks[g]![t] === none ? 0 : out[sites[s]!.racks[g]![t]!]!;
        const running = sites[s]!.running[g]![t]!;
        if (running === none) continue;
        out[sites[s]!.standing[g]![t]!] = standing[g]!;
        const all = values[running]! >= at(sites[s]!.standing[g]![t]!) - 1e-6;
        const wanted = all ? standing[g]! : Math.min(standing[g]!, Math.floor(values[running]! + 1e-6));
        out[running] = Math.max(0, Math.min(wanted, Math.floor((firmMw - used) / rackMw + 1e-9)));
        used += out[running]! * rackMw;
      }
    }
  }
  return out;
}

/** Racks that still fit into the halls from quarter t on. */
function roomFor({ study, sites }: Draft, values: Float64Array, wholeMw: readonly number[], s: number, t: number, rackMw: number): number {
  let room = Infinity;
  for (let q = t; q < study.count; q++) room = Math.min(room, values[sites[s]!.readyMw[q]!]! - wholeMw[q]!);
  return Math.max(0, Math.floor(room / rackMw + 1e-9));
}

/** IT MW that the options taken can feed in quarter t, under a power cap. */
export function firmItMw({ study, sites }: Draft, values: Float64Array, s: number, t: number): number {
  const site = study.sites[s]!;
  let mw = 0;
  for (const [k, { available, firm }] of site.options.entries()) {
    const column = sites[s]!.options[k]!;
    mw += available[t]! * firm * (column === none ? 1 : Math.round(values[column]!));
  }
  return Math.min(mw, site.powerCapMw[t]!) / site.site.designFacilityRatio;
}
