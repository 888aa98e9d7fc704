// Makes data/climate/*.json from hourly weather files.
// node --import tsx scripts/tables/climate.ts STATIONS.csv OUT-FOLDER HOURLY.csv...
// STATIONS.csv: slug, station_name, state, lat, lon, elevation_m, utc_offset_h; a file's slug is its name without .csv.

import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { readHourlyCsv } from "../../src/formats/hourly-csv.ts";
import { climateOf } from "../../src/formats/weather-year.ts";
import { tableText } from "./text.ts";

const [stationsFile, out, ...files] = process.argv.slice(2);
if (!stationsFile || !out || files.length === 0) throw new Error("usage: climate.ts STATIONS.csv OUT-FOLDER HOURLY.csv...");
const [names, ...stations] = readFileSync(stationsFile, "utf8")
  .trim()
  .split(/\r?\n/)
  .map((line) => line.split(","));
for (const file of files) {
  const id = basename(file, ".csv");
  const row = stations.find((fields) => fields[names!.indexOf("slug")] === id);
  if (!row) throw new Error(`${stationsFile} has no station ${id}`);
  const field = (name: string) => row[names!.indexOf(name)]!;
  const station = {
    id,
    name: `${field("station_name")}, ${field("state")}`,
    source: `NREL TMY3, station ${field("usaf_wmo")} (Wilcox and Marion, NREL/TP-581-43156, 2008); typical year of 1991 to 2005 or 1976 to 2005`,
    licence: "work of the US government; this table computed from it",
    script: "scripts/tables/climate.ts",
    at: [Number(field("lat")), Number(field("lon"))] as const,
    elevationM: Number(field("elevation_m")),
    utcOffsetHours: Number(field("utc_offset_h")),
  };
  writeFileSync(join(out, `${id}.json`), `${tableText(climateOf(readHourlyCsv(readFileSync(file, "utf8"), basename(file), station)))}\n`);
}
