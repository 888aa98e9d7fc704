// What happens at each site in a scenario? Read off the columns of the common plan's solution.

import { none, type Draft } from "../columns.ts";
import type { Quarter } from "../../units/brand.ts";
import type { SiteOutcome } from "./report.ts";

export function outcomesOf({ study, sites }: Draft, values: Float64Array): Record<string, SiteOutcome> {
  const at = (column: number): number => (column === none ? 0 : values[column]!);
  return Object.fromEntries(
    study.sites.map(({ id, options }, s): [string, SiteOutcome] => {
      const columns = sites[s]!;
      const opened = columns.open.findIndex((column) => at(column) > 0.5);
      const started = study.buildings.map(({ id: kind }, b): [string, number] => [kind, columns.starts[b]!.reduce((sum, column) => sum + Math.round(at(column)), 0)]);
      const last = study.count - 1;
      return [
        id,
        {
          opened: opened === -1 ? null : (study.names[opened]! as Quarter),
          options: options.filter((_, k) => columns.options[k] === none || at(columns.options[k]!) > 0.5).map((option) => option.id),
          buildings: Object.fromEntries(started.filter(([, count]) => count > 0)),
          itMw: started.reduce((mw, [, count], b) => mw + count * study.buildings[b]!.building.it, 0),
          runningItMw: Math.round(1e3 * study.accelerators.reduce((mw, { rackMw }, g) => mw + at(columns.running[g]![last]!) * rackMw, 0)) / 1e3,
        },
      ];
    }),
  );
}
