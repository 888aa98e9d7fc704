// Does each sourced figure lie in its own range, and does it say where it comes from?

import type { Figure } from "../leaf.ts";
import { few, type Rule } from "./judge.ts";

export const figureSense: Rule = (_programme, { problem, warning }, figures) => {
  for (const [key, figure] of Object.entries(figures)) {
    const path = key.split(".");
    const { low, high, earliest, latest, confidence, reason, source } = figure;
    const value = measured(figure);
    if (low !== undefined && high !== undefined && low > high) problem([...path, "low"], `low ${few(low)} ${figure.unit} is over high ${few(high)}`);
    else {
      if (value !== undefined && low !== undefined && low > value) problem([...path, "low"], `low ${few(low)} is over the value ${few(value)} ${figure.unit}`);
      if (value !== undefined && high !== undefined && high < value) problem([...path, "high"], `high ${few(high)} is under the value ${few(value)} ${figure.unit}`);
    }
    if (typeof figure.value === "string") {
      if (earliest !== undefined && earliest > figure.value) problem([...path, "low"], `low ${earliest} is after the value ${figure.value}`);
      if (latest !== undefined && latest < figure.value) problem([...path, "high"], `high ${latest} is before the value ${figure.value}`);
    }
    if (confidence === "assumption") {
      const missing = [(low ?? earliest) === undefined ? "low" : "", (high ?? latest) === undefined ? "high" : "", reason === undefined ? "reason" : ""].filter(
        (word) => word !== "",
      );
      if (missing.length > 0) problem(path, `an assumption states low, high and reason: ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`);
    }
    if (confidence === undefined && source !== undefined) problem(path, "a figure with a source states its confidence: measured, vendor, press, estimate or assumption");
    else if (confidence === undefined) warning(path, "a figure of the world states its confidence: measured, vendor, press, estimate or assumption");
    else if (source === undefined && confidence !== "assumption") warning(path, `${confidence}, but by whom? The figure has no source`);
  }
};

/** The number that low and high are about: of a series the last, of a list the first. */
function measured({ value }: Figure): number | undefined {
  if (typeof value === "number") return value;
  if (Array.isArray(value)) return value[0] as number | undefined;
  return typeof value === "object" ? Object.values(value as Readonly<Record<string, number>>).at(-1) : undefined;
}
