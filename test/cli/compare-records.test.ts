// Does `compare` tell what differs between two records: programmes with another seed or a value set anew, jobs, and requests served?

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readRecord } from "../../src/record/read.ts";
import { gigasite, inFolder, json, root } from "./command.ts";

interface Row {
  readonly group: string;
  readonly figure: string;
  readonly unit: string;
  readonly a: number;
  readonly b: number;
  readonly difference: number;
}

interface Compared {
  readonly differences: readonly { readonly path: string }[];
  readonly records: {
    readonly seeds: { readonly a: number; readonly b: number };
    readonly totals: readonly Row[];
    readonly quarters: readonly Row[];
    readonly inputs: readonly { readonly path: string; readonly a: unknown; readonly b: unknown }[];
    readonly milestones: readonly { readonly milestone: string; readonly a: string; readonly differenceDays: number }[];
  };
}

test("a dearer tariff moves the cost of energy, another seed the failures; both are said with their units", () =>
  inFolder(async (folder) => {
    const tiny = join(root, "test/programmes/tiny.yaml");
    const done = async (args: readonly string[]) => {
      const ended = await gigasite(args, folder);
      assert.equal(ended.status, 0, ended.stderr);
    };
    await done(["simulate", tiny, "-o", "base"]);
    await done(["simulate", "base", "-o", "other", "--seed", "2"]);
    await done(["simulate", tiny, "-o", "dear", "--set", "sites.alpha.tariff.energy=90 $/MWh"]);

    const same = (await json<Compared>(["compare", "base", "base"], folder)).records;
    assert.ok(same.totals.length > 15 && same.quarters.length > 20);
    assert.ok([...same.totals, ...same.quarters].every(({ difference }) => difference === 0));

    const { differences, records: dear } = await json<Compared>(["compare", "base", "dear"], folder);
    assert.deepEqual(
      differences.map(({ path }) => path),
      ["sites.alpha.tariff.energy"],
    );
    const total = (of: Compared["records"], figure: string) => of.totals.find((row) => row.figure === figure)!;
    const [base, dearer] = await Promise.all(["base", "dear"].map(async (name) => (await readRecord(join(folder, name, "record"), [])).summary));
    assert.deepEqual(
      [total(dear, "cost of energy, grid and on site").a, total(dear, "cost of energy, grid and on site").b, total(dear, "cost of energy, grid and on site").unit],
      [base!.energyUsd, dearer!.energyUsd, "$"],
    );
    assert.equal(total(dear, "useful").difference, dearer!.waterfall.useful - base!.waterfall.useful);
    assert.ok(base!.energyUsd / base!.facilityMwh < dearer!.energyUsd / dearer!.facilityMwh);
    const summed = dear.quarters.filter(({ figure }) => figure === "energyUsd" || figure === "onsiteUsd").reduce((sum, { difference }) => sum + difference, 0);
    assert.ok(Math.abs(summed - total(dear, "cost of energy, grid and on site").difference) < 1, "the quarters come to the total");

    const { records: other } = await json<Compared>(["compare", "base", "other"], folder);
    assert.deepEqual(other.seeds, { a: 1, b: 2 });
    assert.ok(other.totals.some(({ group, difference }) => group === "failures by cause" && difference !== 0));
    assert.equal(other.milestones[0]!.milestone, "run");
    assert.match(other.milestones[0]!.a, /^\d{4}-\d\d-\d\d$/);
    const { stdout } = await gigasite(["compare", "base/record", "other"], folder);
    for (const said of [
      /records: A base, seed 1; B other, seed 2/,
      /useful, H100e-hour/,
      /failures by cause +A +B +difference/,
      /^ +run +\d{4}/m,
      /2026-Q\d .*\d/,
      /cost of energy, grid and on site, \$/,
    ])
      assert.match(stdout, said);
  }));

test("jobs under another policy: what they waited, what they took, what of the fleet was used", () =>
  inFolder(async (folder) => {
    // The third fits beside the first: a backfilling policy lets it pass the second, one that keeps the order does not.
    const row = (job: number, submit: number, run: number, accelerators: number) => `${job} ${submit} -1 ${run} ${accelerators} -1 -1 ${accelerators} ${run} -1 1 1 1 1 1 1 -1 -1`;
    writeFileSync(join(folder, "jobs.swf"), ["; UnixStartTime: 0", row(1, 0, 3600, 4), row(2, 10, 1800, 8), row(3, 20, 600, 4), ""].join("\n"));
    for (const policy of ["easy", "fifo"]) assert.equal((await gigasite(["simulate", "--trace", "jobs.swf", "--policy", policy, "-o", policy], folder)).status, 0);
    const { records } = await json<Compared>(["compare", "easy", "fifo"], folder);
    const row3 = (figure: string) => records.totals.find((one) => one.figure === figure)!;
    assert.deepEqual([row3("done").a, row3("done").b], [3, 3]);
    // Waits of 0, 3590 and 0 seconds against 0, 3590 and 5380.
    assert.deepEqual([row3("wait, P50").a, row3("wait, P50").b, row3("wait, P50").unit], [0, 3590, "s"]);
    assert.ok(row3("utilisation").difference < 0, "the same work over a longer time");
    assert.ok(row3("completion, P90").difference > 0);
    const { policy } = Object.fromEntries(records.inputs.map(({ path, ...rest }) => [path, rest])) as { policy?: { a: string[]; b: string[] } };
    assert.deepEqual([policy?.a[0], policy?.b[0]], ["easy", "fifo"]);
  }));

test("records of different kinds, and --causes without plans, are refused", () =>
  inFolder(async (folder) => {
    const spec = join(root, "test/programmes/serving.yaml");
    assert.equal((await gigasite(["simulate", "--serving", spec, "-o", "served"], folder)).status, 0);
    const causes = await gigasite(["compare", "served", "served", "--causes"], folder);
    assert.deepEqual([causes.status, /--causes expects two plans/.test(causes.stderr)], [2, true]);
    assert.equal((await gigasite(["simulate", join(root, "test/programmes/tiny.yaml"), "-o", "run"], folder)).status, 0);
    const mixed = await gigasite(["compare", "served", "run"], folder);
    assert.deepEqual([mixed.status, /two records of one kind/.test(mixed.stderr)], [2, true]);
  }));
