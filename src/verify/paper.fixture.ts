// Which plans are worked out on paper?

import type { SiteSlices } from "../conditions/slices.ts";
import type { Plan } from "../plan/plan.ts";
import { financePlan, financeSlices, financeText } from "./finance.fixture.ts";
import { powerPlan, powerSlices, powerText } from "./power.fixture.ts";
import { refreshPlan, refreshSlices, refreshText } from "./refresh.fixture.ts";
import { tinyPlan, tinySlices, tinyText } from "./tiny.fixture.ts";

export interface Paper {
  /** The programme file. */
  readonly text: string;
  readonly slices: SiteSlices;
  /** A new copy of the plan. */
  readonly plan: () => Plan;
}

export const papers = {
  tiny: { text: tinyText, slices: tinySlices, plan: tinyPlan },
  power: { text: powerText, slices: powerSlices, plan: powerPlan },
  finance: { text: financeText, slices: financeSlices, plan: financePlan },
  refresh: { text: refreshText, slices: refreshSlices, plan: refreshPlan },
} as const satisfies Readonly<Record<string, Paper>>;
