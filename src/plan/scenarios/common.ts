// How are the common decisions held in a plan of the programme as it stands? One row for each, so that the plan is one of those the scenarios can go on from.

import { type Draft, none } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Extensive } from "./extensive.ts";
import { nameOf } from "./first-stage.ts";

/** Every decision of the root, by name, with its value; racks are cut to whole ones. */
export type Common = ReadonlyMap<string, number>;

export function commonOf({ shared, model }: Extensive, values: Float64Array): Common {
  const whole = shared.filter(({ node, family, column }) => node === "" && (model.integer[column] === 1 || family === "chip.racks"));
  return new Map(whole.map(({ family, index, column }) => [nameOf(family, index), family === "chip.racks" ? Math.floor(values[column]! + hair) : Math.round(values[column]!)]));
}

/** Adds a row for each common decision that the draft has a column for. */
export function holdCommon(common: Common): (draft: Draft) => void {
  return ({ study, sites, model }) => {
    const hold = (family: string, index: readonly string[], column: number): void => {
      const value = common.get(nameOf(family, index));
      if (value !== undefined && column !== none) model.equal("scenario.common", [family, ...index], family === "chip.racks" ? "racks" : "1", sum().add(column), value);
    };
    for (const [s, { id, options }] of study.sites.entries()) {
      const columns = sites[s]!;
      for (const [t, quarter] of study.names.entries()) {
        hold("site.open", [id, quarter], columns.open[t]!);
        for (const [b, building] of study.buildings.entries()) hold("build.start", [id, building.id, quarter], columns.starts[b]![t]!);
        for (const [g, accelerator] of study.accelerators.entries()) hold("chip.racks", [id, accelerator.id, quarter], columns.racks[g]![t]!);
      }
      for (const [k, option] of options.entries()) hold("power.option", [id, option.id], columns.options[k]!);
    }
  };
}

/** Above a solver's tolerance, below a rack. */
const hair = 1e-6;
