// What are a trace's jobs like on this fleet, where the trace does not say?

import type { FleetDescription } from "../../fleet/description.ts";
import type { JobTrace } from "../../record/trace.ts";
import { permittedModels, type TraceTerms } from "../jobs/jobs-of-trace.ts";
import { hierarchyOf } from "../../fleet/hierarchy.ts";
import type { FleetFile } from "./schema.ts";

/** Classes by the kind of work; accelerator models by their names in the trace, where the fleet has any of them. */
export function traceTerms(file: FleetFile, fleet: FleetDescription, trace: JobTrace): TraceTerms {
  const ids = Object.keys(file.classes);
  const byKind = new Map(ids.flatMap((id, index) => [id, ...file.classes[id].kinds].map((kind) => [kind.toLowerCase(), index] as const)));
  const other = ids.indexOf(file.other);
  const models = modelsOfTrace(fleet, trace);
  return {
    classes: ids.map((id) => {
      const { checkpoint, start, dies, priority, preemptible, least, block, within, load, slack } = file.classes[id];
      return {
        id,
        checkpointBytes: checkpoint * 1e9,
        hazardPerSecond: dies / 86_400,
        startSeconds: start,
        priority,
        preemptible,
        leastShare: least,
        block,
        within,
        load,
        slackSeconds: slack * 3600,
      };
    }),
    classOfKind: (kind) => (kind === undefined ? other : (byKind.get(kind.toLowerCase()) ?? other)),
    loadWatts: meanLoadWatts(fleet),
    ...(models === undefined ? {} : { permitted: permittedModels(trace, models) }),
  };
}

/** The fleet's models as the trace names them; undefined where the fleet has none of those that it names. */
export function modelsOfTrace(fleet: FleetDescription, trace: JobTrace): readonly string[] | undefined {
  const named = new Map(trace.models.flatMap((names) => names.split("|")).map((name) => [slug(name), name]));
  const models = fleet.models.map(({ id }) => named.get(slug(id)));
  return models.some((name) => name !== undefined) ? models.map((name, model) => name ?? fleet.models[model].id) : undefined;
}

/** An id of a name: lower case letters and digits, hyphens for what is between. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** What full load adds to an idle accelerator, W: mean over the fleet's accelerators, since a job does not know yet where it will run. */
function meanLoadWatts(fleet: FleetDescription): number {
  const { pools, accelerators } = hierarchyOf(fleet);
  return pools.reduce((sum, pool) => sum + (fleet.models[pool.model].fullWatts - fleet.models[pool.model].idleWatts) * pool.accelerators, 0) / accelerators;
}

/** How often a job that fits a tray asks for 1, 2, 3 ... accelerators: what `fgd` expects of jobs to come. */
export function mixOf(trace: JobTrace, fleet: FleetDescription): readonly number[] {
  const most = Math.max(...fleet.sites.flatMap(({ buildings }) => buildings.flatMap(({ pods }) => pods.map((pod) => pod.acceleratorsPerTray))));
  const counts = Array.from({ length: most }, () => 0);
  for (const milli of trace.milliAccelerators) {
    const need = Math.ceil(milli / 1000);
    if (need >= 1 && need <= most) counts[need - 1] += 1;
  }
  const sum = counts.reduce((total, count) => total + count, 0);
  return counts.map((count) => (sum === 0 ? 1 / most : count / sum));
}
