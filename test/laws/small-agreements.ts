// Which clauses bind a small programme? Each kind by its own chance.

import type { Quarter } from "../../src/units/brand.ts";
import { addQuarters, firstDay } from "../../src/units/calendar.ts";
import type { Chance } from "./small-programme.ts";

/** The section `agreements`. */
export function agreementsText(sites: readonly string[], clouds: readonly string[], first: Quarter, { pick, some, between }: Chance): string {
  const from = firstDay(first);
  const later = firstDay(addQuarters(first, 1));
  const year = first.slice(0, 4);
  const cloud = clouds.length > 0;
  const fee = some(0.5);
  const clauses = [
    ...(fee
      ? [`fee: { kind: capacity-fee, payer: lab, payee: company, price: ${between(0.5, 1)} M$/MW-month, on: ${pick("running", "racked", "it-ready")}, from: ${pick(from, later)} }`]
      : []),
    ...(fee && some(0.5) ? [`available: { kind: sla, provider: company, customer: lab, floor: ${pick(90, 99)} %, creditPerPoint: 2.5 %, fee: fee, from: ${from} }`] : []),
    ...(some(0.25) ? [`cap: { kind: power-cap, site: ${pick(...sites)}, facility: ${pick(0.8, 3, 9)} MW, from: ${pick(from, later)} }`] : []),
    ...(some(0.3)
      ? [
          `bought: { kind: power-purchase, payer: company, payee: wind, site: ${pick(...sites)}, facility: ${pick(0.5, 4)} MW, price: ${between(15, 60)} $/MWh, from: ${pick(from, later)} }`,
        ]
      : []),
    ...(some(0.2) ? [`lease: { kind: lease, site: ${pick(...sites)}, payer: company, payee: landlord, price: 20000 $/MW-month, from: ${from} }`] : []),
    ...(cloud && some(0.3) ? [`only: { kind: exclusivity, class: api, provider: bigcloud, from: ${from}, until: 2030-12-31 }`] : []),
    ...(cloud && some(0.3) ? [`refusal: { kind: first-refusal, holder: bigcloud, grantor: lab, answerDays: 45, delay: 1 quarters, from: ${from} }`] : []),
    ...(cloud && some(0.4)
      ? [
          `commitment: { kind: take-or-pay, payer: lab, payee: bigcloud, cloud: big, spend: { ${year}: $${pick(1, 60)}M, ${Number(year) + 1}: $30M }, carryForward: ${pick(0, 10)} %, from: ${from}, until: 2028-12-31 }`,
        ]
      : []),
    ...(cloud && some(0.3)
      ? [
          `reserved: { kind: capacity-reservation, holder: lab, provider: bigcloud, cloud: big, amount: ${pick(100, 900)} H100e, price: 1.25 $/H100e-hour, from: ${pick(from, later)} }`,
        ]
      : []),
    ...(cloud && some(0.4)
      ? [
          `share: { kind: revenue-share, payer: lab, payee: bigcloud, base: ${pick("gross", "net")}${some(0.5) ? ", classes: [api]" : ""}, tiers: [{ from: $0, share: 20 % }, { from: $${pick(2, 20)}M, share: 7.5 % }], per: ${pick("quarter", "year")}, from: ${from} }`,
        ]
      : []),
  ];
  return clauses.length > 0 ? `agreements:\n${clauses.map((clause) => `  ${clause}\n`).join("")}` : "";
}
