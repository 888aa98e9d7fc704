// What does the country look like, small enough to travel in the page? Outlines of the 48 states in the plane of the Albers projection.

import { geoAlbersUsa, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";

type Topology = Parameters<typeof mesh>[0];
type States = Extract<NonNullable<Parameters<typeof mesh>[1]>, { type: "GeometryCollection" }>;

export interface Outlines {
  /** Size of the plane in which paths and sites are drawn. */
  readonly width: number;
  readonly height: number;
  /** Left, top, right, bottom of the 48 states. */
  readonly bounds: readonly [number, number, number, number];
  /** SVG path of the land's edge; of Alaska and Hawaii apart. */
  readonly land: string;
  readonly far: Readonly<Record<string, string>>;
  /** SVG path of the borders between states. */
  readonly borders: string;
  /** Where a state's code may stand, by postal code. */
  readonly codes: Readonly<Record<string, readonly [number, number]>>;
}

const width = 975;
const height = 610;

/** The plane of us-atlas `states-albers-10m` (its README: Albers USA, scale 1300, translate 487.5, 305). */
const projection = geoAlbersUsa()
  .scale(1300)
  .translate([width / 2, height / 2]);

/** Where a place lies in the outlines' plane; null outside the map. Degrees north, degrees east. */
export function project(latitude: number, longitude: number): [number, number] | null {
  const at = projection([longitude, latitude]);
  return at ? [Math.round(at[0] * 10) / 10, Math.round(at[1] * 10) / 10] : null;
}

/**
 * Prepares the outlines from the topology `states-albers-10m` of us-atlas (US Census Bureau).
 * @param step shortest distance between two kept points, in units of the plane
 */
export function outlines(topology: Topology & { readonly objects: { readonly states: States } }, step = 1.1): Outlines {
  const light = thin(topology, step);
  const states = light.objects.states;
  const only = (ids: readonly string[], inside: boolean): States => ({
    ...states,
    geometries: states.geometries.filter((state) => ids.includes(String(state.id)) === inside),
  });
  const near = only([...distant, ...islands], false);
  const path = geoPath().digits(1);
  const codes: Record<string, [number, number]> = {};
  for (const state of feature(light, near).features) {
    const code = postal[String(state.id)];
    const [x, y] = path.centroid(state);
    if (code) codes[code] = [Math.round(x), Math.round(y)];
  }
  const [[left, top], [right, bottom]] = path.bounds(feature(light, near));
  return {
    width,
    height,
    bounds: [Math.floor(left), Math.floor(top), Math.ceil(right), Math.ceil(bottom)],
    land: path(mesh(light, near, (a, b) => a === b)) ?? "",
    borders: path(mesh(light, near, (a, b) => a !== b)) ?? "",
    far: Object.fromEntries(distant.map((id) => [postal[id]!, path(mesh(light, only([id], true), (a, b) => a === b)) ?? ""])),
    codes,
  };
}

/** Drops points nearer than `step` to the last kept one; both ends of an arc stay, so neighbours still meet. */
function thin<T extends Topology>(topology: T, step: number): T {
  const [kx, ky] = topology.transform?.scale ?? [1, 1];
  const [dx, dy] = topology.transform?.translate ?? [0, 0];
  const arcs = topology.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    const points = arc.map(([px = 0, py = 0]): [number, number] => (topology.transform ? [(x += px) * kx + dx, (y += py) * ky + dy] : [px, py]));
    const kept: [number, number][] = [];
    points.forEach((point, index) => {
      const last = kept.at(-1);
      if (!last || index === points.length - 1 || Math.hypot(point[0] - last[0], point[1] - last[1]) >= step) kept.push(point);
    });
    return kept;
  });
  const { transform: _transform, ...rest } = topology;
  return { ...rest, arcs } as unknown as T;
}

const distant = ["02", "15"];
const islands = ["60", "66", "69", "72", "78"];

/** FIPS state codes to postal codes (US Census Bureau). */
const postal: Readonly<Record<string, string>> = Object.fromEntries(
  "01AL 02AK 04AZ 05AR 06CA 08CO 09CT 10DE 11DC 12FL 13GA 15HI 16ID 17IL 18IN 19IA 20KS 21KY 22LA 23ME 24MD 25MA 26MI 27MN 28MS 29MO 30MT 31NE 32NV 33NH 34NJ 35NM 36NY 37NC 38ND 39OH 40OK 41OR 42PA 44RI 45SC 46SD 47TN 48TX 49UT 50VT 51VA 53WA 54WV 55WI 56WY"
    .split(" ")
    .map((pair) => [pair.slice(0, 2), pair.slice(2)]),
);
