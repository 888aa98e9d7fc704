// How do racks become whole? The first half of the one rounding step: whole racks delivered and running, near the solver's, inside every limit.

import { none, type Draft } from "./columns.ts";
import { wateredItMw } from "./families/site-water.ts";

/**
 * Fixes racks and running racks to whole numbers around a solution.
 * Sales are cut to whole racks, so far as they came whole. Racks are cut to whole ones; what the cuts of a kind and quarter leave over goes to the sites with the largest remainders that
 * still have hall. Running racks follow, cut to firm power.
 * @returns column values: `values` with racks, sold ones, standing and running replaced
 */
export function wholeRacks(draft: Draft, values: Float64Array): Float64Array {
  const { study, sites } = draft;
  const out = Float64Array.from(values);
  const at = (column: number) => (column === none ? 0 : values[column]!);
  const wholeMw = study.sites.map((site) => study.names.map(() => study.accelerators.reduce((mw, { id, rackMw }) => mw + (site.racksBefore[id] ?? 0) * rackMw, 0)));
  for (const [t] of study.names.entries()) {
    // What goes makes room for what comes.
    for (const [s] of sites.entries()) {
      for (const [g, { rackMw }] of study.accelerators.entries()) {
        const racks = retireWhole(draft, values, out, s, g, t);
        for (let q = t; q < study.count; q++) wholeMw[s]![q]! -= racks * rackMw;
      }
    }
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
    let before = study.accelerators.reduce((mw, { rackMw }, g) => mw + standing[g]! * rackMw, 0);
    for (const [t] of study.names.entries()) {
      // The mean of this quarter's end and of the one before is what water limits.
      const firmMw = Math.min(firmItMw(draft, values, s, t), 2 * wateredItMw(study, s, t) - before);
      let used = 0;
      for (const [g, { rackMw }] of study.accelerators.entries()) {
        standing[g]! += sites[s]!.racks[g]![t] === none ? 0 : out[sites[s]!.racks[g]![t]!]!;
        for (const sale of sites[s]!.retired[g]!) if (sale.t === t) standing[g]! -= out[sale.column]!;
        const running = sites[s]!.running[g]![t]!;
        if (running === none) continue;
        out[sites[s]!.standing[g]![t]!] = standing[g]!;
        const all = values[running]! >= at(sites[s]!.standing[g]![t]!) - 1e-6;
        const wanted = all ? standing[g]! : Math.min(standing[g]!, Math.floor(values[running]! + 1e-6));
        out[running] = Math.max(0, Math.min(wanted, Math.floor((firmMw - used) / rackMw + 1e-9)));
        used += out[running]! * rackMw;
      }
      before = used;
    }
  }
  return out;
}

/** Sets a kind's sales of quarter t at a site: of each cohort so many as its sales so far come to, whole, and at most what came. @returns their sum */
function retireWhole({ study, sites }: Draft, values: Float64Array, out: Float64Array, s: number, g: number, t: number): number {
  const { racks, retired } = sites[s]!;
  const cohorts = study.sites[s]!.deliveredBefore[study.accelerators[g]!.id];
  let all = 0;
  for (const { delivered, t: at, column } of retired[g]!) {
    if (at !== t) continue;
    let [wanted, gone] = [0, 0];
    for (const other of retired[g]!) {
      if (other.delivered !== delivered || other.t > t) continue;
      wanted += values[other.column]!;
      if (other.t < t) gone += out[other.column]!;
    }
    const came = delivered < 0 ? (cohorts?.get(delivered) ?? 0) : out[racks[g]![delivered]!]!;
    out[column] = Math.max(0, Math.min(came, Math.floor(wanted + 1e-6)) - gone);
    all += out[column]!;
  }
  return all;
}

/** Racks that still fit into the halls from quarter t on. */
function roomFor({ study, sites }: Draft, values: Float64Array, wholeMw: readonly number[], s: number, t: number, rackMw: number): number {
  let room = Infinity;
  for (let q = t; q < study.count; q++) room = Math.min(room, values[sites[s]!.readyMw[q]!]! - wholeMw[q]!);
  return Math.max(0, Math.floor(room / rackMw + 1e-9));
}

/** IT MW that the options taken can feed in quarter t, with any one unit out or by either side alone where the site asks for that, under a power cap. */
export function firmItMw({ study, sites }: Draft, values: Float64Array, s: number, t: number): number {
  const site = study.sites[s]!;
  const sides = site.site.redundancy === "2N" ? sites[s]! : undefined;
  let mw = 0;
  let first = 0;
  let out = 0;
  for (const [k, { available, firm, oneOutMw }] of site.options.entries()) {
    const column = sites[s]!.options[k]!;
    const taken = column === none ? 1 : Math.round(values[column]!);
    mw += available[t]! * firm * taken;
    if (sides && (sides.side[k] === none || values[sides.side[k]!]! > 0.5)) first += available[t]! * firm * taken;
    out = Math.max(out, oneOutMw[t]! * taken);
  }
  return Math.min(sides ? Math.min(first, mw - first) : mw - out, site.powerCapMw[t]!) / site.site.designFacilityRatio;
}
