// What compute do the decisions give, to whom, and who builds the halls?

import type { PlanningCase } from "./case.ts";
import { flopPerH100e, flopPerH100eOnCloud } from "./families/compute-milestone.ts";
import type { Decisions, Derived } from "./plan.ts";
import { standingRacks } from "./retired.ts";
import { thousandths } from "./round.ts";
import type { H100e } from "../units/brand.ts";

export function computeOf(study: PlanningCase, { sites, clouds }: Decisions): Derived["compute"] {
  const goodput = study.programme.catalogue.operations.goodput;
  const at = (list: readonly number[] | undefined, t: number) => list?.[t] ?? 0;
  const map = (value: (t: number) => number) => study.names.map((_, t) => thousandths(value(t)) as H100e);
  const perKind = (stock: (site: Decisions["sites"][string], id: string) => readonly number[] | undefined, share: number) =>
    map((t) =>
      study.sites.reduce(
        (sum, { id, racksBefore }) =>
          sum +
          study.accelerators.reduce((inner, { id: kind, rackH100e }) => {
            const list = stock(sites[id]!, kind);
            return inner + share * rackH100e * (((t === 0 ? (racksBefore[kind] ?? 0) : at(list, t - 1)) + at(list, t)) / 2);
          }, 0),
        0,
      ),
    );
  const places = [...Object.values(sites).map((site) => site.work), ...Object.values(clouds).map((cloud) => cloud.work)];
  const work = Object.fromEntries([
    ...study.trainings.map(({ id }): [string, H100e[]] => [
      id,
      map(
        (t) =>
          Object.values(sites).reduce((sum, site) => sum + Object.values(site.training[id] ?? {}).reduce((inner, list) => inner + at(list, t), 0), 0) +
          Object.values(clouds).reduce((sum, cloud) => sum + at(cloud.work[id], t), 0),
      ),
    ]),
    ...[...study.inferences, ...study.efforts].map(({ id }): [string, H100e[]] => [id, map((t) => places.reduce((sum, place) => sum + at(place[id], t), 0))]),
  ]);
  return {
    installed: map((t) =>
      study.sites.reduce(
        (sum, { id, racksBefore }) =>
          sum +
          study.accelerators.reduce((inner, { id: kind, rackH100e }) => {
            const list = standingRacks(study, sites[id]!, kind, racksBefore[kind] ?? 0);
            return inner + rackH100e * (((t === 0 ? (racksBefore[kind] ?? 0) : list[t - 1]!) + list[t]!) / 2);
          }, 0),
        0,
      ),
    ),
    capacity: perKind((site, kind) => site.running[kind], goodput),
    work,
    unserved: Object.fromEntries(study.inferences.map(({ id, demand }) => [id, map((t) => Math.max(0, demand[t]! - work[id]![t]!))])),
    flop: Object.fromEntries(
      study.trainings.map(({ id }, m) => [
        id,
        study.names.reduce(
          (sum, _, t) =>
            sum +
            study.accelerators.reduce(
              (inner, { id: kind }, g) => inner + Object.values(sites).reduce((most, site) => most + at(site.training[id]?.[kind], t), 0) * flopPerH100e(study, m, g, t),
              0,
            ) +
            Object.values(clouds).reduce((most, cloud) => most + at(cloud.work[id], t), 0) * flopPerH100eOnCloud(study, m, t),
          0,
        ),
      ]),
    ),
  };
}

export function crewsOf(study: PlanningCase, { sites }: Decisions): Derived["crews"] {
  return Object.fromEntries(
    Object.keys(study.programme.labour.pools)
      .toSorted()
      .map((pool) => [
        pool,
        study.names.map((_, t) =>
          study.sites.reduce(
            (people, { id, site, builtCrew }) =>
              site.labour !== pool
                ? people
                : people +
                  builtCrew[t]! +
                  study.buildings.reduce(
                    (inner, { id: kind, building }) => inner + (sites[id]!.starts[kind] ?? []).reduce((most, starts, at) => most + starts * (building.crew[t - at] ?? 0), 0),
                    0,
                  ),
            0,
          ),
        ),
      ]),
  );
}
