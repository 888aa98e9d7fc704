// `gigasite check FILE`: every problem of a programme at once, with line and column.

import type { Answer } from "../face.ts";
import { problemLine } from "../../programme/check.ts";
import { checkFile } from "../inputs.ts";
import { rests } from "../screens/plan.ts";
import { problemDocument } from "../problems.ts";
import { number } from "../table.ts";

export async function check([file]: readonly string[], { set }: { readonly set: readonly string[] }, answer: Answer): Promise<number> {
  const { given, warnings } = checkFile(file!, set);
  const { programme, figures } = given.resolved;
  const counts = { sites: programme.sites, workloads: programme.workloads, clauses: programme.agreements, parties: programme.parties };
  const sizes = Object.fromEntries(Object.entries(counts).map(([what, map]) => [what, Object.keys(map).length]));
  const listed = Object.entries(sizes).map(([what, count]) => `${number(count)} ${what}`);
  const text = [...warnings.map((warning) => `${problemLine(warning)} (warning)`), `${file}: no problem found in ${listed.join(", ")}`, rests(figures)].join("\n");
  answer.give({ document: { file, problems: [], warnings: warnings.map(problemDocument), programme: programme.programme, ...sizes }, text });
  return 0;
}
