// Makes data/carbon/*.json from hourly generation by fuel (datetime_utc, wind_mwh, solar_mwh, ...) and data/carbon/factors.json.
// node --import tsx scripts/tables/carbon.ts FACTORS.json OUT-FOLDER AUTHORITY_genmix_YEAR.csv...

import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { yearlyMean } from "../../src/programme/hours.ts";
import { tableText } from "./text.ts";

const authorities: Readonly<Record<string, { name: string; utcOffsetHours: number }>> = {
  azps: { name: "Arizona Public Service", utcOffsetHours: -7 },
  bpat: { name: "Bonneville Power Administration", utcOffsetHours: -8 },
  ciso: { name: "California Independent System Operator", utcOffsetHours: -8 },
  erco: { name: "Electric Reliability Council of Texas", utcOffsetHours: -6 },
  miso: { name: "Midcontinent Independent System Operator", utcOffsetHours: -5 },
  nyis: { name: "New York Independent System Operator", utcOffsetHours: -5 },
  pjm: { name: "PJM Interconnection", utcOffsetHours: -5 },
  soco: { name: "Southern Company", utcOffsetHours: -6 },
};

const [factorsFile, out, ...files] = process.argv.slice(2);
if (!factorsFile || !out || files.length === 0) throw new Error("usage: carbon.ts FACTORS.json OUT-FOLDER AUTHORITY_genmix_YEAR.csv...");
const { kgPerMwh: factors } = JSON.parse(readFileSync(factorsFile, "utf8")) as { kgPerMwh: Record<string, { kgPerMwh: number; source: string }> };
for (const file of files) {
  const [, code, year] = /^([A-Z]+)_genmix_(\d{4})\.csv$/.exec(basename(file)) ?? [];
  const id = (code ?? "").toLowerCase();
  const authority = authorities[id];
  if (!authority) throw new Error(`${file}: expected AUTHORITY_genmix_YEAR.csv of ${Object.keys(authorities).join(", ")}`);
  const lines = readFileSync(file, "utf8").trim().split(/\r?\n/);
  const names = lines[0]!.split(",");
  const fuels = Object.entries(factors).map(([fuel, { kgPerMwh }]) => ({ position: names.indexOf(`${fuel}_mwh`), kgPerMwh }));
  const sums = new Float64Array(288);
  const counts = new Float64Array(288);
  for (const [index, line] of lines.slice(1).entries()) {
    const fields = line.split(",");
    // EIA-930 has a few hours without figures.
    if (fuels.filter(({ position }) => fields[position] === "").length > 1) continue;
    const local = new Date(Date.parse(fields[0]!) + authority.utcOffsetHours * 3_600_000);
    // Pumping and station use are reported as negative generation: no energy to the grid.
    const generation = fuels.map(({ position }) => Math.max(0, Number(fields[position])));
    const energy = generation.reduce((sum, value) => sum + value, 0);
    if (Number.isNaN(local.getTime()) || !(energy > 0)) throw new Error(`${file}:${index + 2}: expected a UTC time and generation by fuel, got ${line}`);
    const cell = local.getUTCMonth() * 24 + local.getUTCHours();
    sums[cell]! += generation.reduce((sum, value, at) => sum + value * fuels[at]!.kgPerMwh, 0) / energy;
    counts[cell]! += 1;
  }
  const intensity = Array.from({ length: 12 }, (_, month) => Array.from({ length: 24 }, (_, hour) => sums[month * 24 + hour]! / counts[month * 24 + hour]!));
  const mean = yearlyMean(intensity);
  process.stdout.write(`${id} ${mean.toFixed(1)} kg/MWh\n`);
  const table = {
    kind: "carbon",
    id,
    name: authority.name,
    source: `US Energy Information Administration, EIA-930 hourly generation by fuel, ${year}, times the factors below; relative to the mean of the year`,
    licence: "work of the US government, compiled by Hewlett Packard Enterprise, dc-rl (MIT); this table computed from it",
    script: "scripts/tables/carbon.ts",
    utcOffsetHours: authority.utcOffsetHours,
    year: Number(year),
    factors,
    shape: intensity.map((row) => row.map((value) => Number((value / mean).toFixed(4)))),
  };
  writeFileSync(join(out, `${id}.json`), `${tableText(table)}\n`);
}
