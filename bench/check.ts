// A programme of 2,000 sites checked: text to problems, against a plain parse of the same YAML.

import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { check } from "../src/programme/check.ts";
import { readDocument } from "../src/programme/document.ts";
import { manySites } from "../test/many-sites.ts";
import type { Bench } from "./run.ts";

const catalogue = readFileSync(new URL("../data/catalogue.yaml", import.meta.url), "utf8");

export const bench: Bench = {
  question: "How long does a check of 2,000 sites take, and how long does a plain parse of the same text by the YAML library take?",
  async run(full) {
    const lines: string[] = [];
    for (const sites of full ? [500, 1000, 2000, 4000, 8000] : [1000, 2000]) {
      const text = manySites(sites);
      const { located } = readDocument("many.yaml", text);
      if (!isDeepStrictEqual(located.value, parse(text))) throw new Error("our reading of the text differs from the YAML library's");
      const checked = check("many.yaml", () => text, catalogue);
      if (checked.resolved === undefined) throw new Error(`the programme has problems: ${checked.problems[0]?.message}`);
      if (Object.keys(checked.resolved.programme.sites).length !== sites + 3) throw new Error("a site is lost");
      const floor = fastest(() => parse(text));
      const read = fastest(() => readDocument("many.yaml", text));
      const whole = fastest(() => check("many.yaml", () => text, catalogue));
      const each = (time: number) => `${time.toFixed(0).padStart(5)} ms ${((time * 1e3) / sites).toFixed(0).padStart(5)} us a site`;
      lines.push(
        `${sites} sites, ${(text.length / 1e6).toFixed(1)} MB`,
        `  plain parse (yaml)  ${each(floor)}`,
        `  read with places    ${each(read)}   ${(read / floor).toFixed(2)} x`,
        `  whole check         ${each(whole)}   ${(whole / floor).toFixed(2)} x`,
      );
    }
    return lines;
  },
};

/** Milliseconds of the fastest of three runs. */
function fastest(work: () => unknown): number {
  return Math.min(
    ...[1, 2, 3].map(() => {
      const began = performance.now();
      work();
      return performance.now() - began;
    }),
  );
}
