// Makes data/carbon/avert-*.json from EPA AVERT's hourly marginal CO2 by region (Month, Timestamp, one column a region, lb per kWh).
// node --import tsx scripts/tables/marginal.ts AVERT_2023_CO2_lb_per_kwh.csv OUT-FOLDER

import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { yearlyMean } from "../../src/programme/hours.ts";
import { tableText } from "./text.ts";

/** AVERT's regions of the contiguous states, and the standard time of most of each. */
const regions: Readonly<Record<string, { name: string; utcOffsetHours: number }>> = {
  CA: { name: "California", utcOffsetHours: -8 },
  CENT: { name: "Central", utcOffsetHours: -6 },
  FL: { name: "Florida", utcOffsetHours: -5 },
  MIDA: { name: "Mid-Atlantic", utcOffsetHours: -5 },
  MIDW: { name: "Midwest", utcOffsetHours: -6 },
  NCSC: { name: "Carolinas", utcOffsetHours: -5 },
  NE: { name: "New England", utcOffsetHours: -5 },
  NW: { name: "Northwest", utcOffsetHours: -8 },
  NY: { name: "New York", utcOffsetHours: -5 },
  RM: { name: "Rocky Mountains", utcOffsetHours: -7 },
  SE: { name: "Southeast", utcOffsetHours: -6 },
  SW: { name: "Southwest", utcOffsetHours: -7 },
  TE: { name: "Texas", utcOffsetHours: -6 },
  TN: { name: "Tennessee", utcOffsetHours: -6 },
};
/** Avoirdupois pounds to kilograms, and kWh to MWh. */
const kgPerMwh = 453.59237;

const [file, out] = process.argv.slice(2);
if (!file || !out) throw new Error("usage: marginal.ts AVERT_YEAR_CO2_lb_per_kwh.csv OUT-FOLDER");
const [, year] = /AVERT_(\d{4})/.exec(basename(file)) ?? [];
const lines = readFileSync(file, "utf8").trim().split(/\r?\n/);
const names = lines[0]!.replace(/^\uFEFF/, "").split(",");
for (const [code, { name, utcOffsetHours }] of Object.entries(regions)) {
  const position = names.indexOf(code);
  const sums = new Float64Array(288);
  const counts = new Float64Array(288);
  for (const [index, line] of lines.slice(1).entries()) {
    const fields = line.split(",");
    const [month, value] = [Number(fields[0]), Number(fields[position])];
    if (!(month >= 1 && month <= 12 && Number.isFinite(value))) throw new Error(`${file}:${index + 2}: expected a month and lb per kWh, got ${line}`);
    const cell = (month - 1) * 24 + (Number(fields[1]) % 24);
    sums[cell]! += value * kgPerMwh;
    counts[cell]! += 1;
  }
  const intensity = Array.from({ length: 12 }, (_, month) => Array.from({ length: 24 }, (_, hour) => sums[month * 24 + hour]! / counts[month * 24 + hour]!));
  const mean = yearlyMean(intensity);
  process.stdout.write(`avert-${code.toLowerCase()} ${mean.toFixed(1)} kg/MWh\n`);
  const table = {
    kind: "carbon",
    id: `avert-${code.toLowerCase()}`,
    name: `${name}, marginal`,
    source: `EPA AVERT, ${year}: marginal CO2 of each hour, mean ${mean.toFixed(0)} kg/MWh; relative to the mean of the year; hours taken as the region's standard time`,
    licence: "work of the US government, compiled by NREL, REopt.jl (Apache-2.0); this table computed from it",
    script: "scripts/tables/marginal.ts",
    utcOffsetHours,
    year: Number(year),
    factors: {},
    shape: intensity.map((row) => row.map((value) => Number((value / mean).toFixed(4)))),
  };
  writeFileSync(join(out, `${table.id}.json`), `${tableText(table)}\n`);
}
