// Where a plan builds, for maps (GeoJSON, RFC 7946): one point a site with what stands there in the end.

import type { Plan } from "../plan/plan.ts";
import type { Programme } from "../programme/programme.ts";
import { quartersOf } from "../units/calendar.ts";

/** A FeatureCollection; longitude first, WGS 84, at most seven decimals. MW by quarter with IT in their names. */
export function sitesGeojson(programme: Programme, plan: Plan): string {
  const mw = (kw: readonly number[] | undefined) => (kw ?? []).map((value) => value / 1000);
  const degrees = (value: number) => Math.round(value * 1e7) / 1e7;
  const features = Object.entries(programme.sites)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, site]) => {
      const decision = plan.decisions.sites[id];
      const derived = plan.derived.sites[id];
      return {
        type: "Feature",
        id,
        geometry: { type: "Point", coordinates: [degrees(site.at[1]), degrees(site.at[0])] },
        properties: {
          name: site.name,
          state: site.state,
          authority: site.authority,
          status: site.status,
          opened: decision?.opened ?? null,
          committed: site.committed || site.built.length > 0,
          options: decision?.options ?? [],
          buildings: Object.values(decision?.starts ?? {}).reduce((sum, starts) => sum + starts.reduce((inner, count) => inner + count, 0), 0),
          quarters: quartersOf(plan.calendar),
          energizedItMw: mw(derived?.energizedKw),
          readyItMw: mw(derived?.itReadyKw),
          runningItMw: mw(derived?.runningKw),
          capexUsd: (derived?.capexCents ?? []).reduce((sum: number, cents) => sum + cents, 0) / 100,
        },
      };
    });
  return `${JSON.stringify({ type: "FeatureCollection", features }, null, 2)}\n`;
}
