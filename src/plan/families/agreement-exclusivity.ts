// agreement.exclusivity: which work may run on one provider's clouds only?

import type { Exclusion } from "./family.ts";

/** Kept by `ownAllowed` and `cloudAllowed` of terms.ts: inference[s,w,t] = 0, and cloudInference[v,w,t] = 0 on other clouds. */
export const agreementExclusivity: Exclusion = {
  family: "agreement.exclusivity",
  sentence: "While in force (on the last day of the quarter), work of the class runs only on the provider's clouds.",
  policy: true,
  formula: [
    { states: "inference[s,w,t] = 0 and cloudInference[v,w,t] = 0", each: "clause in force, workload of its class that is not excepted, site, and cloud of another party" },
  ],
  meaning:
    "A partner has bought the sole right to host a class of products, as Azure has for the API until 2030 in the agreement that the Stargate reference case reads. Until the clause ends, such work runs there or not at all.",
  asks: "an exclusivity clause in force in the calendar",
  asked: ({ inferences, names, terms }) => inferences.some(({ id }) => names.some((_, t) => terms.exclusive(id, t))),
  limits: [{ text: "A clause that ends on an event ends on the day on which the file expects it." }],
};
