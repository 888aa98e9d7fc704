// agreement.first-refusal: whose capacity must be offered to a partner first?

import type { Exclusion } from "./family.ts";

/** Kept by `gate` and `siteGates` of terms.ts: work on other clouds, and starts where own building is covered, are 0 until a notice can have run. */
export const agreementFirstRefusal: Exclusion = {
  family: "agreement.first-refusal",
  sentence:
    "New capacity of other clouds is used only `delay` quarters after a notice given while the clause is in force; where it covers own building, so is a building started at a site whose new buildings could be more than `over` together.",
  policy: true,
  formula: [
    {
      states: "cloudTraining[v,m,t] = 0 and cloudInference[v,w,t] = 0 unless a notice can be given in quarter t - delay",
      each: "cloud of another party that is not `existing`, and quarter",
    },
    {
      states: "starts[s,b,t] = 0 unless a notice can be given in quarter t - delay",
      each: "site whose new buildings could be more than `over`, where the clause covers own building",
    },
  ],
  meaning:
    "A partner may take new capacity before anyone else does, so it has to be told and given time to answer. Giving notice costs nothing; what counts is the time it takes, and that is why a start or a new cloud in the first quarters may be impossible.",
  asks: "a first-refusal clause that covers a cloud or site of the file",
  asked: ({ clouds, sites, names, terms }) =>
    names.some((_, t) => clouds.some(({ id }) => terms.gate(id, t) !== undefined) || sites.some(({ id }) => terms.siteGates(id, t).length > 0)),
  limits: [{ text: "The partner never takes what it is offered; a plan in which it does is a scenario of its own." }],
};
