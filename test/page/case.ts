// The made-up run of the page's tests, and the browser they look with.

import { existsSync, readFileSync } from "node:fs";
import { load } from "../../src/programme/load.ts";
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

/** Where a Chromium stands; undefined when there is none. */
export function chromiumPath(): string | undefined {
  return ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", process.env["CHROMIUM"] ?? ""].find((path) => path !== "" && existsSync(path));
}
