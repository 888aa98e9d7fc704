// How does a rule speak? Sentences with dates, MW and dollars for what binds and for what must give way.

import { callLimits } from "./call-limits.ts";
import type { PlanningCase } from "./case.ts";
import type { Relaxation } from "./plan.ts";
import { addQuarters } from "../units/calendar.ts";

/** What one more unit of a rule's right side is worth. */
export function worthSentence(study: PlanningCase, family: string, index: readonly string[], worthUsd: number, unit: string): string {
  const value = dollars(worthUsd);
  const [first, second, third] = index;
  switch (family) {
    case "chip.supply":
      return `One more rack of ${accelerator(study, first!)} in ${second} is worth ${value}.`;
    case "chip.hall":
      return `One more MW IT of ready hall at ${site(study, first!)} in ${second} is worth ${value}.`;
    case "power.firm":
      return `One more MW of firm power (facility) at ${site(study, first!)} in ${second} is worth ${value}.`;
    case "power.balance":
      return `One more MW of supply (facility) at ${site(study, first!)} in ${third}, ${index[3]}, is worth ${value}.`;
    case "build.crew":
      return `One more worker ${first === "national" ? "in the country" : `in ${first}`} in ${second} is worth ${value}.`;
    case "serve.demand":
      return `One more H100e of ${first} demand in ${second} is worth ${value}.`;
    case "serve.research":
      return `One more H100e of research demand in ${second} is worth ${value}.`;
    case "cloud.most":
      return `One more H100e for sale at ${first} in ${second} is worth ${value}.`;
    case "compute.milestone":
      return `One percent less of ${first}'s FLOP is worth ${dollars(Math.abs(worthUsd))}.`;
    case "money.budget":
      return `One more dollar callable by ${first} is worth ${cents(worthUsd)}.`;
    case "money.calls":
      return `One more dollar that may be called from ${investors(study, first!)}${second === "commitment" ? " over the programme" : ` in ${second}`} is worth ${cents(worthUsd)}.`;
    case "money.debt":
      return `One more dollar of ${first} allowed by ${second === "market" ? `the market in ${third}` : `${second} in ${third}`} is worth ${cents(worthUsd)}.`;
    case "money.cash":
      return `One more dollar of cash in ${first} is worth ${cents(worthUsd)}.`;
    case "agreement.take-or-pay":
      return `One dollar less committed by ${first} in ${second} is worth ${cents(Math.abs(worthUsd))}.`;
    default:
      return `One more ${unit} of ${family} for ${index.join(", ")} is worth ${value}.`;
  }
}

/** What a relaxed rule means; `lateQuarters`: how late a milestone that is short is reachable. */
export function relaxationSentence(study: PlanningCase, { family, index, amount, unit }: Omit<Relaxation, "sentence">, lateQuarters?: number): string {
  const [first, second, third] = index.split(", ");
  switch (family) {
    case "compute.milestone": {
      const training = study.trainings.find(({ id }) => id === first)!;
      return `${first} gets ${(100 - amount).toFixed(1)} % of its ${training.work.compute.toExponential(1)} FLOP by ${training.work.between[1]}: ${amount.toFixed(1)} % is out of reach in its window.${lateQuarters === undefined ? "" : ` It is reachable ${lateQuarters === 1 ? "one quarter" : `${lateQuarters} quarters`} late, by ${addQuarters(training.work.between[1], lateQuarters)}.`}`;
    }
    case "money.budget":
      return `${dollars(amount * 1e6)} more must be callable by ${first}.`;
    case "money.cash":
      return `${dollars(amount * 1e6)} is missing in ${first}: investors and lenders do not cover what is committed.`;
    case "money.calls":
      return `${dollars(amount * 1e6)} more must be callable from ${investors(study, first!)}${second === "commitment" ? "" : ` in ${second}`}.`;
    case "money.debt":
      return `${first} must lend ${dollars(amount * 1e6)} more (${second}, ${third ?? ""}).`;
    case "build.crew":
      return `${Math.ceil(amount)} more workers are needed in ${first} in ${second}.`;
    case "site.fewest":
      return `${first} would have ${amount.toFixed(0)} buildings fewer than its fewest.`;
    case "site.pace":
      return `${first} must start ${amount.toFixed(0)} buildings more in ${second}.`;
    case "agreement.power-cap":
      return `The power cap at ${site(study, first!)} must be ${amount.toFixed(1)} MW (facility) higher in ${second}.`;
    default:
      return `${family} for ${index} must give way by ${amount.toPrecision(3)} ${unit}.`;
  }
}

/** `order 1` by the names of its investors. */
function investors(study: PlanningCase, order: string): string {
  const members = callLimits(study).find((limits) => `order ${limits.order}` === order)?.members ?? [];
  if (members.length > 0 && members.every(([, { unsigned }]) => unsigned)) return "investors who have not signed";
  const names = members.map(([id]) => study.programme.parties[id]?.name ?? id);
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function site(study: PlanningCase, id: string): string {
  return study.programme.sites[id]?.name ?? id;
}

function accelerator(study: PlanningCase, id: string): string {
  return study.programme.catalogue.accelerators[id]?.name ?? id;
}

/** `1.3 M USD`, `820 k USD`, `4.1 B USD`. */
export function dollars(usd: number): string {
  const size = Math.abs(usd);
  if (size >= 1e9) return `${(usd / 1e9).toFixed(1)} B USD`;
  if (size >= 1e6) return `${(usd / 1e6).toFixed(1)} M USD`;
  if (size >= 1e4) return `${(usd / 1e3).toFixed(0)} k USD`;
  return `${Math.round(usd).toLocaleString("en-US")} USD`;
}

function cents(usd: number): string {
  return `${usd.toFixed(2)} USD`;
}
