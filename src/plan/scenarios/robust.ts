// What if the delays come at the worst places? Rows that keep a plan possible when up to Gamma power options of a site slip, and Gamma shipments of an accelerator fall short.

import type { PlanningCase } from "../case.ts";
import { type Draft, none, runningMw, taken } from "../columns.ts";
import { sum } from "../lp/model.ts";
import type { Programme } from "../../programme/programme.ts";
import { planningCase } from "../case.ts";
import type { Library } from "../../programme/library.ts";
import { moved } from "../../programme/uncertain/moved.ts";

/** What is lost when an entry turns out worst. */
export interface Losses {
  /** Firm facility MW lost by a slip, by site, option and quarter; 0 where nothing may slip. */
  readonly powerMw: readonly (readonly (readonly number[])[])[];
  /** Racks not shipped, by accelerator and quarter. */
  readonly racks: readonly (readonly number[])[];
}

/** The losses stated in `uncertain`: the longest delay of an option's energization, the lowest factor on an accelerator's supply. */
export function lossesOf(programme: Programme, library: Library, study: PlanningCase): Losses {
  const powerMw = study.sites.map((site) => site.options.map(({ available }) => available.map(() => 0)));
  const racks = study.accelerators.map(({ supply }) => supply.map(() => 0));
  for (const [entry, { path, times, slip }] of programme.uncertain.entries()) {
    const worst = slip ? { entry, path, slipQuarters: Math.max(...slip.map(({ quarters }) => quarters as number)) } : { entry, path, factor: Math.min(...times!) };
    const [top, first, , option] = path.split(".");
    const power = top === "sites" && path.endsWith(".energized") && slip !== undefined;
    const supply = path.startsWith("catalogue.accelerators.") && path.endsWith(".supply") && times !== undefined;
    if (!power && !supply) continue;
    const then = planningCase(moved(programme, [worst]), library);
    if (power) {
      const s = study.sites.findIndex(({ id }) => id === first);
      const k = study.sites[s]!.options.findIndex(({ id }) => id === option);
      const { available, firm } = study.sites[s]!.options[k]!;
      for (const [t, mw] of available.entries()) powerMw[s]![k]![t] = Math.max(powerMw[s]![k]![t]!, firm * Math.max(0, mw - then.sites[s]!.options[k]!.available[t]!));
    } else {
      const id = path.split(".")[2];
      const g = study.accelerators.findIndex((kind) => kind.id === id);
      const less = then.accelerators.find((kind) => kind.id === id)?.supply;
      if (g !== -1) for (const [t, count] of study.accelerators[g]!.supply.entries()) racks[g]![t] = Math.max(0, count - (less?.[t] ?? 0));
    }
  }
  return { powerMw, racks };
}

/**
 * Protects the rows of `power.firm` and `chip.supply` against at most `gamma` losses each (Bertsimas and Sim, "The price of robustness",
 * Operations Research 52, 2004). Firm power of a site and quarter keeps Gamma theta + sum u below what is over, with theta + u_k at least
 * the loss of option k if it is taken: the dual of the worst choice of Gamma losses. Shipments up to a quarter fall short of what is
 * stated by the Gamma largest shortfalls so far: there the losses are data, and the worst choice is a sum.
 */
export function protect(draft: Draft, { powerMw, racks }: Losses, gamma: number): void {
  if (gamma === 0) return;
  const { study, sites, model } = draft;
  for (const [s, { id, site, options }] of study.sites.entries()) {
    for (const [t, quarter] of study.names.entries()) {
      const losing = options.flatMap((option, k) => (powerMw[s]![k]![t]! > 0 ? [{ id: option.id, k, mw: powerMw[s]![k]![t]! }] : []));
      if (losing.length === 0 || sites[s]!.running.every((kind) => kind[t] === none)) continue;
      const theta = model.column("robust.price", [id, quarter], 0, Infinity);
      const row = sum()
        .merge(runningMw(draft, s, t), site.designFacilityRatio)
        .add(theta, gamma);
      for (const [k, { available, firm }] of options.entries()) row.merge(taken(draft, s, k), -firm * available[t]!);
      for (const { id: option, k, mw } of losing) {
        const over = model.column("robust.over", [id, option, quarter], 0, mw);
        row.add(over);
        model.atLeast(
          "robust.loss",
          [id, option, quarter],
          "facility MW",
          sum()
            .add(theta)
            .add(over)
            .merge(taken(draft, s, k), -mw),
        );
      }
      model.atMost("robust.power", [id, quarter], "facility MW", row);
    }
  }
  for (const [g, { id, supply }] of study.accelerators.entries()) {
    const soFar = sum();
    let shipped = 0;
    for (const [t, quarter] of study.names.entries()) {
      shipped += supply[t]!;
      for (const site of sites) if (site.racks[g]![t] !== none) soFar.add(site.racks[g]![t]!);
      const short = largest(racks[g]!.slice(0, t + 1), gamma);
      if (short > 0 && soFar.columns.length > 0) model.atMost("robust.supply", [id, quarter], "racks", sum().merge(soFar), shipped - short);
    }
  }
}

/** Sum of the `count` largest losses; the fraction of a count takes that share of the next. */
export function largest(losses: readonly number[], count: number): number {
  return losses.toSorted((one, other) => other - one).reduce((total, loss, position) => total + loss * Math.min(1, Math.max(0, count - position)), 0);
}
