// Do the values of a programme make sense together?

import type { Figures } from "../programme.ts";
import type { Node, Problem } from "../tree.ts";
import { actualsSense } from "./actuals.ts";
import { agreementSense } from "./agreements.ts";
import { capitalSense } from "./capital.ts";
import { catalogueSense } from "./catalogue.ts";
import { figureSense } from "./figures.ts";
import { judgeOf, type Rule, type Salvaged } from "./judge.ts";
import { powerSense } from "./power.ts";
import { siteSense } from "./sites.ts";
import { uncertainSense } from "./uncertain.ts";
import { workloadSense } from "./workloads.ts";

const rules: readonly Rule[] = [capitalSense, catalogueSense, siteSense, powerSense, workloadSense, agreementSense, uncertainSense, actualsSense, figureSense];

/** What makes no sense in what parsed of a programme, and what is strange. @param root the tree it was parsed from, for the places */
export function senseOf(programme: Salvaged, figures: Figures, root: Node): { readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] } {
  const judge = judgeOf(root);
  for (const rule of rules) rule(programme, judge, figures);
  return judge;
}
