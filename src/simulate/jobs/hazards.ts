// When does something fail next, what, and where?

import type { Hierarchy } from "../../fleet/hierarchy.ts";
import { type Stream, stream } from "../../units/random.ts";
import { type Reliability, scopes } from "./study.ts";

const secondsPerDay = 86_400;
/** From this scope on a rate is that of a domain, before it that of an accelerator. */
const firstDomainScope = scopes.indexOf("cdu");

/** What failed: a cause, and the range of trays it takes out. One accelerator of the first tray where `accelerator` is not negative. */
export interface Failure {
  cause: number;
  firstTray: number;
  endTray: number;
  accelerator: number;
}

/**
 * Failures of a whole fleet as one Poisson process, thinned: candidates come at the highest rate there can be, each is dropped with the probability that
 * its place is out of service or older than the newest. So a year of a million accelerators costs its failures. Lewis and Shedler, Naval Research Logistics Quarterly 26(3), 1979.
 */
export class Hazards {
  readonly #hierarchy: Hierarchy;
  readonly #reliability: Reliability;
  readonly #when: Stream;
  readonly #which: Stream;
  /** Sum of weights of trays before each, a weight being accelerators times the tray's relative rate. */
  readonly #weights: Float64Array;
  /** Of equal parts of the whole weight: the tray in which each begins, so that a search looks at a few trays and not all over memory. */
  readonly #guide: Int32Array;
  readonly #accelerators: readonly number[];
  readonly #domains: readonly { readonly cause: number; readonly ranges: readonly (readonly [number, number])[] }[];
  readonly #acceleratorRate: number;
  readonly #domainRate: number;
  readonly found: Failure = { cause: 0, firstTray: 0, endTray: 0, accelerator: -1 };

  constructor(hierarchy: Hierarchy, reliability: Reliability, seed: number) {
    this.#hierarchy = hierarchy;
    this.#reliability = reliability;
    this.#when = stream(seed, "jobs", "failure times");
    this.#which = stream(seed, "jobs", "failure places");
    this.#weights = weightsOf(hierarchy, reliability.lemonShape, seed);
    this.#guide = guideOf(this.#weights);
    const { causes } = reliability;
    const indexes = causes.map((_, index) => index);
    this.#accelerators = indexes.filter((index) => scopes.indexOf(causes[index].scope) < firstDomainScope);
    this.#domains = indexes
      .filter((index) => scopes.indexOf(causes[index].scope) >= firstDomainScope)
      .map((cause) => ({ cause, ranges: domainsOf(hierarchy, causes[cause].scope) }));
    this.#acceleratorRate = this.#accelerators.reduce((sum, index) => sum + causes[index].ratePerDay, 0) / secondsPerDay;
    this.#domainRate = this.#domains.reduce((sum, { cause, ranges }) => sum + causes[cause].ratePerDay * ranges.length, 0) / secondsPerDay;
  }

  /** Rate of candidates, per second; 0 where nothing fails. */
  get rate(): number {
    return this.#acceleratorRate * this.#weights[this.#weights.length - 1] * this.#most + this.#domainRate;
  }

  /** Mean rate at which one accelerator in service stops a job, per second, infancy left out. */
  get perAccelerator(): number {
    return this.#acceleratorRate;
  }

  nextAfter(now: number): number {
    return now + this.#when.exponential(this.rate);
  }

