// How much useful compute do the running racks give, who gets it, and what is left unserved?

import type { Inference, Programme, Training, Workload } from "../programme/programme.ts";
import { joined } from "../programme/series.ts";
import { ordinal } from "../units/calendar.ts";
import { exactly, plus, rounded, thousandths, type Whole } from "./rounding.ts";
import { numbersOf, type RackStock, type SiteStand, type Stand } from "./stand.ts";

/** Dense FP8 peak of one H100e, TFLOP/s: the definition of the unit. */
const h100Teraflops = 1979;
const secondsPerHour = 3600;

export interface Compute {
  /** In thousandths of H100e. */
  readonly installed: readonly Whole[];
  readonly capacity: readonly Whole[];
  readonly work: ReadonlyMap<string, readonly Whole[]>;
  readonly unserved: ReadonlyMap<string, readonly Whole[]>;
  /** FLOP by milestone: in all, and in each quarter. */
  readonly flop: ReadonlyMap<string, number>;
  readonly flopIn: ReadonlyMap<string, readonly number[]>;
}

export function compute(stand: Stand): Compute {
  const { programme, sites, quarters } = stand;
  const total = (mean: (site: SiteStand, kind: string, quarter: number) => number, quarter: number) => {
    let sum = 0;
    for (const site of sites) for (const kind of site.racks.keys()) sum += rackH100e(programme, kind) * mean(site, kind, quarter);
    return sum;
  };
  const workloads = Object.entries(programme.workloads);
  const work = new Map(workloads.map(([id]) => [id, quarters.map((_, quarter) => exactly(given(stand, id, quarter)))]));
  const unserved = new Map(
    workloads.flatMap(([id, workload]) => {
      if (workload.kind !== "inference") return [];
      const demand = joined(workload.demand, stand.calendar);
      return [[id, quarters.map((_, quarter) => rounded(1000 * demand[quarter]! - given(stand, id, quarter)))] as const];
    }),
  );
  const flopIn = new Map(workloads.flatMap(([id, workload]) => (workload.kind === "training" ? [[id, flopDone(stand, id, workload)] as const] : [])));
  return {
    installed: quarters.map((_, quarter) => rounded(1000 * total((site, kind, at) => meanStock(site.racks.get(kind)!, "stock", at), quarter))),
    capacity: quarters.map((_, quarter) =>
      plus(rounded(1000 * programme.catalogue.operations.goodput * total((site, kind, at) => meanStock(site.racks.get(kind)!, "running", at), quarter))),
    ),
    work,
    unserved,
    flop: new Map([...flopIn].map(([id, values]) => [id, values.reduce((sum, value) => sum + value, 0)])),
    flopIn,
  };
}

export function rackH100e(programme: Programme, kind: string): number {
  const { packagesPerRack, peak } = programme.catalogue.accelerators[kind]!;
  return (packagesPerRack * peak.fp8) / h100Teraflops;
}

/** Mean of a stock that grows evenly over the quarter. */
export function meanStock(racks: RackStock, of: "stock" | "running", quarter: number): number {
  const values = racks[of];
  return ((quarter === 0 ? racks.before : values[quarter - 1]!) + values[quarter]!) / 2;
}

/** Useful H100e that the running racks of a kind give at a site: goodput counted. */
export function capacityOf(stand: Stand, site: SiteStand, kind: string, quarter: number): number {
  return stand.programme.catalogue.operations.goodput * rackH100e(stand.programme, kind) * meanStock(site.racks.get(kind)!, "running", quarter);
}

/** Training of one accelerator kind at a site, all milestones, H100e. */
export function trainingOn({ decision }: SiteStand, kind: string, quarter: number): number {
  return Object.values(decision.training).reduce((sum, byKind) => sum + (byKind[kind]?.[quarter] ?? 0), 0);
}

/** Work of an inference or best-effort workload at a site, or of any workload on a cloud, H100e. */
export function workOf(place: { readonly work: Readonly<Record<string, readonly number[]>> }, workload: string, quarter: number): number {
  return place.work[workload]?.[quarter] ?? 0;
}

/** All that a workload is given, in thousandths. */
function given({ sites, plan }: Stand, workload: string, quarter: number): number {
  let sum = 0;
  for (const { decision } of sites) {
    sum += thousandths(workOf(decision, workload, quarter));
    for (const values of Object.values(decision.training[workload] ?? {})) sum += thousandths(values[quarter]!);
  }
  for (const cloud of Object.values(plan.decisions.clouds)) sum += thousandths(workOf(cloud, workload, quarter));
  return sum;
}

/** FLOP that one H100e-hour of a kind gives a milestone; 0 when the kind has no such precision. */
export function flopPerH100eHour(programme: Programme, kind: string | undefined, { precision, mfu, goodput }: Training): number {
  if (kind === undefined) return 0;
  const { peak } = programme.catalogue.accelerators[kind]!;
  return (
    h100Teraflops *
    1e12 *
    ((peak[precision] ?? 0) / peak.fp8) *
    mfu *
    ((goodput ?? programme.catalogue.operations.goodput) / programme.catalogue.operations.goodput) *
    secondsPerHour
  );
}

/** The newest kind that has shipped by a quarter: what a cloud is taken to run. */
export function newestShipped({ programme, quarters }: Stand, quarter: number): string | undefined {
  const shipped = Object.entries(programme.catalogue.accelerators).filter(([, { firstShip }]) => ordinal(firstShip) <= ordinal(quarters[quarter]!));
  return shipped.toSorted(([a, one], [b, other]) => ordinal(other.firstShip) - ordinal(one.firstShip) || (a < b ? 1 : -1))[0]?.[0];
}

/** Position of the first and the last quarter of a milestone's window. */
export function windowOf({ calendar }: Stand, { between }: Training): [number, number] {
  return [ordinal(between[0]) - ordinal(calendar.from), ordinal(between[1]) - ordinal(calendar.from)];
}

/** Position of the first and the last quarter in which a milestone may run: a wanted one may be late, to the calendar's end. */
export function runsIn(stand: Stand, milestone: Training): [number, number] {
  const [first, last] = windowOf(stand, milestone);
  return [first, milestone.wanted ? stand.quarters.length - 1 : last];
}

function flopDone(stand: Stand, id: string, milestone: Training): number[] {
  const [first, last] = runsIn(stand, milestone);
  return stand.hours.map((hours, quarter) => {
    let flop = 0;
    if (quarter < first || quarter > last) return flop;
    for (const { decision } of stand.sites) {
      for (const kind of Object.keys(decision.training[id] ?? {}))
        flop += numbersOf(decision.training[id], kind, stand.hours.length)[quarter]! * hours * flopPerH100eHour(stand.programme, kind, milestone);
    }
    const cloudFlop = flopPerH100eHour(stand.programme, newestShipped(stand, quarter), milestone);
    for (const cloud of Object.values(stand.plan.decisions.clouds)) flop += workOf(cloud, id, quarter) * hours * cloudFlop;
    return flop;
  });
}

/** Demand of an inference workload by quarter, H100e. */
export function demandOf(stand: Stand, workload: Inference): number[] {
  return joined(workload.demand, stand.calendar);
}

/** Worth of one unit of a workload over the objective's value. */
export function worthOf(workload: Workload): number {
  return workload.kind === "training" ? 1 : (workload.worth ?? 1);
}
