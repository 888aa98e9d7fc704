// What does the planner need to know of a power option: what it gives in each quarter and slice, and when it is paid?

import { type SiteSlices, slicesPerQuarter } from "../conditions/slices.ts";
import type { PowerOption, Programme, Storage } from "../programme/programme.ts";
import { type Calendar, indexOf, quartersOf } from "../units/calendar.ts";
import { partsOf } from "./asset-case.ts";

export interface OptionCase {
  readonly id: string;
  readonly option: PowerOption;
  readonly grid: boolean;
  /** What it is when it is storage; its power is `available`. */
  readonly storage: Storage | undefined;
  /** Burns fuel, so that it needs an air permit. */
  readonly fuel: boolean;
  readonly firm: number;
  /** Variable cost of on-site generation, $/MWh, before escalation. */
  readonly variable: number;
  /** Available facility MW in each quarter if taken. */
  readonly available: readonly number[];
  /** Most facility MW generated if taken, by quarter and slice; nothing for the grid and storage. */
  readonly outputMw: readonly number[];
  /** Firm MW that is gone with one unit out, by quarter; nothing where the site does not ask for N+1 or the source has no units. */
  readonly oneOutMw: readonly number[];
  readonly cents: number;
  readonly parts: readonly number[];
  readonly energized: number;
  readonly lifeQuarters: number;
}

export function optionCase(id: string, option: PowerOption, programme: Programme, calendar: Calendar, payments: number, spared: boolean, slices: SiteSlices): OptionCase {
  const source = option.kind === "grid" ? undefined : programme.catalogue.powerSources[option.kind];
  const storage = option.kind === "grid" || source ? undefined : programme.catalogue.storage[option.kind];
  const firm = source?.firm ?? (storage ? (storage.firm ?? 0) : 1);
  const energized = indexOf(calendar, option.energized);
  const ramp = option.ramp ?? [1];
  const perQuarter = slicesPerQuarter(slices);
  const available = quartersOf(calendar).map((_, t) => (t < energized ? 0 : option.facility * ramp[Math.min(t - energized, ramp.length - 1)]!));
  const cents = Math.round(option.cost * 100);
  const parts = quartersOf(calendar).map(() => 0);
  for (const [position, part] of partsOf(
    cents,
    Array.from({ length: payments }, () => 1 / payments),
  ).entries()) {
    const at = energized - payments + position;
    if (at >= parts.length || (at < 0 && option.committed)) continue;
    parts[Math.max(0, at)]! += part;
  }
  return {
    id,
    option,
    energized,
    cents,
    parts,
    grid: option.kind === "grid",
    storage,
    fuel: (source?.carbon ?? 0) > 0,
    firm,
    variable: source?.variable ?? 0,
    available,
    outputMw: available.flatMap((mw, t) => Array.from({ length: perQuarter }, (_, h) => (source ? mw * (slices.sun[id]?.[t * perQuarter + h] ?? firm) : 0))),
    oneOutMw: available.map((mw) => (spared ? Math.min(source?.unit ?? 0, firm * mw) : 0)),
    lifeQuarters: (source?.usefulLife ?? storage?.usefulLife ?? programme.catalogue.operations.gridLife) * 4,
  };
}
