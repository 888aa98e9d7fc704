// What is a site of a small programme: its halls, its ways to have power, and what its connection does?

import type { Quarter } from "../../src/units/brand.ts";
import { addQuarters } from "../../src/units/calendar.ts";
import type { Chance } from "./small-programme.ts";

const places = [
  { at: "[32.4, -99.7], state: TX, authority: ERCOT", climate: "abilene-tx", prices: "ercot-hub", carbon: "erco", marginal: "avert-te" },
  { at: "[41.2, -80.9], state: OH, authority: PJM", climate: "youngstown-oh", prices: "pjm-dominion", carbon: "pjm", marginal: "avert-mida" },
  { at: "[32.3, -106.8], state: NM, authority: WECC", climate: "las-cruces-nm", prices: "caiso", carbon: "ciso", marginal: "avert-sw" },
] as const;

/** A line of `sites`. */
export function siteText(site: string, index: number, quarters: readonly Quarter[], { pick, some, between }: Chance): string {
  const place = places[index]!;
  const first = quarters[0]!;
  const soon = (): Quarter => quarters[Math.min(quarters.length - 1, pick(0, 0, 0, 1, 1))]!;
  const built = some(0.85);
  const before = built && some(0.5);
  const power = [
    `grid: { kind: grid, facility: ${pick(4, 4, 8, 13, 30)} MW, energized: ${before ? first : soon()}, cost: $5M${!before && some(0.3) ? ", ramp: [40 %, 100 %]" : ""}${some(0.3) ? ", group: line" : ""}${some(0.3) ? ", committed: true" : ""} }`,
    ...(some(0.25) ? [`grid-2: { kind: grid, facility: ${pick(2, 10)} MW, energized: ${soon()}, cost: $4M${some(0.5) ? ", group: line" : ""} }`] : []),
    ...(some(0.4)
      ? [
          `plant: { kind: ${pick("gas-engines, facility: 4 MW", "gas-engines, facility: 10 MW", "gas-turbines, facility: 37 MW", "gas-combined-cycle, facility: 12 MW", "fuel-cells, facility: 5 MW")}, energized: ${soon()}, cost: $6M${some(0.4) ? `, hours: ${pick(300, 3000)} h` : ""} }`,
        ]
      : []),
    ...(some(0.4) ? [`battery: { kind: battery-4h, facility: ${pick(1, 3, 9)} MW, energized: ${soon()}, cost: $2M${some(0.3) ? ", ramp: [50 %, 100 %]" : ""} }`] : []),
    ...(some(0.4) ? [`sun: { kind: solar, facility: ${pick(3, 12, 30)} MW, energized: ${soon()}, cost: $3M, capacityFactor: ${pick(22, 28)} % }`] : []),
  ];
  const grid = [
    ...(some(0.4) ? [`outages: { rate: ${pick(4, 40)} /yr, hours: ${pick(0.4, 6, 30)} h${some(0.5) ? ", circuits: 2" : ""} }`] : []),
    ...(some(0.3) ? [`curtailment: { rate: ${pick(6, 40)} /yr, hours: ${pick(1.5, 9)} h, share: ${pick(30, 100)} % }`] : []),
    ...(some(0.3)
      ? [
          `response: { facility: ${pick(0.5, 3)} MW, hours: ${pick(20, 100)} h, call: ${pick(2, 4)} h${some(0.6) ? ", notice: 3 h" : ""}, payment: 30000 $/MW-yr, energy: 90 $/MWh }`,
        ]
      : []),
    ...(some(0.2) ? [`differences: { paper: { facility: 5 MW, strike: 45 $/MWh${some(0.5) ? ", shape: sun, capacityFactor: 28 %" : ""} } }`] : []),
  ];
  const tariff = [
    ...(some(0.7) ? [`table: ${place.prices}`] : []),
    `energy: ${between(30, 90)} $/MWh`,
    ...(some(0.4) ? [`delivery: ${between(3, 15)} $/MWh`] : []),
    ...(some(0.5) ? [`demand: ${pick(1500, 9000)} $/MW-month`] : []),
    ...(some(0.3) ? ["ratchet: 80 %"] : []),
    ...(some(0.2) ? ["coincident: { price: 60000 $/MW-yr, months: [1, 7, 8] }"] : []),
  ];
  return `  ${site}: { name: Site ${site}, at: ${place.at}, status: applied, opening: $3M, buildings: { hall-10: 2, hall-2: 2 }, startsPerQuarter: 2, designFacilityRatio: ${pick(1.25, 1.4)}, redundancy: ${pick("N", "N", "N+1")}, climate: ${place.climate}, labour: town${
    built
      ? `, committed: true, built: [{ building: ${pick("hall-10", "hall-2")}, started: ${addQuarters(first, -pick(2, 4))} }]${before ? `, racks: [{ accelerator: ${pick("plain", "node")}, racks: ${pick(3, 20)} racks, delivered: ${addQuarters(first, -1)} }]` : ""}`
      : ""
  }${some(0.3) ? `, cooling: ${pick("evaporative", "hybrid-dry", "water-cooled-chiller")}, water: ${pick(3000, 90_000)} m3/yr` : ""}${some(0.5) ? ", latency: { east: 30 ms }" : ""}${some(0.2) ? ", propertyTax: { rate: 1.7 %/yr }" : ""},
      power: { ${power.join(", ")} },
      tariff: { ${tariff.join(", ")} }, ${grid.length > 0 ? `grid: { ${grid.join(", ")} }, ` : ""}carbon: { table: ${place.carbon}, yearly: 350 g/kWh${some(0.2) ? `, marginal: { table: ${place.marginal}, yearly: 600 g/kWh }` : ""} } }`;
}
