// Does a fleet file say what it says, and are its mistakes found in their places?

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { z } from "zod";
import { fleetStudy } from "./fleet-study.ts";
import { readFleet, type FleetRead } from "./read-fleet.ts";
import { fleetFile } from "./schema.ts";

const at = (file: string): string => readFileSync(new URL(`../../../data/${file}`, import.meta.url), "utf8");
const library = { catalogue: at("catalogue.yaml"), jobs: at("jobs.yaml") };
const read = (text: string, beside: Readonly<Record<string, string>> = {}, set: readonly string[] = []): FleetRead =>
  readFleet("fleet.yaml", text, library, set, (file) => beside[file]);

const text = `start: 2026-01-05
accelerators:
  h100: { power: 1.2 kW, idle: 20 %, perTray: 8 }
sites:
  a:
    cap: 120 kW
    pue: 1.25
    hourly: a.csv
    buildings:
      one: { pods: [{ accelerator: h100, racks: 8 }, { accelerator: gb200-nvl72, racks: 4, arrives: 2026-01-07 }] }
maintenance: [{ site: a, building: one, pod: 2, rack: 3, day: 2026-01-06, from: 2 h, lasts: 5 h }]
`;

test("units, the catalogue's racks and failures, days and hourly prices become what the engine plays", () => {
  const { fleet, problems } = read(text, { "a.csv": "hour,price,carbon\n0,40,300\n1,-5,200\n" });
  assert.deepEqual(problems, []);
  const study = fleetStudy(fleet!, Date.UTC(2026, 0, 5));
  const [site] = study.fleet.sites;
  assert.equal(site.capWatts, 120e3);
  const [first, second] = site.buildings[0].pods;
  assert.deepEqual([first.traysPerRack, first.acceleratorsPerTray, first.arrivesSeconds], [1, 8, 0]);
  assert.deepEqual([second.traysPerRack, second.acceleratorsPerTray, second.arrivesSeconds], [18, 4, 2 * 86_400]);
  assert.deepEqual(study.fleet.models[0], { id: "h100", idleWatts: 240, fullWatts: 1200 });
  assert.deepEqual(study.maintenance, [{ scope: "rack", domain: 10, noticeSeconds: 0, fromSeconds: 86_400 + 7200, toSeconds: 86_400 + 7 * 3600 }]);
  assert.deepEqual([...study.forecasts[0]!.priceUsdPerMwh], [50, -6.25]);
  const rail = study.reliability!.causes.find(({ id }) => id === "switch-cable")!;
  assert.deepEqual([rail.scope, rail.ratePerDay, rail.repairSeconds], ["switch", 3.956e-5, 8 * 3600]);
  assert.equal(study.recovery.detectSeconds, 120);
});

test("every problem stands in its line: a wrong unit, an unknown key, an accelerator that is not there, a CSV's row", () => {
  const lines = (broken: string, beside: Readonly<Record<string, string>> = {}) =>
    read(broken, beside).problems.map(({ position, path, message }) => `${position.file}:${position.line}: ${path}: ${message}`);
  const units = lines(text.replace("120 kW", "120 kWh").replace("pue:", "puo:"));
  assert.match(units.join("\n"), /fleet\.yaml:6: sites\.a\.cap: expected a power such as "120 MW", got "120 kWh": that is an energy, not a power/);
  assert.match(units.join("\n"), /fleet\.yaml:7: sites\.a\.puo: unknown key "puo", did you mean "pue"\?/);
  assert.match(
    lines(text.replace("accelerator: gb200-nvl72", "accelerator: gb200-nvl7"), { "a.csv": "price\n1\n" }).join("\n"),
    /fleet\.yaml:10: .*got "gb200-nvl7", did you mean "gb200-nvl72"\?/,
  );
  assert.deepEqual(lines(text, { "a.csv": "price\n1\nx\n" }), ['a.csv:3: : price: expected a number, got "x"']);
  assert.match(lines(text).join("\n"), /fleet\.yaml:8: sites\.a\.hourly: the file "a\.csv" cannot be read/);
});

test("a day without a date of second 0, and a rack that is not there, are refused", () => {
  const { fleet } = read(text.replace("start: 2026-01-05\n", "").replace("    hourly: a.csv\n", ""));
  assert.throws(() => fleetStudy(fleet!, undefined), /arrives: 2026-01-07 has no place: the trace has no dates; say `start`/);
  const { fleet: other } = read(text.replace("    hourly: a.csv\n", ""), {}, ["maintenance.0.rack=5"]);
  assert.throws(() => fleetStudy(other!, Date.UTC(2026, 0, 5)), /maintenance\.0\.rack: there are 4 here, got 5/);
});

test("docs/jobs.md names every key of a fleet file", () => {
  const page = readFileSync(new URL("../../../docs/jobs.md", import.meta.url), "utf8");
  const missing: string[] = [];
  const visit = (
    schema: { readonly properties?: Readonly<Record<string, object>>; readonly additionalProperties?: object | boolean; readonly items?: object },
    path: string,
  ): void => {
    for (const [key, inner] of Object.entries(schema.properties ?? {})) {
      if (!page.includes(`\`${key}\``)) missing.push(`${path}${key}`);
      visit(inner, `${path}${key}.`);
    }
    if (typeof schema.additionalProperties === "object") visit(schema.additionalProperties, path);
    if (schema.items) visit(schema.items, path);
  };
  visit(z.toJSONSchema(fleetFile, { unrepresentable: "any", io: "input" }) as object, "");
  assert.deepEqual(missing, []);
});
