// Does the simulator agree with the published closed form of ETTR, and with what was seen?

import { expectedEttr } from "../../physics/checkpoint.ts";
import { input, list, type ValidationCase } from "../case.ts";
import { anyCause, herd, mean, range } from "../herd.ts";

export const v11: ValidationCase = {
  id: "V11",
  run: (_facts, row, seed) => {
    const each = input(row, "packagesPerNode");
    const rate = input(row, "failuresPerNodeDay");
    const both = (nodes: number, interval: number, restart: number, write: number): { readonly simulated: number; readonly closed: number; readonly pressure: number } => {
      const mttf = (24 * 60) / (nodes * rate);
      const recovery = { detectHours: 0, restartHours: restart / 60, stallHours: write / 60, elasticHours: null };
      const job = { packages: nodes * each, spares: 0, hours: input(row, "hours"), causes: anyCause(rate / each), packagesPerNode: each, recovery, intervalHours: interval / 60 };
      const simulated = mean(range(input(row, "seeds")).map((run) => herd(job, seed, "V11", nodes, interval, restart, write, run).effective));
      const closed = expectedEttr(interval, write, restart, mttf);
      return { simulated, closed, pressure: 1 - closed };
    };
    const grid = list(row, "gridNodes", "number").flatMap((nodes) =>
      list(row, "gridIntervals", "number").flatMap((interval) =>
        list(row, "gridRestarts", "number").flatMap((restart) =>
          list(row, "gridWrites", "number").map((write) => ({ nodes, interval, restart, write, ...both(nodes, interval, restart, write) })),
        ),
      ),
    );
    const counted = grid.filter(({ pressure }) => pressure < input(row, "lossBelow"));
    const gap = Math.max(...counted.map(({ simulated, closed }) => Math.abs(simulated / closed - 1)));
    const headline = both(input(row, "nodes"), input(row, "intervalMinutes"), input(row, "restartMinutes"), input(row, "writeMinutes"));
    return {
      figures: [headline.simulated, gap],
      sensitivity: grid.map(({ pressure: _pressure, ...line }) => line),
      note: `${counted.length} of ${grid.length} cases lose under a quarter`,
    };
  },
};
