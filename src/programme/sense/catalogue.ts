// Can these things be built, shipped and bought as the catalogue says?

import type { Quarter } from "../../units/brand.ts";
import { ordinal } from "../../units/calendar.ts";
import type { Catalogue } from "../programme.ts";
import { few, type Judge, percent, type Rule } from "./judge.ts";

export const catalogueSense: Rule = ({ catalogue, labour }, judge) => {
  for (const [id, building] of Object.entries(catalogue?.buildings ?? {})) buildingSense(id, building, judge);
  for (const [id, accelerator] of Object.entries(catalogue?.accelerators ?? {})) acceleratorSense(id, accelerator, judge);
  for (const [id, { cycles }] of Object.entries(catalogue?.cooling ?? {})) {
    if (cycles !== undefined && cycles <= 1)
      judge.problem(["catalogue", "cooling", id, "cycles"], `water that is never concentrated is never used again: expected more than 1, got ${few(cycles)}`);
  }
  if (catalogue?.recovery?.stall === 0)
    judge.problem(
      ["catalogue", "recovery", "stall"],
      "a checkpoint that takes no time has no best interval: expected more than 0 min, 0.1 min where it is written beside the work",
    );
  for (const [id, equipment] of Object.entries(catalogue?.equipment ?? {})) equipmentSense(id, equipment, catalogue?.buildings ?? {}, judge);
  for (const [id, { workers, most, growth }] of Object.entries(labour?.pools ?? {})) {
    if (most !== undefined && most < workers)
      judge.problem(["labour", "pools", id, "most"], `at most ${few(most)} workers are less than the ${few(workers)} that are there at the start`);
    if (growth !== undefined && growth <= -1)
      judge.problem(["labour", "pools", id, "growth"], `no worker is left after a quarter at ${percent(growth)}/quarter: expected more than -100 %/quarter`);
    else if (growth !== undefined && growth < 0) judge.warning(["labour", "pools", id, "growth"], `the pool shrinks by ${percent(-growth)} a quarter`);
  }
};

function buildingSense(id: string, { it, ready, cost, rent, spend, crew, usefulLife }: Catalogue["buildings"][string], { problem, warning }: Judge): void {
  const path = ["catalogue", "buildings", id];
  if (it === 0) problem([...path, "it"], "a building without IT power holds no rack: expected more than 0 MW");
  if (ready === 0) problem([...path, "ready"], "no building is ready in the quarter it is started: expected 1 quarter or more");
  if (usefulLife === 0) problem([...path, "usefulLife"], "expected more than 0 yr");
  if (rent !== undefined && rent > 0 && cost > 0)
    warning([...path, "rent"], `the building is rented and bought at ${few(cost / 1e6)} M$/MW: $0/MW is usual for one that someone else owns`);
  if (cost === 0 && !rent) warning([...path, "cost"], "a building that is neither bought nor rented costs nothing");
  const sum = spend.reduce((total, part) => total + part, 0);
  if (spend.length > 0 && Math.abs(sum - 1) > 1e-6) problem([...path, "spend"], `adds up to ${percent(sum)}, expected 100 %`);
  for (const [key, list] of [
    ["spend", spend],
    ["crew", crew],
  ] as const) {
    if (list.length === 0) problem([...path, key], `expected a value for each of the ${few(ready)} quarters until the building is ready, got an empty list`);
    else if (list.length > ready) warning([...path, key], `goes on for ${list.length} quarters, but the building is ready after ${few(ready)}`);
    else if (list.length < ready) warning([...path, key], `ends after ${list.length} of the ${few(ready)} quarters until the building is ready`);
  }
}

