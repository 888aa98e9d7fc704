// HiGHS in WebAssembly on the same file with the same options as solve.py. `solve.ts MODEL.mps GAP SEED SECONDS` prints one JSON line.

import { readFileSync } from "node:fs";
import loadHighs, { type Highs } from "highs";

const [file, gap, seed, seconds] = process.argv.slice(2);
const highs = await (loadHighs as unknown as () => Promise<Highs>)();
highs.withModel({ format: "mps", data: readFileSync(file!) }, (model) => {
  model.options.set({ output_flag: false, mip_rel_gap: Number(gap), random_seed: Number(seed), time_limit: Number(seconds), mip_feasibility_tolerance: 1e-7 });
  const [began, worked] = [performance.now(), process.cpuUsage()];
  model.run();
  const { user, system } = process.cpuUsage(worked);
  process.stdout.write(
    `${JSON.stringify({
      seconds: (performance.now() - began) / 1e3,
      processor: (user + system) / 1e6,
      objective: model.getObjectiveValue(),
      gap: Number(model.info.get("mip_gap")),
      nodes: Number(model.info.get("mip_node_count")),
      status: model.getModelStatus() === highs.constants.modelStatus.optimal ? "Optimal" : String(model.getModelStatus()),
    })}\n`,
  );
});
