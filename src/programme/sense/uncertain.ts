// Do the ways it may turn out fit what may turn out otherwise?

import { percent, type Rule } from "./judge.ts";

export const uncertainSense: Rule = (programme, { problem }) => {
  for (const [index, { path, times, likely, slip }] of (programme.uncertain ?? []).entries()) {
    const at = ["uncertain", index];
    if (!times && !slip) problem(at, "expected times (factors on a number) or slip (delays of a date)");
    if (times && slip) problem(at, "expected times or slip, not both: one entry is a number or a date");
    if (likely && !times) problem([...at, "likely"], "expected times beside it: one factor for each probability");
    if (likely && times && likely.length !== times.length) problem([...at, "likely"], `has ${likely.length} entries, expected ${times.length}, one for each factor of times`);
    const chance = likely?.reduce((total, probability) => total + probability, 0) ?? 1;
    if (Math.abs(chance - 1) > 1e-6) problem([...at, "likely"], `adds up to ${percent(chance)}, expected 100 %`);
    if (times && !likely && times.length > 3) problem([...at, "times"], `has ${times.length} factors, expected two or three: more need likely, how likely each is`);
    if (times && times.some((factor, position) => position > 0 && factor < times[position - 1]!)) problem([...at, "times"], "expected factors that rise: low, middle, high");
    if (times?.some((factor) => factor < 0)) problem([...at, "times"], "expected factors of 0 or more");
    if (slip) {
      const sum = slip.reduce((total, { likely }) => total + likely, 0);
      if (Math.abs(sum - 1) > 1e-6) problem([...at, "slip"], `adds up to ${percent(sum)}, expected 100 %`);
    }
    const value = path
      .split(".")
      .reduce<unknown>(
        (found, part) => (typeof found === "object" && found !== null && Object.hasOwn(found, part) ? (found as Record<string, unknown>)[part] : undefined),
        programme,
      );
    const date = typeof value === "string" && /^\d{4}-(Q[1-4]|\d{2}-\d{2})$/.test(value);
    if (times && date) problem([...at, "times"], `${path} is a date: expected slip`);
    if (slip && (typeof value === "object" || (typeof value === "number" && !/\.(ready|lead|slip|delay|quarters)$/.test(path))))
      problem([...at, "slip"], `${path} is no date: expected times`);
  }
};
