// How much of a cluster does fragmentation-aware placement fill?

import { input, type ValidationCase } from "../case.ts";
import { fill, type Filling } from "../fill.ts";

export const v19: ValidationCase = {
  id: "V19",
  run({ openb }, row, seed) {
    if (openb === undefined)
      return { needs: "openb_node_list_gpu_node.csv and openb_pod_list_default.csv of cluster-trace-gpu-v2023, which are not in the package: `gigasite validate --openb FOLDER`" };
    const load = input(row, "load");
    const filled = (filling: Filling) => fill(openb, filling, load, seed);
    const [fgd, exact, bestFit] = [filled("fgd"), filled("fgd-exact"), filled("best-fit")];
    return {
      figures: [fgd.touched / fgd.accelerators, fgd.share, bestFit.share],
      sensitivity: [
        { placement: "fgd, scores in whole points", "milli-GPU allocated": fgd.share, "GPUs allocated": fgd.touched, "pods refused": fgd.refused },
        { placement: "fgd, exact growth", "milli-GPU allocated": exact.share, "GPUs allocated": exact.touched, "pods refused": exact.refused },
        { placement: "best fit", "milli-GPU allocated": bestFit.share, "GPUs allocated": bestFit.touched, "pods refused": bestFit.refused },
      ],
      note: "Scores in whole points with the first host among equals were taken with the published figure in view: exact growth fills less. All kinds of pods count as expected ones; the authors take the most frequent, 95 % of the pods",
    };
  },
};
