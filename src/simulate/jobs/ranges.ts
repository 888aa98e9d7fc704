// Which trays does a domain have, and how much could a pool ever give one job?

import type { Hierarchy } from "../../fleet/hierarchy.ts";
import { withinPod, withinRack, withinTray } from "../../schedule/jobs.ts";
import type { Maintenance } from "./study.ts";

/** First tray of a domain and the one past its last. */
export function rangeOf(hierarchy: Hierarchy, { scope, domain }: Maintenance): readonly [number, number] {
  const { rackFirstTray, podFirstRack, buildingFirstPod, siteFirstBuilding } = hierarchy;
  if (scope === "tray") return [domain, domain + 1];
  if (scope === "rack") return [rackFirstTray[domain], rackFirstTray[domain + 1]];
  const ofPods = (first: number, end: number) => [rackFirstTray[podFirstRack[first]], rackFirstTray[podFirstRack[end]]] as const;
  if (scope === "pod") return ofPods(domain, domain + 1);
  if (scope === "building") return ofPods(buildingFirstPod[domain], buildingFirstPod[domain + 1]);
  return ofPods(buildingFirstPod[siteFirstBuilding[domain]], buildingFirstPod[siteFirstBuilding[domain + 1]]);
}

/** The most accelerators, in whole blocks within racks, that a pool could give one job when all of it is sound and empty, by what they lie within: site, pod, rack, tray. */
export function roomsOf(hierarchy: Hierarchy, pool: number, block: number): readonly [number, number, number, number] {
  const rooms: [number, number, number, number] = [0, 0, 0, 0];
  for (const pod of hierarchy.pools[pool].pods) {
    const { racks, traysPerRack, acceleratorsPerTray } = hierarchy.pods[pod];
    const inRack = traysPerRack * acceleratorsPerTray;
    const inPod = racks * (inRack - (inRack % block));
    rooms[0] += inPod;
    rooms[withinPod] = Math.max(rooms[withinPod], inPod);
    rooms[withinRack] = Math.max(rooms[withinRack], inRack);
    rooms[withinTray] = Math.max(rooms[withinTray], acceleratorsPerTray);
  }
  return rooms;
}
