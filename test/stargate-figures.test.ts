// Does every figure of the reference programme say where it comes from, and do its sums agree with what was published?

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readDocument } from "../src/programme/document.ts";
import type { Figure } from "../src/programme/fields.ts";
import { load } from "../src/programme/load.ts";
import type { Inference, Site, Training } from "../src/programme/programme.ts";
import { amounts, held, joined } from "../src/programme/series.ts";
import { quartersOf } from "../src/units/calendar.ts";

const file = "programmes/stargate-2025-01.yaml";
const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const loaded = load(file, read, read("data/catalogue.yaml"));
assert.ok(loaded.ok, "the reference programme loads");
const { programme, figures } = loaded;
const { calendar, catalogue, sites } = programme;

/** Numbers that the programme chooses or that define a thing, not figures of the world. */
const choices = [
  /^gigasite$/,
  /^calendar\.quarters$/,
  /^dollars\.year$/,
  /^regions\.[^.]+\.at\.\d$/,
  /^sites\.[^.]+\.at\.\d$/,
  /^sites\.[^.]+\.built\.\d+\.count$/,
  /^capital\.equity\.[^.]+\.order$/,
  /^capital\.debt\.[^.]+\.dscr$/,
  /^agreements\.[^.]+\.answerDays$/,
  /^agreements\.[^.]+\.tiers\.\d+\.from$/,
  /^uncertain\./,
  /^catalogue\.accelerators\.[^.]+\.(packagesPer\w+|domain)$/,
  /^catalogue\.equipment\.[^.]+\.perBuilding$/,
  /^catalogue\.storage\.[^.]+\.hours$/,
];

function* numbers(value: unknown, path: string): Generator<string> {
  if (figures[path]) return;
  if (typeof value === "number") yield path;
  else if (typeof value === "object" && value !== null) for (const [key, inner] of Object.entries(value)) yield* numbers(inner, path === "" ? key : `${path}.${key}`);
}

/** The last day that a text of the form 2025-06-25, 2025-06 or 2025 may mean, of all in the text. */
function latest(text: string): string {
  const days = [...text.matchAll(/\b(20[2-9]\d)(?:-([01]\d))?(?:-([0-3]\d))?\b/g)].map(([, year, month, date]) => `${year}-${month ?? "12"}-${date ?? (month ? "28" : "31")}`);
  return days.toSorted().at(-1) ?? "";
}

/** Every `{ value, ... }` of a YAML file, as written. */
function* written(value: unknown, path: string): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value) && "value" in value && "source" in value) yield [path, value as Record<string, unknown>];
  else for (const [key, inner] of Object.entries(value)) yield* written(inner, `${path}.${key}`);
}
const files = [file, "data/catalogue.yaml"].map((name): [string, unknown] => [name, readDocument(name, read(name)).located.value]);

