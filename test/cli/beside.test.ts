// Does `plan` with --pareto, --alternatives and --tornado say what it should? The document's shape, the text read aloud, and numbers that the options cannot mean.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { type Ended, gigasite, json, root } from "./command.ts";

const tiny = join(root, "test/programmes/tiny.yaml");
const folder = mkdtempSync(join(tmpdir(), "gigasite-beside-"));
after(() => rmSync(folder, { recursive: true, force: true }));

interface Stage {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
}

interface Outline {
  readonly compute: number;
  readonly costUsd: number;
  readonly sites: number;
  readonly runningMw: number;
  readonly buildings: Readonly<Record<string, number>>;
}

interface Document {
  readonly feasible: boolean;
  readonly objective: { readonly kind: string; readonly total: number; readonly stages: readonly Stage[] };
  readonly pareto: {
    readonly points: readonly {
      readonly costUsd: number;
      readonly compute: number;
      readonly gap: number | null;
      readonly stepUsdPerH100eYear: number | null;
      readonly plan: Outline;
    }[];
    readonly knee: number;
    readonly dominated: number;
  };
  readonly alternatives: {
    readonly within: number;
    readonly best: { readonly stages: readonly Stage[]; readonly plan: Outline };
    readonly alternatives: readonly {
      readonly extent: string;
      readonly direction: string;
      readonly value: number;
      readonly gap: number | null;
      readonly stages: readonly Stage[];
      readonly plan: Outline;
    }[];
  };
  readonly tornado: {
    readonly measure: string;
    readonly unit: string;
    readonly tried: number;
    readonly still: number;
    readonly bars: readonly {
      readonly path: string;
      readonly low: number | string;
      readonly high: number | string;
      readonly atLow: { readonly delta: number | null };
      readonly atHigh: { readonly delta: number | null };
      readonly span: number | null;
    }[];
  };
}

const options = ["--objective", "worth", "--pareto", "7", "--alternatives", "8", "--tornado", "5"];
const inOneLine = (text: string): string => text.replaceAll(/\s+/g, " ");

