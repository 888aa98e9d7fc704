// What does Frontier draw, idle and at most?

import { converterStage, machinePower, type MachinePower } from "../../physics/power-chain.ts";
import { input, type ValidationCase } from "../case.ts";

export const v20: ValidationCase = {
  id: "V20",
  run: (_facts, row) => {
    const at = (name: string): number => input(row, name);
    const node = {
      accelerators: at("accelerators"),
      acceleratorIdleW: at("acceleratorIdleW"),
      acceleratorMostW: at("acceleratorMostW"),
      processorIdleW: at("processorIdleW"),
      processorMostW: at("processorMostW"),
      steadyW: at("steadyW"),
    };
    const perRectifier = at("nodesPerRectifier");
    // Ratings only scale the standing losses, which are given in watts for each unit: any will do.
    const machine: MachinePower = {
      nodes: at("nodes"),
      node,
      converters: [
        { stage: converterStage("dc-dc", "rack", 1, at("converterW") / 1e6, at("converterEfficiency")), perUnit: 1 },
        { stage: converterStage("rectifier", "rack", 1, at("rectifierW") / 1e6, at("rectifierEfficiency")), perUnit: perRectifier },
      ],
      steadyMw: at("switchesMw") + at("pumpsMw"),
    };
    const idle = machinePower(machine, 0);
    const most = machinePower(machine, 1);
    return { figures: [most, idle, most, idle] };
  },
};
