// `gigasite check FILE`: every problem of a programme at once, with line and column.

import type { Answer } from "../face.ts";
import { caseOfFile } from "../inputs.ts";
import { rests } from "../screens/plan.ts";
import { number } from "../table.ts";

export async function check([file]: readonly string[], { set }: { readonly set: readonly string[] }, answer: Answer): Promise<number> {
  const { resolved } = caseOfFile(file!, set);
  const { programme, figures } = resolved;
  const counts = { sites: programme.sites, workloads: programme.workloads, clauses: programme.agreements, parties: programme.parties };
  const sizes = Object.fromEntries(Object.entries(counts).map(([what, map]) => [what, Object.keys(map).length]));
  const text = `${file}: no problem found in ${Object.entries(sizes)
    .map(([what, count]) => `${number(count)} ${what}`)
    .join(", ")}\n${rests(figures)}`;
  answer.give({ document: { file, problems: [], programme: programme.programme, ...sizes }, text });
  return 0;
}
