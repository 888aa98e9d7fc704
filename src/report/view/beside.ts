// What do the files beside a plan say on the page? The front, other plans, what moves the answer, the way from the last plan, and futures.

import type { ResolvedProgramme } from "../../programme/programme.ts";
import type { Beside, OtherPlans } from "../beside.ts";
import { decimal, dollars } from "../format.ts";
import { type FuturesView, futuresView } from "./futures.ts";
import { type ReplanView, replanView } from "./replan.ts";
import { type SwingsView, swingsView } from "./swings.ts";

/** Hours of the mean year (docs/model.md). */
const hoursPerYear = 8766;

export interface FrontPoint {
  readonly costUsd: number;
  readonly h100eYears: number;
  /** What one more H100e-year costs: on the way from the point before, and at this point's whole numbers. */
  readonly stepUsd: number | null;
  readonly hereUsd: number | null;
  readonly gap: number | null;
  readonly sites: number;
  readonly runningMw: number;
  readonly capexUsd: number;
}

export interface FrontView {
  readonly points: readonly FrontPoint[];
  readonly knee: number;
  /** Where this plan lies. */
  readonly own: { readonly costUsd: number; readonly h100eYears: number } | null;
}

export interface OtherPlanView {
  /** `fewest sites`. */
  readonly name: string;
  /** `1 site`, of the extent that was made least or most. */
  readonly extent: string;
  readonly address: string;
  /** Value of the objective's first measure that counts dollars or compute. */
  readonly main: number;
  readonly gap: number | null;
  readonly buildings: Readonly<Record<string, number>>;
  readonly runningMw: number;
  readonly capexUsd: number;
}

export interface OtherPlansView {
  readonly within: number;
  readonly measure: string;
  readonly unit: string;
  /** This plan first. */
  readonly plans: readonly OtherPlanView[];
}

export interface BesideView {
  readonly front: FrontView | null;
  readonly swings: SwingsView | null;
  readonly others: OtherPlansView | null;
  readonly replan: ReplanView | null;
  readonly futures: FuturesView | null;
}

export function besideView(resolved: ResolvedProgramme, { pareto, tornado, alternatives, replan, scenarios }: Beside): BesideView {
  return {
    front: pareto
      ? {
          points: pareto.points.map(({ costUsd, compute, stepUsdPerH100eYear, usdPerH100eYear, gap, plan }) => ({
            costUsd,
            h100eYears: compute / hoursPerYear,
            stepUsd: stepUsdPerH100eYear,
            hereUsd: usdPerH100eYear,
            gap,
            sites: plan.sites,
            runningMw: plan.runningMw,
            capexUsd: plan.capexUsd,
          })),
          knee: pareto.knee,
          own: pareto.own ? { costUsd: pareto.own.costUsd, h100eYears: pareto.own.compute / hoursPerYear } : null,
        }
      : null,
    swings: tornado ? swingsView(resolved, tornado) : null,
    others: alternatives ? othersView(alternatives) : null,
    replan: replan ? replanView(resolved, replan) : null,
    futures: scenarios ? futuresView(resolved, scenarios) : null,
  };
}

/** Gap above which a search says nothing of the least or most. */
const unproven = 0.01;

const extentNames: Readonly<Record<OtherPlans["alternatives"][number]["extent"], readonly [least: string, most: string]>> = {
  sites: ["fewest sites", "most sites"],
  onsiteMw: ["least on-site plant", "most on-site plant"],
  cloudsUsd: ["least at clouds", "most at clouds"],
  largestShare: ["largest site small", "largest site large"],
};

function othersView({ within, best, alternatives }: OtherPlans): OtherPlansView {
  const measured = best.stages.find(({ unit }) => unit !== "quarters") ?? best.stages[0]!;
  const main = (stages: OtherPlans["best"]["stages"]): number => stages.find(({ name }) => name === measured.name)?.value ?? 0;
  const words = (extent: keyof typeof extentNames, value: number): string => {
    if (extent === "sites") return `${decimal(value)} ${value === 1 ? "site" : "sites"}`;
    if (extent === "onsiteMw") return `${decimal(value)} MW on site`;
    return extent === "cloudsUsd" ? `${dollars(value)} at clouds` : `${decimal(value * 100)} % at the largest`;
  };
  const { plan } = best;
  return {
    within,
    measure: measured.name,
    unit: measured.unit,
    plans: [
      {
        name: "this plan",
        extent: words("sites", plan.sites),
        address: "best",
        main: measured.value,
        gap: null,
        buildings: plan.buildings,
        runningMw: plan.runningMw,
        capexUsd: plan.capexUsd,
      },
      ...alternatives.map(({ extent, direction, value, gap, stages, plan: other }, position) => ({
        name: extentNames[extent][direction === "least" ? 0 : 1],
        // A search that ended early may have found nothing beyond this plan: that is no least and no most.
        extent: value === plan[extent] && (gap ?? 1) > unproven ? `no ${direction === "least" ? "less" : "more"} was found` : words(extent, value),
        address: `alternatives[${position}]`,
        main: main(stages),
        gap,
        buildings: other.buildings,
        runningMw: other.runningMw,
        capexUsd: other.capexUsd,
      })),
    ],
  };
}
