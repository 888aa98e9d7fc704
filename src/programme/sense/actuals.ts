// Can what happened be read: sites and measures that there are, whole numbers, each figure once?

import { faultsOf } from "../actuals.ts";
import type { Rule } from "./judge.ts";

export const actualsSense: Rule = (programme, { problem }) => {
  const seen = new Set<string>();
  for (const [index, { site, quarter, measure, value, unit }] of (programme.actuals ?? []).entries()) {
    const path = ["actuals", index];
    for (const { column, message } of faultsOf({ site, measure, value, unit }, programme)) problem([...path, column], message);
    const key = `${site}, ${quarter}, ${measure}`;
    if (seen.has(key)) problem([...path, "site"], `${key} is given twice`);
    seen.add(key);
  }
};
