// How does a fleet file become what the job engine plays?

import type { FleetDescription, PodDescription } from "../../fleet/description.ts";
import { hierarchyOf, type Hierarchy } from "../../fleet/hierarchy.ts";
import type { Forecast } from "../../schedule/view.ts";
import type { Maintenance, Recovery, Reliability } from "../jobs/study.ts";
import type { ReadFleet } from "./read-fleet.ts";
import type { FleetFile } from "./schema.ts";

const secondsPerHour = 3600;
const bytesPerGb = 1e9;

/** What a site pays and emits for a MWh at the meter: one value for all hours, or one an hour, of which the last holds. */
export interface SiteEnergy {
  /** Facility over IT energy. */
  readonly pue: number;
  readonly priceUsdPerMwh?: Float64Array;
  readonly carbonKgPerMwh?: Float64Array;
}

export interface FleetStudy {
  readonly fleet: FleetDescription;
  readonly reliability?: Reliability;
  readonly recovery: Recovery;
  readonly maintenance: readonly Maintenance[];
  /** By site. What policies see: of a MWh of IT energy. */
  readonly forecasts: readonly (Forecast | undefined)[];
  readonly energy: readonly SiteEnergy[];
}

/**
 * The study's parts that the fleet file decides.
 * @param origin Unix milliseconds of second 0; undefined where nobody says
 * @throws RangeError for a day where second 0 has no date, and for a place that there is not
 */
export function fleetStudy({ file, accelerators, hourly }: ReadFleet, origin: number | undefined): FleetStudy {
  const secondsOf = (day: string, path: string): number => {
    if (origin === undefined) throw new RangeError(`${path}: ${day} has no place: the trace has no dates; say \`start\`, the day that its second 0 stands for`);
    return (Date.parse(`${day}T00:00:00Z`) - origin) / 1000;
  };
  const used = new Set<string>();
  const sites = Object.entries(file.sites).map(([id, site]) => ({
    id,
    ...(site.cap === undefined ? {} : { capWatts: site.cap * 1e6 }),
    ...(site.storage === undefined ? {} : { storageBytesPerSecond: site.storage * bytesPerGb }),
    buildings: Object.entries(site.buildings).map(([name, building]) => ({
      id: name,
      ...(building.substation === undefined ? {} : { substation: building.substation }),
      pods: building.pods.map(({ accelerator, arrives, perTray: here, ...pod }, index): PodDescription => {
        used.add(accelerator);
        const { perTray, traysPerRack } = accelerators.get(accelerator)!;
        const arrival = arrives === undefined ? 0 : Math.max(0, secondsOf(arrives, `sites.${id}.buildings.${name}.pods.${index}.arrives`));
        return { ...pod, model: accelerator, traysPerRack, acceleratorsPerTray: here ?? perTray, arrivesSeconds: arrival };
      }),
    })),
  }));
  const models = [...used].map((id) => {
    const { idleWatts, fullWatts, failureScale } = accelerators.get(id)!;
    return { id, idleWatts, fullWatts, ...(failureScale === undefined ? {} : { failureScale }) };
  });
  const fleet: FleetDescription = { models, sites };
  const energy = Object.entries(file.sites).map(([id, { pue, price, carbon }]): SiteEnergy => {
    const series = hourly.get(id);
    const priceUsdPerMwh = series?.price ?? (price === undefined ? undefined : Float64Array.of(price));
    const carbonKgPerMwh = series?.carbon ?? (carbon === undefined ? undefined : Float64Array.of(carbon));
    return { pue, ...(priceUsdPerMwh && { priceUsdPerMwh }), ...(carbonKgPerMwh && { carbonKgPerMwh }) };
  });
  return {
    fleet,
    ...(file.fails ? { reliability: reliabilityOf(file) } : {}),
    recovery: recoveryOf(file.recovery),
    maintenance: file.maintenance.length === 0 ? [] : maintenanceOf(file, hierarchyOf(fleet), secondsOf),
    forecasts: energy.map(forecastOf),
    energy,
  };
}

function reliabilityOf({ failures, infancy, lemons, crews }: FleetFile): Reliability {
  return {
    causes: Object.entries(failures).map(([id, { rate, scope, repair, silent, crew, spread }]) => ({
      id,
      scope: scope === "rail" ? "switch" : scope,
      ratePerDay: rate,
      repairSeconds: repair * secondsPerHour,
      repair: spread,
      silent,
      ...(crew === undefined ? {} : { crew }),
    })),
    ...(infancy ? { infant: { excess: infancy.excess, seconds: infancy.time * secondsPerHour } } : {}),
    ...(lemons === undefined ? {} : { lemonShape: lemons }),
    crews,
  };
}

function recoveryOf({ detect, reschedule, load, warmUp, interval, mode, copy, write, silentCheckpoints }: FleetFile["recovery"]): Recovery {
  return {
    detectSeconds: detect!,
    rescheduleSeconds: reschedule,
    loadSeconds: load,
    warmUpSeconds: warmUp,
    interval,
    mode,
    copyBytesPerSecond: copy * bytesPerGb,
    writeBytesPerSecond: write * bytesPerGb,
    silentCheckpoints,
  };
}

/** Domains by number, as the engine counts them over the whole fleet. */
function maintenanceOf(file: FleetFile, hierarchy: Hierarchy, secondsOf: (day: string, path: string) => number): Maintenance[] {
  return file.maintenance.map(({ site, building, pod, rack, tray, day, from, lasts, notice }, index) => {
    const path = `maintenance.${index}`;
    const within = (first: number, end: number, number: number, noun: string): number => {
      if (number > end - first) throw new RangeError(`${path}.${noun}: there are ${end - first} here, got ${number}`);
      return first + number - 1;
    };
    const { siteFirstBuilding, buildingFirstPod, podFirstRack, rackFirstTray } = hierarchy;
    let scope: Maintenance["scope"] = "site";
    let domain = Object.keys(file.sites).indexOf(site);
    if (building !== undefined) {
      scope = "building";
      domain = siteFirstBuilding[domain] + Object.keys(file.sites[site].buildings).indexOf(building);
    }
    for (const [noun, number, firsts] of [
      ["pod", pod, buildingFirstPod],
      ["rack", rack, podFirstRack],
      ["tray", tray, rackFirstTray],
    ] as const) {
      // prettier-ignore
      if (number === undefined) continue;
      domain = within(firsts[domain], firsts[domain + 1], number, noun);
      scope = noun;
    }
    const fromSeconds = secondsOf(day, `${path}.day`) + from * secondsPerHour;
    if (fromSeconds < 0) throw new RangeError(`${path}.day: ${day} is before second 0`);
    return { scope, domain, noticeSeconds: notice * secondsPerHour, fromSeconds, toSeconds: fromSeconds + lasts * secondsPerHour };
  });
}

/** Of a MWh of IT energy; undefined where neither is known. What one of them lacks is the same at every hour. */
function forecastOf({ pue, priceUsdPerMwh, carbonKgPerMwh }: SiteEnergy): Forecast | undefined {
  if (priceUsdPerMwh === undefined && carbonKgPerMwh === undefined) return undefined;
  const scaled = (series: Float64Array | undefined) => (series === undefined ? Float64Array.of(0) : series.map((value) => value * pue));
  return { priceUsdPerMwh: scaled(priceUsdPerMwh), carbonKgPerMwh: scaled(carbonKgPerMwh) };
}
