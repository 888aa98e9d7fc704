// The reference programme's four years: the whole simulation and its files, against the bare weather and cooling arithmetic of the same site-hours.

import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hourlyConditions } from "../src/conditions/hourly.ts";
import { coolingOf } from "../src/conditions/slices.ts";
import { facilityPower } from "../src/physics/facility.ts";
import { caseOf } from "../src/plan/fixture.ts";
import { makePlan } from "../src/plan/planner.ts";
import { numberColumn } from "../src/record/column.ts";
import { writeRecord } from "../src/record/write.ts";
import { simulate } from "../src/simulate/simulate.ts";
import type { Bench } from "./run.ts";

export const bench: Bench = {
  question: "How long does playing out programmes/stargate-2025-01.yaml take, beside the floor of its weather and cooling alone?",
  async run() {
    const { library, ...given } = caseOf("programmes/stargate-2025-01.yaml");
    const plan = await makePlan(given, library, { inputs: "bench" });
    // The floor knows no stages of the power chain, so neither may the simulation.
    const { stages: _, ...chain } = given.programme.catalogue.chain;
    const resolved = { ...given, programme: { ...given.programme, catalogue: { ...given.programme.catalogue, chain } } };
    const began = process.cpuUsage();
    const from = performance.now();
    const record = await simulate(resolved, library, plan, { seed: 1, workers: 1 });
    const simulated = process.cpuUsage(began);
    const simulatedAt = performance.now();
    const folder = mkdtempSync(join(tmpdir(), "bench-simulate-"));
    await writeRecord(join(folder, "record"), record);
    const writtenAt = performance.now();
    const bytes = readdirSync(join(folder, "record")).reduce((sum, file) => sum + statSync(join(folder, "record", file)).size, 0);
    rmSync(folder, { recursive: true, force: true });

    // The floor: for the same hours, weather drawn and the recorded IT load cooled, nothing else.
    const hourly = record.tables["hourly"]!;
    const sites = hourly.values[0] as readonly string[];
    const itMw = numberColumn(hourly, "itMw");
    const coolingMw = numberColumn(hourly, "coolingMw");
    const floorBegan = process.cpuUsage();
    let worst = 0;
    for (let first = 0; first < hourly.rows; first += record.summary.hours) {
      const site = sites[first]!;
      const { dryBulbC, wetBulbC } = hourlyConditions(resolved.programme, site, library, 1);
      const design = coolingOf(resolved.programme, site);
      for (let hour = 0; hour < record.summary.hours; hour++) {
        const power = facilityPower(design, resolved.programme.catalogue.chain, itMw[first + hour]!, dryBulbC[hour]!, wetBulbC[hour]!);
        worst = Math.max(worst, Math.abs(power.coolingMw - coolingMw[first + hour]!) / Math.max(1, coolingMw[first + hour]!));
      }
    }
    const floor = process.cpuUsage(floorBegan);
    if (worst > 1e-9) throw new Error(`the floor's cooling differs from the record's by ${worst}: the answers do not agree`);
    const seconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1e6;
    return [
      `${record.summary.sites} sites x ${record.summary.hours.toLocaleString("en")} h = ${hourly.rows.toLocaleString("en")} site-hours`,
      `simulate            ${seconds(simulated).toFixed(2)} CPU s, ${((simulatedAt - from) / 1e3).toFixed(2)} s wall, ${(hourly.rows / seconds(simulated) / 1e6).toFixed(2)} M site-hours per CPU second`,
      `write the record    ${((writtenAt - simulatedAt) / 1e3).toFixed(2)} s wall, ${(bytes / 1e6).toFixed(1)} MB`,
      `floor               ${seconds(floor).toFixed(2)} CPU s; cooling agrees with the record to ${worst.toExponential(1)}`,
      `ratio simulate / floor ${(seconds(simulated) / seconds(floor)).toFixed(1)}`,
    ];
  },
};
