// A programme with a change made to it, for laws that compare two programmes.

import type { ResolvedProgramme } from "../../src/programme/programme.ts";

type Programme = ResolvedProgramme["programme"];
/** To be written to, and without brands: a test may write any number. */
export type Mutable<Type> = Type extends number
  ? number
  : Type extends string
    ? Type extends object
      ? string
      : Type
    : Type extends object
      ? { -readonly [Key in keyof Type]: Mutable<Type[Key]> }
      : Type;

/** The same programme with a change; the one given stays as it is. */
export function changed(programme: Programme, change: (copy: Mutable<Programme>) => void): Programme {
  const copy = structuredClone(programme) as unknown as Mutable<Programme>;
  change(copy);
  return copy as unknown as Programme;
}

/** Every amount of money times a factor: limits, prices, costs, what is earned and what compute is worth. */
export function inOtherMoney(programme: Programme, factor: number): Programme {
  return changed(programme, (copy) => {
    const times = <Key extends string>(owner: { [key in Key]?: unknown }, ...keys: readonly Key[]): void => {
      for (const key of keys) {
        const value = owner[key];
        if (typeof value === "number") owner[key] = (value * factor) as never;
        else if (value && typeof value === "object") owner[key] = Object.fromEntries(Object.entries(value).map(([at, amount]) => [at, (amount as number) * factor])) as never;
      }
    };
    const { capital, catalogue, sites, workloads, agreements, objective } = copy;
    times(capital, "budget", "callable", "cashFloor");
    for (const investor of Object.values(capital.equity)) {
      times(investor, "commitment");
      times(investor.calls, "most", "mostPerYear");
    }
    for (const facility of Object.values(capital.debt)) times(facility, "limit", "most");
    times(catalogue.operations, "facility");
    for (const building of Object.values(catalogue.buildings)) times(building, "cost", "rent");
    for (const accelerator of Object.values(catalogue.accelerators)) times(accelerator, "rackPrice", "prices");
    for (const source of Object.values(catalogue.powerSources)) times(source, "variable");
    for (const cloud of Object.values(catalogue.clouds)) times(cloud, "price");
    for (const site of Object.values(sites)) {
      times(site, "opening");
      times(site.land, "cost");
      times(site.tariff, "energy", "delivery", "demand");
      for (const option of Object.values(site.power)) times(option, "cost");
    }
    for (const work of Object.values(workloads)) if (work.kind === "inference") times(work, "earns");
    for (const clause of Object.values(agreements)) {
      if (!("kind" in clause)) continue;
      if (clause.kind === "capacity-fee" || clause.kind === "lease" || clause.kind === "power-purchase") times(clause, "price");
      else if (clause.kind === "take-or-pay") times(clause, "spend");
      else if (clause.kind === "revenue-share") for (const tier of clause.tiers) times(tier, "from");
    }
    times(objective, "value");
  });
}

/** Everything that a file lists by name, listed the other way round. */
export function backwards(programme: Programme): Programme {
  return changed(programme, (copy) => {
    const reversed = <Kind>(map: { [id: string]: Kind }): { [id: string]: Kind } => Object.fromEntries(Object.entries(map).toReversed());
    copy.sites = reversed(copy.sites);
    copy.workloads = reversed(copy.workloads);
    copy.agreements = reversed(copy.agreements);
    copy.parties = reversed(copy.parties);
    copy.catalogue.clouds = reversed(copy.catalogue.clouds);
    copy.catalogue.buildings = reversed(copy.catalogue.buildings);
    copy.capital.equity = reversed(copy.capital.equity);
    for (const site of Object.values(copy.sites)) site.power = reversed(site.power);
  });
}

/** The quarter after one. */
export function after(quarter: string, quarters = 1): string {
  const at = Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1 + quarters;
  return `${Math.floor(at / 4)}-Q${(at % 4) + 1}`;
}
