// What stands inside what: site, building, pod, rack, tray, accelerator?

import type { FleetDescription, ModelDescription, PodDescription, SiteDescription } from "./description.ts";

/**
 * The tree in arrays. A domain's children have consecutive ids, so that a domain is a range at every level below it:
 * racks of pod p are `podFirstRack[p]` to `podFirstRack[p + 1] - 1`, and so on down to trays. Accelerators are counted, not listed.
 */
export interface Hierarchy {
  readonly sites: readonly SiteDescription[];
  readonly models: readonly ModelDescription[];
  readonly buildings: readonly string[];
  readonly siteFirstBuilding: Int32Array;
  readonly buildingFirstPod: Int32Array;
  readonly podFirstRack: Int32Array;
  readonly rackFirstTray: Int32Array;
  readonly siteOfBuilding: Int32Array;
  readonly buildingOfPod: Int32Array;
  readonly podOfRack: Int32Array;
  readonly rackOfTray: Int32Array;
  /** Substation of a building: an index that no two sites share. */
  readonly substationOfBuilding: Int32Array;
  readonly acceleratorsOfTray: Int32Array;
  readonly acceleratorsOfRack: Int32Array;
  readonly pods: readonly PodDescription[];
  readonly podArrives: Float64Array;
  readonly pools: readonly Pool[];
  readonly poolOfPod: Int32Array;
  readonly accelerators: number;
}

/** What one queue is scheduled on: the accelerators of one model at one site. */
export interface Pool {
  readonly site: number;
  readonly model: number;
  /** Its pods, in order. */
  readonly pods: Int32Array;
  readonly accelerators: number;
}

/**
 * The hierarchy of a description.
 * @throws RangeError when a count is not a positive whole number or a model is not described
 */
export function hierarchyOf(fleet: FleetDescription): Hierarchy {
  const columns = {
    siteFirstBuilding: [0],
    buildingFirstPod: [0],
    podFirstRack: [0],
    rackFirstTray: [0],
    siteOfBuilding: [] as number[],
    buildingOfPod: [] as number[],
    podOfRack: [] as number[],
    rackOfTray: [] as number[],
    substationOfBuilding: [] as number[],
    acceleratorsOfTray: [] as number[],
    acceleratorsOfRack: [] as number[],
    poolOfPod: [] as number[],
  };
  const buildings: string[] = [];
  const pods: PodDescription[] = [];
  const pools = new Map<string, { site: number; model: number; pods: number[]; accelerators: number }>();
  const substations = new Map<string, number>();
  const modelIndex = new Map(fleet.models.map((model, index) => [model.id, index]));
  let accelerators = 0;
  for (const [site, description] of fleet.sites.entries()) {
    for (const building of description.buildings) {
      const substation = JSON.stringify([site, building.substation ?? ""]);
      if (!substations.has(substation)) substations.set(substation, substations.size);
      columns.substationOfBuilding.push(substations.get(substation)!);
      columns.siteOfBuilding.push(site);
      for (const pod of building.pods.flatMap((each) => Array.from({ length: each.count ?? 1 }, () => each))) {
        checkPod(pod, modelIndex, description.id, building.id);
        const inRack = pod.traysPerRack * pod.acceleratorsPerTray;
        const key = JSON.stringify([site, pod.model]);
        if (!pools.has(key)) pools.set(key, { site, model: modelIndex.get(pod.model)!, pods: [], accelerators: 0 });
        const pool = pools.get(key)!;
        pool.pods.push(pods.length);
        pool.accelerators += pod.racks * inRack;
        accelerators += pod.racks * inRack;
        columns.poolOfPod.push([...pools.keys()].indexOf(key));
        columns.buildingOfPod.push(buildings.length);
        for (let rack = 0; rack < pod.racks; rack += 1) {
          columns.podOfRack.push(pods.length);
          columns.acceleratorsOfRack.push(inRack);
          for (let tray = 0; tray < pod.traysPerRack; tray += 1) {
            columns.rackOfTray.push(columns.rackFirstTray.length - 1);
            columns.acceleratorsOfTray.push(pod.acceleratorsPerTray);
          }
          columns.rackFirstTray.push(columns.rackOfTray.length);
        }
        pods.push(pod);
        columns.podFirstRack.push(columns.podOfRack.length);
      }
      buildings.push(building.id);
      columns.buildingFirstPod.push(pods.length);
    }
    columns.siteFirstBuilding.push(buildings.length);
  }
  return {
    ...(Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, Int32Array.from(values)])) as { [Name in keyof typeof columns]: Int32Array }),
    sites: fleet.sites,
    models: fleet.models,
    buildings,
    pods,
    podArrives: Float64Array.from(pods, (pod) => pod.arrivesSeconds ?? 0),
    pools: [...pools.values()].map((pool) => ({ ...pool, pods: Int32Array.from(pool.pods) })),
    accelerators,
  };
}

function checkPod(pod: PodDescription, models: ReadonlyMap<string, number>, site: string, building: string): void {
  const where = `site ${site}, building ${building}`;
  if (!models.has(pod.model)) throw new RangeError(`${where}: accelerator model ${pod.model} is not described`);
  const counts = {
    racks: pod.racks,
    traysPerRack: pod.traysPerRack,
    acceleratorsPerTray: pod.acceleratorsPerTray,
    racksPerCdu: pod.racksPerCdu ?? 1,
    racksPerLeaf: pod.racksPerLeaf ?? 1,
    count: pod.count ?? 1,
  };
  for (const [name, count] of Object.entries(counts))
    if (!Number.isInteger(count) || count < 1) throw new RangeError(`${where}: ${name} is ${count}, expected a whole number from 1`);
}
