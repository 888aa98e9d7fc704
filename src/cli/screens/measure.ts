// How does a measure of the objective read? Dollars, H100e-years, quarters.

import type { MeasureName } from "../../plan/objectives/measure.ts";
import { dollars, number } from "../table.ts";

const hoursPerYear = 8766;

/** A measure's value in words. */
export function measured(name: MeasureName, value: number): string {
  switch (name) {
    case "worth":
    case "cost":
      return dollars(value);
    case "compute":
      return h100eYears(value);
    case "service":
    case "demand":
      return `${number(value, 3)} quarters`;
    case "change":
      return `${number(value, 1)} MW IT`;
  }
}

/** H100e-hours as H100e-years in the size that fits. */
export function h100eYears(hours: number): string {
  const years = hours / hoursPerYear;
  return years >= 1e6 ? `${number(years / 1e6, 3)}M H100e-years` : `${number(years / 1e3, 1)}k H100e-years`;
}

export const measureNames: Readonly<Record<MeasureName, string>> = {
  worth: "worth, discounted",
  service: "wanted milestones late and exclusive work unserved",
  demand: "milestones late and demand unserved",
  compute: "useful compute, discounted",
  cost: "cost, discounted",
  change: "change against the plan before",
};