const racksIt = (kind: string) => catalogue.accelerators[kind]!.rackIt;
const near = (actual: number, expected: number, tolerance: number, what: string) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual}, expected ${expected} +/- ${tolerance}`);
const trainings = Object.values(programme.workloads).filter((workload): workload is Training => workload.kind === "training");
const inferences = Object.entries(programme.workloads).filter((entry): entry is [string, Inference] => entry[1].kind === "inference");

test("every number of the world has a source and a confidence", () => {
  const bare = [...numbers(programme, "")].filter((path) => !choices.some((choice) => choice.test(path)));
  assert.deepEqual(bare, []);
  const poor = Object.entries(figures).filter(([, figure]) => !figure.source || !figure.confidence);
  assert.deepEqual(
    poor.map(([path]) => path),
    [],
  );
});

test("every assumption names low, high and reason, and the value lies between", () => {
  for (const [name, document] of files) {
    for (const [path, leaf] of written(document, name)) {
      if (leaf["confidence"] !== "assumption") continue;
      for (const key of ["low", "high", "reason"]) assert.ok(leaf[key] !== undefined && leaf[key] !== "", `${path} is an assumption without ${key}`);
    }
  }
  const outside = Object.entries(figures).filter(([, figure]: [string, Figure]) => {
    const value = Array.isArray(figure.value) ? figure.value[0] : typeof figure.value === "object" ? Object.values(figure.value).at(-1) : figure.value;
    return typeof value === "number" && ((figure.low ?? value) > value || (figure.high ?? value) < value);
  });
  assert.deepEqual(
    outside.map(([path]) => path),
    [],
  );
});

test("a figure learnt after the day of the file says so", () => {
  const silent: string[] = [];
  for (const [name, document] of files) {
    for (const [path, leaf] of written(document, name)) {
      const dated = latest(String(leaf["source"]));
      const learnt = leaf["learnt"] as string | undefined;
      if (dated > programme.known && !learnt) silent.push(`${path}: ${String(leaf["source"])}`);
      if (learnt) assert.ok(learnt > programme.known && learnt <= "2026-08-31", `${path} was learnt ${learnt}`);
    }
  }
  assert.deepEqual(silent, []);
});

test("nothing of the file is a link or a placeholder", () => {
  assert.doesNotMatch(read(file), /https?:|www\.|TODO|TBD|lorem/i);
  assert.doesNotMatch(read("data/catalogue.yaml"), /https?:|www\.|TODO|TBD|lorem/i);
});

test("money: the announced sums", () => {
  const { equity, budget, callable, debt } = programme.capital;
  const signed = Object.values(equity).filter((one) => !one.unsigned);
  assert.equal(
    signed.reduce((sum, one) => sum + one.commitment, 0),
    52e9,
    "19 + 19 + 7 + 7",
  );
  assert.equal(budget, 500e9);
  const open = held(callable, calendar);
  assert.equal(open[0], 100e9, "100 B$ at once");
  assert.equal(open.at(-1), budget);
  const [facility] = Object.values(debt);
  assert.ok(52e9 + equity["to-be-raised"]!.commitment + facility!.loanToCost * budget >= budget, "equity, what is to be raised and debt at loan to cost cover the budget");
  assert.ok(Object.entries(equity).every(([id, one]) => one.unsigned === (id === "to-be-raised")));
});

test("accelerators: 7.6 GW of IT power in four years, counted in packages and dies", () => {
  const bought = Object.entries(catalogue.accelerators).map(([id, kind]) => ({ id, racks: amounts(kind.supply, calendar).reduce((sum, racks) => sum + racks, 0), kind }));
  near(bought.reduce((sum, { id, racks }) => sum + racks * racksIt(id), 0) / 1000, 7.6, 0.05, "GW IT of all racks");
  near(bought.reduce((sum, { racks, kind }) => sum + racks * kind.packagesPerRack, 0) / 1e6, 2.1, 0.05, "million packages");
  for (const { kind } of bought) for (const quarter of Object.keys(kind.supply)) assert.ok(quarter >= kind.firstShip, `${kind.name} supplied in ${quarter}, before it ships`);
  const perMw = (id: string) => (catalogue.accelerators[id]!.packagesPerRack * catalogue.accelerators[id]!.peak.fp8) / 1979 / racksIt(id);
  for (const [id, published] of [
    ["gb200-nvl72", 1210],
    ["gb300-nvl72", 1210],
    ["vr200-nvl72", 2202],
    ["rubin-ultra-nvl576", 3746],
  ] as const)
    near(perMw(id), published, published * 0.005, `H100e per MW IT of ${id}`);
});

test("power: 19.3 GW of facility power on paper, 18.4 without the options that others exclude, 21 sites, one under construction", () => {
  const all = Object.values(sites).flatMap((site: Site) => Object.values(site.power).map((option) => option.facility));
  near(all.reduce((sum, facility) => sum + facility, 0) / 1000, 19.3, 0.05, "GW facility of all options");
  const paper = Object.values(sites).map((site: Site) => {
    const largest = new Map<string, number>();
    for (const [id, option] of Object.entries(site.power)) largest.set(option.group ?? id, Math.max(largest.get(option.group ?? id) ?? 0, option.facility));
    return [...largest.values()].reduce((sum, facility) => sum + facility, 0);
  });
  near(paper.reduce((sum, facility) => sum + facility, 0) / 1000, 18.4, 0.05, "GW facility that can be had together");
  assert.deepEqual(
    Object.entries(sites)
      .filter(([, site]) => site.committed)
      .map(([id]) => id),
    ["abilene-tx"],
  );
  assert.ok(Object.keys(sites).length - 1 >= 14);
  assert.equal(
    sites["abilene-tx"]!.built.reduce((sum, one) => sum + one.count, 0),
    2,
  );
  for (const [id, site] of Object.entries(sites)) if (id !== "abilene-tx") assert.equal(site.status, "announced", `${id} was under evaluation`);
  const halls = sites["abilene-tx"]!.buildings["hall-105"]! * catalogue.buildings["hall-105"]!.it;
  near(halls, 843, 1, "MW IT of Abilene's eight buildings (Epoch AI, 2026-08)");
});

test("power: energy, delivery and demand charge make the delivered price of EIA", () => {
  const delivered: Record<string, number> = { TX: 66, NM: 56, OH: 79, MI: 85, WI: 83, PA: 86, AZ: 81, VA: 89, ND: 70, IA: 64, NV: 68, WA: 64, OK: 61, WY: 75 };
  const capacity = (269.92 * 365.25) / 12;
  for (const [id, site] of Object.entries(sites)) {
    const { energy, delivery = 0, demand = 0 } = site.tariff;
    const part = site.authority.startsWith("PJM") && demand > 0 ? capacity : 0;
    const loadFactor = (1.18 * catalogue.operations.loadFactor) / 1.4;
    near(energy + delivery + (demand - part) / (730.5 * loadFactor), delivered[site.state]!, 0.5, `delivered $/MWh at ${id}`);
    assert.ok(site.tariff.table === undefined || site.authority === "ERCOT" || site.authority === "PJM (Dominion)" || site.tariff.proxy, `${id} names its proxy`);
  }
});

test("latency: as the rule gives it, and the regions merged into one workload are alike for every site", () => {
  for (const [id, site] of Object.entries(sites)) {
    for (const [region, milliseconds] of Object.entries(site.latency))
      near(milliseconds, 4 + 0.0145 * kilometres(site.at, programme.regions[region]!.at!), 1.5, `${id} to ${region}`);
    for (const region of Object.keys(programme.regions)) assert.ok(site.latency[region]! <= 180, `chat: ${id} reaches ${region}`);
    for (const region of ["europe", "asia-pacific"]) assert.ok(site.latency[region]! > 60, `realtime: ${id} does not reach ${region}`);
  }
});

test("demand: the workloads are parts of one whole", () => {
  const total = (quarter: number) => inferences.filter(([id]) => id !== "research-on-azure").reduce((sum, [, workload]) => sum + joined(workload.demand, calendar)[quarter]!, 0);
  near(total(0), 300_000, 30, "H100e in the first quarter");
  near(total(calendar.quarters - 1), 9_490_000, 300, "H100e in the last quarter");
  for (const quarter of quartersOf(calendar).keys())
    near(joined((programme.workloads["api"] as Inference).demand, calendar)[quarter]! / total(quarter), 0.25, 1e-3, "share of API work");
  assert.ok(inferences.length <= 9);
});

test("milestones: each fits one campus, and Azure takes only what its largest known campus could", () => {
  const usefulFlop = 1979e12 * 3600 * 0.3;
  const { goodput } = catalogue.operations;
  const abilene = 843 * 1210 * goodput;
  const rubin = 13 * 105.35 * 2202 * goodput;
  const largestOfAzure = 742_799;
  const need = trainings.map(({ compute, between: [first, last] }) => compute / (usefulFlop * hoursBetween(first, last)));
  for (const [index, expected] of [0.11, 0.43, 0.85, 1.6].entries()) near(need[index]! / 1e6, expected, 0.01, `million H100e that milestone ${index + 1} needs on the mean`);
  for (const [index, mean] of need.entries()) assert.ok(mean < (index < 3 ? abilene : rubin), `milestone ${index + 1} fits a campus`);
  for (const [index, milestone] of trainings.entries()) assert.deepEqual(milestone.clouds, need[index]! < largestOfAzure ? ["azure"] : []);
});

test("Azure: what can be bought is 1.3 times the spend expected, and 80 % of that spend is committed", () => {
  const clause = programme.agreements["azure-commitment"]!;
  assert.ok(clause.kind === "take-or-pay");
  const { price, most } = catalogue.clouds["azure"]!;
  for (const [year, spend] of [
    [2025, 13e9],
    [2026, 17e9],
    [2027, 22e9],
    [2028, 28e9],
  ] as const) {
    const hours = year === 2028 ? 8784 : 8760;
    near((price[String(year)]! * most[`${year}-Q1`]! * hours) / 1e9, (1.3 * spend) / 1e9, 0.02, `B$ that ${year} could cost`);
    near(clause.spend[String(year)]!, 0.8 * spend, 1, `commitment of ${year}`);
  }
});

test("the agreement of January 2025 is whole", () => {
  const kinds = Object.values(programme.agreements).map((clause) => clause.kind);
  for (const kind of ["exclusivity", "first-refusal", "ip-access", "take-or-pay", "capacity-fee", "sla"] as const) assert.ok(kinds.includes(kind), kind);
  assert.equal(kinds.filter((kind) => kind === "revenue-share").length, 2, "shares in both directions");
  for (const [id, clause] of Object.entries(programme.agreements)) {
    assert.ok(clause.from >= programme.known, `${id} is in force from the day on`);
    if (clause.kind === "first-refusal") assert.deepEqual(clause.covers, ["other-clouds"], "own building is approved");
  }
});

function kilometres([latitude, longitude]: readonly [number, number], [otherLatitude, otherLongitude]: readonly [number, number]): number {
  const radians = Math.PI / 180;
  const half =
    Math.sin(((otherLatitude - latitude) * radians) / 2) ** 2 +
    Math.cos(latitude * radians) * Math.cos(otherLatitude * radians) * Math.sin(((otherLongitude - longitude) * radians) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(half));
}

function hoursBetween(first: string, last: string): number {
  const all = quartersOf(calendar);
  return (all.indexOf(last as never) - all.indexOf(first as never) + 1) * 2191.5;
}