describe("one plan with all three beside it", () => {
  let made: Document;
  let shown: Ended;
  before(async () => {
    made = await json<Document>(["plan", tiny, ...options, "-o", "json"], folder);
    shown = await gigasite(["plan", tiny, ...options, "-o", "text"], folder);
    assert.equal(shown.status, 0, shown.stderr);
  });

  test("the front: costs and compute rise, the price of a step is their ratio, and the knee is one of the points", () => {
    const { points, knee } = made.pareto;
    assert.ok(points.length >= 3 && points.length <= 7, `${points.length} points`);
    assert.ok(knee > 0 && knee < points.length - 1);
    assert.equal(points[0]!.stepUsdPerH100eYear, null);
    for (const [position, { costUsd, compute, gap, stepUsdPerH100eYear, plan }] of points.entries()) {
      assert.ok(gap !== null && gap >= 0 && gap <= 0.02, `gap ${gap}`);
      assert.deepEqual([plan.costUsd, plan.compute], [costUsd, compute]);
      const prior = points[position - 1];
      if (!prior) continue;
      assert.ok(costUsd > prior.costUsd && compute > prior.compute, `point ${position + 1}`);
      const step = ((costUsd - prior.costUsd) / (compute - prior.compute)) * 8766;
      assert.ok(Math.abs(stepUsdPerH100eYear! / step - 1) < 1e-9, `${stepUsdPerH100eYear} against ${step}`);
    }
  });

  test("the alternatives: least before most of each kind, each within the share of the best, least at most the best and most at least", () => {
    const { within, best, alternatives } = made.alternatives;
    assert.deepEqual(
      alternatives.map(({ extent, direction }) => `${direction} ${extent}`),
      ["sites", "onsiteMw", "cloudsUsd", "largestShare"].flatMap((extent) => [`least ${extent}`, `most ${extent}`]),
    );
    assert.deepEqual(best.stages, made.objective.stages);
    for (const { extent, direction, value, stages, plan } of alternatives) {
      const own = best.plan[extent as keyof Outline] as number;
      assert.ok(direction === "least" ? value <= own + 1e-9 : value >= own - 1e-9, `${direction} ${extent}: ${value} against ${own}`);
      assert.ok(stages[0]!.value >= best.stages[0]!.value * (1 - within) - 1, `${direction} ${extent} is worth ${stages[0]!.value}`);
      assert.equal(Object.values(plan.buildings).filter((count) => count > 0).length, plan.sites);
    }
  });

  test("the tornado: as many bars as asked for, the widest first, each as wide as its ends", () => {
    const { bars, tried, still, measure, unit } = made.tornado;
    assert.deepEqual([measure, unit, bars.length], ["worth", "USD", 5]);
    assert.ok(still > 0 && still < tried && bars.length <= tried - still);
    for (const [position, { atLow, atHigh, span, low, high, path }] of bars.entries()) {
      assert.notDeepEqual(low, high, path);
      const ends = [0, atLow.delta!, atHigh.delta!];
      assert.ok(Math.abs(span! - (Math.max(...ends) - Math.min(...ends))) <= 1e-6 * span!, path);
      if (position > 0) assert.ok(span! <= bars[position - 1]!.span!, path);
    }
  });

  test("what is printed as JSON is what stands in the run folder, whatever was printed", () => {
    for (const name of ["pareto", "alternatives", "tornado"] as const) {
      const [one, other] = ["json", "text"].map((run) => JSON.parse(readFileSync(join(folder, run, `${name}.json`), "utf8")) as unknown);
      assert.deepEqual(one, made[name], name);
      assert.deepEqual(other, made[name], `${name}, printed as text`);
    }
    assert.ok(existsSync(join(folder, "text", "report.html")));
  });

  test("the text says the same: a row for each, with its unit, and whole sentences", () => {
    const lines = shown.stdout.split("\n");
    const { points, knee, dominated } = made.pareto;
    const rows = lines.filter((line) => /^ {2}\d+( knee)? .*H100e-years/.test(line));
    assert.equal(rows.length, points.length);
    assert.match(rows[knee]!, new RegExp(`^ {2}${knee + 1} knee +\\$[\\d.]+M +[\\d.]+k H100e-years +\\$`));
    const aloud = inOneLine(shown.stdout);
    assert.match(aloud, new RegExp(`the knee is point ${knee + 1}: [\\d.]+k H100e-years for \\$[\\d.]+M, farthest above the line between the two ends`));
    if (dominated === 1) assert.match(aloud, /1 of the points searched gave no more than a cheaper one and is left out/);
    if (dominated > 1) assert.match(aloud, new RegExp(`${dominated} of the points searched gave no more than a cheaper one and are left out`));

    assert.match(aloud, /plans within 2 % of the best \(\$[\d.]+M\)/);
    for (const name of ["fewest sites", "most sites", "least on-site plant", "most on-site plant", "least spent at clouds", "most spent at clouds"])
      assert.equal(lines.filter((line) => line.startsWith(`  ${name}`)).length, 2, `${name}: its row, and what it builds`);
    assert.match(aloud, /buildings started fewest sites: Alpha \d+\./);
    assert.match(aloud, /largest site as large as can be 100 % \d+ % \$/);

    assert.match(aloud, /what moves the answer most \(worth, best of the relaxation with buildings and racks in fractions: \$[\d.]+M; the plan itself: \$[\d.]+M\)/);
    for (const { path } of made.tornado.bars)
      assert.ok(
        lines.some((line) => new RegExp(`^ {2}${path.replaceAll(".", "\\.")} +[+-]?\\$.* \\(.* to .*\\)`).test(line)),
        path,
      );
    assert.match(
      aloud,
      new RegExp(
        `${made.tornado.tried} figures and uncertain entries were moved one at a time, and ${made.tornado.still} of them move nothing; \\d of the 5 shown rests? on an estimate or an assumption`,
      ),
    );
    assert.ok(
      lines.every((line) => line.length <= 160),
      `a line of ${Math.max(...lines.map((line) => line.length))} letters`,
    );
    assert.doesNotMatch(shown.stdout, /undefined|NaN|\[object/);
  });
});

test("one bar and one alternative are told in the singular", async () => {
  const { status, stdout, stderr } = await gigasite(["plan", tiny, "--objective", "worth", "--alternatives", "1", "--tornado", "1", "-o", "one"], folder);
  assert.equal(status, 0, stderr);
  assert.match(inOneLine(stdout), /[01] of the 1 shown rests? on an estimate or an assumption/);
  assert.doesNotMatch(inOneLine(stdout), /\b1 of the 1 shown rest /);
  assert.equal(stdout.split("\n").filter((line) => line.startsWith("  most sites")).length, 0);
});

test("without a number the presets hold: nine points, eight alternatives, twelve bars at most", async () => {
  const made = await json<Document>(["plan", tiny, "--objective", "worth", "--tornado", "-o", "presets"], folder);
  assert.ok(made.tornado.bars.length > 5 && made.tornado.bars.length <= 12, `${made.tornado.bars.length} bars`);
});

test("numbers that the options cannot mean are refused with exit 2, and nothing is written", async () => {
  for (const [option, message] of [
    [["--pareto", "6"], /--pareto.*from 7 to 11/],
    [["--pareto", "12"], /--pareto.*from 7 to 11/],
    [["--pareto", "7.5"], /--pareto.*from 7 to 11/],
    [["--alternatives", "0"], /--alternatives.*from 1 to 8/],
    [["--alternatives", "many"], /--alternatives.*from 1 to 8/],
    [["--tornado", "0"], /--tornado.*(at least|from) 1/],
    [["--tornado", "-3"], /--tornado.*(at least|from) 1/],
    [["--tornado", "2.5"], /--tornado.*(at least|from) 1/],
  ] as const) {
    const { status, stdout, stderr } = await gigasite(["plan", tiny, ...option, "-o", "none"], folder);
    assert.equal(status, 2, `${option.join(" ")}: ${stderr}`);
    assert.match(stderr, message);
    assert.equal(stdout, "");
    assert.equal(existsSync(join(folder, "none")), false);
  }
});
