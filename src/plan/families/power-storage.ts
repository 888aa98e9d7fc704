// power.storage: what may a battery take in and give back?

import { none, taken } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Family } from "./family.ts";

export const powerStorage: Family = {
  family: "power.storage",
  sentence:
    "In each slice charge and discharge are at most the storage's power; over a quarter discharge = `roundTrip` x charge; discharge is at most one full cycle a day: `sum share x discharge x 24 <= hours x available`.",
  policy: false,
  formula: [
    { states: "charge[s,k,t,h] <= available[s,k,t] x taken[s,k]", each: "storage, quarter and time slice" },
    { states: "discharge[s,k,t,h] <= available[s,k,t] x taken[s,k]", each: "storage, quarter and time slice" },
    { states: "sum over h of share[t,h] x discharge[s,k,t,h] = roundTrip[k] x sum over h of share[t,h] x charge[s,k,t,h]", each: "storage and quarter" },
    { states: "24 x sum over h of share[t,h] x discharge[s,k,t,h] <= storageHours[k] x available[s,k,t] x taken[s,k]", each: "storage and quarter" },
  ],
  meaning: "A battery buys in cheap slices and gives back in dear ones, and loses its round trip on the way. A plan counts on one full cycle a day at most.",
  asks: "a power option whose kind is in `catalogue.storage`",
  limits: [
    { text: "Energy moves freely within a quarter: the state of charge is not followed from hour to hour, so long dear spells look easier than they are." },
    { text: "A battery does not age; its worth falls by its useful life." },
  ],
  /**
   * For storage k taken: charge[h] <= available[t] x taken; discharge[h] <= available[t] x taken;
   * sum over h of share[h] x (discharge[h] - roundTrip x charge[h]) = 0;
   * 24 x sum over h of share[h] x discharge[h] <= hours x available[t] x taken (MWh a day).
   */
  build(draft) {
    const { model, study, sites } = draft;
    for (const [s, site] of study.sites.entries()) {
      const { charge, discharge } = sites[s]!;
      for (const [k, { id, storage, available }] of site.options.entries()) {
        if (!storage) continue;
        for (const [t, quarter] of study.names.entries()) {
          const energy = sum();
          const aDay = sum();
          for (let h = 0; h < study.slicesPerQuarter; h++) {
            const out = discharge[k]![t]![h]!;
            const into = charge[k]![t]![h]!;
            if (out === none || into === none) continue;
            const share = site.slices.share[t * study.slicesPerQuarter + h]!;
            energy.add(out, share).add(into, -storage.roundTrip * share);
            aDay.add(out, 24 * share);
            // The columns' own bounds are enough for what is there anyway.
            if (sites[s]!.options[k] === none) continue;
            model.atMost(
              "power.storage",
              [site.id, id, quarter, `slice ${h + 1}`, "charge"],
              "MW facility",
              sum()
                .add(into)
                .merge(taken(draft, s, k), -available[t]!),
            );
            model.atMost(
              "power.storage",
              [site.id, id, quarter, `slice ${h + 1}`, "discharge"],
              "MW facility",
              sum()
                .add(out)
                .merge(taken(draft, s, k), -available[t]!),
            );
          }
          if (energy.columns.length === 0) continue;
          model.equal("power.storage", [site.id, id, quarter, "energy"], "mean MW facility", energy);
          model.atMost("power.storage", [site.id, id, quarter, "cycle"], "MWh a day", aDay.merge(taken(draft, s, k), -storage.hours * available[t]!));
        }
      }
    }
  },
};
