// Small and middle jobs die of more than hardware: what hazard does that take, and does the simulator keep it?

import { excessHazard, fitExcess } from "../../physics/job-hazard.ts";
import { mttfHours } from "../../physics/reliability.ts";
import { input, list, type ValidationCase } from "../case.ts";
import { anyCause, interruptions, mean, range } from "../herd.ts";

export const v10: ValidationCase = {
  id: "V10",
  run: (facts, row, seed) => {
    const each = input(row, "packagesPerNode");
    const rate = input(row, "failuresPerNodeDay");
    const [middle, small] = list(row, "packages", "number");
    // Published figures in days: hours for the middle size, days for the small one.
    const published = [row.figures[0]!.published / 24, row.figures[1]!.published] as const;
    const fit = fitExcess(
      { nodes: middle! / each, perDay: 1 / published[0] - (rate * middle!) / each },
      { nodes: small! / each, perDay: 1 / published[1] - (rate * small!) / each },
    );
    /** Days to failure in the simulator: the total hazard, spread over the packages. */
    const simulated = (packages: number, name: string): number => {
      const perDay = rate * (packages / each) + excessHazard(fit, packages / each);
      const days = input(row, "stopsEach") / perDay;
      const counts = range(input(row, "seeds")).map((run) => interruptions(packages, Math.ceil(days * 24), anyCause(perDay / packages), seed, "V10", name, run).interruptions);
      return Math.ceil(days * 24) / 24 / mean(counts);
    };
    const constant = 1 / published[0] - (rate * middle!) / each;
    const large = input(row, "large");
    const v9 = mttfHours(large, [rate / each]);
    return {
      figures: [simulated(middle!, "middle") * 24, simulated(small!, "small")],
      sensitivity: [
        { law: "hardware only", smallHours: mttfHours(small!, [rate / each]), middleHours: mttfHours(middle!, [rate / each]), largeHours: v9 },
        {
          law: "with one constant for each job, fitted at 1,024",
          smallHours: 24 / ((rate * small!) / each + constant),
          middleHours: row.figures[0]!.published,
          largeHours: 24 / ((rate * large) / each + constant),
        },
        {
          law: "with a power of the nodes, fitted at both",
          smallHours: row.figures[1]!.published * 24,
          middleHours: row.figures[0]!.published,
          largeHours: 24 / ((rate * large) / each + excessHazard(fit, large / each)),
        },
      ],
      note: `V9 stays hardware only, ${v9.toFixed(2)} h (published ${facts.rows["V9"]!.figures[0]!.published}): no law here fits the observed and the projected figures together`,
    };
  },
};