  /** Whether the candidate at `now` is a failure; where and of what stands in `found`. `live` says whether a tray is in service. */
  strikes(now: number, live: (tray: number) => boolean): boolean {
    const { found } = this;
    found.accelerator = -1;
    const share = this.#which.uniform() * this.rate;
    if (share < this.#domainRate) {
      this.#domainAt(share);
      return true;
    }
    const tray = this.#trayAt(this.#which.uniform() * this.#weights[this.#weights.length - 1]);
    const { infant, causes } = this.#reliability;
    const kept = this.#which.uniform() * this.#most;
    if (!live(tray)) return false;
    const pod = this.#hierarchy.podOfRack[this.#hierarchy.rackOfTray[tray]];
    if (infant !== undefined && kept > 1 + infant.excess * Math.exp((this.#hierarchy.podArrives[pod] - now) / infant.seconds)) return false;
    let left = this.#which.uniform() * this.#acceleratorRate * secondsPerDay;
    found.cause = this.#accelerators[this.#accelerators.length - 1];
    for (const cause of this.#accelerators) {
      left -= causes[cause].ratePerDay;
      if (left >= 0) continue;
      found.cause = cause;
      break;
    }
    this.#reach(tray, pod);
    return true;
  }

  get #most(): number {
    return 1 + (this.#reliability.infant?.excess ?? 0);
  }

  #domainAt(share: number): void {
    let left = share * secondsPerDay;
    for (const { cause, ranges } of this.#domains) {
      const rate = this.#reliability.causes[cause].ratePerDay * ranges.length;
      this.found.cause = cause;
      if (left < rate) {
        const range = ranges[Math.min(ranges.length - 1, Math.floor((left / rate) * ranges.length))];
        [this.found.firstTray, this.found.endTray] = range;
        return;
      }
      left -= rate;
    }
    [this.found.firstTray, this.found.endTray] = this.#domains.at(-1)!.ranges.at(-1)!;
  }

  #trayAt(weight: number): number {
    const weights = this.#weights;
    const guide = this.#guide;
    const last = guide.length - 1;
    // One bucket more on either side than rounding could ask for.
    const bucket = Math.floor((weight / weights[weights.length - 1]) * last);
    let low = guide[Math.max(0, bucket - 1)];
    let high = guide[Math.min(last, bucket + 2)];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (weights[middle + 1] <= weight) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #reach(tray: number, pod: number): void {
    const { found } = this;
    const { rackFirstTray, rackOfTray, podFirstRack, pods, acceleratorsOfTray } = this.#hierarchy;
    const { scope } = this.#reliability.causes[found.cause];
    found.firstTray = tray;
    found.endTray = tray + 1;
    if (scope === "job" || scope === "accelerator") found.accelerator = this.#which.integer(acceleratorsOfTray[tray]);
    if (scope !== "rack" && scope !== "switch") return;
    const racks = scope === "rack" ? 1 : (pods[pod].racksPerLeaf ?? 1);
    const first = podFirstRack[pod] + Math.floor((rackOfTray[tray] - podFirstRack[pod]) / racks) * racks;
    found.firstTray = rackFirstTray[first];
    found.endTray = rackFirstTray[Math.min(first + racks, podFirstRack[pod + 1])];
  }
}

function weightsOf(hierarchy: Hierarchy, shape: number | undefined, seed: number): Float64Array {
  const draws = stream(seed, "jobs", "lemons");
  const trays = hierarchy.rackOfTray.length;
  const weights = new Float64Array(trays + 1);
  for (let tray = 0; tray < trays; tray += 1) {
    const pod = hierarchy.podOfRack[hierarchy.rackOfTray[tray]];
    const scale = hierarchy.models[hierarchy.pools[hierarchy.poolOfPod[pod]].model].failureScale ?? 1;
    const rate = shape === undefined ? 1 : gamma(draws, shape) / shape;
    weights[tray + 1] = weights[tray] + hierarchy.acceleratorsOfTray[tray] * scale * rate;
  }
  return weights;
}

/** Tray in which each part of the weight begins, one part for four trays; the last tray at the end. */
function guideOf(weights: Float64Array): Int32Array {
  const trays = weights.length - 1;
  const parts = Math.max(1, trays >> 2);
  const guide = new Int32Array(parts + 1).fill(trays - 1);
  let tray = 0;
  for (let part = 0; part < parts; part += 1) {
    while (tray < trays - 1 && weights[tray + 1] <= (part * weights[trays]) / parts) tray += 1;
    guide[part] = tray;
  }
  return guide;
}

/** A gamma variate of scale 1. Marsaglia and Tsang, ACM TOMS 26(3), 2000; below shape 1 with their power of a uniform. */
function gamma(draws: Stream, shape: number): number {
  if (shape < 1) return gamma(draws, shape + 1) * draws.uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = draws.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(draws.uniform()) < x * x * 0.5 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Ranges of trays of all domains of a scope. */
function domainsOf(hierarchy: Hierarchy, scope: string): readonly (readonly [number, number])[] {
  const { rackFirstTray, podFirstRack, buildingFirstPod, siteFirstBuilding, substationOfBuilding, pods } = hierarchy;
  const ofPods = (first: number, end: number) => [rackFirstTray[podFirstRack[first]], rackFirstTray[podFirstRack[end]]] as const;
  if (scope === "cdu") {
    return pods.flatMap((pod, index) => {
      const racks = pod.racksPerCdu ?? pod.racks;
      return Array.from({ length: Math.ceil(pod.racks / racks) }, (_, cdu) => {
        const first = podFirstRack[index] + cdu * racks;
        return [rackFirstTray[first], rackFirstTray[Math.min(first + racks, podFirstRack[index + 1])]] as const;
      });
    });
  }
  if (scope === "building") return hierarchy.buildings.map((_, building) => ofPods(buildingFirstPod[building], buildingFirstPod[building + 1]));
  if (scope === "grid") return hierarchy.sites.map((_, site) => ofPods(buildingFirstPod[siteFirstBuilding[site]], buildingFirstPod[siteFirstBuilding[site + 1]]));
  const substations = new Map<number, [number, number]>();
  for (const [building, substation] of substationOfBuilding.entries()) {
    const range = substations.get(substation) ?? [building, building];
    if (range[1] !== building && substations.has(substation)) throw new RangeError(`buildings of one substation must stand next to each other: ${hierarchy.buildings[building]}`);
    substations.set(substation, [range[0], building + 1]);
  }
  return [...substations.values()].map(([first, end]) => ofPods(buildingFirstPod[first], buildingFirstPod[end]));
}
