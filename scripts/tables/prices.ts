// Makes one data/prices/*.json from an hourly CSV (datetime_utc, price_usd_per_mwh).
// node --import tsx scripts/tables/prices.ts ID SERIES.csv OUT-FOLDER; the hubs that are known stand below.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tabulatePrices } from "../../src/programme/tabulate.ts";
import type { Day } from "../../src/units/brand.ts";
import { tableText } from "./text.ts";

const compiled = "compiled by Hewlett Packard Enterprise, sustain-cluster (MIT)";
const hubs: Readonly<Record<string, { name: string; source: string; utcOffsetHours: number }>> = {
  "ercot-hub": { name: "ERCOT, hub average", source: `ERCOT day-ahead settlement point prices, HB_HUBAVG; ${compiled}`, utcOffsetHours: -6 },
  "pjm-dominion": { name: "PJM, Dominion zone", source: `PJM real-time hourly LMP, DOM zone; ${compiled}`, utcOffsetHours: -5 },
  nyiso: { name: "NYISO", source: `NYISO hourly prices; ${compiled}`, utcOffsetHours: -5 },
  caiso: { name: "CAISO", source: `CAISO hourly prices; ${compiled}`, utcOffsetHours: -8 },
};

const [id, file, out] = process.argv.slice(2);
const hub = hubs[id ?? ""];
if (!id || !hub || !file || !out) throw new Error(`usage: prices.ts ${Object.keys(hubs).join("|")} SERIES.csv OUT-FOLDER`);
const cells: number[] = [];
const prices: number[] = [];
const days: Day[] = [];
for (const [index, line] of readFileSync(file, "utf8").trim().split(/\r?\n/).slice(1).entries()) {
  const [time, price] = line.split(",");
  const local = new Date(Date.parse(time!.replace(/Z?$/, "Z")) + hub.utcOffsetHours * 3_600_000);
  if (Number.isNaN(local.getTime()) || price === "" || !Number.isFinite(Number(price))) throw new Error(`${file}:${index + 2}: expected a UTC time and a price, got ${line}`);
  // A series opens with hours of the local day before it, filled with its first price: they are not its own.
  if (cells.length === 0 && local.getUTCHours() !== 0) continue;
  cells.push(local.getUTCMonth() * 24 + local.getUTCHours());
  prices.push(Number(price));
  days.push(local.toISOString().slice(0, 10) as Day);
}
const head = {
  id,
  name: hub.name,
  source: `${hub.source}; ${days[0]!.slice(0, 4)} to ${days.at(-1)!.slice(0, 4)}, each hour with equal weight`,
  licence: "facts published by the market operator; this table computed from them",
  script: "scripts/tables/prices.ts",
  utcOffsetHours: hub.utcOffsetHours,
  days: [days[0]!, days.at(-1)!] as const,
};
writeFileSync(
  join(out, `${id}.json`),
  `${tableText(
    tabulatePrices(
      head,
      cells,
      prices,
      days.map((day) => Number(day.slice(0, 4))),
    ),
  )}\n`,
);
