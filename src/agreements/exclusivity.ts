// Exclusivity: work of a class runs on the provider's clouds only.

import { nothing, type Term } from "./term.ts";
import { listed, period } from "./words.ts";

export const exclusivity: Term<"exclusivity"> = {
  kind: "exclusivity",
  says: (clause, named) =>
    `Work of class ${clause.class} runs only on clouds of ${named(clause.provider)}${clause.except.length > 0 ? `, ${listed(clause.except)} excepted` : ""}${period(clause)}`,
  allows({ clause }, { workload, workClass, place, provider }) {
    if (workClass !== clause.class || clause.except.includes(workload)) return true;
    if ("cloud" in place && provider === clause.provider) return true;
    return `${workload} is of class ${clause.class}, which runs only on clouds of ${clause.provider}; ${"cloud" in place ? `${place.cloud} is a cloud of ${provider}` : `${place.site} is an own site`}.`;
  },
  demands: nothing,
  costs: nothing,
};
