// How does a rule speak? Sentences with dates, MW and dollars for what binds and for what must give way.

import type { PlanningCase } from "../case.ts";
import type { Relaxation } from "../plan.ts";
import { acceleratorName, dollarAndCents, dollars, equipmentName, investors, listed, quarters, siteName } from "./names.ts";
import type { Quarter } from "../../units/brand.ts";
import { addQuarters } from "../../units/calendar.ts";

/** What one more unit of a rule's right side is worth. */
export function worthSentence(study: PlanningCase, family: string, index: readonly string[], worthUsd: number, unit: string): string {
  const value = dollars(worthUsd);
  const [first, second, third] = index;
  switch (family) {
    case "chip.supply":
      return `One more rack of ${acceleratorName(study, first!)} in ${second} is worth ${value}.`;
    case "chip.hall":
      return `One more MW IT of ready hall at ${siteName(study, first!)} in ${second} is worth ${value}.`;
    case "power.firm":
      return `One more MW of firm power (facility) at ${siteName(study, first!)} in ${second} is worth ${value}.`;
    case "power.balance":
      return `One more MW of supply (facility) at ${siteName(study, first!)} in ${third}, ${index[3]}, is worth ${value}.`;
    case "power.permit":
      return second === "air permit"
        ? `One more MW of plant (facility) under the air permit of ${siteName(study, first!)} is worth ${value}.`
        : `One more MW of mean output (facility) that ${second} at ${siteName(study, first!)} may make in ${third} is worth ${value}.`;
    case "agreement.power-cap":
      return `One more MW (facility) under the power cap at ${siteName(study, first!)} in ${second} is worth ${value}.`;
    case "site.water":
      return `One more m3 of water at ${siteName(study, first!)} in ${second} is worth ${value}.`;
    case "build.crew":
      return `One more worker ${first === "national" ? "in the country" : `in ${first}`} in ${second} is worth ${value}.`;
    case "build.equipment":
      return `One more ${equipmentName(study, first!)} by ${second} is worth ${value}.`;
    case "serve.demand":
      return `One more H100e of ${first} demand in ${second} is worth ${value}.`;
    case "serve.research":
      return `One more H100e of research demand in ${second} is worth ${value}.`;
    case "cloud.most":
      return `One more H100e for sale at ${first} in ${second} is worth ${value}.`;
    case "compute.milestone":
      return `One percent less of ${first}'s FLOP ${worthUsd > 0 ? "loses" : "is worth"} ${dollars(Math.abs(worthUsd))}.`;
    case "money.budget":
      return `One more dollar callable by ${first} is worth ${dollarAndCents(worthUsd)}.`;
    case "money.calls":
      return `One more dollar that may be called from ${investors(study, first!)}${second === "commitment" ? " over the programme" : ` in ${second}`} is worth ${dollarAndCents(worthUsd)}.`;
    case "money.debt":
      return `One more dollar of ${first} allowed by ${second === "market" ? `the market in ${third}` : `${second} in ${third}`} is worth ${dollarAndCents(worthUsd)}.`;
    case "money.coverage":
      return `One more dollar of cash flow in the four quarters to ${second}, which ${first} tests, is worth ${dollarAndCents(Math.abs(worthUsd))}.`;
    case "money.cash":
      return `One more dollar of cash in ${first} is worth ${dollarAndCents(worthUsd)}.`;
    case "agreement.take-or-pay":
      return `One dollar ${worthUsd > 0 ? "more" : "less"} committed by ${first} in ${second} is worth ${dollarAndCents(Math.abs(worthUsd))}.`;
    default:
      return `One more ${unit} of ${family} for ${index.join(", ")} is worth ${value}.`;
  }
}

/** How milestones that are short could be reached: each way is for all of them together. */
export interface Ways {
  readonly milestones: readonly string[];
  /** Quarters that they would be late; undefined where that does not help. */
  readonly lateQuarters: number | undefined;
  /** What more of something would keep them in their windows, each after "or with". */
  readonly more: readonly string[];
}

/**
 * What a relaxed rule means.
 * @param ways how the milestones that are short could be reached
 */
export function relaxationSentence(study: PlanningCase, { family, index, amount, unit }: Omit<Relaxation, "sentence">, ways?: Ways): string {
  const [first, second, third] = index.split(", ");
  switch (family) {
    case "compute.milestone": {
      const training = study.trainings.find(({ id }) => id === first)!;
      return `${first} gets ${(100 - amount).toFixed(1)} % of its ${training.work.compute.toExponential(1)} FLOP by ${training.work.between[1]}: ${amount.toFixed(1)} % is out of reach in its window.${ways === undefined ? "" : reachable(training.work.between[1], ways)}`;
    }
    case "money.budget":
      return `${dollars(amount * 1e6)} more must be callable by ${first}.`;
    case "money.cash":
      return `${dollars(amount * 1e6)} is missing in ${first}: investors and lenders do not cover what is committed.`;
    case "money.calls":
      return `${dollars(amount * 1e6)} more must be callable from ${investors(study, first!)}${second === "commitment" ? "" : ` in ${second}`}.`;
    case "money.debt":
      return `${first} must lend ${dollars(amount * 1e6)} more (${second}, ${third ?? ""}).`;
    case "money.coverage":
      return `The cash flow of the four quarters to ${second} is ${dollars(amount * 1e6)} short of the coverage that ${first} asks.`;
    case "build.equipment":
      return `${Math.ceil(amount)} more of ${equipmentName(study, first!)} must be there by ${second}.`;
    case "power.permit":
      return second === "air permit"
        ? `The air permit of ${siteName(study, first!)} must be for ${amount.toFixed(1)} MW (facility) more.`
        : `${second} at ${siteName(study, first!)} must make ${amount.toFixed(1)} MW (facility) more than its hours allow, mean of ${third}.`;
    case "site.water":
      return `${Math.ceil(amount).toLocaleString("en-US")} m3 more of water must be drawn at ${siteName(study, first!)} in ${second}.`;
    case "agreement.take-or-pay":
      return `${first} would be kept but for ${dollars(amount * 1e6)} in ${second}.`;
    case "site.phase":
      return `${siteName(study, first!)} would start ${amount.toFixed(0)} buildings fewer than its phase in ${second}.`;
    case "build.crew":
      return `${Math.ceil(amount)} more workers are needed in ${first} in ${second}.`;
    case "site.fewest":
      return `${first} would have ${amount.toFixed(0)} buildings fewer than its fewest.`;
    case "site.pace":
      return `${first} must start ${amount.toFixed(0)} buildings more in ${second}.`;
    case "agreement.power-cap":
      return `The power cap at ${siteName(study, first!)} must be ${amount.toFixed(1)} MW (facility) higher in ${second}.`;
    default:
      return `${family} for ${index} must give way by ${amount.toPrecision(3)} ${unit}.`;
  }
}

/** ` It is reachable 2 quarters late, by 2027-Q4, or in its window with ...`, or nothing. */
function reachable(end: Quarter, { milestones, lateQuarters, more }: Ways): string {
  const one = milestones.length === 1;
  const late = lateQuarters === undefined ? [] : [`${quarters(lateQuarters)} late${one ? `, by ${addQuarters(end, lateQuarters)}` : ""}`];
  const ways = [...late, ...more.map((what, position) => `${position === 0 ? `in ${one ? "its window" : "their windows"} ` : ""}with ${what}`)];
  return ways.length === 0 ? "" : ` ${one ? "It is" : `${listed(milestones)} are`} reachable ${ways.join(", or ")}.`;
}
