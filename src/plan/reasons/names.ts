// How are sites, investors, racks, dollars and quarters called in a sentence?

import { callLimits } from "../call-limits.ts";
import type { PlanningCase } from "../case.ts";

export function siteName(study: PlanningCase, id: string): string {
  return study.programme.sites[id]?.name ?? id;
}

export function acceleratorName(study: PlanningCase, id: string): string {
  return study.programme.catalogue.accelerators[id]?.name ?? id;
}

export function equipmentName(study: PlanningCase, id: string): string {
  return study.programme.catalogue.equipment[id]?.name ?? id;
}

/** `order 1` by the names of its investors. */
export function investors(study: PlanningCase, order: string): string {
  const members = callLimits(study).find((limits) => `order ${limits.order}` === order)?.members ?? [];
  if (members.length > 0 && members.every(([, { unsigned }]) => unsigned)) return "investors who have not signed";
  return listed(members.map(([id]) => study.programme.parties[id]?.name ?? id));
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** `1.3 M USD`, `820 k USD`, `4.1 B USD`. */
export function dollars(usd: number): string {
  const size = Math.abs(usd);
  if (size >= 1e9) return `${(usd / 1e9).toFixed(1)} B USD`;
  if (size >= 1e6) return `${(usd / 1e6).toFixed(1)} M USD`;
  if (size >= 1e4) return `${(usd / 1e3).toFixed(0)} k USD`;
  return `${Math.round(usd).toLocaleString("en-US")} USD`;
}

/** `1.13 USD`: for what one dollar is worth. */
export function dollarAndCents(usd: number): string {
  return `${usd.toFixed(2)} USD`;
}

/** `620 MW`, `4.5 MW`. */
export function megawatts(mw: number): string {
  return `${mw >= 100 ? mw.toFixed(0) : Number(mw.toFixed(1))} MW`;
}

/** `1,240`, `3.5`. */
export function amount(value: number): string {
  return Math.abs(value) >= 100 || Number.isInteger(value) ? Math.round(value).toLocaleString("en-US") : String(Number(value.toPrecision(3)));
}

/** `3.0e+28 FLOP`. */
export function flop(value: number): string {
  return `${value.toExponential(1)} FLOP`;
}

/** `one quarter`, `3 quarters`. */
export function quarters(count: number): string {
  return count === 1 ? "one quarter" : `${count} quarters`;
}