function equipmentSense(
  id: string,
  { perBuilding, perKind, needed, slots, orders }: Catalogue["equipment"][string],
  buildings: Catalogue["buildings"],
  { problem, warning }: Judge,
): void {
  const path = ["catalogue", "equipment", id];
  const slowest = Math.max(0, ...Object.values(buildings).map(({ ready }) => ready));
  if (needed !== undefined && slowest > 0 && needed > slowest)
    problem([...path, "needed"], `needed ${few(needed)} quarters after the start, when every building has long been ready: the slowest takes ${few(slowest)}`);
  const units = [...Object.entries(slots ?? {}), ...Object.entries(orders ?? {})];
  if (units.length > 0 && perBuilding === 0 && Object.values(perKind).every((count) => count === 0))
    warning([...path, "perBuilding"], "no building needs it, so that its slots and orders say nothing");
  else if (units.length > 0 && units.every(([, count]) => count === 0)) warning(path, "none is held and none can be ordered: no building that needs it is ever started", "key");
}

function acceleratorSense(id: string, accelerator: Catalogue["accelerators"][string], { problem, warning }: Judge): void {
  const { packagesPerRack, packagesPerTray, rackIt, peak, supply, firstShip, lastShip, usefulLife, residual, decline, resale } = accelerator;
  const path = ["catalogue", "accelerators", id];
  if (rackIt === 0) problem([...path, "rackIt"], "expected more than 0 MW");
  if (rackIt > 5) warning([...path, "rackIt"], `${few(rackIt)} MW for one rack is much: kW may be meant`);
  if (peak.fp8 === 0) problem([...path, "peak", "fp8"], "expected more than 0 TFLOP/s: compute is counted in it");
  if (usefulLife === 0) problem([...path, "usefulLife"], "expected more than 0 yr");
  if (decline !== undefined && decline > 1)
    problem([...path, "decline"], `a rack cannot lose more than its value in a year: expected at most 100 %/yr, got ${percent(decline)}/yr`);
  if (decline !== undefined && decline < 0) warning([...path, "decline"], `the value of a rack rises by ${percent(-decline)} a year`);
  if (decline !== undefined && residual !== undefined) warning([...path, "residual"], "with a decline the residual is not read: the value declines by a share of itself each year");
  if (resale?.shares.length === 0) problem([...path, "resale", "shares"], "expected at least one share: what a rack brings when it is a year old");
  if (resale?.after === 0) problem([...path, "resale", "after"], "expected at least 1 quarter: a rack is not sold in the quarter of its delivery");
  const dearer = resale?.shares.findIndex((part, year, all) => part > (all[year - 1] ?? 1)) ?? -1;
  if (dearer > 0) warning([...path, "resale", "shares"], `a used rack is worth more in year ${dearer + 1} than in the year before`);
  if (peak.bf16 !== undefined && peak.bf16 > peak.fp8) warning([...path, "peak", "bf16"], `${few(peak.bf16)} TFLOP/s in bf16 exceed the ${few(peak.fp8)} in fp8`);
  if (peak.fp4 !== undefined && peak.fp4 < peak.fp8) warning([...path, "peak", "fp4"], `${few(peak.fp4)} TFLOP/s in fp4 are less than the ${few(peak.fp8)} in fp8`);
  if (packagesPerTray !== undefined && packagesPerTray > packagesPerRack)
    problem([...path, "packagesPerTray"], `${packagesPerTray} packages on a tray are more than the ${packagesPerRack} of the rack`);
  if (lastShip !== undefined && lastShip < firstShip) problem([...path, "lastShip"], `${lastShip} is before the first shipment in ${firstShip}`);
  for (const [key, racks] of Object.entries(supply)) {
    if (racks === 0 || key === "always") continue;
    const first = ordinal((key.length === 4 ? `${key}-Q1` : key) as Quarter);
    const last = ordinal((key.length === 4 ? `${key}-Q4` : key) as Quarter);
    if (last < ordinal(firstShip)) problem([...path, "supply", key], `${few(racks)} racks in ${key}, before the first shipment in ${firstShip}`);
    else if (lastShip !== undefined && first > ordinal(lastShip)) problem([...path, "supply", key], `${few(racks)} racks in ${key}, after the last shipment in ${lastShip}`);
  }
}
