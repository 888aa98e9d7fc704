// Which fleet is a list of hosts?

import type { NodeTrace } from "../record/trace.ts";
import type { FleetDescription, ModelDescription, PodDescription } from "./description.ts";

/**
 * The hosts of a cluster as one site: each host a rack of one tray, hosts of the same model and size side by side in one pod. Hosts without accelerators are left out, and so are processors and memory.
 * @param models power and failure scale of each accelerator model that the hosts name
 * @throws RangeError where no host has an accelerator, or one is of a model that `models` has not
 */
export function fleetOfNodes(nodes: NodeTrace, models: readonly ModelDescription[], site = "cluster"): FleetDescription {
  const pods = new Map<string, PodDescription & { racks: number }>();
  for (const [node, accelerators] of nodes.accelerators.entries()) {
    if (accelerators <= 0) continue;
    const model = nodes.models[nodes.model[node]!];
    if (model === undefined || !models.some(({ id }) => id === model)) throw new RangeError(`host ${nodes.names[node]}: accelerator model ${model ?? "(none)"} is not described`);
    const key = JSON.stringify([model, accelerators]);
    const pod = pods.get(key);
    if (pod === undefined) pods.set(key, { model, racks: 1, traysPerRack: 1, acceleratorsPerTray: accelerators });
    else pod.racks += 1;
  }
  if (pods.size === 0) throw new RangeError("no host has an accelerator");
  return { models, sites: [{ id: site, buildings: [{ id: "hosts", pods: [...pods.values()] }] }] };
}
