// Does a site serve only the regions that it is near enough to?

import { atMost, none } from "../findings.ts";
import { workOf } from "../replay-compute.ts";
import { compute } from "../words.ts";
import type { Rule } from "./rule.ts";

export const serveLatency: Rule = {
  family: "serve.latency",
  sentence: "A site serves a region only if its round trip to it is at most the workload's `latency`.",
  check({ programme, plan, sites, quarters }) {
    const findings = none();
    const places = [
      ...sites.map(({ id, site, decision }) => ({ id, trips: site.latency, decision, unknown: Number.POSITIVE_INFINITY })),
      // A cloud without an entry is taken to be near enough.
      ...Object.entries(plan.decisions.clouds).map(([id, decision]) => ({ id, trips: programme.catalogue.clouds[id]!.latency, decision, unknown: 0 })),
    ];
    for (const [id, workload] of Object.entries(programme.workloads)) {
      if (workload.kind !== "inference" || workload.region === undefined || workload.latency === undefined) continue;
      const { region, latency } = workload;
      for (const { id: place, trips, decision, unknown } of places) {
        const trip = trips[region] ?? unknown;
        if (trip <= latency) continue;
        const known = Number.isFinite(trip) ? `${trip} ms` : "not known";
        for (const [quarter, name] of quarters.entries()) {
          const work = workOf(decision, id, quarter);
          const sentence = () => `${place} would give ${id} ${compute(work)} in ${name}; its round trip to ${region} is ${known}, the most is ${latency} ms.`;
          atMost(findings, { family: this.family, index: `${place}, ${id}, ${name}`, left: work, right: 0, unit: "H100e", tolerance: 0, sentence });
        }
      }
    }
    return findings;
  },
};
