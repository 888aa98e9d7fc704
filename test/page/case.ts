// The made-up run of the page's tests, and the browser they look with.

import { existsSync, readFileSync } from "node:fs";
import type { StageReport } from "../../src/plan/plan.ts";
import { load } from "../../src/programme/load.ts";
import { besideFixture } from "../../src/report/beside.fixture.ts";
import { fixture } from "../../src/report/fixture.ts";
import type { ReportInput } from "../../src/report/input.ts";

const root = new URL("../../", import.meta.url);

/** The text of a file of the checkout. */
export function textOf(path: string): string {
  return readFileSync(new URL(path, root), "utf8");
}

/** The made-up run of `programmes/neocloud.yaml`. */
export function caseInput(template = "/*page-data*/null"): ReportInput {
  const loaded = load("programmes/neocloud.yaml", (path) => (existsSync(new URL(path, root)) ? textOf(path) : undefined), textOf("data/catalogue.yaml"));
  if (!loaded.ok) throw new Error(loaded.problems.map((problem) => problem.message).join("\n"));
  return fixture({ programme: loaded.programme, figures: loaded.figures }, template);
}

/** The same with an objective in stages, files beside the plan, and equipment of which there is too little at first. */
export function besideInput(template?: string): ReportInput {
  const input = caseInput(template);
  const rising = (read: (t: number) => number): number[] => Array.from({ length: input.plan.calendar.quarters }, (_, t) => read(t));
  const { catalogue } = input.resolved.programme;
  const transformer = catalogue.equipment["large-transformer"]!;
  return {
    ...input,
    beside: besideFixture,
    resolved: {
      ...input.resolved,
      programme: {
        ...input.resolved.programme,
        catalogue: { ...catalogue, equipment: { ...catalogue.equipment, "large-transformer": { ...transformer, slots: { "2026-Q2": 2 } } } },
      },
    },
    plan: {
      ...input.plan,
      objective: {
        ...input.plan.objective,
        kind: "lexicographic",
        stages: [
          { name: "service", unit: "quarters", value: 0 },
          { name: "compute", unit: "H100e-hours", value: 3.49e9 },
          { name: "cost", unit: "USD", value: 3.61e9 },
        ],
      },
      solver: {
        ...input.plan.solver,
        bound: null,
        stages: [
          stage("service", 0, 0, 0, 0),
          stage("compute", 3.5e9, 3.528e9, 0.008, 3.4825e9),
          stage("cost", 3.6e9, 3.564e9, 0.01, 3.618e9),
          stage("change", 29, 20, 0.31, null),
        ],
      },
      derived: {
        ...input.plan.derived,
        equipment: {
          "large-transformer": { needed: rising((t) => Math.min(5, t)), available: rising((t) => (t < 2 ? 0 : t < 6 ? 2 : 6)), order: rising((t) => (t === 1 || t === 3 ? 2 : 0)) },
          switchgear: { needed: rising((t) => 4 * Math.min(5, t)), available: rising(() => 0), order: rising(() => 0) },
        },
      },
    },
  };
}

function stage(name: StageReport["name"], incumbent: number, bound: number, gap: number, kept: number | null): StageReport {
  return { name, status: "gap", incumbent, bound, gap, kept, nodes: 3, stoppedByClock: false, fixed: incumbent };
}

/** Where a Chromium stands; undefined when there is none. */
export function chromiumPath(): string | undefined {
  return ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", process.env["CHROMIUM"] ?? ""].find((path) => path !== "" && existsSync(path));
}
