// How long do very large jobs run until a node fails, at the rate of RSC-1?

import { mttfHours } from "../../physics/reliability.ts";
import { input, list, type ValidationCase } from "../case.ts";

export const v9: ValidationCase = {
  id: "V9",
  run: (_facts, row) => {
    const rate = input(row, "failuresPerNodeDay") / input(row, "packagesPerNode");
    return { figures: list(row, "packages", "number").map((packages) => mttfHours(packages, [rate])) };
  },
};
